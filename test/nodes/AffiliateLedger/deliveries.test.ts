import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { settleRun, type RunResult } from '../../../lib/delivery';
import type { AffiliateStore } from '../../../lib/ports/store';
import { searchDestinations } from '../../../nodes/AffiliateLedger/actions/delivery/destinationField';
import { aDestination, anEvent, at, claim, fanOut, happen } from '../../lib/store/delivery-steps';
import { testStore } from '../../support/runNode';
import { currentWorkspace, errorOf, goTo, ledger, ledgerOne } from './ledger-user';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const CRM = { destination: byId('workflow-1:node-1') };

const settle = async (store: AffiliateStore, deliveryId: string, result: RunResult, now: string) =>
	await store.deliveries.settle({ deliveryId, owner: 'process-1', now }, (state) =>
		settleRun(result, state, now, 0),
	);

/** Two destinations; the CRM has one event done, one set aside and one that waits behind it. */
async function filled(): Promise<AffiliateStore> {
	const store = await testStore(currentWorkspace());
	await store.deliveries.register(aDestination(), at(0));
	await store.deliveries.register(
		aDestination({ destinationId: 'workflow-2:node-1', name: 'Mail', eventTypes: ['payout.paid'] }),
		at(0),
	);
	await happen(store, anEvent('a'), anEvent('b'));
	await fanOut(store);
	for (const { deliveryId, event } of await claim(store)) {
		const isGood = event.outboxId === 'out_a';
		const result: RunResult = isGood
			? { outcome: 'done' }
			: { outcome: 'refused', reason: 'The CRM refused the record' };
		await settle(store, deliveryId, result, at(isGood ? 2 : 3));
	}
	await happen(store, anEvent('c'));
	await fanOut(store);
	goTo(at(60));
	return store;
}

async function receive(store: AffiliateStore): Promise<void> {
	await store.inbox.receive([
		{
			eventId: 'evt_1',
			consumer: 'shop:trigger',
			kind: 'order.paid',
			contentHash: 'hash',
			deliveryKey: null,
			payload: '{"email":"carla@secret.example"}',
			receivedAt: at(0),
		},
	]);
	await store.inbox.fail('evt_1', "The workflow ended as 'error'", null);
}

describe('the queues', () => {
	it('tell what waits, what was set aside, whether it answers and how long it takes', async () => {
		await receive(await filled());
		expect(await ledger('delivery', 'getQueues')).toMatchObject([
			{
				direction: 'outgoing',
				destinationId: 'workflow-1:node-1',
				name: 'CRM',
				waiting: 1,
				running: 0,
				completed: 1,
				dead: 1,
				breaker: 'closed',
				pausedUntil: null,
				latency: { count: 1, p50: 2_000, p95: 2_000, p99: 2_000 },
			},
			{ name: 'Mail', waiting: 0, latency: { count: 0, p50: null } },
			{ direction: 'incoming', triggerId: 'shop:trigger', waiting: 0, dead: 1 },
		]);
		expect(await ledger('delivery', 'getQueues', { direction: 'incoming' })).toHaveLength(1);
	});

	it('count only the hours that are asked for', async () => {
		await filled();
		goTo(at(7_200));
		const [crm] = await ledger('delivery', 'getQueues', { direction: 'outgoing', hours: 1 });
		expect(crm).toMatchObject({ completed: 1, latency: { count: 0 } });
	});
});

