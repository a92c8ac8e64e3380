import type { ICredentialType, ILoadOptionsFunctions } from 'n8n-workflow';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import { CrmSync } from '../../../nodes/CrmSync/CrmSync.node';
import { getDealStages, getPipelines } from '../../../nodes/CrmSync/methods/loadOptions';
import { getContactFields } from '../../../nodes/CrmSync/methods/resourceMapping';
import { startHubSpotSimulator, type HubSpotSimulator } from '../../simulators/hubspot';
import { axiosHttpPort } from '../../support/axios-http-port';
import {
	aCustomer,
	anAttribution,
	anOrder,
	aRecordedCommission,
	aRefund,
	eur,
	ORDERED_AT,
} from '../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';

const TOKEN = 'pat-node-test';

interface CrmJson {
	readonly system: string;
	readonly outcome: string;
	readonly contactId: string | null;
	readonly purchaseId: string | null;
	readonly fields: Record<string, Record<string, string>>;
	readonly skipped: string[];
	readonly reason?: string;
}

/** As n8n's own "HubSpot Service Key" signs requests. */
class HubspotAppToken implements ICredentialType {
	name = 'hubspotAppToken';

	displayName = 'HubSpot Service Key';

	properties = [
		{ displayName: 'Service Key', name: 'appToken', type: 'string' as const, default: '' },
	];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { Authorization: '=Bearer {{$credentials.appToken}}' } },
	};
}

let simulator: HubSpotSimulator;

beforeEach(async () => {
	simulator = await startHubSpotSimulator({ token: TOKEN, limits: { burst: 100_000 } });
});

afterEach(async () => {
	await simulator.close();
});

function item(order: Partial<Order> = {}, more: object = {}): object {
	return {
		order: toJson(anOrder(order)),
		attribution: toJson(anAttribution()),
		ledger: {
			outcome: 'recorded',
			conversionId: 'cnv_1',
			commissions: [toJson(aRecordedCommission())],
			customer: toJson({
				customerKey: 'key',
				orderCount: 2,
				lifetimeValue: eur('187.20'),
				firstOrderAt: ORDERED_AT,
				lastOrderAt: ORDERED_AT,
				firstAffiliateCode: 'anna',
				firstTouchAt: '2026-11-14T10:00:00.000Z',
				lastAffiliateCode: 'anna',
				lastTouchAt: '2026-11-14T10:00:00.000Z',
			}),
		},
		...more,
	};
}

const orderOf = (orderId: string, email: string | null): Partial<Order> => ({
	orderId,
	orderNumber: `#${orderId}`,
	customer: aCustomer({ email }),
});

async function run(
	parameters: Record<string, unknown>,
	items: readonly object[],
	options: RunNodeOptions & { token?: string; config?: Record<string, unknown> } = {},
): Promise<NodeRun> {
	const { token = TOKEN, config = {}, ...others } = options;
	return await runNode(CrmSync, {
		parameters: {
			...parameters,
			options: { apiBaseUrl: simulator.url, ...config },
		} as NonNullable<RunNodeOptions['parameters']>,
		items,
		credentials: { hubspotAppToken: { appToken: token } },
		credentialTypes: [new HubspotAppToken()],
		...others,
	});
}

