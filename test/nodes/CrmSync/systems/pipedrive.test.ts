import type { ICredentialType } from 'n8n-workflow';
import { getDealStages, getPipelines } from '../../../../nodes/CrmSync/methods/loadOptions';
import { getContactFields } from '../../../../nodes/CrmSync/methods/resourceMapping';
import { addOurFields } from '../../../contracts/pipedrive-harness';
import { startPipedriveSimulator, type PipedriveSimulator } from '../../../simulators/pipedrive';
import { crmOf, editor, orderItem, refundItem, runAs, type CrmUser } from './crm-user';

const TOKEN = 'node-token';

/** As n8n's own type signs requests: in the query. */
class PipedriveApi implements ICredentialType {
	name = 'pipedriveApi';

	displayName = 'Pipedrive API';

	properties = [
		{ displayName: 'API Token', name: 'apiToken', type: 'string' as const, default: '' },
	];

	authenticate = {
		type: 'generic' as const,
		properties: { qs: { api_token: '={{$credentials.apiToken}}' } },
	};
}

/** As n8n's own type is declared. */
class PipedriveOAuth2Api implements ICredentialType {
	name = 'pipedriveOAuth2Api';

	displayName = 'Pipedrive OAuth2 API';

	extends = ['oAuth2Api'];

	properties = [];
}

let simulator: PipedriveSimulator;

beforeEach(async () => {
	simulator = await startPipedriveSimulator({
		token: TOKEN,
		limits: { burst: 100_000, searchBurst: 100_000, dailyTokens: 10_000_000 },
	});
});

afterEach(async () => {
	await simulator.close();
});

const tokenUser = (
	options: Record<string, unknown> = {},
	parameters: Record<string, unknown> = {},
	restriction: Record<string, string> = {},
): CrmUser => ({
	parameters: { crm: 'pipedrive', ...parameters },
	options: { apiBaseUrl: simulator.url, ...options },
	credentials: { pipedriveApi: { apiToken: TOKEN, ...restriction } },
	credentialTypes: [new PipedriveApi()],
});

const ourValues = (entity: 'persons' | 'deals'): Readonly<Record<string, unknown>> => {
	const [record] = entity === 'persons' ? simulator.persons() : simulator.deals();
	return record === undefined ? {} : simulator.custom(entity, record);
};

describe('with an API token', () => {
	it('person and deal are written, and the fields that the account lacks created first', async () => {
		const run = await runAs(tokenUser(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(run)[0]).toMatchObject({ system: 'pipedrive', outcome: 'created' });
		expect(ourValues('persons')).toMatchObject({
			'Affiliate source': 'anna',
			'Affiliate order count': 2,
		});
		expect(simulator.deals()[0]?.values).toMatchObject({ status: 'won', value: 100 });
	});

	it('nothing changes and no field is made twice the second time', async () => {
		await runAs(tokenUser(), [orderItem('1', 'a@example.com')]);
		const fields = simulator.fields('persons').length;
		const again = await runAs(tokenUser(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(again)[0]?.outcome).toBe('unchanged');
		expect(simulator.fields('persons')).toHaveLength(fields);
		expect(simulator.deals()).toHaveLength(1);
	});

	it('missing fields are listed instead when they are not to be created', async () => {
		await expect(
			runAs(tokenUser({ createMissing: false }), [orderItem('1', 'a@example.com')]),
		).rejects.toMatchObject({
			message: expect.stringContaining('has no'),
			description: expect.stringContaining('Affiliate order key'),
		});
		expect(simulator.deals()).toEqual([]);
	});

	it('pipeline, stages and the tie to the person are as chosen', async () => {
		const options = { pipedrivePipeline: '2', pipedriveStagePaid: '6', tieToPerson: false };
		await runAs(tokenUser(options), [orderItem('1', 'a@example.com')]);

		expect(simulator.deals()[0]?.values).toMatchObject({ pipeline_id: 2, stage_id: 6 });
		expect(simulator.deals()[0]?.values['person_id'] ?? null).toBeNull();
	});

	it('a refund is booked on the deal', async () => {
		await runAs(tokenUser(), [orderItem('1001', 'carla@example.com')]);
		const parameters = { resource: 'purchase', operation: 'syncRefund' };
		const run = await runAs(tokenUser({}, parameters), [refundItem('20.00')]);

		expect(crmOf(run)[0]?.outcome).toBe('updated');
		expect(ourValues('deals')).toMatchObject({ 'Affiliate refunded amount': 20 });
	});

	it('a mapping by hand names our fields as the preset does', async () => {
		const parameters = {
			resource: 'contact',
			operation: 'createOrUpdate',
			fieldMapping: 'define',
			contactFields: {
				mappingMode: 'defineBelow',
				value: { emails: '={{ $json.mail }}', first_name: 'Dora', affiliate_source: 'bert' },
				matchingColumns: ['emails'],
				schema: [],
			},
		};
		await runAs(tokenUser({}, parameters), [{ mail: 'dora@example.com' }]);

		expect(simulator.persons()).toHaveLength(1);
		expect(ourValues('persons')).toMatchObject({ 'Affiliate source': 'bert' });
	});

	it('the token goes to no other address when its owner allows none', async () => {
		const user = tokenUser({}, {}, { allowedHttpRequestDomains: 'none' });
		await expect(runAs(user, [orderItem('1', 'a@example.com')])).rejects.toMatchObject({
			message: expect.stringContaining('Domain not allowed'),
		});
		expect(simulator.requests()).toEqual([]);
	});

	it('is never shown', async () => {
		const run = await runAs(tokenUser(), [orderItem('1', 'nobody')], { continueOnFail: true });
		expect(JSON.stringify(run.json())).not.toContain(TOKEN);
	});
});

describe('with OAuth2', () => {
	it('requests go to the address of the company that came with the token', async () => {
		addOurFields(simulator);
		const run = await runAs(
			{
				parameters: { crm: 'pipedrive', pipedriveAuthentication: 'oAuth2' },
				credentials: {
					pipedriveOAuth2Api: {
						grantType: 'authorizationCode',
						clientId: 'c',
						clientSecret: 's',
						accessTokenUrl: `${simulator.url}/oauth/token`,
						oauthTokenData: {
							access_token: TOKEN,
							token_type: 'Bearer',
							api_domain: simulator.url,
						},
					},
				},
				credentialTypes: [new PipedriveOAuth2Api()],
			},
			[orderItem('1', 'a@example.com')],
		);
		expect(crmOf(run)[0]?.outcome).toBe('created');
		expect(simulator.deals()).toHaveLength(1);
	});
});

describe('the lists of the editor', () => {
	const context = () =>
		editor(
			{ crm: 'pipedrive', 'options.apiBaseUrl': simulator.url },
			{ 'x-api-token': TOKEN },
			{ apiToken: TOKEN },
		);

	it('show pipelines, and stages with the pipeline they belong to', async () => {
		expect(await getPipelines.call(context())).toContainEqual({ name: 'Online shop', value: '2' });
		expect(await getDealStages.call(context())).toContainEqual({
			name: 'Online shop: Paid',
			value: '6',
		});
	});

	it('show our fields once, by the name that mappings use, whether they are there or not', async () => {
		const before = await getContactFields.call(context());
		addOurFields(simulator);
		const after = await getContactFields.call(context());

		for (const { fields } of [before, after]) {
			const ours = fields.filter(({ displayName }) => displayName.startsWith('Affiliate source'));
			expect(ours.map(({ id }) => id)).toEqual(['affiliate_source']);
		}
		expect(after.fields[0]).toMatchObject({ id: 'emails', canBeUsedToMatch: true });
	});
});
