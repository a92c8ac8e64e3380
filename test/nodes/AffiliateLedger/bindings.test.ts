import {
	balanceOf,
	byCode,
	errorOf,
	goTo,
	ledgerOne,
	place,
	priceOf,
	saveAffiliate,
	savePlan,
	setUp,
	type Json,
} from './ledger-user';

const customer = { programme: byCode('main'), email: 'Carla@example.com' };

const get = async (parameters: object = {}): Promise<Json> =>
	await ledgerOne('customerBinding', 'get', { ...customer, ...parameters });

const transfer = async (parameters: object = {}): Promise<Json> =>
	await ledgerOne('customerBinding', 'transfer', { ...customer, ...parameters });

const lifetime = { additionalFields: { lifetimeDays: 90 } };

describe('a customer’s binding', () => {
	it('begins with the first order, is renewed by the next, and ends', async () => {
		await setUp(lifetime);
		expect(await get()).toEqual({ isBound: false, binding: null, history: [] });
		await place();
		await place({ orderId: '1002', createdAt: '2026-11-15T12:00:00.000Z' });
		const { affiliateId } = await ledgerOne('affiliate', 'get', { code: 'anna' });
		expect(await get()).toMatchObject({
			isBound: true,
			binding: { affiliateId, expiresAt: '2027-02-13T12:00:00.000Z' },
			history: [{ reason: 'first_order' }, { reason: 'renewed' }],
		});
		goTo('2027-02-13T12:00:00.000Z');
		expect(await get()).toMatchObject({ isBound: false, history: [{}, {}] });
	});

	it('stays with the first affiliate until a person transfers it', async () => {
		await setUp(lifetime);
		await place();
		await place({ orderId: '1002', createdAt: '2026-11-15T12:00:00.000Z', by: ['ben'] });
		expect((await get())['history']).toHaveLength(1);
		const ben = await ledgerOne('affiliate', 'get', { code: 'ben' });
		expect(await transfer({ affiliate: byCode('ben'), days: 30 })).toMatchObject({
			affiliateId: ben['affiliateId'],
			reason: 'transferred',
			expiresAt: expect.stringMatching(/^2026-12-20T/),
			actor: 'Test workflow',
		});
		expect(await get()).toMatchObject({ binding: { affiliateId: ben['affiliateId'] } });
		expect(await transfer({ affiliate: byCode('ben'), days: 0 })).toMatchObject({
			expiresAt: null,
		});
		expect(await transfer()).toMatchObject({ affiliateId: null, reason: 'released' });
		expect(await get()).toMatchObject({ isBound: false });
	});

	it('of a customer without e-mail goes by the ID in its shop', async () => {
		await setUp(lifetime);
		const guest = {
			customerId: 'customer-9',
			email: null,
			phone: null,
			firstName: null,
			lastName: null,
			country: null,
			ordersBefore: null,
			acceptsMarketing: null,
		};
		await place({ customer: guest });
		const byId = { email: '', customerId: 'customer-9', storeKey: 'demo.myshopify.com' };
		expect(await get(byId)).toMatchObject({ isBound: true });
		expect(await get({ ...byId, storeKey: 'other.myshopify.com' })).toMatchObject({
			isBound: false,
		});
	});

	it('shows nothing of the customer', async () => {
		await setUp(lifetime);
		await place();
		expect(JSON.stringify(await get())).not.toMatch(/carla/i);
	});

	it.each([
		[{ email: '' }, /'Customer Email' and 'Customer ID' are empty/],
		[{ email: 'nobody' }, /'Customer Email' is not an e-mail address/],
		[{ email: '', customerId: '9' }, /'Store Key' is empty/],
		[{ programme: byCode('nobody') }, /no programme with the code 'nobody'/],
	])('that is not said well enough is refused: %#', async (parameters, message) => {
		await setUp();
		for (const operation of [get, transfer]) {
			const error = await errorOf(operation(parameters));
			expect(error.message).toMatch(message);
			expect(error.hint).not.toBe('');
		}
		const wrong = await errorOf(transfer({ affiliate: byCode('nobody') }));
		expect(wrong.message).toContain("no affiliate with the code 'nobody'");
	});
});

describe('who recruited an affiliate', () => {
	const levels = (terms: object) => ({ additionalFields: { levels: { terms } } });

	/** Anna was recruited by Ben, Ben by Carl. */
	async function recruited(plan: Record<string, unknown>) {
		await setUp(plan);
		await saveAffiliate('carl');
		await saveAffiliate('ben', { parentCode: 'carl' });
		await saveAffiliate('anna', { parentCode: 'ben' });
	}

	it('earns by two levels on the commission', async () => {
		await recruited(levels({ percents: '10, 5' }));
		expect(await place()).toMatchObject({
			commissions: [
				{ kind: 'sale', amount: { amount: '10.00' } },
				{ kind: 'level', line: { affiliateCode: 'ben', level: 1 }, amount: { amount: '1.00' } },
				{ kind: 'level', line: { affiliateCode: 'carl', level: 2 }, amount: { amount: '0.50' } },
			],
		});
		expect(await balanceOf('carl')).toMatchObject({ pending: '0.50' });
	});

	it('earns on the base, and nothing while not active unless the next one does', async () => {
		await recruited(levels({ basis: 'base', percents: '2, 1' }));
		expect(await priceOf()).toEqual({ anna: '10.00', ben: '2.00', carl: '1.00' });
		await saveAffiliate('ben', { status: 'paused' });
		expect(await priceOf()).toEqual({ anna: '10.00', carl: '1.00' });
		await savePlan(levels({ basis: 'base', percents: '2, 1', inactive: 'compress' }));
		expect(await priceOf()).toEqual({ anna: '10.00', carl: '2.00' });
	});

	it('is an affiliate that exists', async () => {
		await setUp();
		const error = await errorOf(saveAffiliate('dora', { parentCode: 'nobody' }));
		expect(error.message).toBe("There is no affiliate with the code 'nobody'");
	});

	it('is never one whom the affiliate recruited', async () => {
		await recruited(levels({ percents: '10, 10, 10' }));
		const error = await errorOf(saveAffiliate('carl', { parentCode: 'anna' }));
		expect(error.message).toBe("The affiliate 'carl' would be among those who recruited it");
		expect(error.hint).not.toBe('');
		expect(await priceOf()).toEqual({ anna: '10.00', ben: '1.00', carl: '1.00' });
	});
});

describe('the group of an affiliate', () => {
	it('gives the rate of its rule, from when the affiliate is in it', async () => {
		const rules = { rule: [{ name: 'Gold', affiliateGroups: 'gold, silver', percent: '15' }] };
		await setUp({ rules });
		expect(await priceOf()).toEqual({ anna: '10.00' });
		await saveAffiliate('anna', { groupCode: 'Gold' });
		expect(await priceOf()).toEqual({ anna: '15.00' });
		expect(await priceOf({ by: ['ben'] })).toEqual({ ben: '10.00' });
	});
});
