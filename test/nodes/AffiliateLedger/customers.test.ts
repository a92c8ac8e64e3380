import { randomUUID } from 'node:crypto';
import { testStore } from '../../support/runNode';
import { aCustomer } from '../../support/builders';
import {
	currentWorkspace,
	errorOf,
	goTo,
	ledgerOne,
	orderItem,
	place,
	price,
	runLedger,
	setUp,
	TODAY,
} from './ledger-user';

const CARLA = { email: 'Carla@example.com' };

const get = async (parameters: object = CARLA) =>
	await ledgerOne('customer', 'get', { ...parameters });
const forget = async (parameters: object = CARLA) =>
	await ledgerOne('customer', 'forget', { ...parameters });

describe('the contact of a customer', () => {
	it('is kept when an order is recorded', async () => {
		await setUp();
		expect(await get()).toMatchObject({ contact: null, keptAsOf: null });
		await place();
		expect(await get()).toMatchObject({
			contact: { email: 'carla@example.com', firstName: 'Carla', storeKey: 'demo.myshopify.com' },
			keptAsOf: '2026-11-10T12:00:00.000Z',
		});
	});

	it('is not kept where the node is told not to', async () => {
		await setUp();
		const item = await price(await orderItem());
		await runLedger('conversion', 'record', { keepCustomerContact: false }, { items: [item] });
		expect((await get())['contact']).toBeNull();
	});

	it('is not changed by an order that nobody paid', async () => {
		await setUp();
		await place();
		const customer = aCustomer({ firstName: 'Mallory', phone: '+1 555 0100' });
		await place({ orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z', paidAt: null, customer });
		expect((await get())['contact']).toMatchObject({ firstName: 'Carla', phone: null });
	});
});

describe('a recorded order whose customer corrects the address', () => {
	const corrected = { updatedAt: '2026-11-12T12:00:00.000Z' };
	const typo = aCustomer({ email: 'carla@customer.e' });
	const events = async () => {
		const store = await testStore(currentWorkspace());
		return (await store.ledger.pendingEvents(50)).map(({ type }) => type);
	};

	it('is reached by the new one, and whoever listens is told once', async () => {
		await setUp();
		await place({ customer: typo });
		await place({ ...corrected, customer: aCustomer() });
		await place({ ...corrected, customer: aCustomer() });
		expect(await get({ email: 'carla@customer.e' })).toMatchObject({
			contact: { email: aCustomer().email },
		});
		expect(await events()).toEqual(['conversion.recorded', 'conversion.contact_changed']);
	});

	it('leaves a customer alone who has other orders: it may name somebody else', async () => {
		await setUp();
		await place();
		await place({ orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' });
		await place({ ...corrected, customer: aCustomer({ email: 'mallory@example.com' }) });
		expect((await get())['contact']).toMatchObject({ email: 'carla@example.com' });
	});
});

describe('forgetting a customer', () => {
	it('removes contact and memory of sync, and says what remains', async () => {
		await setUp();
		await place();
		const store = await testStore(currentWorkspace());
		const scope = { system: 'hubspot', account: 'portal', object: 'contact' };
		const entry = { ...scope, field: 'phone', value: '+49 30 5550100', at: TODAY };
		await store.sync.remember([
			{ ...entry, recordKey: 'carla@example.com' },
			{ ...entry, recordKey: 'otto@example.com' },
		]);
		const answer = await forget();
		expect(answer).toMatchObject({ removed: { contacts: 1, syncEntries: 1 } });
		expect(answer['remains']).toContainEqual(expect.stringContaining('Clicks and the journeys'));
		expect(JSON.stringify(answer)).not.toContain('carla');
		expect((await get())['contact']).toBeNull();
		expect(await store.sync.recall(scope, ['carla@example.com'])).toEqual([]);
		expect(await store.sync.recall(scope, ['otto@example.com'])).toHaveLength(1);
		expect(await forget()).toMatchObject({ removed: { contacts: 0, syncEntries: 0 } });
	});

	it('reaches the orders that know only the id in the shop, and the reverse', async () => {
		await setUp();
		await place();
		const withoutEmail = aCustomer({ email: null });
		await place({ orderId: '1002', customer: withoutEmail });
		const byId = { storeKey: 'demo.myshopify.com', customerId: 'customer-7' };
		expect(await get(byId)).toMatchObject({ contact: { email: null } });
		expect(await forget()).toMatchObject({ removed: { contacts: 2 } });
		expect((await get(byId))['contact']).toBeNull();
	});

	it('holds when an earlier order comes once more, not for an order made afterwards', async () => {
		await setUp();
		await place();
		await forget();
		await place({ updatedAt: '2026-11-20T10:00:00.000Z', orderNumber: randomUUID() });
		expect((await get())['contact']).toBeNull();
		goTo('2026-11-25T09:00:00.000Z');
		await place({ orderId: '1003', createdAt: '2026-11-24T09:00:00.000Z' });
		expect((await get())['contact']).toMatchObject({ firstName: 'Carla' });
	});

	it('wants to know who is meant', async () => {
		const { message } = await errorOf(forget({}));
		expect(message).toBe("'Customer Email' and 'Customer ID' are empty");
	});
});
