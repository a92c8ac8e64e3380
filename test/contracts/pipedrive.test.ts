import { parseAmount } from '../../lib/kernel';
import {
	byHand,
	contactWrite,
	emailsOf,
	isWrite,
	manyPurchases,
	pipedrive,
	purchase,
} from './pipedrive-harness';

describe('a purchase in Pipedrive', () => {
	it('becomes a person and a deal that is tied to them', async () => {
		const { simulator, connector } = await pipedrive();

		const [outcome] = await connector().syncPurchases([purchase('Carla@Example.com', '1001')]);

		expect(outcome).toMatchObject({ outcome: 'created', reason: null, skipped: [], conflicts: [] });
		const [person] = simulator.persons();
		const [deal] = simulator.deals();
		if (person === undefined || deal === undefined) throw new Error('Nothing was written');
		expect(person.values).toMatchObject({
			name: 'Carla Customer',
			emails: [{ value: 'carla@example.com', primary: true, label: 'work' }],
		});
		expect(simulator.custom('persons', person)).toMatchObject({
			'Affiliate email key': 'carla@example.com',
			'Affiliate source': 'anna',
			'Affiliate lifetime value': 100,
			'Affiliate order count': 1,
			'First-touch affiliate': 'anna',
			'First-touch date': '2026-11-14',
		});
		expect(deal.values).toMatchObject({
			title: 'Order #1001 (demo.myshopify.com)',
			value: 100,
			currency: 'EUR',
			status: 'won',
			won_time: '2026-11-17T12:30:00Z',
			expected_close_date: '2026-11-17',
			person_id: person.id,
		});
		expect(simulator.custom('deals', deal)).toMatchObject({
			'Affiliate order key': 'demo.myshopify.com:1001',
			'Affiliate source': 'anna',
			'Affiliate commission amount': 10,
		});
		expect(outcome).toMatchObject({ contactId: String(person.id), purchaseId: String(deal.id) });
		expect(outcome?.fields['purchase']).toMatchObject({ value: '100.00', status: 'won' });
	});

	it('changes nothing when it is synced a second time', async () => {
		const { simulator, connector } = await pipedrive();
		const purchases = manyPurchases(12);
		await connector().syncPurchases(purchases);
		const before = structuredClone([simulator.persons(), simulator.deals()]);
		simulator.clearRequests();

		const outcomes = await connector().syncPurchases(purchases);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
		expect([simulator.persons(), simulator.deals()]).toEqual(before);
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('gives two orders of one customer one person, the later order winning', async () => {
		const { simulator, connector } = await pipedrive();

		const outcomes = await connector().syncPurchases([
			purchase('carla@example.com', '1001', { orderCount: 1 }),
			purchase('CARLA@example.com ', '1002', { orderCount: 2 }),
		]);

		const [person, ...others] = simulator.persons();
		if (person === undefined) throw new Error('Nothing was written');
		expect(others).toEqual([]);
		expect(simulator.custom('persons', person)).toMatchObject({
			'Affiliate order count': 2,
			'Affiliate last order number': '#1002',
		});
		expect(new Set(outcomes.map(({ contactId }) => contactId)).size).toBe(1);
		expect(simulator.deals().map(({ values }) => values['person_id'])).toEqual([
			person.id,
			person.id,
		]);
	});

	it.each([
		{ stage: 'pending', status: 'open', time: {} },
		{ stage: 'paid', status: 'won', time: { won_time: '2026-11-17T12:30:00Z' } },
		{ stage: 'cancelled', status: 'lost', time: { lost_time: '2026-11-17T12:30:00Z' } },
	] as const)('that is $stage is a deal that is $status', async ({ stage, status, time }) => {
		const { simulator, connector } = await pipedrive();

		await connector().syncPurchases([{ ...purchase('carla@example.com', '1001'), stage }]);

		expect(simulator.deals()[0]?.values).toMatchObject({ status, ...time });
	});

	it('moves through the stages of its pipeline', async () => {
		const stageIds = { pending: '5', paid: '6', cancelled: '7' };
		const { simulator, connector } = await pipedrive({}, { pipelineId: '2', stageIds });
		const order = purchase('carla@example.com', '1001');

		await connector().syncPurchases([{ ...order, stage: 'pending' }]);
		expect(simulator.deals()[0]?.values).toMatchObject({
			pipeline_id: 2,
			stage_id: 5,
			status: 'open',
		});
		await connector().syncPurchases([order]);

		expect(simulator.deals()[0]?.values).toMatchObject({
			pipeline_id: 2,
			stage_id: 6,
			status: 'won',
		});
	});

	it('leaves a status, a stage and a person alone that somebody chose by hand', async () => {
		const { simulator, connector } = await pipedrive(
			{},
			{
				statuses: { pending: 'open', paid: 'won', cancelled: 'open' },
				stageIds: { pending: '5', paid: '6', cancelled: '7' },
			},
		);
		await connector().syncPurchases([purchase('carla@example.com', '1001')]);
		const [deal] = simulator.deals();
		if (deal === undefined) throw new Error('Nothing was written');
		const boss = simulator.addRecord('persons', byHand('The Boss', 'boss@example.com'));
		simulator.changeRecord('deals', deal, { status: 'lost', stage_id: 2, person_id: boss.id });

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(deal.values).toMatchObject({ status: 'lost', stage_id: 2, person_id: boss.id });
		expect(outcome).toMatchObject({
			outcome: 'unchanged',
			skipped: [
				"purchase.status: Pipedrive's own value is kept",
				"purchase.stage_id: Pipedrive's own value is kept",
				"purchase.person_id: Pipedrive's own value is kept",
			],
		});
	});

	it('has its amount and currency also where the mapping does not write them', async () => {
		const { simulator, connector } = await pipedrive();
		const order = purchase('carla@example.com', '1001');

		await connector().syncPurchases([
			{
				...order,
				amount: parseAmount('1234567.89', 'USD'),
				purchase: { key: order.purchase.key, writes: [] },
			},
		]);

		expect(simulator.deals()[0]?.values).toMatchObject({
			title: 'Order demo.myshopify.com:1001',
			value: 1234567.89,
			currency: 'USD',
		});
	});
});

describe('what is in Pipedrive already', () => {
	it('is kept where the policy says so: names, phones and the first touch', async () => {
		const { simulator, connector } = await pipedrive();
		const person = simulator.addRecord('persons', {
			...byHand('Carola Verdi', 'carla@example.com'),
			phones: [{ value: '+39 333', primary: true, label: 'mobile' }],
		});
		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'affiliate_first_touch_source', value: 'bert' }),
		]);

		const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(person.values).toMatchObject({
			name: 'Carola Verdi',
			phones: [{ value: '+39 333', primary: true, label: 'mobile' }],
		});
		const custom = simulator.custom('persons', person);
		expect(custom).toMatchObject({
			'First-touch affiliate': 'bert',
			'Last-touch affiliate': 'anna',
			'Affiliate email key': 'carla@example.com',
		});
		expect(custom).not.toHaveProperty('First-touch date');
		expect(outcome?.skipped).toEqual(
			expect.arrayContaining([
				"contact.first_name: Pipedrive's own value is kept",
				"contact.affiliate_first_touch_date: Pipedrive's own value is kept",
			]),
		);
	});

	it('is asked about when both sides changed, and nothing of that field is written', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'affiliate_coupon', value: 'THEIRS' }),
		]);

		const [outcome] = await connector().syncContacts([
			contactWrite('carla@example.com', {
				field: 'affiliate_coupon',
				value: 'OURS',
				policy: 'ask',
				base: 'OLD',
			}),
		]);

		expect(outcome).toMatchObject({
			outcome: 'unchanged',
			conflicts: [
				{
					object: 'contact',
					field: 'affiliate_coupon',
					source: 'OURS',
					target: 'THEIRS',
					base: 'OLD',
				},
			],
		});
		const [person] = simulator.persons();
		expect(person && simulator.custom('persons', person)).toMatchObject({
			'Affiliate coupon': 'THEIRS',
		});
	});

	it.each([
		{ policy: 'max', value: '90.5', becomes: 100 },
		{ policy: 'max', value: '100.5', becomes: 100.5 },
		{ policy: 'min', value: '90.5', becomes: 90.5 },
		{ policy: 'never_overwrite', value: '90.5', becomes: 100 },
		{ policy: 'sum_deltas', value: '90.5', base: '80.25', becomes: 110.25 },
		{ policy: 'target_wins', value: '90.5', base: '100.00', becomes: 90.5 },
		{ policy: 'newest_wins', value: '90.5', changedAt: '2020-01-01T00:00:00.000Z', becomes: 100 },
	] as const)('obeys $policy with $value', async ({ becomes, ...write }) => {
		const { simulator, connector } = await pipedrive();
		const field = 'affiliate_lifetime_value';
		await connector().syncContacts([contactWrite('carla@example.com', { field, value: '100.00' })]);

		await connector().syncContacts([contactWrite('carla@example.com', { field, ...write })]);

		const [person] = simulator.persons();
		expect(person && simulator.custom('persons', person)).toMatchObject({
			'Affiliate lifetime value': becomes,
		});
	});
});

