import {
	answering,
	contactWrite,
	CREATE,
	EVENT,
	EVENTS,
	IMPORT,
	klaviyo,
	manyPurchases,
	purchase,
	to,
	UPDATE,
} from './klaviyo-harness';

const READ = to('GET', '/api/profiles');

describe('a Klaviyo that does not answer well', () => {
	it.each([
		{ what: 'reading profiles', when: READ },
		{ what: 'creating a profile', when: CREATE },
		{ what: 'sending an event', when: EVENT },
	])('is asked again after the wait that it names: $what', async ({ when }) => {
		const { simulator, waits, connector } = await klaviyo();
		simulator.setFaults([
			{ when, times: 1, then: answering(429, 'throttled', { headers: { 'retry-after': '7' } }) },
		]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1')]);

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([7_000]);
		expect(simulator.profiles()).toHaveLength(1);
		expect(simulator.events()).toHaveLength(1);
	});

	it.each([500, 502, 503, 504])('with %s is asked again after a growing pause', async (status) => {
		const { simulator, waits, connector } = await klaviyo();
		simulator.setFaults([{ when: EVENT, times: 2, then: answering(status, 'error') }]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1')]);

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('for long is left to the next run, without asking for every item', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.setFaults([{ when: CREATE, then: answering(503, 'error') }]);

		const outcomes = await connector().syncPurchases(manyPurchases(20));

		expect(outcomes.every(({ outcome, retryable }) => outcome === 'failed' && retryable)).toBe(
			true,
		);
		expect(simulator.requests().filter(CREATE)).toHaveLength(5);
		expect(simulator.events()).toEqual([]);
	});

	it('and asks for a wait of minutes is left to the next run', async () => {
		const { simulator, waits, connector } = await klaviyo();
		simulator.setFaults([
			{
				when: CREATE,
				then: answering(429, 'throttled', { headers: { 'retry-after': '600' } }),
			},
		]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1')]);

		expect(outcome).toMatchObject({ outcome: 'failed', retryable: true });
		expect(outcome?.reason).toContain('request limit');
		expect(waits).toEqual([]);
	});

	it('after taking a profile gets no second one', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.setFaults([{ when: CREATE, times: 1, then: 'lose_answer' }]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1')]);

		expect(outcome?.reason).toBeNull();
		expect(simulator.profiles()).toHaveLength(1);
		expect(simulator.events()).toHaveLength(1);
	});

	it('after taking an event gets no second one', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.setFaults([{ when: EVENT, times: 1, then: 'lose_answer' }]);

		await connector().syncPurchases([purchase('carla@example.com', '1')]);

		expect(simulator.requests().filter(EVENT)).toHaveLength(2);
		expect(simulator.events()).toHaveLength(1);
	});

	it('after taking a job of events is not sent the job again, and the next run completes it', async () => {
		const { simulator, connector } = await klaviyo({}, { bulkFrom: 5 });
		simulator.setFaults([{ when: EVENTS, times: 1, then: 'lose_answer' }]);
		const purchases = manyPurchases(6);

		const first = await connector().syncPurchases(purchases);
		const second = await connector().syncPurchases(purchases);

		expect(first.every(({ outcome, retryable }) => outcome === 'failed' && retryable)).toBe(true);
		expect(second.map(({ outcome }) => outcome)).toEqual(Array(6).fill('unchanged'));
		expect(simulator.requests().filter(EVENTS)).toHaveLength(1);
		expect(simulator.events()).toHaveLength(6);
	});

	it('and refuses a job of events gets them one by one', async () => {
		const { simulator, connector } = await klaviyo({}, { bulkFrom: 5 });
		simulator.setFaults([{ when: EVENTS, then: answering(400, 'invalid') }]);

		const outcomes = await connector().syncPurchases(manyPurchases(6));

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(6).fill('created'));
		expect(simulator.requests().filter(EVENT)).toHaveLength(6);
		expect(simulator.events()).toHaveLength(6);
	});

	it('while an import is on its way is waited for', async () => {
		const { simulator, waits, connector } = await klaviyo({ importPolls: 4 }, { bulkFrom: 5 });
		simulator.setFaults([{ when: IMPORT, times: 1, then: 'drop' }]);

		const outcomes = await connector().syncPurchases(manyPurchases(6));

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(6).fill('created'));
		expect(waits).toEqual([1_000, 1_000, 2_000, 4_000, 8_000]);
	});
});

describe("Klaviyo's limits", () => {
	it('of a second are kept by waiting', async () => {
		const { simulator, waits, connector } = await klaviyo({}, { bulkFrom: 1_000 });

		const outcomes = await connector().syncContacts(
			Array.from({ length: 160 }, (_, index) =>
				contactWrite(`buyer${index}@example.com`, { field: 'tier', value: 'gold' }),
			),
		);

		expect(outcomes.every(({ outcome }) => outcome === 'created')).toBe(true);
		expect(simulator.profiles()).toHaveLength(160);
		expect(waits).toEqual([1_000, 1_000]);
	});

	it('of a minute are kept by waiting', async () => {
		const { waits, connector } = await klaviyo(
			{ limits: { burst: 100, steady: 10 } },
			{ bulkFrom: 1_000 },
		);

		const outcomes = await connector().syncPurchases(manyPurchases(15));

		expect(outcomes.every(({ outcome }) => outcome === 'created')).toBe(true);
		expect(waits).toContain(60_000);
	});
});

describe('a Klaviyo key', () => {
	it('that is refused stops the run after one request', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector({}, 'pk_wrong').syncPurchases(manyPurchases(5));

		expect(outcomes.every(({ outcome }) => outcome === 'failed')).toBe(true);
		expect(outcomes[0]?.reason).toContain('refused the credential (401)');
		expect(simulator.requests()).toHaveLength(1);
	});

	it('without a scope is told which to add, and is not asked for every item', async () => {
		const { simulator, connector } = await klaviyo({ forbidden: ['POST /api/profiles'] });

		const outcomes = await connector().syncPurchases(manyPurchases(5));

		expect(outcomes.every(({ outcome, retryable }) => outcome === 'failed' && !retryable)).toBe(
			true,
		);
		expect(outcomes[0]?.reason).toContain('lacks a permission (403)');
		expect(outcomes[0]?.hint).toContain('Profiles');
		expect(simulator.requests().filter(CREATE)).toHaveLength(1);
	});

	it('is never part of an outcome', async () => {
		const { connector } = await klaviyo();

		const outcomes = await connector({}, 'pk_secret').syncPurchases(manyPurchases(1));

		expect(JSON.stringify(outcomes)).not.toContain('pk_secret');
	});
});

