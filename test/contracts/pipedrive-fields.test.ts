import { PIPEDRIVE_FIELDS } from '../../lib/mapping/pipedrive';
import {
	addOurFields,
	answering,
	contactWrite,
	isWrite,
	pipedrive,
	purchase,
	to,
	TOKEN,
} from './pipedrive-harness';

const CREATE_FIELD = to('POST', '/personFields');

describe('preparing an account', () => {
	it('creates the fields that are missing, and none a second time', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });
		simulator.addField('persons', ' affiliate SOURCE ', 'varchar');

		const first = await connector().prepare(PIPEDRIVE_FIELDS);
		simulator.clearRequests();
		const second = await connector().prepare(PIPEDRIVE_FIELDS);

		expect(first.missing).toEqual([]);
		expect(first.created).toHaveLength(PIPEDRIVE_FIELDS.length - 1);
		expect(first.created).toContain('deal: Affiliate source');
		expect(second).toEqual({ created: [], missing: [] });
		expect(simulator.requests().filter(isWrite)).toEqual([]);
		const typeOf = (name: string) =>
			simulator.fields('deals').find(({ field_name: label }) => label === name)?.field_type;
		expect(typeOf('Affiliate order key')).toBe('varchar');
		expect(typeOf('Affiliate refunded amount')).toBe('double');
		expect(typeOf('Affiliate refunds')).toBe('text');
		const clicked = simulator
			.fields('persons')
			.find(({ field_name: label }) => label === 'Affiliate click date');
		expect(clicked?.field_type).toBe('date');
	});

	it('makes the account ready for the preset in the same run', async () => {
		const { connector } = await pipedrive({ hasFields: false });
		const run = connector();
		await run.prepare(PIPEDRIVE_FIELDS);

		const [outcome] = await run.syncPurchases([purchase('carla@example.com', '1001')]);

		expect(outcome?.outcome).toBe('created');
	});

	it('tells what to create where the user may not', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false, mayManageFields: false });

		const { created, missing } = await connector().prepare(PIPEDRIVE_FIELDS);

		expect(created).toEqual([]);
		expect(missing).toHaveLength(PIPEDRIVE_FIELDS.length);
		expect(missing.find(({ field }) => field.name === 'affiliate_refunds')?.how).toMatch(
			/Data fields > Deal, add a custom field with the name 'Affiliate refunds' and the type Large text\./,
		);
		// One refusal for each object is enough to know.
		expect(simulator.requests().filter(isWrite)).toHaveLength(2);
	});

	it('tells what is left once the plan has no room for more', async () => {
		const { connector } = await pipedrive({ hasFields: false, customFields: 5 });

		const { created, missing } = await connector().prepare(PIPEDRIVE_FIELDS);

		expect(created).toHaveLength(5);
		expect(missing[0]?.how).toContain('Custom fields limit reached');
	});

	it('makes no second field when an answer got lost', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });
		simulator.setFaults([{ when: CREATE_FIELD, times: 1, then: 'lose_answer' }]);

		const { missing } = await connector().prepare(PIPEDRIVE_FIELDS);

		const names = simulator.fields('persons').map(({ field_name: name }) => name);
		expect(missing).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	});

	it('refuses a field of ours that is of another kind, or there twice', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });
		simulator.addField('persons', 'Affiliate order count', 'date');
		simulator.addField('persons', 'Affiliate source', 'varchar');
		simulator.addField('persons', 'Affiliate source', 'varchar');

		await expect(connector().prepare(PIPEDRIVE_FIELDS)).rejects.toMatchObject({
			code: 'field_conflict',
			message: expect.stringMatching(
				/several are called 'Affiliate source'.*'Affiliate order count' is of type date/,
			),
		});
	});
});

