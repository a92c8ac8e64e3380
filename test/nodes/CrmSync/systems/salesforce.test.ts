import { createSign, generateKeyPairSync } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { DEFAULT_SALESFORCE_SETTINGS } from '../../../../lib/connectors/salesforce';
import { getDealStages } from '../../../../nodes/CrmSync/methods/loadOptions';
import { getContactFields } from '../../../../nodes/CrmSync/methods/resourceMapping';
import { SALESFORCE_OPTIONS } from '../../../../nodes/CrmSync/systems/salesforceOptions';
import { ourFields } from '../../../contracts/salesforce-harness';
import {
	field,
	startSalesforceSimulator,
	type SalesforceSimulator,
	type SalesforceSimulatorOptions,
} from '../../../simulators/salesforce';
import { crmOf, editor, orderItem, refundItem, runAs, type CrmUser } from './crm-user';

const TOKEN = '00Dnode!token';
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const APP = { clientId: 'app-1', username: 'sync@example.com', publicKey: KEYS.publicKey };

/** As n8n's own type is declared; its token comes from signing in, with the address of the org. */
class SalesforceOAuth2Api implements ICredentialType {
	name = 'salesforceOAuth2Api';

	displayName = 'Salesforce OAuth2 API';

	extends = ['oAuth2Api'];

	properties = [];
}

/** As n8n's own type signs in and requests. */
class SalesforceJwtApi implements ICredentialType {
	name = 'salesforceJwtApi';

	displayName = 'Salesforce JWT API';

	properties = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden' as const,
			typeOptions: { expirable: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string; instanceUrl: string }> {
		const aud = String(credentials['myDomainUrl']);
		const claims = { iss: APP.clientId, sub: APP.username, aud, exp: Date.now() / 1_000 + 180 };
		const inBase64 = (part: object): string =>
			Buffer.from(JSON.stringify(part)).toString('base64url');
		const signed = `${inBase64({ alg: 'RS256' })}.${inBase64(claims)}`;
		const key = String(credentials['privateKey']);
		const signature = createSign('RSA-SHA256').update(signed).sign(key, 'base64url');
		const { access_token: accessToken, instance_url: instanceUrl } =
			(await this.helpers.httpRequest({
				method: 'POST',
				url: `${aud}/services/oauth2/token`,
				body: new URLSearchParams({
					grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
					assertion: `${signed}.${signature}`,
				}),
				json: true,
			})) as { access_token: string; instance_url: string };
		return { accessToken, instanceUrl };
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authorization = `Bearer ${String(credentials['accessToken'])}`;
		const instance = String(credentials['instanceUrl']);
		return {
			...options,
			headers: { ...options.headers, Authorization: authorization },
			...(options.baseURL === undefined ? { baseURL: instance } : {}),
		};
	};
}

let simulator: SalesforceSimulator;

async function start(options: Partial<SalesforceSimulatorOptions> = {}): Promise<void> {
	simulator = await startSalesforceSimulator({
		token: TOKEN,
		connectedApp: APP,
		customFields: { Contact: ourFields('contact'), Opportunity: ourFields('purchase') },
		...options,
	});
}

afterEach(async () => {
	await simulator.close();
});

function oAuthUser(
	options: Record<string, unknown> = {},
	parameters: Record<string, unknown> = {},
	token: Record<string, unknown> = { instance_url: simulator.url },
): CrmUser {
	return {
		parameters: { crm: 'salesforce', ...parameters },
		options,
		credentials: {
			salesforceOAuth2Api: {
				grantType: 'pkce',
				clientId: 'c',
				clientSecret: 's',
				accessTokenUrl: `${simulator.url}/services/oauth2/token`,
				allowedHttpRequestDomains: 'none',
				oauthTokenData: { access_token: TOKEN, token_type: 'Bearer', ...token },
			},
		},
		credentialTypes: [new SalesforceOAuth2Api()],
	};
}

