import type { AffiliateStore } from '../../../lib/ports/store';
import { describeStores } from '../../support/stores';
import { conversionId } from './ledger-writes';
import {
	aDestination,
	anEvent,
	at,
	claim,
	DONE,
	fanOut,
	happen,
	limits,
	LONG_AGO,
	namesOf,
	orderOf,
	REFUSED,
	settle,
	STUMBLED,
} from './delivery-steps';

const OTHER = 'workflow-2:node-1';

/** A store with one destination that takes everything. */
const withDestination = async (
	store: AffiliateStore,
	overrides: Parameters<typeof aDestination>[0] = {},
) => {
	await store.deliveries.register(aDestination(overrides), at(0));
	return store;
};

const firstOf = <Entry>(entries: readonly Entry[]): Entry => {
	const [entry] = entries;
	if (entry === undefined) throw new Error('There is none');
	return entry;
};

describeStores('Fanning out', (engine) => {
	it('gives an event to every destination that wants its type, once', async () => {
		const store = await withDestination(await engine.open());
		const eventTypes = ['commission.approved'];
		await store.deliveries.register(aDestination({ destinationId: OTHER, eventTypes }), at(0));
		await happen(store, anEvent('a'), anEvent('b', { type: 'commission.approved' }));
		expect(await fanOut(store)).toEqual({ events: 2, deliveries: 3 });
		expect(await fanOut(store)).toEqual({ events: 0, deliveries: 0 });
		expect(namesOf(await claim(store))).toEqual(['a', 'b']);
		expect(namesOf(await claim(store, { destinationId: OTHER }))).toEqual(['b']);
		expect(await store.ledger.pendingEvents(9)).toEqual([]);
	});

	it('counts an event that nobody wants as delivered', async () => {
		const store = await withDestination(await engine.open(), { eventTypes: ['payout.paid'] });
		await happen(store, anEvent('a'));
		expect(await fanOut(store)).toEqual({ events: 1, deliveries: 0 });
		expect(await store.ledger.pendingEvents(9)).toEqual([]);
	});

	it('takes the oldest events first, as many as it is asked to', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'), anEvent('b'), anEvent('c'));
		expect(await fanOut(store, 2)).toEqual({ events: 2, deliveries: 2 });
		expect(namesOf(await claim(store))).toEqual(['a', 'b']);
		expect(await fanOut(store, 2)).toEqual({ events: 1, deliveries: 1 });
	});

	it('passes over a destination that was not heard of for too long, until it comes back', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await store.deliveries.fanOut({ now: at(9), limit: 9, seenSince: at(1) });
		await happen(store, anEvent('b'));
		await store.deliveries.touch('workflow-1:node-1', at(2));
		await store.deliveries.fanOut({ now: at(9), limit: 9, seenSince: at(1) });
		expect(namesOf(await claim(store, { now: at(10) }))).toEqual(['b']);
	});

	it('happens once when many do it at the same time', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, ...Array.from({ length: 40 }, (_, n) => anEvent(`e${n}`)));
		const results = await Promise.all(Array.from({ length: 8 }, () => fanOut(store, 7)));
		const events = results.reduce((sum, result) => sum + result.events, 0);
		expect([events, (await store.deliveries.counts('workflow-1:node-1')).waiting]).toEqual([
			40, 40,
		]);
	});
});