describe('dead letters', () => {
	it('are told with their reason and without what they hold', async () => {
		await receive(await filled());
		const letters = await ledger('delivery', 'getDeadLetters');
		expect(letters).toMatchObject([
			{
				direction: 'outgoing',
				destinationName: 'CRM',
				event: 'conversion.recorded',
				eventId: 'out_b',
				reason: 'The CRM refused the record',
				attempts: 1,
			},
			{ direction: 'incoming', id: 'evt_1', triggerId: 'shop:trigger', event: 'order.paid' },
		]);
		expect(JSON.stringify(letters)).not.toContain('carla');
		expect(await ledger('delivery', 'getDeadLetters', { limit: 1 })).toHaveLength(1);
	});

	it('are told of one queue where one is named', async () => {
		await receive(await filled());
		const of = async (parameters: object) =>
			(await ledger('delivery', 'getDeadLetters', { ...parameters })).length;
		expect(await of({ direction: 'outgoing', ...CRM })).toBe(1);
		expect(await of({ direction: 'outgoing', destination: byId('workflow-2:node-1') })).toBe(0);
		expect(await of({ direction: 'incoming', triggerId: 'shop:trigger' })).toBe(1);
		expect(await of({ direction: 'incoming', triggerId: 'other' })).toBe(0);
	});

	it('of the ledger are given again, all or the chosen ones', async () => {
		const store = await filled();
		const [letter] = await ledger('delivery', 'getDeadLetters', { direction: 'outgoing' });
		expect(await ledgerOne('delivery', 'replay', { ...CRM, ids: 'dlv_other' })).toMatchObject({
			replayed: 0,
		});
		expect(await ledgerOne('delivery', 'replay', { ...CRM, ids: letter?.['id'] })).toMatchObject({
			name: 'CRM',
			replayed: 1,
		});
		expect(await store.deliveries.counts('workflow-1:node-1')).toMatchObject({
			waiting: 2,
			dead: 0,
		});
		expect(await ledgerOne('delivery', 'replay', CRM)).toMatchObject({ replayed: 0 });
	});

	it('of a store are given again', async () => {
		const store = await filled();
		await receive(store);
		const one = { direction: 'incoming', triggerId: 'shop:trigger', ids: 'evt_1' };
		expect(await ledgerOne('delivery', 'replay', one)).toMatchObject({ replayed: 1 });
		expect(await store.inbox.counts('shop:trigger')).toMatchObject({ waiting: 1, dead: 0 });
		const unknown = { direction: 'incoming', triggerId: 'other' };
		const { message } = await errorOf(ledgerOne('delivery', 'replay', unknown));
		expect(message).toBe("The trigger 'other' has no events before it");
	});
});

describe('a destination', () => {
	it('gets the past events that it never got', async () => {
		await filled();
		const destination = byId('workflow-1:node-1');
		const since = { destination, since: '2026-11-20T00:00:00' };
		expect(await ledgerOne('delivery', 'replaySince', since)).toMatchObject({ added: 0 });
		const store = await testStore(currentWorkspace());
		await store.deliveries.register(aDestination({ destinationId: 'new', name: 'New' }), at(9));
		const all = { destination: byId('new'), since: '2026-11-20T00:00:00' };
		expect(await ledgerOne('delivery', 'replaySince', all)).toMatchObject({
			name: 'New',
			added: 3,
		});
	});

	it('that is gone is retired with what waits for it', async () => {
		const store = await filled();
		expect(await ledgerOne('delivery', 'retire', CRM)).toMatchObject({
			name: 'CRM',
			retired: true,
			dropped: 1,
			deadLetters: 1,
		});
		expect(await store.deliveries.destinations()).toHaveLength(1);
		const { message } = await errorOf(ledgerOne('delivery', 'retire', CRM));
		expect(message).toBe("There is no destination 'workflow-1:node-1'");
	});

	it('must be named', async () => {
		const { message } = await errorOf(
			ledgerOne('delivery', 'retire', { destination: byId('={{ "" }}') }),
		);
		expect(message).toBe("'Destination' is empty");
	});

	it('is offered by its name', async () => {
		await filled();
		const workspace = currentWorkspace();
		const context = {
			getNode: () => ({ credentials: { affiliateStoreApi: { id: '1', name: '1' } } }),
			getCredentials: async () => await Promise.resolve({ workspace }),
		};
		const search = async (filter?: string) =>
			await searchDestinations.call(context as unknown as ILoadOptionsFunctions, filter);
		expect((await search()).results).toEqual([
			{ name: 'CRM', value: 'workflow-1:node-1' },
			{ name: 'Mail', value: 'workflow-2:node-1' },
		]);
		expect((await search('mail')).results).toHaveLength(1);
	});
});