describe('with OAuth2', () => {
	it('contact, opportunity and contact role go to the address that came with the token', async () => {
		await start();
		const run = await runAs(oAuthUser(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(run)[0]).toMatchObject({
			system: 'salesforce',
			outcome: 'created',
			fields: {
				contact: { Affiliate_Source__c: 'anna', Affiliate_Order_Count__c: '2' },
				purchase: { StageName: 'Closed Won', Affiliate_Commission_Amount__c: '10.00' },
			},
		});
		expect(simulator.contacts()).toHaveLength(1);
		expect(simulator.roles()).toHaveLength(1);
	});

	it('nothing changes the second time', async () => {
		await start();
		await runAs(oAuthUser(), [orderItem('1', 'a@example.com')]);
		const again = await runAs(oAuthUser(), [orderItem('1', 'a@example.com')]);
		expect(crmOf(again)[0]?.outcome).toBe('unchanged');
	});

	it('stages, contact role and last name are as chosen', async () => {
		await start();
		const options = {
			opportunityStagePaid: 'Negotiation/Review',
			contactRole: false,
			fallbackLastName: 'Customer',
		};
		await runAs(oAuthUser(options), [orderItem('1', 'a@example.com')]);

		expect(simulator.opportunities()[0]?.['StageName']).toBe('Negotiation/Review');
		expect(simulator.roles()).toEqual([]);
	});

	it('the record type is that of new opportunities only', async () => {
		const recordType = field('RecordTypeId', 'reference');
		await start({
			customFields: {
				Contact: ourFields('contact'),
				Opportunity: [...ourFields('purchase'), recordType],
			},
		});
		const first = '0125e000000abcdAAA';
		await runAs(oAuthUser({ recordTypeId: first }), [orderItem('1', 'a@example.com')]);
		await runAs(oAuthUser({ recordTypeId: '0125e000000zzzzAAA' }), [
			orderItem('1', 'a@example.com'),
		]);

		expect(simulator.opportunities()[0]?.['RecordTypeId']).toBe(first);
	});

	it('presets of the editor are those of the connector', () => {
		const { stages } = DEFAULT_SALESFORCE_SETTINGS;
		const presetOf = (name: string): unknown =>
			SALESFORCE_OPTIONS.find((option) => option.name === name)?.default;
		expect(presetOf('opportunityStagePaid')).toBe(stages.paid);
		expect(presetOf('opportunityStageCancelled')).toBe(stages.cancelled);
		expect(presetOf('opportunityStagePending')).toBe(stages.pending);
	});

	it('a refund is booked on the opportunity', async () => {
		await start();
		await runAs(oAuthUser(), [orderItem('1001', 'carla@example.com')]);
		const parameters = { resource: 'purchase', operation: 'syncRefund' };
		const run = await runAs(oAuthUser({}, parameters), [refundItem('20.00')]);

		expect(crmOf(run)[0]?.outcome).toBe('updated');
		expect(simulator.opportunities()[0]).toMatchObject({ Affiliate_Refunded_Amount__c: 20 });
	});

	it('a credential that was never connected is named', async () => {
		await start();
		await expect(
			runAs(oAuthUser({}, {}, {}), [orderItem('1', 'a@example.com')]),
		).rejects.toMatchObject({
			message: expect.stringContaining('address of your org'),
			description: expect.stringContaining('connect'),
		});
	});

	it('the token goes to no other address when its owner allows none', async () => {
		await start();
		const user = oAuthUser(
			{ apiBaseUrl: simulator.url },
			{},
			{
				instance_url: 'https://example.my.salesforce.com',
			},
		);
		await expect(runAs(user, [orderItem('1', 'a@example.com')])).rejects.toMatchObject({
			message: expect.stringContaining('Domain not allowed'),
		});
		expect(simulator.requests()).toEqual([]);
	});
});

describe('with JWT', () => {
	const jwtUser = (options: Record<string, unknown> = {}): CrmUser => ({
		parameters: { crm: 'salesforce', salesforceAuthentication: 'jwt' },
		options,
		credentials: {
			salesforceJwtApi: {
				clientId: APP.clientId,
				username: APP.username,
				privateKey: KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
				myDomainUrl: simulator.url,
			},
		},
		credentialTypes: [new SalesforceJwtApi()],
	});

	it('n8n signs in and puts the address of the org before each path', async () => {
		await start();
		const run = await runAs(jwtUser(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(run)[0]?.outcome).toBe('created');
		expect(simulator.requests()[0]?.path).toBe('/services/oauth2/token');
		expect(simulator.opportunities()).toHaveLength(1);
	});

	it('an address of one’s own goes over that of the org', async () => {
		await start();
		const run = await runAs(jwtUser({ apiBaseUrl: simulator.url }), [
			orderItem('1', 'a@example.com'),
		]);
		expect(crmOf(run)[0]?.outcome).toBe('created');
	});
});

describe('fields that the org lacks', () => {
	it('are listed with how to create each, and nothing is written', async () => {
		await start({ customFields: {} });
		await expect(runAs(oAuthUser(), [orderItem('1', 'a@example.com')])).rejects.toMatchObject({
			message: expect.stringContaining("'Affiliate_Order_Key__c'"),
			description: expect.stringContaining('External ID, Unique'),
		});
		expect(simulator.contacts()).toEqual([]);
	});

	it('are created on the way when a permission set is named', async () => {
		await start({ customFields: {} });
		simulator.addRecord('PermissionSet', { Name: 'Affiliate_Fields' });
		const user = oAuthUser({ permissionSet: 'Affiliate_Fields' });
		const run = await runAs(user, [orderItem('1', 'a@example.com')]);

		expect(crmOf(run)[0]?.outcome).toBe('created');
		expect(simulator.fields('Contact').map(({ name }) => name)).toContain('Affiliate_Source__c');
	});
});

describe('the lists of the editor', () => {
	const context = (more: object = {}) =>
		editor(
			{ crm: 'salesforce', 'options.apiBaseUrl': simulator.url, ...more },
			{ authorization: `Bearer ${TOKEN}` },
			{ oauthTokenData: { instance_url: simulator.url } },
		);

	it('show the stages of the org', async () => {
		await start();
		const stages = await getDealStages.call(context());
		expect(stages).toContainEqual({ name: 'Closed Won', value: 'Closed Won' });
	});

	it('show the fields of contacts, the e-mail address first', async () => {
		await start();
		const { fields } = await getContactFields.call(context());
		expect(fields[0]).toMatchObject({ id: 'Email', canBeUsedToMatch: true });
		expect(fields.find(({ id }) => id === 'Affiliate_Source__c')).toMatchObject({ removed: false });
	});
});
