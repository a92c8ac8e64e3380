import { inChunks, type VendorAnswer, type VendorFailure } from '../vendor';
import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import { ownFailure } from './failure';
import { OBJECTS, type ObjectFields, type PipedriveField } from './object-fields';
import { keyOf, type PipedriveRecord } from './record';
import { oneRowSchema, readAnswer, rowPageSchema, searchSchema, type SearchHit } from './schema';

/** Ids of one call. Source: parameter `ids` of GET `/persons` and `/deals`. */
const IDS_PER_CALL = 100;

export interface Place {
	readonly client: PipedriveClient;
	readonly directory: Directory;
	readonly fields: ObjectFields;
	readonly keyField: PipedriveField;
}

export type Found =
	| { readonly kind: 'record'; readonly record: PipedriveRecord }
	| { readonly kind: 'none' }
	| { readonly kind: 'refused'; readonly failure: VendorFailure };

/**
 * Looks up keys that the directory does not settle, and returns what went wrong by key. A search
 * tells of a record only in part and compares without case, so what it finds is read.
 */
export async function lookUp(
	place: Place,
	keys: readonly string[],
): Promise<Map<string, VendorFailure>> {
	const { client, directory, fields } = place;
	const failures = new Map<string, VendorFailure>();
	const wanted = new Map<string, readonly string[]>();
	for (const key of keys.filter((one) => !directory.isSettled(one))) {
		const hits = await search(place, key);
		if (!Array.isArray(hits)) {
			failures.set(key, hits);
			continue;
		}
		if (hits.some((hit) => isArchivedDeal(hit, key))) directory.keepArchived(key);
		const ids = hits.filter(({ is_archived: isAway }) => !isAway).map(({ id }) => id);
		wanted.set(
			key,
			ids.filter((id) => directory.get(id) === undefined),
		);
	}
	const ids = [...new Set([...wanted.values()].flat())];
	const unread = await readByIds(client, place, ids);
	for (const [key, own] of wanted) {
		const failure = own.flatMap((id) => unread.get(id) ?? [])[0];
		if (failure === undefined) directory.settle(key);
		else failures.set(key, failure);
	}
	return failures;

	function isArchivedDeal({ is_archived: isAway, custom_fields: values }: SearchHit, key: string) {
		return isAway && (values ?? []).some((value) => keyOf(fields.object, value) === key);
	}
}

/** Takes records into the directory; one that is not there any more is left out. */
export async function readByIds(
	client: PipedriveClient,
	{ directory, fields, keyField }: Pick<Place, 'directory' | 'fields' | 'keyField'>,
	ids: readonly string[],
): Promise<Map<string, VendorFailure>> {
	const failures = new Map<string, VendorFailure>();
	const { path } = OBJECTS[fields.object];
	for (const chunk of inChunks(ids, IDS_PER_CALL)) {
		const [only] = chunk;
		const isOne = chunk.length === 1;
		const answer: VendorAnswer = await client.call(
			isOne
				? { method: 'GET', path: `${path}/${only}` }
				: { method: 'GET', path, query: { ids: chunk.join(','), limit: String(IDS_PER_CALL) } },
		);
		if (!answer.ok) {
			if (isOne && answer.failure.status === 404) continue;
			for (const id of chunk) failures.set(id, answer.failure);
			continue;
		}
		const { body } = answer.response;
		const rows = isOne
			? [readAnswer(oneRowSchema, body).data]
			: readAnswer(rowPageSchema, body).data;
		for (const row of rows) if (row['is_deleted'] !== true) directory.keep(row, keyField);
	}
	return failures;
}

/** The one record that is meant: that with our key, else the only one with the e-mail address. */
export function findRecord({ directory, fields }: Place, key: string): Found {
	const matches = directory.matches(key);
	const keyed = matches.filter((record) => record.key === key);
	const candidates = keyed.length > 0 ? keyed : matches;
	const [record, ...others] = candidates;
	if (record !== undefined && others.length === 0) return { kind: 'record', record };
	if (record !== undefined) {
		const { noun } = OBJECTS[fields.object];
		const by = keyed.length > 0 ? 'key' : 'e-mail address';
		return {
			kind: 'refused',
			failure: ownFailure(
				fields.object === 'contact' ? 'AMBIGUOUS_CONTACT' : 'AMBIGUOUS_PURCHASE',
				`Pipedrive has ${candidates.length} ${noun}s with this ${by}`,
				null,
			),
		};
	}
	if (!directory.isArchived(key)) return { kind: 'none' };
	const failure = ownFailure('ARCHIVED', 'The deal of this order is in the archive', null);
	return { kind: 'refused', failure };
}

/**
 * E-mail addresses and our key, which holds the address as well, are looked for in one request: a
 * search takes 20 tokens.
 */
async function search(
	{ client, fields }: Place,
	key: string,
): Promise<SearchHit[] | VendorFailure> {
	const answer = await client.call({
		method: 'GET',
		path: `${OBJECTS[fields.object].path}/search`,
		query: {
			term: key,
			fields: fields.object === 'contact' ? 'email,custom_fields' : 'custom_fields',
			exact_match: 'true',
			limit: String(IDS_PER_CALL),
		},
	});
	if (!answer.ok) return answer.failure;
	const hits = readAnswer(searchSchema, answer.response.body).data.items.map(({ item }) => item);
	return hits.filter(({ emails, custom_fields: values }) => {
		const told = [...(emails ?? []), ...(values ?? [])];
		return told.length === 0 || told.some((text) => keyOf(fields.object, text) === key);
	});
}
