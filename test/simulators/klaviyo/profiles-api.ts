import type { SimulatorRequest, SimulatorResponse } from '../simulator-server.ts';
import type { KlaviyoAccount, SimulatedProfile } from './account.ts';
import { parseFilter, type Condition } from './filter-parser.ts';
import { invalidParameter } from './klaviyo-error.ts';
import { momentText, pageOf, sortable } from './resources.ts';
import { duplicate, ownerOf, readProfile, upsert } from './validate-profile.ts';

const PAGE_SIZES = { default: 20, most: 100 };

const SPARSE =
	/^(email|phone_number|external_id|first_name|last_name|organization|locale|title|image|created|updated|last_event_date|properties|location(\.\w+)?|subscriptions(\.[\w.]+)?)$/;

const FILTERS = {
	id: ['any', 'equals'],
	email: ['any', 'equals'],
	phone_number: ['any', 'equals'],
	external_id: ['any', 'equals'],
	updated: ['greater-than', 'less-than'],
};

export function getProfiles(
	account: KlaviyoAccount,
	{ query, path }: SimulatorRequest,
	origin: string,
): SimulatorResponse {
	const conditions = parseFilter(query.get('filter'), FILTERS);
	const found = [...account.profiles.values()].filter((profile) =>
		conditions.every((condition) => isMatch(profile, condition)),
	);
	const sort = query.get('sort') ?? 'id';
	if (!['id', 'updated', '-updated'].includes(sort)) {
		throw invalidParameter(`'${sort}' is not a valid sort field.`, 'sort');
	}
	const placeOf = (profile: SimulatedProfile): string => {
		if (sort === 'id') return profile.id;
		const moment = sort === 'updated' ? profile.updated : 9e15 - profile.updated;
		return `${sortable(moment)}|${profile.id}`;
	};
	found.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
	const { entries, links } = pageOf(found, query, placeOf, PAGE_SIZES, `${origin}${path}`);
	return { status: 200, body: { data: entries.map((entry) => render(entry, query)), links } };
}

/** 409 when an identifier is taken. */
export function createProfile(account: KlaviyoAccount, body: unknown): SimulatorResponse {
	const input = readProfile(dataOf(body));
	const owner = ownerOf(account, input, ['email', 'phone_number', 'external_id']);
	if (owner !== undefined) throw duplicate(owner);
	const { profile } = upsert(account, input);
	return { status: 201, body: { data: render(profile, new URLSearchParams()) } };
}

export function importProfile(account: KlaviyoAccount, body: unknown): SimulatorResponse {
	const { profile, isNew } = upsert(account, readProfile(dataOf(body)));
	return {
		status: isNew ? 201 : 200,
		body: { data: render(profile, new URLSearchParams()) },
	};
}

export function dataOf(body: unknown): unknown {
	return (body as { data?: unknown } | undefined)?.data;
}

function isMatch(profile: SimulatedProfile, { operator, field, values }: Condition): boolean {
	if (field === 'updated') {
		const at = Date.parse(values[0] ?? '');
		// Klaviyo compares the moments that it tells, which have whole seconds.
		const updated = Date.parse(momentText(profile.updated));
		return operator === 'greater-than' ? updated > at : updated < at;
	}
	if (field === 'id') return values.includes(profile.id);
	if (field !== 'email') return values.includes(String(profile.attributes[field]));
	const wanted = values.map((value) => value.toLowerCase());
	const own = [profile.attributes['email'], ...profile.furtherEmails];
	return own.some((email) => typeof email === 'string' && wanted.includes(email));
}

/** A profile as Klaviyo shows it: all attributes, or those of the sparse fieldset. */
export function render(
	{ id, attributes, properties, marketing, updated }: SimulatedProfile,
	query: URLSearchParams,
): Record<string, unknown> {
	const { consent, consentedAt, suppressions } = marketing;
	const all: Record<string, unknown> = {
		email: null,
		phone_number: null,
		external_id: null,
		first_name: null,
		last_name: null,
		organization: null,
		locale: null,
		title: null,
		image: null,
		...attributes,
		location: { city: null, country: null, ...((attributes['location'] ?? {}) as object) },
		updated: momentText(updated),
		properties,
		...(query.get('additional-fields[profile]')?.split(',').includes('subscriptions') === true
			? {
					subscriptions: {
						email: {
							marketing: {
								consent,
								consent_timestamp: consentedAt,
								can_receive_email_marketing: suppressions.length === 0,
								suppression: suppressions.map((reason) => ({ reason, timestamp: '' })),
								list_suppressions: [],
							},
						},
					},
				}
			: {}),
	};
	const sparse = query.get('fields[profile]')?.split(',');
	for (const name of sparse ?? []) {
		if (!SPARSE.test(name)) {
			throw invalidParameter(`'${name}' is not a valid field for the profile resource.`, 'fields');
		}
	}
	const wanted = new Set((sparse ?? Object.keys(all)).map((name) => name.split('.')[0]));
	return {
		type: 'profile',
		id,
		attributes: Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name))),
		links: { self: `https://a.klaviyo.com/api/profiles/${id}/` },
	};
}
