import type { InboxEntry } from '../../../lib/ports/inbox-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { describeStores } from '../../support/stores';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

function entry(number: number, overrides: Partial<InboxEntry> = {}): InboxEntry {
	return {
		eventId: `evt_${number}`,
		consumer: 'workflow-1:node-1',
		kind: 'order.paid',
		contentHash: `hash-${number}`,
		deliveryKey: `shopify:delivery-${number}`,
		payload: JSON.stringify({ order: number, email: 'carla@example.com' }),
		receivedAt: at(number),
		...overrides,
	};
}

const claimOf = (
	{ inbox }: AffiliateStore,
	overrides: Partial<Parameters<AffiliateStore['inbox']['claim']>[0]> = {},
) =>
	inbox.claim({
		consumer: 'workflow-1:node-1',
		owner: 'process-1',
		now: at(30),
		leaseUntil: at(35),
		limit: 10,
		...overrides,
	});

const idsOf = (entries: ReadonlyArray<{ eventId: string }>) =>
	entries.map(({ eventId }) => eventId);

const outcomesOf = async (store: AffiliateStore, ...entries: InboxEntry[]) =>
	(await store.inbox.receive(entries)).map(({ outcome }) => outcome);

describeStores('The inbox, receiving', (engine) => {
	it('accepts new entries and answers for each of them', async () => {
		const { inbox } = await engine.open();
		expect(await inbox.receive([entry(1), entry(2)])).toEqual([
			{ eventId: 'evt_1', outcome: 'accepted' },
			{ eventId: 'evt_2', outcome: 'accepted' },
		]);
		expect(await inbox.receive([])).toEqual([]);
	});

	it.each([
		['the same delivery again', entry(1), 'duplicate', 1],
		['the same event in another delivery', entry(1, { deliveryKey: 'shopify:x' }), 'duplicate', 1],
		['the same event without a delivery id', entry(1, { deliveryKey: null }), 'duplicate', 1],
		[
			'the same delivery with the same content under another event id',
			entry(1, { eventId: 'evt_other' }),
			'duplicate',
			1,
		],
		[
			'the same delivery with other content, which is kept',
			entry(1, { eventId: 'evt_other', contentHash: 'other' }),
			'conflict',
			2,
		],
		[
			'the same event id with other content, which is kept',
			entry(1, { contentHash: 'other', deliveryKey: null }),
			'conflict',
			2,
		],
		[
			'the same delivery id at another trigger',
			entry(2, { deliveryKey: 'shopify:delivery-1', consumer: 'workflow-2:node-1' }),
			'accepted',
			1,
		],
	])('judges %s', async (_because, second, outcome, waiting) => {
		const store = await engine.open();
		await store.inbox.receive([entry(1)]);
		expect(await outcomesOf(store, second)).toEqual([outcome]);
		expect((await store.inbox.counts('workflow-1:node-1')).waiting).toBe(waiting);
	});

	it('keeps a conflict once, and hands both contents out', async () => {
		const store = await engine.open();
		const other = entry(1, { contentHash: 'other', payload: '{"order":"other"}' });
		await store.inbox.receive([entry(1)]);
		expect(await outcomesOf(store, other)).toEqual(['conflict']);
		expect(await outcomesOf(store, other)).toEqual(['duplicate']);
		const payloads = (await claimOf(store)).map(({ payload }) => payload);
		expect(payloads).toEqual([entry(1).payload, other.payload]);
	});

	it('takes several events of one delivery as different events', async () => {
		const store = await engine.open();
		const deliveryKey = 'shopify:one';
		const batch = [
			entry(1, { deliveryKey }),
			entry(2, { deliveryKey }),
			entry(3, { deliveryKey, contentHash: 'hash-1' }),
		];
		expect(await outcomesOf(store, ...batch)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(await outcomesOf(store, ...batch)).toEqual(['duplicate', 'duplicate', 'duplicate']);
	});

	it('sees a repeat within one batch', async () => {
		const store = await engine.open();
		expect(await outcomesOf(store, entry(1), entry(1))).toEqual(['accepted', 'duplicate']);
	});

	it('knows an event for ever, also when it is done', async () => {
		const store = await engine.open();
		await store.inbox.receive([entry(1)]);
		await claimOf(store);
		await store.inbox.complete('evt_1', at(31));
		expect(await outcomesOf(store, entry(1))).toEqual(['duplicate']);
	});

	it('accepts one of many equal entries that come at once', async () => {
		const store = await engine.open();
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => outcomesOf(store, entry(1))),
		);
		expect(answers.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(1);
		expect(answers.flat().filter((outcome) => outcome === 'duplicate')).toHaveLength(9);
	});
});

