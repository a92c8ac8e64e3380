import { setTimeout } from 'node:timers/promises';
import {
	DEALS,
	ensureProperties,
	HubSpotClient,
	syncContacts,
	syncPurchases,
	syncRecords,
} from '../../lib/connectors/hubspot';
import { propertyOf } from '../../lib/connectors/hubspot/property-definition';
import { AFFILIATE_PROPERTIES, AFFILIATE_PROPERTY_GROUP } from '../../lib/mapping/hubspot';
import { axiosHttpPort } from '../support/axios-http-port';
import {
	answering,
	createProperties,
	hubspot,
	manyPurchases,
	purchase,
	SETTINGS,
	to,
	TOKEN,
} from './hubspot-harness';

describe('a purchase in HubSpot', () => {
	it('becomes a contact, a deal and their association', async () => {
		const { simulator, client } = await hubspot();

		const [outcome] = await syncPurchases(
			client(),
			[purchase('Carla@Example.com', '1001')],
			SETTINGS,
		);

		expect(outcome).toMatchObject({ outcome: 'created', reason: null, skipped: [] });
		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.contacts()[0]?.properties).toMatchObject({
			email: 'carla@example.com',
			firstname: 'Carla',
			affiliate_source: 'anna',
			affiliate_lifetime_value: '100',
			affiliate_order_count: '1',
			affiliate_first_touch_source: 'anna',
			affiliate_first_touch_date: '2026-11-14T10:00:00.250Z',
		});
		expect(simulator.deals()[0]?.properties).toMatchObject({
			external_order_key: 'demo.myshopify.com:1001',
			dealname: 'Order #1001 (demo.myshopify.com)',
			amount: '100',
			deal_currency_code: 'EUR',
			dealstage: 'closedwon',
			affiliate_commission_amount: '10',
		});
		expect(simulator.associations()).toEqual([
			{ dealId: outcome?.purchaseId, contactId: outcome?.contactId },
		]);
	});

	it('changes nothing when it is synced a second time, although HubSpot writes values its own way', async () => {
		const { simulator, client } = await hubspot();
		const purchases = manyPurchases(3);
		await syncPurchases(client(), purchases, SETTINGS);
		const before = structuredClone([simulator.contacts(), simulator.deals()]);
		simulator.clearRequests();

		const outcomes = await syncPurchases(client(), purchases, SETTINGS);

		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect([simulator.contacts(), simulator.deals()]).toEqual(before);
		const writes = simulator
			.requests()
			.filter(({ path }) => /batch\/(create|update|upsert)$/.test(path));
		expect(writes).toEqual([]);
	});

	it('keeps the first touch that HubSpot has, and says so', async () => {
		const { simulator, client } = await hubspot();
		await createProperties(client());
		simulator.addRecord('contacts', {
			email: 'carla@example.com',
			affiliate_first_touch_source: 'bert',
		});

		const [outcome] = await syncPurchases(
			client(),
			[purchase('carla@example.com', '1001')],
			SETTINGS,
		);

		expect(simulator.contacts()[0]?.properties).toMatchObject({
			affiliate_first_touch_source: 'bert',
			affiliate_last_touch_source: 'anna',
		});
		expect(simulator.contacts()[0]?.properties).not.toHaveProperty('affiliate_first_touch_date');
		expect(outcome?.outcome).toBe('created');
		expect(outcome?.skipped).toEqual([
			"contact.affiliate_first_touch_source: HubSpot's own value is kept",
			"contact.affiliate_first_touch_date: HubSpot's own value is kept",
		]);
	});

	it('leaves a deal stage alone that somebody chose by hand', async () => {
		const { simulator, client } = await hubspot();
		await syncPurchases(client(), [purchase('carla@example.com', '1001')], SETTINGS);
		const deal = simulator.deals()[0];
		if (deal) deal.properties['dealstage'] = 'qualifiedtobuy';

		const [outcome] = await syncPurchases(
			client(),
			[purchase('carla@example.com', '1001')],
			SETTINGS,
		);

		expect(simulator.deals()[0]?.properties['dealstage']).toBe('qualifiedtobuy');
		expect(outcome?.skipped).toEqual(["purchase.dealstage: HubSpot's own value is kept"]);
	});

	it('takes 250 orders in batches of at most 100', async () => {
		const { simulator, client } = await hubspot();

		const outcomes = await syncPurchases(client(), manyPurchases(250), SETTINGS);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
		expect(simulator.contacts()).toHaveLength(250);
		expect(simulator.deals()).toHaveLength(250);
		expect(simulator.associations()).toHaveLength(250);
		const creates = simulator.requests().filter(to('contacts/batch/create'));
		expect(creates.map(({ body }) => (body as { inputs: unknown[] }).inputs.length)).toEqual([
			100, 100, 50,
		]);
		expect(simulator.requests().length).toBeLessThan(30);
	});

	it('gives two orders of one customer one contact, the later order winning', async () => {
		const { simulator, client } = await hubspot();

		const outcomes = await syncPurchases(
			client(),
			[
				purchase('carla@example.com', '1001', { orderCount: 1 }),
				purchase('CARLA@example.com ', '1002', { orderCount: 2 }),
			],
			SETTINGS,
		);

		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.contacts()[0]?.properties).toMatchObject({
			affiliate_order_count: '2',
			affiliate_last_order_number: '#1002',
		});
		expect(new Set(outcomes.map(({ contactId }) => contactId)).size).toBe(1);
		expect(simulator.associations()).toHaveLength(2);
	});

	it('finds a contact by a further address and does not change its main one', async () => {
		const { simulator, client } = await hubspot();
		const record = simulator.addRecord('contacts', {
			email: 'main@example.com',
			hs_additional_emails: 'old@example.com',
		});

		const [outcome] = await syncPurchases(
			client(),
			[purchase('old@example.com', '1001')],
			SETTINGS,
		);

		expect(outcome?.contactId).toBe(record.id);
		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.contacts()[0]?.properties['email']).toBe('main@example.com');
	});
});

