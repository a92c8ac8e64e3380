import { z } from 'zod/v4';
import { inChunks, NO_FAILURE_DETAILS, unansweredFailure, type VendorFailure } from '../vendor';
import type { WooClient } from './client';
import { failureOfError, notKeptFailure } from './failure';
import { DEFAULT_OWN_MARKS, requireOwnKeys, type OwnMarks } from './marks';
import { keyNotKept, metaChanges, type MetaChange, type MetaValues } from './meta-entries';
import { requireId } from './require-id';
import { errorSchema, idField, withMetaSchema, type MetaEntry } from './schema';
import { doneOutcome, failedOutcome, type WriteOutcome } from './write-outcome';

export interface OrderMetaWrite {
	readonly orderId: string;
	readonly values: MetaValues;
}

/** WooCommerce's own limit of a batch and of a page. */
const MOST_AT_ONCE = 100;

const batchSchema = z.object({
	update: z.array(
		z.union([z.object({ id: idField, error: errorSchema }), withMetaSchema, z.unknown()]),
	),
});

/**
 * Writes meta with our own mark to many orders, a hundred with two requests. Gives an outcome for each
 * write, in their order; an order that is named twice gets the values of both, the later ones winning.
 * Throws like `writeOrderMeta`.
 */
export async function writeOrdersMeta(
	client: WooClient,
	writes: readonly OrderMetaWrite[],
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<readonly WriteOutcome[]> {
	const byOrder = new Map<string, MetaValues>();
	for (const { orderId, values } of writes) {
		requireOwnKeys(Object.keys(values), marks);
		const id = requireId(orderId);
		byOrder.set(id, { ...byOrder.get(id), ...values });
	}
	const outcomes = new Map<string, WriteOutcome>();
	for (const chunk of inChunks([...byOrder], MOST_AT_ONCE)) {
		for (const [id, outcome] of await writeChunk(client, chunk)) outcomes.set(id, outcome);
	}
	return writes.map(
		({ orderId }) =>
			outcomes.get(orderId.trim()) ?? failedOutcome(unansweredFailure(), orderId.trim()),
	);
}

type Chunk = ReadonlyArray<readonly [string, MetaValues]>;

async function writeChunk(
	client: WooClient,
	chunk: Chunk,
): Promise<ReadonlyArray<readonly [string, WriteOutcome]>> {
	const before = await readMeta(client, chunk);
	if (!before.ok) return chunk.map(([id, values]) => [id, failed(before.failure, id, values)]);
	const outcomes: Array<readonly [string, WriteOutcome]> = [];
	const updates: Update[] = [];
	for (const [id, values] of chunk) {
		const entries = before.entries.get(id);
		if (entries === undefined) {
			outcomes.push([id, failedOutcome(goneFailure(), id)]);
			continue;
		}
		const changes = metaChanges(entries, values);
		if (changes.length === 0) outcomes.push([id, doneOutcome('unchanged', id)]);
		else updates.push({ id, values, changes });
	}
	return [...outcomes, ...(await sendUpdates(client, updates))];
}

interface Update {
	readonly id: string;
	readonly values: MetaValues;
	readonly changes: readonly MetaChange[];
}

/** Shops can lower the limit of a batch, and web servers that of a body: too large a one is halved. */
async function sendUpdates(
	client: WooClient,
	updates: readonly Update[],
): Promise<ReadonlyArray<readonly [string, WriteOutcome]>> {
	if (updates.length === 0) return [];
	const answer = await client.call(
		{
			method: 'POST',
			path: '/orders/batch',
			body: { update: updates.map(({ id, changes }) => ({ id: Number(id), meta_data: changes })) },
			safety: 'repeatable',
		},
		batchSchema,
	);
	if (!answer.ok && answer.failure.status === 413 && updates.length > 1) {
		const half = Math.ceil(updates.length / 2);
		return [
			...(await sendUpdates(client, updates.slice(0, half))),
			...(await sendUpdates(client, updates.slice(half))),
		];
	}
	return updates.map(({ id, values }) => {
		const failure = answer.ok ? entryFailure(answer.value.update, id, values) : answer.failure;
		return [id, failure === null ? doneOutcome('updated', id) : failed(failure, id, values)];
	});
}

async function readMeta(
	client: WooClient,
	chunk: Chunk,
): Promise<
	| { readonly ok: true; readonly entries: ReadonlyMap<string, readonly MetaEntry[]> }
	| { readonly ok: false; readonly failure: VendorFailure }
> {
	const answer = await client.call(
		{
			method: 'GET',
			path: '/orders',
			query: {
				include: chunk.map(([id]) => id).join(','),
				status: 'any',
				per_page: String(MOST_AT_ONCE),
				_fields: 'id,meta_data',
			},
			safety: 'repeatable',
		},
		z.array(withMetaSchema),
	);
	if (!answer.ok) return answer;
	return { ok: true, entries: new Map(answer.value.map((order) => [order.id, order.meta_data])) };
}

/** What became of one order of the batch; null when it was written. */
function entryFailure(
	entries: ReadonlyArray<z.output<typeof batchSchema>['update'][number]>,
	id: string,
	values: MetaValues,
): VendorFailure | null {
	const refused = z.object({ id: z.literal(id), error: errorSchema });
	const written = withMetaSchema.extend({ id: z.literal(id) });
	for (const entry of entries) {
		const error = refused.safeParse(entry);
		if (error.success) return failureOfError(error.data.error);
		const record = written.safeParse(entry);
		if (!record.success) continue;
		const lost = keyNotKept(record.data.meta_data, values);
		return lost === null ? null : notKeptFailure(lost);
	}
	return unansweredFailure();
}

function failed(failure: VendorFailure, id: string, values: MetaValues): WriteOutcome {
	return failedOutcome(
		failure,
		id,
		Object.values(values).filter((value) => value !== null),
	);
}

/** An order in the trash is not listed either. */
function goneFailure(): VendorFailure {
	const message = 'The order is not in the shop, or in its trash';
	return { ...NO_FAILURE_DETAILS, status: 404, code: 'NOT_FOUND', message };
}