describe('Purchase: Sync', () => {
	it('writes contact and deal of every item and adds the key crm, with no setting at all', async () => {
		const result = await run({}, [
			item(orderOf('1', 'a@example.com'), { note: 'kept' }),
			item(orderOf('2', 'b@example.com')),
		]);

		const [first] = result.json<{ crm: CrmJson; note: string; order: { orderId: string } }>();
		expect(first).toMatchObject({
			note: 'kept',
			order: { orderId: '1' },
			crm: {
				system: 'hubspot',
				outcome: 'created',
				skipped: [],
				fields: {
					contact: { affiliate_source: 'anna', affiliate_lifetime_value: '187.20' },
					purchase: { amount: '100.00', dealstage: 'closedwon' },
				},
			},
		});
		expect(simulator.contacts()).toHaveLength(2);
		expect(simulator.associations()).toHaveLength(2);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
	});

	it('sends all items together, not one request for each', async () => {
		const items = Array.from({ length: 120 }, (_, index) =>
			item(orderOf(`${index}`, `buyer${index}@example.com`)),
		);
		const result = await run({}, items);

		expect(result.json()).toHaveLength(120);
		expect(simulator.contacts()).toHaveLength(120);
		expect(simulator.requests().length).toBeLessThan(30);
	});

	it('changes nothing the second time', async () => {
		await run({}, [item()]);
		const again = await run({}, [item()]);

		expect(again.json<{ crm: CrmJson }>()[0]?.crm).toMatchObject({
			outcome: 'unchanged',
			fields: { contact: {}, purchase: {} },
		});
	});

	it.each([
		{ order: orderOf('1', null), reason: 'no_email', because: 'there is nobody to write to' },
		{ order: { isTest: true }, reason: 'test_order', because: 'it is a test' },
	])('passes an item on as skipped when $because', async ({ order, reason }) => {
		const result = await run({}, [item(order)]);

		expect(result.json<{ crm: CrmJson }>()[0]?.crm).toMatchObject({ outcome: 'skipped', reason });
		expect(simulator.contacts()).toEqual([]);
	});

	it('passes on as skipped what the ledger tells of an order that was imported without its lines', async () => {
		const event = { eventId: 'out_1', type: 'conversion.recorded' };
		const result = await run({}, [{ event, ledger: { outcome: 'recorded' } }]);
		expect(result.json<{ crm: CrmJson }>()[0]?.crm).toMatchObject({
			outcome: 'skipped',
			reason: 'no_order',
		});
	});

	it('needs no attribution and no ledger', async () => {
		const result = await run({}, [{ order: toJson(anOrder()) }]);
		expect(result.json<{ crm: CrmJson }>()[0]?.crm.outcome).toBe('created');
	});

	it('never shows the token', async () => {
		const good = await run({}, [item()]);
		const bad = await run({}, [item(orderOf('9', 'nobody'))], { continueOnFail: true });
		expect(JSON.stringify([good.json(), bad.json(), simulator.requests()])).not.toContain(TOKEN);
	});

	it('uses the stages, the pipeline and the other options', async () => {
		await run({}, [item({ status: 'pending' })], {
			config: { dealStagePending: 'qualifiedtobuy', associate: false },
		});

		expect(simulator.deals()[0]?.properties['dealstage']).toBe('qualifiedtobuy');
		expect(simulator.associations()).toEqual([]);
	});

	it('names what to create when it may not create properties', async () => {
		await expect(run({}, [item()], { config: { createMissing: false } })).rejects.toMatchObject({
			message: expect.stringContaining('affiliate_source (string, field type text)'),
			description: expect.stringContaining('Create Missing Properties'),
		});
	});

	it.each([
		['blocks all addresses', { allowedHttpRequestDomains: 'none' }],
		['names others', { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.hubapi.com' }],
	])('sends no key to another base URL when its owner %s', async (_, restriction) => {
		const credentials = { hubspotAppToken: { appToken: TOKEN, ...restriction } };
		await expect(run({}, [item()], { credentials })).rejects.toMatchObject({
			message: expect.stringContaining('Domain not allowed'),
		});
		expect(simulator.requests()).toEqual([]);
	});

	it('sends the key to a base URL that its owner names', async () => {
		const restriction = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };
		const credentials = { hubspotAppToken: { appToken: TOKEN, ...restriction } };
		const result = await run({}, [item()], { credentials });
		expect(result.json<{ crm: CrmJson }>()[0]?.crm.outcome).toBe('created');
	});

	it('refuses a base URL that would send the key in the clear', async () => {
		await expect(
			run({}, [item()], { config: { apiBaseUrl: 'http://api.example.com' } }),
		).rejects.toMatchObject({ message: expect.stringContaining('API Base URL') });
	});

	it('says which credential to check when HubSpot refuses it', async () => {
		await expect(run({}, [item()], { token: 'old' })).rejects.toMatchObject({
			message: expect.stringContaining('401'),
			description: expect.stringContaining('service key'),
		});
	});
});

describe('an item that HubSpot does not take', () => {
	const items = [
		item(orderOf('1', 'a@example.com')),
		item(orderOf('2', 'not-an-address')),
		item(orderOf('3', 'c@example.com')),
	];

	it('goes to the error output, naming item and field, while the others are synced', async () => {
		const result = await run({}, items, { onError: 'continueErrorOutput' });

		expect(result.json<{ crm: CrmJson }>(0).map(({ crm }) => crm.outcome)).toEqual([
			'created',
			'created',
		]);
		const [refused] = result.json<{ error: string }>(2);
		expect(refused?.error).toMatch(/'email' \(INVALID_EMAIL\).*\[item 1\]/);
		expect(refused).toMatchObject({
			order: { orderId: '2' },
			details: {
				code: 'crm_rejected',
				hint: 'Correct the e-mail address in the store, then run the item again.',
				crm: { outcome: 'rejected', field: 'email', retryable: false },
			},
		});
		expect(simulator.deals()).toHaveLength(2);
	});

	it('stays in line with an error when the node continues on its regular output', async () => {
		const result = await run({}, items, { continueOnFail: true });
		expect(result.json().map((json) => 'error' in json)).toEqual([false, true, false]);
		expect(result.json()[1]).toMatchObject({ order: { orderId: '2' } });
	});

	it('stops the node after all others are done, with the count', async () => {
		await expect(run({}, items)).rejects.toMatchObject({
			message: expect.stringMatching(/1 of 3 items could not be synced, 2 were.*\[item 1\]/),
			description: expect.stringContaining('Running again is safe'),
		});
		expect(simulator.contacts()).toHaveLength(2);
		expect(simulator.deals()).toHaveLength(2);
	});

	it('is named when its order is not readable, and the others are synced', async () => {
		const result = await run({}, [item(), { order: { orderId: 5 } }, {}], {
			onError: 'continueErrorOutput',
		});
		const errors = result.json<{ details: { code: string } }>(2);
		expect(errors.map(({ details }) => details.code)).toEqual(['invalid_input', 'missing_input']);
		expect(result.json(0)).toHaveLength(1);
	});
});

describe('Field Mapping: Define Below', () => {
	const byHand = (value: Record<string, unknown>, mappingMode = 'defineBelow') => ({
		fieldMapping: 'define',
		contactFields: {
			mappingMode,
			value,
			matchingColumns: ['email'],
			schema: [
				{ id: 'email', displayName: 'E-mail', type: 'string', display: true, required: false },
				{ id: 'firstname', displayName: 'First', type: 'string', display: true, required: false },
			],
		},
	});

	it('writes the chosen contact fields, expressions resolved for each item', async () => {
		await run(
			byHand({
				firstname: '={{ $json.order.customer.firstName.toUpperCase() }}',
				affiliate_source: '={{ $json.attribution.credits[0].affiliateCode }}',
			}),
			[item(orderOf('1', 'a@example.com'))],
		);

		expect(simulator.contacts()[0]?.properties).toEqual({
			email: 'a@example.com',
			firstname: 'CARLA',
			affiliate_source: 'anna',
		});
		expect(simulator.deals()[0]?.properties['amount']).toBe('100');
	});

	it('never overwrites the first touch', async () => {
		await run({}, [item()]);
		const contact = simulator.contacts()[0];
		if (contact) contact.properties['affiliate_first_touch_source'] = 'bert';

		await run(byHand({ affiliate_first_touch_source: 'anna', firstname: 'Cara' }), [item()]);

		expect(simulator.contacts()[0]?.properties).toMatchObject({
			affiliate_first_touch_source: 'bert',
			firstname: 'Cara',
		});
	});

	it('of a contact needs no order', async () => {
		const result = await run(
			{
				resource: 'contact',
				operation: 'createOrUpdate',
				...byHand({ email: '={{ $json.mail }}', firstname: '={{ $json.name }}' }),
			},
			[{ mail: 'Dora@Example.com', name: 'Dora' }, { name: 'Nobody' }],
		);

		expect(result.json<{ crm: CrmJson }>().map(({ crm }) => crm.outcome)).toEqual([
			'created',
			'skipped',
		]);
		expect(simulator.contacts()[0]?.properties).toEqual({
			email: 'dora@example.com',
			firstname: 'Dora',
		});
		expect(simulator.deals()).toEqual([]);
	});

	it('can take the keys of the item that are named like properties', async () => {
		await run(
			{
				resource: 'contact',
				operation: 'createOrUpdate',
				...byHand({}, 'autoMapInputData'),
			},
			[{ email: 'dora@example.com', firstname: 'Dora', unrelated: 'x' }],
		);
		expect(simulator.contacts()[0]?.properties).toEqual({
			email: 'dora@example.com',
			firstname: 'Dora',
		});
	});

	it('starts from the fields of the preset when nothing was changed', async () => {
		await run({ fieldMapping: 'define' }, [item()]);
		expect(simulator.contacts()[0]?.properties).toMatchObject({
			email: 'carla@example.com',
			affiliate_source: 'anna',
			affiliate_order_count: '2',
			affiliate_lifetime_value: '187.2',
			affiliate_first_touch_source: 'anna',
		});
	});
});

describe('Contact: Create or Update', () => {
	it('writes the preset without a deal', async () => {
		const result = await run({ resource: 'contact', operation: 'createOrUpdate' }, [item()]);

		expect(result.json<{ crm: CrmJson }>()[0]?.crm).toMatchObject({
			outcome: 'created',
			purchaseId: null,
			fields: { contact: { affiliate_order_count: '2' } },
		});
		expect(simulator.deals()).toEqual([]);
	});
});

describe('Purchase: Sync with the mapping by hand as the editor presets it', () => {
	it('writes what the preset writes', async () => {
		await run({}, [item(orderOf('1001', 'preset@example.com'))]);
		await run({ fieldMapping: 'define' }, [item(orderOf('1002', 'by-hand@example.com'))]);

		const [preset, byHand] = simulator.contacts().map(({ properties }) => {
			const { email, affiliate_last_order_number: number, ...others } = properties;
			return { email, number, others };
		});
		expect(byHand).toEqual({
			email: 'by-hand@example.com',
			number: '#1002',
			others: preset?.others,
		});
		expect(preset?.others['affiliate_click_date']).not.toBe('');
	});
});

describe('Purchase: Sync of an order with refunds that came first', () => {
	it('books them on the deal it makes, and never twice', async () => {
		const plain = item() as { ledger: object };
		const refunds = [
			{ refundId: 'r1', total: toJson(eur('20.00')) },
			{ refundId: 'r2', total: toJson(eur('1.20')) },
		];
		const withRefunds = { ...plain, ledger: { ...plain.ledger, refunds } };

		await run({}, [withRefunds]);
		await run({}, [withRefunds]);

		expect(simulator.deals()).toHaveLength(1);
		expect(simulator.deals()[0]?.properties).toMatchObject({
			affiliate_refunded_amount: '21.2',
			affiliate_refunds: 'r1=20.00;r2=1.20',
		});
	});
});

describe('Purchase: Sync Refund', () => {
	const refundItem = (refundId: string, amount: string, ledger: object = {}): object => ({
		refund: toJson(aRefund({ refundId, total: eur(amount) })),
		ledger: {
			outcome: 'reversed',
			commissions: [toJson(aRecordedCommission({ reversed: eur('2.00') }))],
			customer: toJson({
				customerKey: 'key',
				orderCount: 2,
				lifetimeValue: eur('167.20'),
				firstOrderAt: ORDERED_AT,
				lastOrderAt: ORDERED_AT,
				firstAffiliateCode: 'anna',
				firstTouchAt: null,
				lastAffiliateCode: 'anna',
				lastTouchAt: null,
			}),
			...ledger,
		},
	});

	it('books the refund on the deal and lowers the lifetime value of the contact', async () => {
		await run({}, [item()]);
		const parameters = { resource: 'purchase', operation: 'syncRefund' };

		await run(parameters, [refundItem('r1', '20.00')]);
		const again = await run(parameters, [refundItem('r1', '20.00')]);

		expect(again.json<{ crm: CrmJson }>()[0]?.crm.outcome).toBe('unchanged');
		expect(simulator.deals()[0]?.properties).toMatchObject({
			affiliate_refunded_amount: '20',
			affiliate_commission_amount: '8',
		});
		expect(simulator.contacts()[0]?.properties['affiliate_lifetime_value']).toBe('167.2');
	});

	it.each([
		{ ledger: {}, reason: 'purchase_not_found', because: 'the order is not in HubSpot' },
		{
			ledger: { outcome: 'conflict' },
			reason: 'ledger_conflict',
			because: 'the ledger knows other amounts',
		},
	])('skips a refund when $because', async ({ ledger, reason }) => {
		const result = await run({ resource: 'purchase', operation: 'syncRefund' }, [
			refundItem('r1', '20.00', ledger),
		]);
		expect(result.json<{ crm: CrmJson }>()[0]?.crm).toMatchObject({ outcome: 'skipped', reason });
	});
});

describe('Property: Create Missing', () => {
	it('prepares the account once', async () => {
		const parameters = { resource: 'property', operation: 'createMissing' };
		const first = await run(parameters, [{}, {}]);
		const second = await run(parameters, [{}]);

		expect(first.json()).toHaveLength(1);
		expect(first.json<{ crm: { created: string[] } }>()[0]?.crm.created).toEqual(
			expect.arrayContaining(['affiliate_source', 'external_order_key']),
		);
		expect(second.json<{ crm: CrmJson }>()[0]?.crm.outcome).toBe('unchanged');
		expect(simulator.properties('deals').map(({ name }) => name)).toContain('external_order_key');
	});
});

describe('Property: Create Missing, also for affiliates', () => {
	it('creates what is told of contacts who are affiliates themselves', async () => {
		const parameters = { resource: 'property', operation: 'createMissing' };
		const first = await run({ ...parameters, alsoForAffiliates: true }, [{}]);
		const { created } = first.json<{ crm: { created: string[] } }>()[0]?.crm ?? { created: [] };
		expect(created).toEqual(expect.arrayContaining(['affiliate_partner_code']));
		expect(created.filter((name) => name.startsWith('affiliate_partner_'))).toHaveLength(7);
	});
});

describe('the lists of the editor', () => {
	/** What n8n hands to a list, with real requests. */
	function editor(): ILoadOptionsFunctions {
		const http = axiosHttpPort({ authorization: `Bearer ${TOKEN}` });
		const context = {
			getNode: () => ({ name: 'CRM Sync', type: 'crmSync' }),
			getCredentials: () => Promise.resolve({ appToken: TOKEN }),
			getNodeParameter: (name: string, fallback: unknown) =>
				name === 'options.apiBaseUrl' ? simulator.url : fallback,
			helpers: {
				httpRequestWithAuthentication: async (
					_type: string,
					request: { method: 'GET'; url: string },
				) => {
					const { status, headers, body } = await http.request(request);
					return { statusCode: status, headers, body };
				},
			},
		};
		return context as unknown as ILoadOptionsFunctions;
	}

	it('show the contact properties of the account that can be written, e-mail first', async () => {
		const { fields } = await getContactFields.call(editor());
		const byId = new Map(fields.map((field) => [field.id, field]));

		expect(fields[0]).toMatchObject({ id: 'email', defaultMatch: true, canBeUsedToMatch: true });
		expect(byId.get('lifecyclestage')).toMatchObject({
			type: 'options',
			removed: true,
			options: [
				{ name: 'lead', value: 'lead' },
				{ name: 'customer', value: 'customer' },
			],
		});
		expect(byId.get('affiliate_lifetime_value')).toMatchObject({
			displayName: 'Lifetime value (Not in HubSpot yet)',
			type: 'number',
			removed: false,
		});
		expect(byId.has('hs_object_id')).toBe(false);
	});

	it('show pipelines and the stages of the default one', async () => {
		expect(await getPipelines.call(editor())).toEqual([
			{ name: 'Sales Pipeline', value: 'default' },
		]);
		expect(await getDealStages.call(editor())).toContainEqual({
			name: 'Closed Won',
			value: 'closedwon',
		});
	});
});
