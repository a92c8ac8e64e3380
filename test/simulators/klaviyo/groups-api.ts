import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';
import type { KlaviyoAccount, SimulatedGroup } from './account.ts';
import { invalid, notFound } from './klaviyo-error.ts';
import { dataOf, render } from './profiles-api.ts';
import { pageOf } from './resources.ts';

const MOST_ADDITIONS = 1_000;

export function listGroups(
	groups: ReadonlyMap<string, SimulatedGroup>,
	type: 'list' | 'segment',
	{ query, path }: SimulatorRequest,
	origin: string,
): SimulatorResponse {
	const { entries, links } = pageOf(
		[...groups.values()],
		query,
		({ id }) => id,
		{ default: 10, most: 10 },
		`${origin}${path}`,
	);
	const data = entries.map(({ id, name }) => ({ type, id, attributes: { name } }));
	return { status: 200, body: { data, links } };
}

export function profilesOf(
	account: KlaviyoAccount,
	id: string,
	{ query, path }: SimulatorRequest,
	origin: string,
): SimulatorResponse {
	const segment = account.segments.get(id);
	if (segment === undefined) throw notFound('The segment');
	const members = [...segment.profileIds].sort().flatMap((member) => {
		const profile = account.profiles.get(member);
		return profile === undefined ? [] : [profile];
	});
	const { entries, links } = pageOf(
		members,
		query,
		(profile) => profile.id,
		{ default: 20, most: 100 },
		`${origin}${path}`,
	);
	return { status: 200, body: { data: entries.map((entry) => render(entry, query)), links } };
}

export function addToList(account: KlaviyoAccount, id: string, body: unknown): SimulatorResponse {
	const list = account.lists.get(id);
	if (list === undefined) throw notFound('The list');
	const entries = dataOf(body) as ReadonlyArray<{ type: string; id: string }> | undefined;
	if (!Array.isArray(entries) || entries.length > MOST_ADDITIONS) {
		throw invalid(`Up to ${MOST_ADDITIONS} profiles are required.`, '/data');
	}
	for (const entry of entries) {
		if (!account.profiles.has(entry.id)) throw notFound('The profile');
		list.profileIds.add(entry.id);
	}
	return { status: 204 };
}
