import { CREATE, klaviyo, purchase, refund } from './klaviyo-harness';

describe('a refund in Klaviyo', () => {
	it('is an event of its own, and the profile gets what is left', async () => {
		const { simulator, connector } = await klaviyo();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		const [outcome] = await connector().syncRefunds([refund()]);

		expect(outcome).toMatchObject({
			outcome: 'created',
			contactId: simulator.profiles()[0]?.id,
			purchaseId: 'demo.myshopify.com:1001:refund:r1',
		});
		expect(simulator.profiles()[0]?.properties['affiliate_lifetime_value']).toBe(75);
		expect(simulator.events()[1]).toMatchObject({
			metric: 'Affiliate Order Refunded',
			attributes: {
				value: 25,
				value_currency: 'EUR',
				time: '2026-11-20T09:00:00.000Z',
				properties: {
					order_key: 'demo.myshopify.com:1001',
					refund_id: 'r1',
					affiliate_commission_amount: 7.5,
				},
			},
		});
	});

	it('counts once in a second run, also with another time', async () => {
		const { simulator, connector } = await klaviyo();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		await connector().syncRefunds([refund()]);

		const outcomes = await connector().syncRefunds([
			refund({ occurredAt: '2026-11-21T00:00:00.000Z' }),
			refund({ refundId: 'r2' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'created']);
		expect(simulator.events()).toHaveLength(3);
	});

	it('is skipped without an e-mail address, and without a profile none is made', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector().syncRefunds([refund({ email: null }), refund()]);

		expect(outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
			['skipped', 'no_email'],
			['skipped', 'contact_not_found'],
		]);
		expect(simulator.requests().filter(CREATE)).toEqual([]);
		expect(simulator.events()).toEqual([]);
	});

	it('starts no flow when it is backfilled', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com' });

		await connector({ backfill: true }).syncRefunds([refund()]);

		expect(simulator.events().map(({ startedFlows }) => startedFlows)).toEqual([false]);
	});
});
