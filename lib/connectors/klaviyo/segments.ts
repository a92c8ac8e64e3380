import type { ChangedContact } from '../crm';
import { inChunks, type VendorFailure } from '../vendor';
import { cursorError } from './changed-contacts';
import { klaviyoWords, unavailableError } from './describe-failure';
import { noProfileFailure } from './failure';
import { profileKey, profileOf, valuesOf } from './profile';
import { sparseFields } from './profile-fields';
import { PROFILE_PAGE_SIZE, readProfiles } from './read-profiles';
import { readPage, readPages } from './read-pages';
import type { KlaviyoRun } from './sync-profiles';

/** A segment fills itself by its rules; people and programs put profiles into a list. */
export interface KlaviyoGroup {
	readonly id: string;
	readonly name: string;
}

export interface GroupPage {
	readonly profiles: ReadonlyArray<Pick<ChangedContact, 'id' | 'email' | 'values'>>;
	/** Give it to the next call; null when all is read. */
	readonly cursor: string | null;
}

export interface ListAddition {
	readonly email: string;
	/** `added` also for a profile that was in the list already. */
	readonly outcome: 'added' | 'rejected' | 'failed';
	readonly profileId: string | null;
	readonly reason: string | null;
	readonly hint: string | null;
	readonly retryable: boolean;
}

/** Source: "Add Profiles to List" of the API reference. */
const LIST_ADDITIONS = 1_000;

/** Segments of the account by name. Throws `vendor_unavailable`. */
export async function listSegments(run: KlaviyoRun): Promise<KlaviyoGroup[]> {
	return await listGroups(run, 'segment');
}

/** Lists of the account by name. Throws `vendor_unavailable`. */
export async function listLists(run: KlaviyoRun): Promise<KlaviyoGroup[]> {
	return await listGroups(run, 'list');
}

/** Who is in a segment, a hundred at a time. Throws `vendor_unavailable`, `invalid_input`. */
export async function profilesOfSegment(
	{ client }: KlaviyoRun,
	id: string,
	fields: readonly string[],
	cursor: string | null,
): Promise<GroupPage> {
	const page = await readPage(
		client,
		`/api/segments/${encodeURIComponent(id)}/profiles`,
		{ 'fields[profile]': sparseFields(fields), 'page[size]': String(PROFILE_PAGE_SIZE) },
		cursor,
	);
	if (!page.ok) {
		if (cursor !== null && page.failure.status === 400) throw cursorError();
		throw unavailableError(page.failure);
	}
	const profiles = page.data.map((resource) => {
		const profile = profileOf(resource);
		return { id: profile.id, email: profile.email, values: valuesOf(profile, fields) };
	});
	return { profiles, cursor: page.cursor };
}

/** Puts profiles that are there into a list; nobody is subscribed by it. One outcome per address. */
export async function addToList(
	{ client }: KlaviyoRun,
	listId: string,
	emails: readonly string[],
): Promise<ListAddition[]> {
	const keys = [...new Set(emails.map(profileKey))];
	const { profiles, failures } = await readProfiles(client, keys, { 'fields[profile]': 'email' });
	const refusals = new Map(failures);
	for (const key of keys) {
		if (!profiles.has(key) && !refusals.has(key)) refusals.set(key, noProfileFailure());
	}
	for (const chunk of inChunks([...profiles], LIST_ADDITIONS)) {
		const answer = await client.post(
			`/api/lists/${encodeURIComponent(listId)}/relationships/profiles`,
			{ data: chunk.map(([, { id }]) => ({ type: 'profile', id })) },
		);
		if (!answer.ok) for (const [key] of chunk) refusals.set(key, answer.failure);
	}
	return emails.map((email) => {
		const key = profileKey(email);
		return additionOf(email, profiles.get(key)?.id ?? null, refusals.get(key));
	});
}

function additionOf(
	email: string,
	profileId: string | null,
	failure: VendorFailure | undefined,
): ListAddition {
	if (failure === undefined) {
		return { email, outcome: 'added', profileId, reason: null, hint: null, retryable: false };
	}
	const { reason, hint } = klaviyoWords(failure, [email]);
	const isOwn = [400, 404, 409].includes(failure.status);
	const { retryable } = failure;
	return { email, outcome: isOwn ? 'rejected' : 'failed', profileId, reason, hint, retryable };
}

async function listGroups(
	{ client }: KlaviyoRun,
	kind: 'segment' | 'list',
): Promise<KlaviyoGroup[]> {
	const answer = await readPages(client, `/api/${kind}s`, { [`fields[${kind}]`]: 'name' });
	if (!answer.ok) throw unavailableError(answer.failure);
	return answer.data
		.map(({ id, attributes: { name } }) => ({ id, name: typeof name === 'string' ? name : id }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}