describe('fields that a run needs', () => {
	it('and that are not there end it with how to create each', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });

		await expect(
			connector().syncPurchases([purchase('carla@example.com', '1001')]),
		).rejects.toMatchObject({
			code: 'missing_fields',
			message: expect.stringContaining("'affiliate_order_key'"),
			hint: expect.stringContaining("the name 'Affiliate order key' and the type Text"),
		});
		expect(simulator.requests().filter(isWrite)).toEqual([]);
	});

	it('are found by label, in another account under another key', async () => {
		for (const accountNumber of [7, 8]) {
			const { simulator, connector } = await pipedrive({ accountNumber });
			const [outcome] = await connector().syncPurchases([purchase('carla@example.com', '1001')]);
			expect(outcome?.outcome).toBe('created');
			expect(simulator.persons()).toHaveLength(1);
		}
	});

	it('may be named by their key or label as well', async () => {
		const { simulator, connector } = await pipedrive();
		const { field_code: code } = simulator.addField('persons', 'Favourite colour', 'varchar');

		await connector().syncContacts([contactWrite('a@example.com', { field: code, value: 'red' })]);
		await connector().syncContacts([
			contactWrite('b@example.com', { field: 'favourite colour', value: 'blue' }),
		]);

		expect(simulator.persons().map(({ custom_fields: values }) => values[code])).toEqual([
			'red',
			'blue',
		]);
	});

	it('and that cannot be written are refused', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addField('persons', 'Holidays', 'daterange');

		await expect(
			connector().syncContacts([
				contactWrite('a@example.com', { field: 'Holidays', value: '2026-12-24' }),
			]),
		).rejects.toMatchObject({
			code: 'field_conflict',
			message: expect.stringContaining("'Holidays' cannot be written"),
		});
	});
});

describe('values by the type of a field', () => {
	it('are ids for options, also when a label was given', async () => {
		const { simulator, connector } = await pipedrive();
		const tier = simulator.addField('persons', 'Tier', 'enum', ['Gold', 'Silver']);
		const tags = simulator.addField('persons', 'Tags', 'set', ['Shop', 'Partner', 'Press']);
		const [gold] = tier.options ?? [];
		const [shop, partner] = tags.options ?? [];
		const write = {
			key: 'carla@example.com',
			writes: [
				{ field: 'Tier', value: 'gold', policy: 'source_wins' as const },
				{ field: 'Tags', value: `${partner?.id};Shop`, policy: 'source_wins' as const },
			],
		};

		await connector().syncContacts([write]);
		const [again] = await connector().syncContacts([write]);

		expect(again?.outcome).toBe('unchanged');
		expect(simulator.persons()[0]?.custom_fields).toMatchObject({
			[tier.field_code]: gold?.id,
			[tags.field_code]: [partner?.id, shop?.id],
		});
		await connector().syncContacts([
			contactWrite('carla@example.com', { field: 'Tags', value: '' }),
		]);
		expect(simulator.persons()[0]?.custom_fields).not.toHaveProperty(tags.field_code);
	});

	it('that no option has are refused by name, and only for their record', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addField('persons', 'Tier', 'enum', ['Gold']);

		const outcomes = await connector().syncContacts([
			contactWrite('a@example.com', { field: 'Tier', value: 'Platinum' }),
			contactWrite('b@example.com', { field: 'Tier', value: 'Gold' }),
		]);

		expect(outcomes).toMatchObject([
			{ outcome: 'rejected', field: 'Tier', reason: "'Tier' has no such option" },
			{ outcome: 'created' },
		]);
	});

	it('are money with the currency of the order', async () => {
		const { simulator, connector } = await pipedrive();
		const { field_code: code } = simulator.addField('deals', 'Margin', 'monetary');
		const order = purchase('carla@example.com', '1001');
		const writes = [
			...order.purchase.writes,
			{ field: 'Margin', value: '12.30', policy: 'source_wins' as const },
		];
		const withMargin = { ...order, purchase: { ...order.purchase, writes } };
		await connector().syncPurchases([withMargin]);
		const [deal] = simulator.deals();
		expect(deal?.custom_fields[code]).toEqual({ value: 12.3, currency: 'EUR' });

		const [again] = await connector().syncPurchases([withMargin]);
		expect(again?.outcome).toBe('unchanged');
		if (deal !== undefined) {
			const inDollars = { [code]: { value: 12.3, currency: 'USD' } };
			simulator.changeRecord('deals', deal, { custom_fields: inDollars });
		}
		await connector().syncPurchases([withMargin]);

		expect(deal?.custom_fields[code]).toEqual({ value: 12.3, currency: 'EUR' });
	});

	it('are refused where a number would lose digits or a currency is not known', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.addField('persons', 'Turnover', 'monetary');

		const outcomes = await connector().syncContacts([
			contactWrite('a@example.com', {
				field: 'affiliate_lifetime_value',
				value: '12345678901234.567',
			}),
			contactWrite('b@example.com', { field: 'affiliate_order_count', value: 'many' }),
			contactWrite('c@example.com', { field: 'Turnover', value: '5' }),
		]);

		expect(outcomes).toMatchObject([
			{ outcome: 'rejected', field: 'Affiliate lifetime value' },
			{ outcome: 'rejected', field: 'Affiliate order count' },
			{ outcome: 'rejected', field: 'Turnover', hint: expect.stringContaining('number field') },
		]);
		expect(simulator.persons()).toEqual([]);
	});
});