describeStores('The inbox, handing out', (engine) => {
	it('hands out the oldest entries of the consumer, with their payload', async () => {
		const store = await engine.open();
		const foreign = entry(9, { consumer: 'workflow-2:node-1', receivedAt: at(0) });
		await store.inbox.receive([entry(3), entry(1), entry(2), foreign]);
		const claimed = await claimOf(store, { limit: 2 });
		expect(claimed).toEqual([
			{ eventId: 'evt_1', payload: entry(1).payload, attempt: 1 },
			{ eventId: 'evt_2', payload: entry(2).payload, attempt: 1 },
		]);
		expect(idsOf(await claimOf(store))).toEqual(['evt_3']);
		expect(await claimOf(store)).toEqual([]);
	});

	it('hands out an entry again when its lease is over, and counts the attempt', async () => {
		const store = await engine.open();
		await store.inbox.receive([entry(1)]);
		await claimOf(store, { leaseUntil: at(35) });
		expect(await claimOf(store, { now: at(34), owner: 'process-2' })).toEqual([]);
		const again = await claimOf(store, { now: at(35), leaseUntil: at(40), owner: 'process-2' });
		expect(again).toMatchObject([{ eventId: 'evt_1', attempt: 2 }]);
	});

	it('renews the leases of their owner and of nobody else', async () => {
		const store = await engine.open();
		await store.inbox.receive([entry(1), entry(2)]);
		await claimOf(store, { limit: 1 });
		await claimOf(store, { limit: 1, owner: 'process-2' });
		await store.inbox.renew(['evt_1', 'evt_2'], 'process-1', at(50));
		const due = await claimOf(store, { now: at(40), leaseUntil: at(45), owner: 'process-3' });
		expect(idsOf(due)).toEqual(['evt_2']);
		await store.inbox.renew([], 'process-1', at(50));
	});

	it('removes the payload of what is done', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.inbox.receive([entry(1)]);
		await claimOf(store);
		await store.inbox.complete('evt_1', at(31));
		await store.inbox.complete('evt_1', at(32));
		expect(await workspace.execute('select payload, completed_at from inbox_entries')).toEqual([
			expect.objectContaining({ payload: null, completed_at: at(31) }),
		]);
		expect(await claimOf(store, { now: at(59) })).toEqual([]);
		await store.inbox.fail('evt_1', 'too late', at(33));
		expect(await store.inbox.counts('workflow-1:node-1')).toMatchObject({ done: 1, waiting: 0 });
	});

	it('tries a failed entry again when its time has come', async () => {
		const store = await engine.open();
		await store.inbox.receive([entry(1)]);
		await claimOf(store);
		await store.inbox.fail('evt_1', 'shop did not answer', at(45));
		expect(await claimOf(store, { now: at(44) })).toEqual([]);
		expect(await claimOf(store, { now: at(45) })).toMatchObject([{ attempt: 2 }]);
	});

	it('keeps dead letters until they are replayed', async () => {
		const store = await engine.open();
		const { inbox } = store;
		await inbox.receive([entry(1), entry(2), entry(3)]);
		await claimOf(store);
		for (const id of ['evt_1', 'evt_2']) await inbox.fail(id, 'no such affiliate', null);
		await inbox.complete('evt_3', at(31));
		const counts = { waiting: 0, claimed: 0, done: 1, dead: 2 };
		expect(await inbox.counts('workflow-1:node-1')).toEqual(counts);
		expect(await claimOf(store, { now: at(59) })).toEqual([]);
		expect(await inbox.replayDead('workflow-2:node-1', at(40))).toBe(0);
		expect(await inbox.replayDead('workflow-1:node-1', at(40), ['evt_2', 'evt_3'])).toBe(1);
		expect(await inbox.replayDead('workflow-1:node-1', at(40), [])).toBe(0);
		expect(await inbox.replayDead('workflow-1:node-1', at(40))).toBe(1);
		const again = await claimOf(store, { now: at(40), leaseUntil: at(45) });
		expect(again).toMatchObject([
			{ eventId: 'evt_1', attempt: 1 },
			{ eventId: 'evt_2', attempt: 1 },
		]);
	});

	it('hands every entry to one of many owners that ask at once', async () => {
		const store = await engine.open();
		await store.inbox.receive(Array.from({ length: 30 }, (_, n) => entry(n)));
		const claims = await Promise.all(
			Array.from({ length: 10 }, (_, n) => claimOf(store, { owner: `owner-${n}`, limit: 4 })),
		);
		const ids = claims.flatMap(idsOf);
		expect(ids.length).toBeGreaterThan(0);
		// Owners that met a claimed entry may have gone away with less than there was.
		ids.push(...idsOf(await claimOf(store, { limit: 30 })));
		expect(ids).toHaveLength(30);
		expect(new Set(ids).size).toBe(30);
	});

	it('puts an entry that cannot be read aside instead of stopping the others', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.inbox.receive([entry(1), entry(2)]);
		await workspace.execute(
			"update inbox_entries set payload = 'v1.damaged' where event_id = 'evt_1'",
		);
		expect(idsOf(await claimOf(store))).toEqual(['evt_2']);
		expect(await store.inbox.counts('workflow-1:node-1')).toMatchObject({ dead: 1, claimed: 1 });
	});

	it('counts nothing for an unknown consumer', async () => {
		const { inbox } = await engine.open();
		const none = { waiting: 0, claimed: 0, done: 0, dead: 0 };
		expect(await inbox.counts('unknown')).toEqual(none);
	});
});
