import { contactWrite, IMPORT, isWrite, klaviyo, purchase, UPDATE } from './klaviyo-harness';

describe('a field of a Klaviyo profile', () => {
	it('of the first touch stays, with its whole group, and says so', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({
			email: 'carla@example.com',
			properties: { affiliate_first_touch_source: 'bert' },
		});

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(simulator.profiles()[0]?.properties).toMatchObject({
			affiliate_first_touch_source: 'bert',
			affiliate_last_touch_source: 'anna',
		});
		expect(simulator.profiles()[0]?.properties).not.toHaveProperty('affiliate_first_touch_date');
		expect(outcome?.skipped).toEqual([
			"contact.affiliate_first_touch_source: Klaviyo's own value is kept",
			"contact.affiliate_first_touch_date: Klaviyo's own value is kept",
		]);
	});

	it.each([
		{ policy: 'target_wins', base: 'silver', target: 'platinum', left: 'platinum' },
		{ policy: 'target_wins', base: 'silver', target: 'silver', left: 'gold' },
		{ policy: 'never_overwrite', base: null, target: 'silver', left: 'silver' },
		{ policy: 'source_wins', base: null, target: 'silver', left: 'gold' },
		{ policy: 'fill_empty', base: null, target: '', left: 'gold' },
	] as const)(
		'is $left where it was $target, we last wrote $base and the policy is $policy',
		async ({ policy, base, target, left }) => {
			const { simulator, connector } = await klaviyo();
			const profile = simulator.addProfile({
				email: 'carla@example.com',
				properties: target === '' ? {} : { tier: target },
			});

			await connector().syncContacts([
				contactWrite('carla@example.com', { field: 'tier', value: 'gold', policy, base }),
			]);

			expect(profile.properties['tier']).toBe(left);
		},
	);

	it('that both sides changed is left for a person, as a conflict', async () => {
		const { simulator, connector } = await klaviyo();
		simulator.addProfile({ email: 'carla@example.com', properties: { tier: 'platinum' } });

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'tier',
				value: 'gold',
				policy: 'ask',
				base: 'silver',
			}),
		]);

		expect(outcome).toMatchObject({
			outcome: 'unchanged',
			conflicts: [
				{ object: 'contact', field: 'tier', source: 'gold', target: 'platinum', base: 'silver' },
			],
		});
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it.each([
		{ changedAt: '2026-11-23T05:00:00.000Z', left: 'platinum' },
		{ changedAt: '2026-11-23T07:00:00.000Z', left: 'gold' },
	])('goes to the newer side, ours being of $changedAt', async ({ changedAt, left }) => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			properties: { tier: 'platinum' },
		});

		await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'tier',
				value: 'gold',
				policy: 'newest_wins',
				changedAt,
			}),
		]);

		expect(profile.properties['tier']).toBe(left);
	});

	it('moves by what ours moved, exactly, and stays a number', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			properties: { points: 0.1 },
		});

		await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'points',
				value: '0.30',
				policy: 'sum_deltas',
				base: '0.10',
			}),
		]);

		expect(profile.properties['points']).toBe(0.3);
	});

	it('keeps the larger number', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			properties: { best_order: 90 },
		});
		const write = { field: 'best_order', policy: 'max' } as const;

		await connector().syncContacts([
			contactWrite('carla@example.com', { ...write, value: '100.50' }),
		]);
		await connector().syncContacts([contactWrite('carla@example.com', { ...write, value: '9' })]);

		expect(profile.properties['best_order']).toBe(100.5);
	});

	it('that is a list gets what it lacks, and nothing twice', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			properties: { coupons: ['SPRING'] },
		});
		const write = contactWrite('carla@example.com', {
			field: 'coupons',
			value: 'SPRING;ANNA10',
			policy: 'append',
		});

		await connector().syncContacts([write]);
		const [again] = await connector().syncContacts([write]);

		expect(profile.properties['coupons']).toEqual(['SPRING', 'ANNA10']);
		expect(again?.outcome).toBe('unchanged');
		const bodies = JSON.stringify(simulator.requests().map(({ body }) => body));
		expect(bodies).not.toContain('"append"');
	});

	it('that is new and appended to becomes a list', async () => {
		const { simulator, connector } = await klaviyo();

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'coupons', value: 'ANNA10', policy: 'append' }),
		]);

		expect(simulator.profiles()[0]?.properties['coupons']).toEqual(['ANNA10']);
	});

	it('is cleared by the empty text', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			title: 'Owner',
			properties: { tier: 'gold', plan: 'a' },
		});

		const [outcome] = await connector().syncContacts([
			{
				key: 'carla@example.com',
				writes: [
					{ field: 'tier', value: '', policy: 'source_wins' },
					{ field: 'title', value: '', policy: 'source_wins' },
				],
			},
		]);

		expect(outcome?.outcome).toBe('updated');
		expect(profile.properties).toEqual({ plan: 'a' });
		expect(profile.attributes['title']).toBeNull();
	});

	it('may stand in the location, whose other parts stay', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			location: { country: 'Germany' },
		});

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'location.city', value: 'Berlin' }),
		]);

		expect(profile.attributes['location']).toEqual({ country: 'Germany', city: 'Berlin' });
	});

	it('of a name that an attribute has is reached by properties.', async () => {
		const { simulator, connector } = await klaviyo();

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'properties.title', value: 'Dr' }),
		]);

		expect(simulator.profiles()[0]?.properties).toEqual({ title: 'Dr' });
		expect(simulator.profiles()[0]?.attributes).not.toHaveProperty('title');
	});
});