describeStores('A new destination', (engine) => {
	it('begins with what comes after it, and leaves the rest to the others', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('before'));
		const added = aDestination({ destinationId: OTHER });
		expect(await store.deliveries.register(added, at(5))).toBe('added');
		await happen(store, anEvent('after'));
		await fanOut(store);
		expect(namesOf(await claim(store))).toEqual(['before', 'after']);
		expect(namesOf(await claim(store, { destinationId: OTHER }))).toEqual(['after']);
	});

	it('does not get what lay there before there was any destination', async () => {
		const store = await engine.open();
		await happen(store, anEvent('before'));
		await withDestination(store);
		await fanOut(store);
		expect(await claim(store)).toEqual([]);
	});

	it('replays from a moment on, in order and before what comes', async () => {
		const store = await withDestination(await engine.open());
		const times = { old: at(-60), first: at(-30), second: at(-10) };
		for (const [name, createdAt] of Object.entries(times)) {
			await happen(store, anEvent(name, { createdAt }));
		}
		await fanOut(store);
		await store.deliveries.register(aDestination({ destinationId: OTHER }), at(0), at(-30));
		await happen(store, anEvent('new'));
		await fanOut(store);
		const names = namesOf(await claim(store, { destinationId: OTHER }));
		expect(names).toEqual(['first', 'second', 'new']);
		expect(await store.deliveries.counts('workflow-1:node-1')).toMatchObject({ waiting: 4 });
	});

	it('is brought up to date when it comes again, and keeps its queue', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await fanOut(store);
		const changed = aDestination({ name: 'CRM of the shop', eventTypes: ['payout.paid'] });
		expect(await store.deliveries.register(changed, at(7))).toBe('updated');
		expect(await store.deliveries.destinations()).toEqual([
			{
				...changed,
				registeredAt: at(0),
				lastSeenAt: at(7),
				breaker: { state: 'closed', failed: [] },
				counts: { waiting: 1, running: 0, completed: 0, dead: 0 },
			},
		]);
	});

	it('is forgotten with its queue when it is retired', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await fanOut(store);
		const claimed = firstOf(await claim(store));
		expect(await store.deliveries.retire('workflow-1:node-1')).toBe(true);
		expect(await store.deliveries.retire('workflow-1:node-1')).toBe(false);
		expect(await settle(store, claimed)).toBe('lost');
		expect(await claim(store)).toEqual([]);
		expect(await store.deliveries.destinations()).toEqual([]);
	});
});

describeStores('Handing out', (engine) => {
	it('gives one event of a customer at a time, over all of the orders', async () => {
		const store = await withDestination(await engine.open());
		const [first, second, foreign] = [
			await orderOf(store, 'order-1', 'carla'),
			await orderOf(store, 'order-2', 'carla'),
			await orderOf(store, 'order-3', 'otto'),
		];
		await happen(
			store,
			anEvent('a', { aggregateId: first }),
			anEvent('b', { aggregateId: second }),
			anEvent('c', { aggregateId: foreign }),
		);
		await fanOut(store);
		const [a, c] = await claim(store);
		expect([a?.event.payload.name, c?.event.payload.name]).toEqual(['a', 'c']);
		expect(await claim(store)).toEqual([]);
		await settle(store, firstOf([a].flatMap((entry) => entry ?? [])));
		expect(namesOf(await claim(store))).toEqual(['b']);
	});

	it('keeps the events of an order in their order when its customer becomes known', async () => {
		const store = await withDestination(await engine.open());
		const order = aGuestOrder();
		await happen(store, anEvent('a', { aggregateId: order }));
		await fanOut(store);
		expect(await orderOf(store, 'order-1', 'carla')).toBe(order);
		await happen(store, anEvent('b', { aggregateId: order }));
		await fanOut(store);
		expect(namesOf(await claim(store))).toEqual(['a']);
		expect(await claim(store)).toEqual([]);
	});

	it('keeps that order behind hundreds of events, too', async () => {
		const workspace = await engine.workspace();
		const store = await withDestination(await workspace.open());
		const [long, short] = [
			await orderOf(store, 'order-1', 'carla'),
			await orderOf(store, 'order-2', 'carla'),
		];
		const many = Array.from({ length: 450 }, (_, n) => anEvent(`e${n}`, { aggregateId: long }));
		const [a, b] = ['a', 'b'].map((name) => anEvent(name, { aggregateId: short }));
		await happen(store, ...many, ...[a, b].flatMap((event) => event ?? []));
		await happen(store, anEvent('free'));
		await fanOut(store);
		await workspace.execute("update deliveries set order_key = 'otto' where outbox_id = 'out_b'");
		expect(namesOf(await claim(store))).toEqual(['e0', 'free']);
		expect(await claim(store)).toEqual([]);
	});

	it('gives the next one of a customer when the one before is set aside', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a', { aggregateId: 'x' }), anEvent('b', { aggregateId: 'x' }));
		await fanOut(store);
		expect(await settle(store, firstOf(await claim(store)), REFUSED)).toBe('dead');
		expect(namesOf(await claim(store))).toEqual(['b']);
	});

	it('gives nothing of a customer whose event waits for its next try', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a', { aggregateId: 'x' }), anEvent('b', { aggregateId: 'x' }));
		await fanOut(store);
		expect(await settle(store, firstOf(await claim(store)), STUMBLED)).toBe('waiting');
		expect(await claim(store, { now: at(6) })).toEqual([]);
		const again = await claim(store, { now: at(7) });
		expect(again).toMatchObject([{ attempt: 2, event: { payload: { name: 'a' } } }]);
	});

	it('gives again what a dead process had, and counts the attempt', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await fanOut(store);
		await claim(store, { now: at(1) });
		expect(await claim(store, { now: at(20), owner: 'process-2' })).toEqual([]);
		const again = await claim(store, { now: at(21), owner: 'process-2' });
		expect(again).toMatchObject([{ attempt: 2 }]);
	});

	it('renews leases of their owner only', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await fanOut(store);
		const { deliveryId } = firstOf(await claim(store, { now: at(1) }));
		await store.deliveries.renew([deliveryId], 'process-2', at(500));
		await store.deliveries.renew([deliveryId], 'process-1', at(40));
		await store.deliveries.renew([], 'process-1', at(40));
		expect(await claim(store, { now: at(39) })).toEqual([]);
		expect(await claim(store, { now: at(40) })).toHaveLength(1);
	});

	it('takes back what was never begun, without counting it', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'));
		await fanOut(store);
		const { deliveryId } = firstOf(await claim(store));
		await store.deliveries.release(deliveryId, 'process-2');
		expect(await claim(store)).toEqual([]);
		await store.deliveries.release(deliveryId, 'process-1');
		expect(await claim(store)).toMatchObject([{ attempt: 1 }]);
	});

	it('has as many running as the destination may, across processes', async () => {
		const store = await withDestination(await engine.open(), limits({ parallel: 3 }));
		await happen(store, ...Array.from({ length: 9 }, (_, n) => anEvent(`e${n}`)));
		await fanOut(store);
		const claims = await Promise.all(
			['p1', 'p2', 'p3', 'p4'].map((owner) => claim(store, { owner, limit: 2 })),
		);
		expect(claims.flat()).toHaveLength(3);
	});

	it('begins as many per minute as the destination may', async () => {
		const store = await withDestination(await engine.open(), limits({ startsPerMinute: 2 }));
		await happen(store, ...Array.from({ length: 5 }, (_, n) => anEvent(`e${n}`)));
		await fanOut(store);
		expect(await claim(store, { now: at(0) })).toHaveLength(2);
		expect(await claim(store, { now: at(59) })).toEqual([]);
		expect(await claim(store, { now: at(61) })).toHaveLength(2);
	});
});

