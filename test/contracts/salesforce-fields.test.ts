import { SALESFORCE_FIELDS } from '../../lib/mapping/salesforce';
import { field } from '../simulators/salesforce';
import { answering, contactWrite, ourFields, purchase, salesforce, to } from './salesforce-harness';

const CREATE = to('POST', '/tooling/sobjects/CustomField');
const bare = { customFields: {} };

describe('fields of the org', () => {
	it('are listed with type, length, options and whether they can be written', async () => {
		const { connector } = await salesforce({ currencies: ['EUR', 'USD'] });

		const fields = await connector().listFields('contact');
		const byName = new Map(fields.map((entry) => [entry.name, entry]));

		expect(fields.map(({ label }) => label)).toEqual(
			fields.map(({ label }) => label).sort((a, b) => a.localeCompare(b, 'en')),
		);
		expect(byName.get('LastName')).toMatchObject({
			type: 'text',
			isWritable: true,
			isRequired: true,
			maxLength: 80,
		});
		expect(byName.get('Name')).toMatchObject({ isWritable: false, isRequired: false });
		expect(byName.get('LeadSource')).toMatchObject({
			type: 'choice',
			options: [
				{ label: 'Web', value: 'Web' },
				{ label: 'Partner', value: 'Partner' },
			],
		});
		expect(byName.get('CurrencyIsoCode')?.isRequired).toBe(false);
		expect(byName.get('SystemModstamp')).toMatchObject({ type: 'moment', isWritable: false });
		expect(byName.get('Affiliate_Lifetime_Value__c')).toMatchObject({
			type: 'number',
			maxLength: null,
			options: [],
		});
		expect(byName.get('HasOptedOutOfEmail')?.type).toBe('boolean');
	});

	it('of opportunities have the stages as options', async () => {
		const { connector } = await salesforce();

		const fields = await connector().listFields('purchase');

		const stage = fields.find(({ name }) => name === 'StageName');
		expect(stage?.options.map(({ value }) => value)).toContain('Closed Won');
		expect(fields.find(({ name }) => name === 'CloseDate')?.type).toBe('date');
	});
});

describe('preparing an org', () => {
	it('creates all fields and gives a permission set access, so that a purchase can be written', async () => {
		const { simulator, connector } = await salesforce(bare, { permissionSet: 'Affiliate' });
		simulator.addRecord('PermissionSet', { Name: 'Affiliate' });
		const shared = connector();

		const outcome = await shared.prepare(SALESFORCE_FIELDS);

		expect(outcome.missing).toEqual([]);
		expect(outcome.created).toHaveLength(SALESFORCE_FIELDS.length);
		expect(outcome.created).toContain('Contact.Affiliate_Email_Key__c');
		const [purchased] = await shared.syncPurchases([purchase('carla@example.com', '1001')]);
		expect(purchased?.outcome).toBe('created');
		expect(await shared.prepare(SALESFORCE_FIELDS)).toEqual({ created: [], missing: [] });
	});

	it('tells about field-level security when nobody has access to the new fields yet', async () => {
		const { connector } = await salesforce(bare);

		const first = await connector().prepare(SALESFORCE_FIELDS);
		const second = await connector().prepare(SALESFORCE_FIELDS);

		expect(first.created).toHaveLength(SALESFORCE_FIELDS.length);
		expect(first.missing).toHaveLength(SALESFORCE_FIELDS.length);
		expect(first.missing[0]?.how).toMatch(/was created, but is not visible.*Permission Sets/);
		expect(second.created).toEqual([]);
		expect(second.missing[0]?.how).toMatch(/exists, but is not visible/);
	});

	it('says exactly which fields to create when the user may not, after asking once', async () => {
		const { simulator, connector } = await salesforce({ ...bare, mayCustomise: false });

		const { created, missing } = await connector().prepare(SALESFORCE_FIELDS);

		expect(created).toEqual([]);
		expect(missing.map(({ field: { name } }) => name)).toEqual(
			SALESFORCE_FIELDS.map(({ name }) => name),
		);
		const howOf = (name: string): string =>
			missing.find((entry) => entry.field.name === name)?.how ?? '';
		expect(howOf('Affiliate_Email_Key__c')).toMatch(
			/Object Manager > Contact.*Text, length 255, External ID, Unique.*Permission Sets/,
		);
		expect(howOf('Affiliate_Refunds__c')).toContain('Text Area (Long), length 32768');
		expect(howOf('Affiliate_Order_Count__c')).toContain('Number, length 18, decimal places 0');
		expect(howOf('Affiliate_Lifetime_Value__c')).toContain('decimal places 3');
		expect(howOf('Affiliate_Click_Date__c')).toContain('Date/Time');
		expect(simulator.requests().filter(CREATE)).toHaveLength(1);
	});

	it('creates only what is missing', async () => {
		const kept = ourFields('contact').filter(({ name }) => name !== 'Affiliate_Coupon__c');
		const { connector } = await salesforce({
			customFields: { Contact: kept, Opportunity: ourFields('purchase') },
		});

		const { created } = await connector().prepare(SALESFORCE_FIELDS);

		expect(created).toEqual(['Contact.Affiliate_Coupon__c']);
	});

	it('uses the names that the settings give to the keys', async () => {
		const { simulator, connector } = await salesforce(bare, { contactKeyField: 'Shop_Key__c' });

		const { created } = await connector().prepare(SALESFORCE_FIELDS);

		expect(created).toContain('Contact.Shop_Key__c');
		expect(created).not.toContain('Contact.Affiliate_Email_Key__c');
		expect(simulator.fields('Contact').find(({ name }) => name === 'Shop_Key__c')).toMatchObject({
			externalId: true,
			unique: true,
		});
	});

	it('refuses a field of ours that is there with another kind', async () => {
		const { simulator, connector } = await salesforce({
			customFields: { Contact: [field('Affiliate_Order_Count__c', 'string')], Opportunity: [] },
		});

		await expect(connector().prepare(SALESFORCE_FIELDS)).rejects.toMatchObject({
			code: 'field_conflict',
			message: expect.stringContaining('Contact.Affiliate_Order_Count__c') as string,
		});
		expect(simulator.requests().filter(CREATE)).toEqual([]);
	});

	it('names a permission set that is not there', async () => {
		const { connector } = await salesforce(bare, { permissionSet: 'Nobody' });

		await expect(connector().prepare(SALESFORCE_FIELDS)).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'permissionSet',
		});
	});

	it('tells when Salesforce cannot be reached in the middle of it', async () => {
		const { simulator, connector } = await salesforce(bare);
		simulator.setFaults([{ when: CREATE, then: answering(503, 'SERVER_UNAVAILABLE') }]);

		await expect(connector().prepare(SALESFORCE_FIELDS)).rejects.toMatchObject({
			code: 'vendor_unavailable',
		});
	});
});

