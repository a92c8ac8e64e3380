import {
	contactWrite,
	CREATE,
	EVENT,
	EVENTS,
	IMPORT,
	isWrite,
	klaviyo,
	manyPurchases,
	purchase,
	UPDATE,
} from './klaviyo-harness';

describe('a purchase in Klaviyo', () => {
	it('becomes a profile and an event, with numbers as numbers', async () => {
		const { simulator, connector } = await klaviyo();

		const [outcome] = await connector().syncPurchases([purchase('Carla@Example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'created', reason: null });
		const [profile] = simulator.profiles();
		expect(outcome?.contactId).toBe(profile?.id);
		expect(outcome?.purchaseId).toBe('demo.myshopify.com:1001:paid');
		expect(profile?.attributes).toMatchObject({ email: 'carla@example.com', first_name: 'Carla' });
		expect(profile?.properties).toMatchObject({
			affiliate_source: 'anna',
			affiliate_lifetime_value: 100,
			affiliate_order_count: 1,
			affiliate_first_touch_date: '2026-11-14T10:00:00.250Z',
		});
		expect(simulator.events()).toHaveLength(1);
		expect(simulator.events()[0]).toMatchObject({
			profileId: profile?.id,
			metric: 'Affiliate Order Paid',
			uniqueId: 'demo.myshopify.com:1001:paid',
			startedFlows: true,
			attributes: {
				value: 100,
				value_currency: 'EUR',
				properties: {
					order_key: 'demo.myshopify.com:1001',
					order_name: 'Order #1001 (demo.myshopify.com)',
					order_value: 100,
					affiliate_source: 'anna',
					affiliate_commission_amount: 10,
				},
			},
		});
	});

	it('subscribes nobody', async () => {
		const { simulator, connector } = await klaviyo();

		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(simulator.profiles()[0]?.marketing.consent).toBe('NEVER_SUBSCRIBED');
		expect(simulator.requests().some(({ path }) => path.includes('subscription'))).toBe(false);
	});

	it('is unchanged in a second run, which writes nothing', async () => {
		const { simulator, connector } = await klaviyo();
		const purchases = manyPurchases(3);
		await connector().syncPurchases(purchases);
		const before = structuredClone([simulator.profiles(), simulator.events()]);
		simulator.clearRequests();

		const outcomes = await connector().syncPurchases(purchases);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(outcomes.map(({ purchaseId }) => purchaseId)).toEqual([
			'demo.myshopify.com:o0:paid',
			'demo.myshopify.com:o1:paid',
			'demo.myshopify.com:o2:paid',
		]);
		expect([simulator.profiles(), simulator.events()]).toEqual(before);
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('counts once when it is sent again before Klaviyo tells of it', async () => {
		const { simulator, connector } = await klaviyo({ eventLagMilliseconds: 60_000 });
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.reason).toBeNull();
		expect(simulator.requests().filter(EVENT)).toHaveLength(2);
		expect(simulator.events()).toHaveLength(1);
	});

	it('keeps an event as it was and says what would be otherwise today', async () => {
		const { simulator, connector } = await klaviyo();
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		const again = purchase('carla@example.com', '1001');
		const writes = again.purchase.writes.map((write) =>
			write.field === 'affiliate_commission_amount' ? { ...write, value: '5.00' } : write,
		);

		const [outcome] = await connector().syncPurchases([
			{ ...again, purchase: { ...again.purchase, writes } },
		]);

		expect(outcome?.outcome).toBe('unchanged');
		expect(outcome?.skipped).toEqual([
			"purchase.affiliate_commission_amount: Klaviyo's own value is kept",
		]);
		expect(simulator.events()).toHaveLength(1);
	});

	it('has an event of its own for each stage', async () => {
		const { simulator, connector } = await klaviyo();
		const paid = purchase('carla@example.com', '1001');

		const outcomes = await connector().syncPurchases([
			{ ...paid, stage: 'pending' },
			paid,
			{ ...paid, stage: 'cancelled' },
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(simulator.events().map(({ metric, uniqueId }) => [metric, uniqueId])).toEqual([
			['Affiliate Order Pending', 'demo.myshopify.com:1001:pending'],
			['Affiliate Order Paid', 'demo.myshopify.com:1001:paid'],
			['Affiliate Order Cancelled', 'demo.myshopify.com:1001:cancelled'],
		]);
	});

	it('goes to the metrics of the settings', async () => {
		const { simulator, connector } = await klaviyo();
		const metrics = { pending: 'P', paid: 'Bought', cancelled: 'C', refunded: 'R' };

		await connector({ metrics }).syncPurchases([purchase('carla@example.com', '1001')]);

		expect(simulator.events()[0]?.metric).toBe('Bought');
	});

	it('starts no flow when it is backfilled', async () => {
		const { simulator, connector } = await klaviyo();

		await connector({ backfill: true }).syncPurchases(manyPurchases(2));

		expect(simulator.events().map(({ startedFlows }) => startedFlows)).toEqual([false, false]);
	});

	it('gives two orders of one customer one profile, the later order winning', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector().syncPurchases([
			purchase('carla@example.com', '1001', { orderCount: 1 }),
			purchase('CARLA@example.com ', '1002', { orderCount: 2 }),
		]);

		expect(simulator.profiles()).toHaveLength(1);
		expect(simulator.profiles()[0]?.properties).toMatchObject({
			affiliate_order_count: 2,
			affiliate_last_order_number: '#1002',
		});
		expect(simulator.events()).toHaveLength(2);
		expect(new Set(outcomes.map(({ contactId }) => contactId)).size).toBe(1);
	});

	it('is refused when its amount is no number that JSON keeps, and its profile stays', async () => {
		const { simulator, connector } = await klaviyo();
		const large = purchase('carla@example.com', '1001');

		const [outcome] = await connector().syncPurchases([
			{ ...large, amount: { amountMinor: 12_345_678_901_234_567_890n, currency: 'EUR' } },
		]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'value', retryable: false });
		expect(outcome?.contactId).toBe(simulator.profiles()[0]?.id);
		expect(simulator.events()).toEqual([]);
	});
});

describe('many purchases in Klaviyo', () => {
	it('go in one import job and one event job, each with its own outcome', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector().syncPurchases(manyPurchases(250));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
		expect(new Set(outcomes.map(({ contactId }) => contactId)).size).toBe(250);
		expect(simulator.profiles()).toHaveLength(250);
		expect(simulator.events()).toHaveLength(250);
		expect(simulator.requests().filter(IMPORT)).toHaveLength(1);
		expect(simulator.requests().filter(EVENTS)).toHaveLength(1);
		expect(simulator.requests().length).toBeLessThan(20);
	});

	it('write nothing in a second run', async () => {
		const { simulator, connector } = await klaviyo();
		await connector().syncPurchases(manyPurchases(120));
		simulator.clearRequests();

		const outcomes = await connector().syncPurchases(manyPurchases(120));

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('lose no event when some were sent before and are not told yet', async () => {
		const { simulator, connector } = await klaviyo({ eventLagMilliseconds: 3_600_000 });
		await connector().syncPurchases(manyPurchases(120));

		const outcomes = await connector().syncPurchases(manyPurchases(121));

		expect(outcomes.every(({ reason }) => reason === null)).toBe(true);
		expect(simulator.events()).toHaveLength(121);
	});

	it.each(['payload', 'pointer', 'nothing'] as const)(
		'do not sink with one bad profile, whose error names it by %s',
		async (importErrors) => {
			const { simulator, connector } = await klaviyo({ importErrors });
			const purchases = manyPurchases(120);
			purchases[42] = purchase('not-an-address', 'o42');

			const outcomes = await connector().syncPurchases(purchases);

			expect(outcomes[42]).toMatchObject({
				outcome: 'rejected',
				field: 'email',
				retryable: false,
				purchaseId: null,
			});
			const good = outcomes.filter(({ outcome }) => outcome !== 'rejected');
			expect(good).toHaveLength(119);
			expect(good.every(({ reason, contactId }) => reason === null && contactId !== null)).toBe(
				true,
			);
			expect(simulator.profiles()).toHaveLength(119);
			expect(simulator.events()).toHaveLength(119);
			expect(JSON.stringify(outcomes[42])).not.toContain('not-an-address');
		},
	);

	it('that change existing profiles are imported by their ids', async () => {
		const { simulator, connector } = await klaviyo({}, { bulkFrom: 5 });
		await connector().syncPurchases(manyPurchases(10));
		const ids = simulator.profiles().map(({ id }) => id);

		const outcomes = await connector().syncContacts(
			manyPurchases(10).map(({ contact }) =>
				contactWrite(contact.key, { field: 'affiliate_source', value: 'bert' }),
			),
		);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(10).fill('updated'));
		expect(simulator.profiles().map(({ id }) => id)).toEqual(ids);
		expect(
			new Set(simulator.profiles().map(({ properties }) => properties['affiliate_source'])),
		).toEqual(new Set(['bert']));
		expect(simulator.requests().filter(UPDATE)).toEqual([]);
	});

	it('are halved when one of them sinks a whole job', async () => {
		const { simulator, connector } = await klaviyo({}, { bulkFrom: 20 });
		const isBad = ({ body }: { body: unknown }): boolean =>
			JSON.stringify(body).includes('buyer7@example.com');
		simulator.setFaults([
			{
				when: (request) => IMPORT(request) && isBad(request),
				then: {
					answer: {
						status: 400,
						body: { errors: [{ id: 'x', code: 'invalid', title: 'Invalid input.', detail: 'no' }] },
					},
				},
			},
			{
				when: (request) => CREATE(request) && isBad(request),
				then: {
					answer: {
						status: 400,
						body: {
							errors: [
								{
									id: 'x',
									code: 'invalid',
									title: 'Invalid input.',
									detail: 'Invalid email address',
									source: { pointer: '/data/attributes/email' },
								},
							],
						},
					},
				},
			},
		]);

		const outcomes = await connector().syncPurchases(manyPurchases(80));

		expect(outcomes[7]).toMatchObject({ outcome: 'rejected', field: 'email' });
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(79);
		expect(simulator.profiles()).toHaveLength(79);
	});

	it('are left to the next run while their import is not done', async () => {
		const { simulator, waits, connector } = await klaviyo(
			{ importPolls: 1_000 },
			{ bulkFrom: 5, longestImportMilliseconds: 20_000 },
		);

		const outcomes = await connector().syncPurchases(manyPurchases(6));

		expect(outcomes.every(({ outcome, retryable }) => outcome === 'failed' && retryable)).toBe(
			true,
		);
		expect(outcomes[0]?.reason).toContain('processing');
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(20_000);
		expect(simulator.events()).toEqual([]);
	});
});