describeStores('The end of a run', (engine) => {
	it('is written down by the owner, also after its lease, unless somebody else has it', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a'), anEvent('b'));
		await fanOut(store);
		const [a, b] = await claim(store, { now: at(1) });
		if (a === undefined || b === undefined) throw new Error('Two are needed');
		// Its lease is over and nobody has taken it.
		await claim(store, { now: at(30), owner: 'process-2', limit: 1 });
		expect(await settle(store, b, DONE, { now: at(31) })).toBe('completed');
		expect(await settle(store, a, DONE, { now: at(31) })).toBe('lost');
		expect(await settle(store, a, DONE, { now: at(32), owner: 'process-2' })).toBe('completed');
		expect(await settle(store, a, REFUSED, { now: at(33), owner: 'process-2' })).toBe('lost');
		expect(await settle(store, { deliveryId: 'dlv_unknown' })).toBe('lost');
	});

	it('makes a dead letter of what has used up its attempts, with reason and time', async () => {
		const store = await withDestination(await engine.open(), limits({ maxAttempts: 1 }));
		await happen(store, anEvent('a', { aggregateId: 'x' }));
		await fanOut(store);
		const claimed = firstOf(await claim(store));
		await settle(store, claimed, STUMBLED, { now: at(3) });
		const letter = {
			deliveryId: claimed.deliveryId,
			destinationId: 'workflow-1:node-1',
			outboxId: 'out_a',
			aggregateId: 'x',
			type: 'conversion.recorded',
			reason: 'no answer',
			attempts: 1,
			since: at(3),
		};
		expect(await store.deliveries.deadLetters({ limit: 9 })).toEqual([letter]);
		expect(await store.deliveries.deadLetters({ destinationId: OTHER, limit: 9 })).toEqual([]);
	});

	it('replays dead letters, the named or all, before what came later', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, ...['a', 'b', 'c'].map((name) => anEvent(name, { aggregateId: 'x' })));
		await fanOut(store);
		for (const result of [REFUSED, REFUSED]) {
			await settle(store, firstOf(await claim(store)), result);
		}
		const [dead] = await store.deliveries.deadLetters({ limit: 9 });
		const named = [dead?.deliveryId ?? '', 'dlv_unknown'];
		expect(await store.deliveries.replayDead(OTHER)).toBe(0);
		expect(await store.deliveries.replayDead('workflow-1:node-1', named)).toBe(1);
		expect(await store.deliveries.replayDead('workflow-1:node-1')).toBe(1);
		const again = firstOf(await claim(store, { now: at(5) }));
		expect([again.event.payload.name, again.attempt]).toEqual(['a', 1]);
	});

	it('never has a replayed dead letter run beside another event of its customer', async () => {
		const store = await withDestination(await engine.open());
		await happen(store, anEvent('a', { aggregateId: 'x' }), anEvent('b', { aggregateId: 'x' }));
		await fanOut(store);
		await settle(store, firstOf(await claim(store)), REFUSED);
		const b = firstOf(await claim(store));
		await store.deliveries.replayDead('workflow-1:node-1');
		expect(await claim(store)).toEqual([]);
		await settle(store, b);
		expect(namesOf(await claim(store))).toEqual(['a']);
	});
});