describe('a profile that Klaviyo does not take', () => {
	it('does not sink the others, and is named without its address', async () => {
		const { simulator, connector } = await klaviyo();
		const purchases = manyPurchases(5);
		purchases[2] = purchase('carla@localhost', 'o2');

		const outcomes = await connector().syncPurchases(purchases);

		expect(outcomes[2]).toMatchObject({ outcome: 'rejected', field: 'email', purchaseId: null });
		expect(outcomes[2]?.hint).toContain('e-mail address');
		expect(JSON.stringify(outcomes[2])).not.toContain('carla');
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(4);
		expect(simulator.events()).toHaveLength(4);
	});

	it('because its address cannot be asked for is refused without asking', async () => {
		const { simulator, connector } = await klaviyo();

		const outcomes = await connector().syncContacts([
			contactWrite('"carla"@example.com', { field: 'tier', value: 'gold' }),
			contactWrite(' ', { field: 'tier', value: 'gold' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected']);
		expect(simulator.requests()).toEqual([]);
	});

	it('has its values masked', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com' });
		simulator.setFaults([
			{
				when: UPDATE,
				then: answering(400, 'invalid', {
					detail: 'Secret Street 5 of carla@example.com is no title',
					pointer: '/data/attributes/title',
				}),
			},
		]);

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'title', value: 'Secret Street 5' }),
		]);

		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'title' });
		expect(outcome?.reason).toContain('trace-1');
		expect(JSON.stringify(outcome)).not.toMatch(/Secret|carla/);
	});

	it('singles out the address that Klaviyo cannot look for', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.setFaults([
			{
				// Logged paths have no query, so the count tells: two whole requests, then the halves.
				when: READ,
				times: 1,
				then: answering(400, 'invalid'),
			},
		]);

		const outcomes = await connector().syncPurchases(manyPurchases(4));

		expect(outcomes.every(({ outcome }) => outcome === 'created')).toBe(true);
		expect(simulator.requests().filter(READ)).toHaveLength(3);
	});
});