describe('a record that HubSpot does not take', () => {
	it.each([
		{ multiStatus: true, because: 'trace ids bring a partial answer' },
		{ multiStatus: false, because: 'the batch is halved until the culprit stands alone' },
	])('does not sink the others: $because', async ({ multiStatus }) => {
		const { simulator, client } = await hubspot({ multiStatus });
		const purchases = manyPurchases(100);
		purchases[42] = purchase('not-an-address', 'o42');

		const outcomes = await syncPurchases(client(), purchases, SETTINGS);

		expect(outcomes[42]).toMatchObject({
			outcome: 'rejected',
			field: 'email',
			retryable: false,
			purchaseId: null,
		});
		expect(outcomes[42]?.reason).toContain('INVALID_EMAIL');
		expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(99);
		expect(simulator.contacts()).toHaveLength(99);
		expect(simulator.deals()).toHaveLength(99);
	});

	it('is named without its e-mail address', async () => {
		const { client } = await hubspot();

		const [outcome] = await syncPurchases(client(), [purchase('carla@localhost', '1')], SETTINGS);

		expect(outcome?.outcome).toBe('rejected');
		expect(JSON.stringify(outcome)).not.toContain('carla');
	});

	it('in an update, where HubSpot rejects the whole batch, is singled out as well', async () => {
		const { simulator, client } = await hubspot();
		const purchases = manyPurchases(20);
		await syncPurchases(client(), purchases, SETTINGS);
		const changed = purchases.map(({ contact }, index) => ({
			key: contact.key,
			writes: [
				{
					field: 'lifecyclestage',
					value: index === 7 ? 'unheard-of' : 'customer',
					policy: 'source_wins' as const,
				},
			],
		}));

		const outcomes = await syncContacts(client(), changed, SETTINGS);

		expect(outcomes[7]).toMatchObject({ outcome: 'rejected', field: 'lifecyclestage' });
		expect(outcomes.filter(({ outcome }) => outcome === 'updated')).toHaveLength(19);
		const stages = simulator.contacts().map(({ properties }) => properties['lifecyclestage']);
		expect(stages.filter((stage) => stage === 'customer')).toHaveLength(19);
	});

	it('is a deal with a currency that the account does not have, and its contact stays', async () => {
		const { simulator, client } = await hubspot({ currencies: ['USD'] });

		const [outcome] = await syncPurchases(client(), [purchase('carla@example.com', '1')], SETTINGS);

		expect(outcome).toMatchObject({
			outcome: 'rejected',
			field: 'deal_currency_code',
			purchaseId: null,
		});
		expect(outcome?.contactId).toBe(simulator.contacts()[0]?.id);
	});
});

