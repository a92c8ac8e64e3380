import type { ICredentialTestFunctions } from 'n8n-workflow';
import axios from 'axios';
import { PostAffiliateProApi } from '../../../credentials/PostAffiliateProApi.credentials';
import { toJson } from '../../../lib/model/json';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import {
	startPostAffiliateProSimulator,
	type PostAffiliateProSimulator,
} from '../../simulators/post-affiliate-pro';
import { anAttribution, anOrder, aRecordedCommission } from '../../support/builders';
import { runNode, type NodeRun } from '../../support/runNode';

const LOGIN = { username: 'owner@shop.example', password: 'secret' };

let simulator: PostAffiliateProSimulator;

beforeEach(async () => {
	simulator = await startPostAffiliateProSimulator({ ...LOGIN, now: Date.now });
	simulator.addCampaign({ campaignid: 'camp1', name: 'Main' });
	const code = anAttribution().credits[0]?.affiliateCode ?? '';
	simulator.addAffiliate({ userid: 'aff1', refid: code, username: 'anna@x.example' });
});

afterEach(async () => await simulator.close());

const credential = (more: object = {}) => ({
	url: simulator.url,
	signIn: 'password',
	...LOGIN,
	currency: 'EUR',
	timeZone: 'Europe/Berlin',
	...more,
});

async function run(
	parameters: Record<string, unknown>,
	orderId: string,
	reversed = 0n,
): Promise<NodeRun> {
	const { amount } = aRecordedCommission();
	const commission = aRecordedCommission({ reversed: { ...amount, amountMinor: reversed } });
	const item = {
		order: toJson(anOrder({ orderId })),
		attribution: toJson(anAttribution()),
		ledger: { outcome: 'recorded', commissions: [toJson(commission)], refunds: [] },
	};
	return await runNode(AffiliatePlatform, {
		parameters: {
			platform: 'postAffiliatePro',
			resource: 'conversion',
			operation: 'mirror',
			...parameters,
		},
		credentials: { postAffiliateProApi: credential() },
		credentialTypes: [new PostAffiliateProApi()],
		items: [item],
	});
}

const of = (done: NodeRun) =>
	done.json<{ platform: { outcome: string; did?: string } }>()[0]?.platform;

describe('Post Affiliate Pro behind the node', () => {
	it('holds what the ledger holds, with our commission', async () => {
		const ours = { programmeId: 'camp1', details: { sendsCommission: true } };
		expect(of(await run(ours, 'PAP_1'))).toMatchObject({ outcome: 'confirmed', did: 'created' });
		expect(of(await run(ours, 'PAP_1', 500n))).toMatchObject({ did: 'adjusted' });
		const [sale] = simulator.transactions().filter(({ orderid }) => orderid === 'PAP_1');
		expect([Number(sale?.['totalcost']), Number(sale?.['commission'])]).toEqual([50, 5]);
		expect(of(await run(ours, 'PAP_1', 1_000n))).toMatchObject({ did: 'cancelled' });
	}, 60_000);

	it('has a credential that is tested by signing in', async () => {
		const { credentialTest } = new AffiliatePlatform().methods;
		const helpers = {
			request: async (options: { uri: string; form: Record<string, string> }) => {
				const form = new URLSearchParams(options.form);
				const answer = await axios.post<unknown>(options.uri, form, { validateStatus: null });
				return { statusCode: answer.status, headers: {}, body: JSON.stringify(answer.data) };
			},
		};
		const test = async (more: object) =>
			await credentialTest.testPostAffiliatePro.call(
				{ helpers } as unknown as ICredentialTestFunctions,
				{ id: '1', name: 'x', type: 'postAffiliateProApi', data: credential(more) },
			);
		expect(await test({})).toMatchObject({ status: 'OK' });
		const refused = await test({ password: 'wrong' });
		expect(refused.status).toBe('Error');
		expect(refused.message).not.toContain('wrong');
		expect(await test({ currency: 'Euro' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('ISO 4217') as string,
		});
	});
});
