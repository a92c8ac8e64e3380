import { unansweredFailure, inChunks, type VendorCall, type VendorFailure } from '../vendor';
import type { SalesforceClient } from './client';
import { failureOfRow } from './failure';
import { readAnswer, rowResultsSchema } from './schema';

export interface Row {
	/** How the caller knows the record. */
	readonly key: string;
	/** Fields and, for an update, the id. */
	readonly body: Readonly<Record<string, unknown>>;
}

export type RowResult =
	| { readonly ok: true; readonly id: string; readonly isNew: boolean }
	| { readonly ok: false; readonly failure: VendorFailure };

/** Where rows go, and whether they may be sent twice. */
export interface Target extends Pick<VendorCall, 'method' | 'path' | 'safety'> {
	readonly sobject: string;
}

/** Records that one collections call takes. Source: "sObject Collections" of the REST API guide. */
const ROW_LIMIT = 200;

/** Faults that all rows of a call share: looking for the culprit is no use. */
const SHARED_FAULTS: ReadonlySet<string> = new Set([
	'API_DISABLED_FOR_ORG',
	'INSUFFICIENT_ACCESS',
	'INVALID_FIELD',
	'INVALID_TYPE',
	'NOT_FOUND',
]);

/**
 * Writes records, 200 per call, and says for each what became of it. Good rows are kept beside bad
 * ones; rows that met a lock are sent again on their own after a pause. Where Salesforce refuses a
 * call as a whole (400, such as a value it cannot parse), the rows are halved until the culprit
 * stands alone.
 */
export async function writeRows(
	client: SalesforceClient,
	target: Target,
	rows: readonly Row[],
): Promise<Map<string, RowResult>> {
	const results = new Map<string, RowResult>();
	let open = rows;
	for (let attempt = 1; open.length > 0; attempt += 1) {
		for (const chunk of inChunks(open, ROW_LIMIT)) {
			for (const [key, result] of await writeChunk(client, target, chunk)) results.set(key, result);
		}
		open = open.filter(({ key }) => isLocked(results.get(key)));
		if (open.length > 0 && !(await client.pause(attempt))) break;
	}
	return results;
}

async function writeChunk(
	client: SalesforceClient,
	target: Target,
	rows: readonly Row[],
): Promise<Map<string, RowResult>> {
	const { sobject, ...call } = target;
	const answer = await client.call({
		...call,
		body: {
			allOrNone: false,
			records: rows.map(({ body }) => ({ attributes: { type: sobject }, ...body })),
		},
	});
	if (answer.ok) {
		const entries = readAnswer(rowResultsSchema, answer.response.body);
		// Results come in the order of the records; one that is left out counts as not written.
		return new Map(rows.map(({ key }, index) => [key, resultOf(entries[index])]));
	}
	const { failure } = answer;
	const isDivisible = failure.status === 400 && !SHARED_FAULTS.has(failure.code);
	if (rows.length === 1 || !isDivisible) {
		return new Map(rows.map(({ key }) => [key, { ok: false, failure }]));
	}
	const middle = Math.ceil(rows.length / 2);
	const first = await writeChunk(client, target, rows.slice(0, middle));
	const second = await writeChunk(client, target, rows.slice(middle));
	return new Map([...first, ...second]);
}

function resultOf(entry: ReturnType<typeof rowResultsSchema.parse>[number] | undefined): RowResult {
	if (entry === undefined) return { ok: false, failure: unansweredFailure() };
	if (!entry.success || entry.id === null) {
		return { ok: false, failure: failureOfRow(entry.errors) };
	}
	return { ok: true, id: entry.id, isNew: entry.created ?? false };
}

function isLocked(result: RowResult | undefined): boolean {
	return result?.ok === false && result.failure.code === 'UNABLE_TO_LOCK_ROW';
}
