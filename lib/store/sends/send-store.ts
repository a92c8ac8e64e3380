import type { Instant } from '../../kernel';
import type { AwaitedSend, SendKey, SendState, SendStore } from '../../ports/send-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { VendorSendsTable } from '../tables';

/** What was sent to vendors, by account and key. */
export function sendStore(context: StoreContext): SendStore {
	return {
		begin: (key, contentHash, now) => begin(context, key, contentHash, now),
		get: (key) => get(context, key),
		settle: (key, answer, now) => settle(context, key, answer, now),
		awaiting: (scope, limit) => awaiting(context, scope, limit),
		confirm: (key, externalId) => confirm(context, key, externalId),
		forget: (key) => forget(context, key),
		withdraw: (key) => withdraw(context, key),
	};
}

async function begin(
	{ engine }: StoreContext,
	key: SendKey,
	contentHash: string,
	now: Instant,
): Promise<SendState> {
	return await engine.write(async (tx) => {
		const { numInsertedOrUpdatedRows } = await tx
			.insertInto('vendor_sends')
			.values({
				...columnsOf(key),
				content_hash: contentHash,
				begun_at: now,
				settled_at: null,
				external_id: null,
				reference: null,
			})
			.onConflict((conflict) =>
				conflict.columns(['system', 'account', 'object', 'record_key']).doNothing(),
			)
			.executeTakeFirstOrThrow();
		if (numInsertedOrUpdatedRows === 1n) return { state: 'begun' };
		const row = await rowOf(tx, key);
		return row === undefined ? { state: 'open', contentHash, begunAt: now } : stateOf(row);
	});
}

async function get({ engine }: StoreContext, key: SendKey): ReturnType<SendStore['get']> {
	const row = await engine.query((db) => rowOf(db, key));
	return row === undefined ? null : stateOf(row);
}

async function settle(
	{ engine }: StoreContext,
	key: SendKey,
	{ externalId, reference }: Parameters<SendStore['settle']>[1],
	now: Instant,
): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.updateTable('vendor_sends')
			.set({ settled_at: now, external_id: externalId, reference })
			.where('system', '=', key.system)
			.where('account', '=', key.account)
			.where('object', '=', key.object)
			.where('record_key', '=', key.recordKey)
			.where('settled_at', 'is', null)
			.execute();
	});
}

async function awaiting(
	{ engine }: StoreContext,
	{ system, account, object }: Parameters<SendStore['awaiting']>[0],
	limit: number,
): Promise<AwaitedSend[]> {
	const rows = await engine.query((db) =>
		db
			.selectFrom('vendor_sends')
			.selectAll()
			.where('reference', 'is not', null)
			.where('system', '=', system)
			.where('account', '=', account)
			.where('object', '=', object)
			.orderBy('begun_at')
			.orderBy('record_key')
			.limit(limit)
			.execute(),
	);
	return rows.map((row) => ({
		key: { system, account, object, recordKey: row.record_key },
		reference: row.reference ?? '',
		begunAt: row.begun_at,
	}));
}

async function confirm(
	{ engine }: StoreContext,
	key: SendKey,
	externalId: string | null,
): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.updateTable('vendor_sends')
			.set({ reference: null, ...(externalId === null ? {} : { external_id: externalId }) })
			.where('system', '=', key.system)
			.where('account', '=', key.account)
			.where('object', '=', key.object)
			.where('record_key', '=', key.recordKey)
			.execute();
	});
}

async function forget({ engine }: StoreContext, key: SendKey): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.deleteFrom('vendor_sends')
			.where('system', '=', key.system)
			.where('account', '=', key.account)
			.where('object', '=', key.object)
			.where('record_key', '=', key.recordKey)
			.where('reference', 'is not', null)
			.execute();
	});
}

async function withdraw({ engine }: StoreContext, key: SendKey): Promise<void> {
	await engine.write(async (tx) => {
		await tx
			.deleteFrom('vendor_sends')
			.where('system', '=', key.system)
			.where('account', '=', key.account)
			.where('object', '=', key.object)
			.where('record_key', '=', key.recordKey)
			.where('settled_at', 'is', null)
			.execute();
	});
}

async function rowOf(db: StoreQueries, key: SendKey): Promise<VendorSendsTable | undefined> {
	return await db
		.selectFrom('vendor_sends')
		.selectAll()
		.where('system', '=', key.system)
		.where('account', '=', key.account)
		.where('object', '=', key.object)
		.where('record_key', '=', key.recordKey)
		.executeTakeFirst();
}

function stateOf(row: VendorSendsTable): Exclude<SendState, { state: 'begun' }> {
	const known = { contentHash: row.content_hash, begunAt: row.begun_at };
	if (row.settled_at === null) return { state: 'open', ...known };
	return { state: 'settled', ...known, externalId: row.external_id, reference: row.reference };
}

function columnsOf({ system, account, object, recordKey }: SendKey) {
	return { system, account, object, record_key: recordKey };
}