describe('the list of fields', () => {
	it('tells types, options by id, and what can be written', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });
		const tier = simulator.addField('persons', 'Tier', 'enum', ['Gold', 'Silver']);
		simulator.addField('persons', 'Holidays', 'daterange');

		const fields = await connector().listFields('contact');

		expect(fields.find(({ name }) => name === tier.field_code)).toEqual({
			name: tier.field_code,
			label: 'Tier',
			type: 'choice',
			isWritable: true,
			isRequired: false,
			maxLength: null,
			options: tier.options?.map(({ id, label }) => ({ label, value: String(id) })),
			takesOtherValues: true,
		});
		expect(fields.find(({ label }) => label === 'Holidays')?.isWritable).toBe(false);
		expect(fields.find(({ name }) => name === 'name')).toMatchObject({ isRequired: true });
		expect(fields.find(({ name }) => name === 'phones')).toMatchObject({ isWritable: true });
		expect(fields.find(({ name }) => name === 'emails')).toMatchObject({ isWritable: false });
		expect(fields.map(({ label }) => label)).toEqual(
			[...fields.map(({ label }) => label)].sort((a, b) => a.localeCompare(b, 'en')),
		);
	});

	it('has the pipelines and stages of the account', async () => {
		const { connector } = await pipedrive();

		const fields = await connector().listFields('purchase');

		const optionsOf = (name: string) => fields.find((field) => field.name === name)?.options;
		expect(optionsOf('status')?.map(({ value }) => value)).toEqual(['open', 'won', 'lost']);
		expect(optionsOf('pipeline_id')).toContainEqual({ label: 'Online shop', value: '2' });
		expect(optionsOf('stage_id')).toContainEqual({ label: 'Online shop: Paid', value: '6' });
	});

	it('is read once in a run', async () => {
		const { simulator, connector } = await pipedrive({ hasFields: false });
		addOurFields(simulator);
		const run = connector(TOKEN);

		await run.listFields('contact');
		await run.syncContacts([
			contactWrite('a@example.com', { field: 'affiliate_source', value: 'anna' }),
		]);

		expect(simulator.requests().filter(to('GET', '/personFields'))).toHaveLength(1);
	});

	it('that cannot be read ends the run', async () => {
		const { simulator, connector } = await pipedrive();
		simulator.setFaults([{ when: to('GET', '/personFields'), then: answering(503) }]);

		await expect(connector().listFields('contact')).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
	});
});