describe('the name of a person', () => {
	it('is the e-mail address until one is known', async () => {
		const { simulator, connector } = await pipedrive();
		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'affiliate_source', value: 'anna' }),
		]);
		expect(simulator.persons()[0]?.values['name']).toBe('carla@example.com');

		await connector().syncPurchases([purchase('carla@example.com', '1001')]);

		expect(simulator.persons()[0]?.values['name']).toBe('Carla Customer');
	});

	it('of more than two words is written once, however Pipedrive splits it', async () => {
		const { simulator, connector } = await pipedrive();
		const write = {
			key: 'anna@example.com',
			writes: [
				{ field: 'first_name', value: 'Anna Maria', policy: 'source_wins' as const },
				{ field: 'last_name', value: 'de Rossi', policy: 'source_wins' as const },
			],
		};
		await connector().syncContacts([write]);
		expect(simulator.persons()[0]?.values).toMatchObject({
			name: 'Anna Maria de Rossi',
			first_name: 'Anna',
		});

		const [again] = await connector().syncContacts([write]);

		expect(again?.outcome).toBe('unchanged');
	});

	it('changes in one part when only that is written', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addRecord('persons', byHand('Carla Rossi', 'carla@example.com'));

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'last_name', value: 'Bianchi' }),
		]);

		expect(simulator.persons()[0]?.values['name']).toBe('Carla Bianchi');
	});
});

describe('a phone number', () => {
	it('is added to those that are there', async () => {
		const { simulator, connector } = await pipedrive();
		const home = { value: '+39 1', primary: true, label: 'home' };
		simulator.addRecord('persons', { ...byHand('Carla', 'carla@example.com'), phones: [home] });

		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'phones', value: '+39 2', policy: 'append' }),
		]);

		expect(simulator.persons()[0]?.values['phones']).toEqual([
			home,
			{ value: '+39 2', primary: false, label: 'work' },
		]);
		expect(simulator.persons().flatMap(emailsOf)).toEqual(['carla@example.com']);
	});
});
