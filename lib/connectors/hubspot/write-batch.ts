import { objectsPath } from './api-paths';
import type { HubSpotClient } from './client';
import { failureOfBody, unansweredFailure, type HubSpotFailure } from './failure';
import type { RecordKind } from './record-types';
import { batchAnswerSchema } from './schema';

export interface BatchInput {
	/** Outside key; also the trace id, by which HubSpot names the record in a partial answer. */
	readonly key: string;
	/** HubSpot's id, for updates. */
	readonly id: string | null;
	readonly properties: Readonly<Record<string, string>>;
}

export type EntryResult =
	| { readonly ok: true; readonly id: string; readonly isNew: boolean }
	| { readonly ok: false; readonly failure: HubSpotFailure };

/** Faults that lie in the account, not in one record: looking for the culprit is no use. */
const SHARED_FAULTS: ReadonlySet<string> = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE']);

/**
 * Writes up to 100 records and says for each what became of it. Every input carries an
 * `objectWriteTraceId`, with which HubSpot takes the good records of a batch and names the bad
 * ones (207). Where it refuses the batch as a whole instead (400, 409), the batch is halved until
 * the culprit stands alone, so that one bad record never sinks the others.
 */
export async function writeBatch(
	client: HubSpotClient,
	kind: RecordKind,
	action: 'create' | 'update' | 'upsert',
	inputs: readonly BatchInput[],
): Promise<Map<string, EntryResult>> {
	if (inputs.length === 0) return new Map();
	const traceIds = inputs.map((_, index) => `affiliate-loop-${index}`);
	const answer = await client.call({
		method: 'POST',
		path: `${objectsPath(client.apiVersion, kind.objectType)}/batch/${action}`,
		body: { inputs: inputs.map((input, index) => body(kind, action, input, traceIds[index])) },
		// Creates are keyed by a unique property: sent twice, the second one answers 409.
		safety: 'repeatable',
	});
	if (answer.ok) {
		const results = readAnswer(kind, inputs, traceIds, answer.body);
		return await settleRest(client, kind, action, inputs, results);
	}
	const { failure } = answer;
	const isDivisible = failure.status === 400 || failure.status === 409 || failure.status === 404;
	const isShared = failure.fields.some(({ code }) => SHARED_FAULTS.has(code));
	if (inputs.length === 1 || !isDivisible || isShared) {
		return new Map(inputs.map(({ key }) => [key, { ok: false, failure }]));
	}
	return await writeHalves(client, kind, action, inputs);
}

function body(
	kind: RecordKind,
	action: 'create' | 'update' | 'upsert',
	{ key, id, properties }: BatchInput,
	objectWriteTraceId: string | undefined,
): Record<string, unknown> {
	if (action === 'update') return { id, properties, objectWriteTraceId };
	const withKey = { [kind.keyProperty]: key, ...properties };
	if (action === 'create') return { properties: withKey, objectWriteTraceId };
	return { id: key, idProperty: kind.keyProperty, properties: withKey, objectWriteTraceId };
}

interface PartialResults {
	readonly settled: Map<string, EntryResult>;
	/** Failures that HubSpot did not tie to a record. */
	readonly loose: readonly HubSpotFailure[];
}

function readAnswer(
	kind: RecordKind,
	inputs: readonly BatchInput[],
	traceIds: readonly string[],
	answer: unknown,
): PartialResults {
	const byTrace = new Map(inputs.map((input, index) => [traceIds[index], input]));
	const byId = new Map(inputs.flatMap((input) => (input.id === null ? [] : [[input.id, input]])));
	const byKey = new Map(inputs.map((input) => [input.key, input]));
	const { results, errors } = batchAnswerSchema.parse(answer);
	const settled = new Map<string, EntryResult>();
	const loose: HubSpotFailure[] = [];
	for (const record of results) {
		const key = kind.keysOf(record).find((candidate) => byKey.has(candidate));
		const input =
			byTrace.get(record.objectWriteTraceId) ??
			byId.get(record.id) ??
			(key === undefined ? undefined : byKey.get(key));
		if (input !== undefined) {
			settled.set(input.key, { ok: true, id: record.id, isNew: record.new ?? true });
		}
	}
	for (const error of errors) {
		const failure = failureOfBody(error);
		const named = [
			...(failure.context['objectWriteTraceId'] ?? []).map((trace) => byTrace.get(trace)),
			...(failure.context['ids'] ?? []).map((id) => byId.get(id) ?? byKey.get(id)),
		].filter((input) => input !== undefined);
		if (named.length === 0) loose.push(failure);
		for (const input of named) settled.set(input.key, { ok: false, failure });
	}
	return { settled, loose };
}

/** Records that a partial answer does not name are not taken for written. */
async function settleRest(
	client: HubSpotClient,
	kind: RecordKind,
	action: 'create' | 'update' | 'upsert',
	inputs: readonly BatchInput[],
	{ settled, loose }: PartialResults,
): Promise<Map<string, EntryResult>> {
	const rest = inputs.filter(({ key }) => !settled.has(key));
	if (rest.length === 0) return settled;
	if (loose.length > 0 && rest.length > 1) {
		return new Map([...settled, ...(await writeHalves(client, kind, action, rest))]);
	}
	const failure = loose[0] ?? unansweredFailure();
	for (const { key } of rest) settled.set(key, { ok: false, failure });
	return settled;
}

async function writeHalves(
	client: HubSpotClient,
	kind: RecordKind,
	action: 'create' | 'update' | 'upsert',
	inputs: readonly BatchInput[],
): Promise<Map<string, EntryResult>> {
	const middle = Math.ceil(inputs.length / 2);
	const first = await writeBatch(client, kind, action, inputs.slice(0, middle));
	const second = await writeBatch(client, kind, action, inputs.slice(middle));
	return new Map([...first, ...second]);
}