describe('a run whose fields are not as needed', () => {
	it('stops before anything is written and names each field with how to create it', async () => {
		const { simulator, connector } = await salesforce(bare);

		const run = connector().syncPurchases([purchase('carla@example.com', '1001')]);

		await expect(run).rejects.toMatchObject({
			code: 'missing_fields',
			message: expect.stringContaining("'Affiliate_Order_Key__c'") as string,
			hint: expect.stringContaining('External ID, Unique') as string,
		});
		expect(simulator.contacts()).toEqual([]);
		expect(simulator.requests().every(({ method }) => method === 'GET')).toBe(true);
	});

	it('names a field that field-level security hides', async () => {
		const { simulator, connector } = await salesforce();
		simulator.hideField('Contact.Affiliate_Source__c');

		await expect(
			connector().syncPurchases([purchase('carla@example.com', '1001')]),
		).rejects.toMatchObject({
			code: 'missing_fields',
			message: "Salesforce shows no Contact field named 'Affiliate_Source__c'",
			hint: expect.stringContaining('field-level security') as string,
		});
	});

	it('names a field of the mapping that the org never had', async () => {
		const { connector } = await salesforce();

		await expect(
			connector().syncContacts([
				contactWrite('a@example.com', { field: 'Shoe_Size__c', value: '43' }),
			]),
		).rejects.toMatchObject({
			code: 'missing_fields',
			hint: expect.stringContaining('Map another field than Shoe_Size__c') as string,
		});
	});

	it('refuses a field that cannot be written', async () => {
		const { connector } = await salesforce();

		await expect(
			connector().syncContacts([contactWrite('a@example.com', { field: 'Name', value: 'A' })]),
		).rejects.toMatchObject({ code: 'field_conflict' });
	});

	it('refuses a key that is not unique', async () => {
		const { connector } = await salesforce({
			customFields: { Contact: [field('Affiliate_Email_Key__c', 'string', { externalId: true })] },
		});

		await expect(
			connector().syncContacts([contactWrite('a@example.com', { field: 'Phone', value: '1' })]),
		).rejects.toMatchObject({
			code: 'field_conflict',
			message: expect.stringContaining('must be marked as External ID and Unique') as string,
		});
	});

	it('refuses a stage that the org does not have, which Salesforce itself would take', async () => {
		const { simulator, connector } = await salesforce(
			{},
			{ stages: { pending: 'Offen', paid: 'Gewonnen', cancelled: 'Closed Lost' } },
		);

		await expect(
			connector().syncPurchases([purchase('carla@example.com', '1001')]),
		).rejects.toMatchObject({
			code: 'field_conflict',
			message: "Salesforce has no opportunity stage 'Gewonnen' (for paid)",
			hint: expect.stringContaining('Closed Won') as string,
		});
		expect(simulator.contacts()).toEqual([]);
	});
});