describe('a contact that turns out to exist', () => {
	it('is updated by the id that HubSpot names, its first touch kept', async () => {
		const { simulator, client } = await hubspot();
		await createProperties(client());
		const record = simulator.addRecord('contacts', {
			email: 'carla@example.com',
			affiliate_first_touch_source: 'bert',
		});
		// The look-up misses it once, as when somebody creates it in between.
		simulator.setFaults([
			{
				when: to('contacts/batch/read'),
				times: 1,
				then: { answer: { status: 200, body: { status: 'COMPLETE', results: [] } } },
			},
		]);

		const [outcome] = await syncContacts(
			client(),
			[purchase('carla@example.com', '1').contact],
			SETTINGS,
		);

		expect(outcome).toMatchObject({ outcome: 'updated', contactId: record.id });
		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.contacts()[0]?.properties).toMatchObject({
			affiliate_first_touch_source: 'bert',
			affiliate_source: 'anna',
		});
	});

	it('because the answer to its creation was lost, is not created twice', async () => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([{ when: to('contacts/batch/create'), times: 1, then: 'lose_answer' }]);

		const outcomes = await syncPurchases(client(), manyPurchases(5), SETTINGS);

		expect(outcomes.every(({ reason }) => reason === null)).toBe(true);
		expect(simulator.contacts()).toHaveLength(5);
		expect(simulator.deals()).toHaveLength(5);
		expect(waits).toEqual([1_000]);
	});
});

describe('waiting and trying again', () => {
	it.each([
		{ header: '3', waits: [3_000], because: 'Retry-After counts' },
		{ header: undefined, waits: [10_000], because: 'otherwise the window of the header counts' },
	])('obeys 429: $because', async ({ header, waits: expected }) => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([
			{
				when: to('deals/batch/read'),
				times: 1,
				then: answering(429, {
					headers: header === undefined ? {} : { 'retry-after': header },
					body: { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' },
				}),
			},
		]);

		const [outcome] = await syncPurchases(client(), manyPurchases(1), SETTINGS);

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual(expected);
	});

	it('gets through a busy account by waiting for its rolling window', async () => {
		const { simulator } = await hubspot({ limits: { burst: 10, windowMilliseconds: 1_000 } });
		const client = new HubSpotClient({
			http: axiosHttpPort({ authorization: `Bearer ${TOKEN}` }),
			sleeper: { sleep: async (milliseconds) => await setTimeout(milliseconds) },
			jitter: () => 0,
			baseUrl: simulator.url,
		});

		const [outcome] = await syncPurchases(client, manyPurchases(1), SETTINGS);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.requests().map(({ status }) => status)).toContain(429);
	});

	it('does not try again once the daily limit is used up, and asks for nothing more', async () => {
		const { simulator, client, waits } = await hubspot();
		const shared = client();
		await createProperties(shared);
		simulator.setFaults([
			{
				when: to('contacts/batch/create'),
				then: answering(429, { body: { errorType: 'RATE_LIMIT', policyName: 'DAILY' } }),
			},
		]);
		simulator.clearRequests();

		const outcomes = await syncPurchases(shared, manyPurchases(150), SETTINGS);

		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
		expect(outcomes[0]).toMatchObject({ retryable: true, reason: expect.stringContaining('429') });
		expect(waits).toEqual([]);
		expect(simulator.requests().filter(to('contacts/batch/create'))).toHaveLength(1);
		expect(JSON.stringify(outcomes)).not.toContain('buyer');
	});

	it.each([500, 502, 503, 504])('tries a %i again with growing waits', async (status) => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([{ when: to('contacts/batch/create'), times: 3, then: answering(status) }]);

		const [outcome] = await syncPurchases(client(), manyPurchases(1), SETTINGS);

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([1_000, 2_000, 4_000]);
	});

	it('waits two seconds for a locked record', async () => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([{ when: to('deals/batch/upsert'), times: 1, then: answering(423) }]);

		const [outcome] = await syncPurchases(client(), manyPurchases(1), SETTINGS);

		expect(outcome?.outcome).toBe('created');
		expect(waits).toEqual([2_000]);
	});

	it('survives a dropped connection', async () => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([{ when: to('deals/batch/upsert'), times: 2, then: 'drop' }]);

		const [outcome] = await syncPurchases(client(), manyPurchases(1), SETTINGS);

		expect(outcome?.outcome).toBe('created');
		expect(simulator.deals()).toHaveLength(1);
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('gives up after five attempts and says that trying later may work', async () => {
		const { simulator, client, waits } = await hubspot();
		simulator.setFaults([{ when: to('contacts/batch/create'), then: answering(503) }]);
		const shared = client();

		const outcomes = await syncContacts(
			shared,
			manyPurchases(2).map(({ contact }) => contact),
			SETTINGS,
		);

		expect(outcomes.map(({ outcome, retryable }) => ({ outcome, retryable }))).toEqual([
			{ outcome: 'failed', retryable: true },
			{ outcome: 'failed', retryable: true },
		]);
		expect(waits).toHaveLength(4);
	});
});

