import { objectsPath } from './api-paths';
import type { HubSpotClient } from './client';
import { inChunks } from '../vendor';
import type { HubSpotFailure } from './failure';
import { BATCH_LIMIT, RECORD_ID_PROPERTY, type RecordKind } from './record-types';
import { batchAnswerSchema, type HubSpotRecord } from './schema';

export type ReadResult =
	| { readonly ok: true; readonly records: readonly HubSpotRecord[] }
	| { readonly ok: false; readonly failure: HubSpotFailure };

/**
 * Reads records by outside key or by HubSpot id, 100 at a time. Keys without a record are simply
 * missing from the result (HubSpot answers 207 then). A key that HubSpot does not take at all,
 * such as a malformed e-mail address, counts as missing too; writing it will say why.
 */
export async function readRecords(
	client: HubSpotClient,
	kind: RecordKind,
	ids: readonly string[],
	options: { by: 'key' | 'id'; properties: readonly string[] },
): Promise<ReadResult> {
	const records: HubSpotRecord[] = [];
	for (const chunk of inChunks(ids, BATCH_LIMIT)) {
		const result = await readChunk(client, kind, chunk, options);
		if (!result.ok) return result;
		records.push(...result.records);
	}
	return { ok: true, records };
}

async function readChunk(
	client: HubSpotClient,
	kind: RecordKind,
	ids: readonly string[],
	options: { by: 'key' | 'id'; properties: readonly string[] },
): Promise<ReadResult> {
	const isNamed = options.by === 'key' && kind.keyProperty !== RECORD_ID_PROPERTY;
	const answer = await client.call({
		method: 'POST',
		path: `${objectsPath(client.apiVersion, kind.objectType)}/batch/read`,
		body: {
			inputs: ids.map((id) => ({ id })),
			properties: [...new Set([kind.keyProperty, ...kind.alsoRead, ...options.properties])],
			...(isNamed ? { idProperty: kind.keyProperty } : {}),
		},
		safety: 'repeatable',
	});
	if (answer.ok) {
		return { ok: true, records: batchAnswerSchema.parse(answer.body).results };
	}
	if (answer.failure.status !== 400) return answer;
	if (ids.length <= 1) return { ok: true, records: [] };
	const middle = Math.ceil(ids.length / 2);
	const first = await readChunk(client, kind, ids.slice(0, middle), options);
	if (!first.ok) return first;
	const second = await readChunk(client, kind, ids.slice(middle), options);
	if (!second.ok) return second;
	return { ok: true, records: [...first.records, ...second.records] };
}