describeStores('What was delivered', (engine) => {
	const delivered = async (store: AffiliateStore, seconds: readonly number[]) => {
		await happen(store, ...seconds.map((_, n) => anEvent(`e${n}`, { createdAt: at(0) })));
		await fanOut(store);
		const claimed = await claim(store);
		for (const [n, delivery] of claimed.entries()) {
			await settle(store, delivery, DONE, { now: at(seconds[n] ?? 0) });
		}
	};

	it('tells how long it took, by nearest rank', async () => {
		const store = await withDestination(await engine.open());
		await delivered(
			store,
			Array.from({ length: 20 }, (_, n) => 20 - n),
		);
		const latency = await store.deliveries.latency('workflow-1:node-1', at(0), at(99));
		expect(latency).toEqual({ count: 20, p50: 10_000, p95: 19_000, p99: 20_000 });
		expect(await store.deliveries.latency('workflow-1:node-1', at(3), at(5))).toEqual({
			count: 2,
			p50: 3_000,
			p95: 4_000,
			p99: 4_000,
		});
		const none = { count: 0, p50: null, p95: null, p99: null };
		expect(await store.deliveries.latency(OTHER, at(0), at(99))).toEqual(none);
	});

	it('is removed when it is old, and nothing else is', async () => {
		const store = await withDestination(await engine.open());
		await delivered(store, [2, 5, 8]);
		await happen(store, anEvent('waiting'));
		await fanOut(store);
		expect(await store.deliveries.prune(at(8))).toBe(2);
		const counts = { waiting: 1, running: 0, completed: 1, dead: 0 };
		expect(await store.deliveries.counts('workflow-1:node-1')).toEqual(counts);
	});

	it('can be added from a moment on, what is there being left alone', async () => {
		const store = await withDestination(await engine.open(), { eventTypes: ['payout.paid'] });
		const type = 'payout.paid';
		await happen(store, anEvent('old', { type, createdAt: at(-9) }), anEvent('a', { type }));
		await happen(store, anEvent('b'));
		await fanOut(store);
		await settle(store, firstOf(await claim(store, { limit: 1 })));
		await store.deliveries.register(aDestination(), at(1));
		expect(await store.deliveries.replaySince('workflow-1:node-1', at(-5), at(2))).toBe(1);
		expect(namesOf(await claim(store, { now: at(3) }))).toEqual(['a', 'b']);
		expect(await store.deliveries.replaySince(OTHER, LONG_AGO, at(2))).toBe(0);
	});

	it('shows the newest event of a type as an example', async () => {
		const store = await engine.open();
		await happen(store, anEvent('a', { type: 'payout.paid' }), anEvent('b'));
		expect(await store.deliveries.latestEvent([])).toEqual(anEvent('b'));
		expect(await store.deliveries.latestEvent(['payout.paid'])).toMatchObject({
			payload: { name: 'a' },
		});
		expect(await store.deliveries.latestEvent(['payout.failed'])).toBeNull();
	});
});

/** The id that an order of a guest has before it is recorded. */
function aGuestOrder(): string {
	return conversionId({ orderId: 'order-1' });
}