describe('a Klaviyo profile', () => {
	it('is found by a further address, and keeps its main one', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile(
			{ email: 'main@example.com' },
			{ furtherEmails: ['old@example.com'] },
		);

		const outcomes = await connector().syncPurchases([
			purchase('new@example.com', '1001'),
			purchase('old@example.com', '1002'),
		]);

		expect(outcomes[1]?.contactId).toBe(profile.id);
		expect(profile.attributes['email']).toBe('main@example.com');
		expect(simulator.profiles()).toHaveLength(2);
	});

	it('with two addresses in one run is one profile still', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile(
			{ email: 'main@example.com' },
			{ furtherEmails: ['old@example.com'] },
		);

		const outcomes = await connector().syncContacts([
			contactWrite('main@example.com', { field: 'tier', value: 'gold' }),
			contactWrite('old@example.com', { field: 'plan', value: 'b' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(new Set(outcomes.map(({ contactId }) => contactId))).toEqual(new Set([profile.id]));
		expect(profile.properties).toEqual({ tier: 'gold', plan: 'b' });
		expect(simulator.profiles()).toHaveLength(1);
	});

	it('with two addresses that it does not tell is written once', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile(
			{ email: 'main@example.com' },
			{ furtherEmails: ['old@example.com', 'older@example.com'] },
		);

		const outcomes = await connector().syncContacts([
			contactWrite('older@example.com', { field: 'tier', value: 'gold' }),
			contactWrite('old@example.com', { field: 'plan', value: 'b' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
		expect(profile.properties).toEqual({ tier: 'gold', plan: 'b' });
		expect(simulator.requests().filter(UPDATE)).toHaveLength(1);
	});

	it('that somebody made meanwhile keeps its first touch', async () => {
		const { simulator, connector } = await klaviyo();
		const profile = simulator.addProfile({
			email: 'carla@example.com',
			properties: { affiliate_first_touch_source: 'bert' },
		});
		// The look-up misses it once, as when somebody makes it in between.
		simulator.setFaults([
			{
				when: ({ method, path }) => method === 'GET' && path === '/api/profiles',
				times: 1,
				then: { answer: { status: 200, body: { data: [], links: {} } } },
			},
		]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome).toMatchObject({ contactId: profile.id, reason: null });
		expect(simulator.profiles()).toHaveLength(1);
		expect(profile.properties).toMatchObject({
			affiliate_first_touch_source: 'bert',
			affiliate_source: 'anna',
		});
	});
});

describe('a phone number', () => {
	it('is written in international form', async () => {
		const { simulator, connector } = await klaviyo();

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'phone_number', value: '0049 (0)30 123-4567' }),
		]);

		expect(simulator.profiles()[0]?.attributes['phone_number']).toBe('+49301234567');
	});

	it('without a country code is left out, which is said', async () => {
		const { simulator, connector } = await klaviyo();

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'phone_number', value: '030 1234567' }),
		]);

		expect(outcome?.outcome).toBe('created');
		expect(outcome?.skipped).toEqual([
			'contact.phone_number: left out, because it has no country code (E.164)',
		]);
		expect(simulator.profiles()[0]?.attributes).not.toHaveProperty('phone_number');
	});

	it.each([
		{ bulkFrom: 100, how: 'one by one' },
		{ bulkFrom: 2, how: 'in a job' },
	])('that another profile has does not cost the rest, $how', async ({ bulkFrom }) => {
		const { simulator, connector } = await klaviyo({}, { bulkFrom });
		const other = simulator.addProfile({
			email: 'bert@example.com',
			phone_number: '+49301234567',
		});
		const there = simulator.addProfile({ email: 'dora@example.com' });
		const write = (key: string) => ({
			key,
			writes: [
				{ field: 'phone_number', value: '+49301234567', policy: 'source_wins' as const },
				{ field: 'tier', value: 'gold', policy: 'source_wins' as const },
			],
		});

		const outcomes = await connector().syncContacts([
			write('carla@example.com'),
			write('dora@example.com'),
			contactWrite('emil@example.com', { field: 'tier', value: 'gold' }),
		]);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'updated', 'created']);
		expect(outcomes[0]?.skipped).toEqual([
			'contact.phone_number: left out, because Klaviyo did not take it',
		]);
		expect(there.properties).toEqual({ tier: 'gold' });
		expect(other.properties).toEqual({});
		expect(other.attributes['email']).toBe('bert@example.com');
		expect(simulator.profiles()).toHaveLength(4);
		expect(simulator.requests().filter(IMPORT)).toHaveLength(bulkFrom === 2 ? 1 : 0);
	});
});