describe('the credential', () => {
	it('that HubSpot refuses stops the run with one clear message and one request', async () => {
		const { simulator, client } = await hubspot();

		await expect(syncPurchases(client('wrong'), manyPurchases(3), SETTINGS)).rejects.toMatchObject({
			code: 'vendor_unavailable',
			message: expect.stringContaining('401'),
			hint: expect.stringContaining('service key'),
		});
		expect(simulator.requests()).toHaveLength(1);
	});

	it('without a schema scope leaves the person with a list of what to create', async () => {
		const { client } = await hubspot({
			scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
		});

		await expect(syncPurchases(client(), manyPurchases(1), SETTINGS)).rejects.toMatchObject({
			code: 'missing_properties',
			message: expect.stringMatching(
				/affiliate_source \(string, field type text\).*crm\.schemas\.contacts\.write/,
			),
		});
	});
});

describe('properties', () => {
	it('are created in their group, the order key with unique values', async () => {
		const { simulator, client } = await hubspot();

		const created = await createProperties(client());

		expect(created).toContain('affiliate_lifetime_value');
		expect(created).toContain('external_order_key');
		const key = simulator.properties('deals').find(({ name }) => name === 'external_order_key');
		expect(key).toMatchObject({ hasUniqueValue: true, groupName: 'affiliate_loop' });
		const again = await createProperties(client());
		expect(again).toEqual([]);
	});

	it('are only named, with their kind, when creating them is switched off', async () => {
		const { simulator, client } = await hubspot();
		const wanted = AFFILIATE_PROPERTIES.filter(({ name }) => name === 'external_order_key');

		const ensured = await ensureProperties(client(), 'deals', wanted.map(propertyOf), {
			createMissing: false,
			group: AFFILIATE_PROPERTY_GROUP,
		});

		expect(ensured).toEqual({ outcome: 'missing', missing: wanted.map(propertyOf), failure: null });
		expect(simulator.requests().map(({ method }) => method)).toEqual(['GET']);
	});

	it('of another kind under our name are not written to', async () => {
		const { simulator, client } = await hubspot();
		await createProperties(
			client(),
			AFFILIATE_PROPERTIES.filter(({ isKey }) => isKey).map((key) => ({ ...key, isKey: false })),
		);

		await expect(syncPurchases(client(), manyPurchases(1), SETTINGS)).rejects.toMatchObject({
			code: 'property_conflict',
			message: expect.stringContaining(
				'external_order_key (string, field type text, unique values)',
			),
		});
		expect(simulator.deals()).toEqual([]);
	});

	it('that do not exist are named before anything is written', async () => {
		const { simulator, client } = await hubspot();
		const writes = [{ field: 'favourite_colour', value: 'blue', policy: 'source_wins' as const }];

		await expect(
			syncContacts(client(), [{ key: 'carla@example.com', writes }], SETTINGS),
		).rejects.toMatchObject({ message: expect.stringContaining("'favourite_colour'") });
		expect(simulator.contacts()).toEqual([]);
	});
});

describe('a deal', () => {
	it('that another run created in between is updated, not doubled', async () => {
		const { simulator, client } = await hubspot();
		await syncPurchases(client(), [purchase('carla@example.com', '1001')], SETTINGS);
		simulator.setFaults([
			{
				when: to('deals/batch/read'),
				times: 1,
				then: { answer: { status: 200, body: { status: 'COMPLETE', results: [] } } },
			},
		]);

		const outcomes = await syncRecords(
			client(),
			DEALS,
			[purchase('carla@example.com', '1001').purchase],
			new Map(),
		);

		expect(outcomes.get('demo.myshopify.com:1001')?.outcome).toBe('updated');
		expect(simulator.deals()).toHaveLength(1);
	});
});
