import { KlaviyoApi } from '../../../../credentials/KlaviyoApi.credentials';
import { getLists, getPipelines, getSegments } from '../../../../nodes/CrmSync/methods/loadOptions';
import { getContactFields } from '../../../../nodes/CrmSync/methods/resourceMapping';
import { startKlaviyoSimulator, type KlaviyoSimulator } from '../../../simulators/klaviyo';
import { crmOf, editor, orderItem, refundItem, runAs, type CrmUser } from './crm-user';

const API_KEY = 'pk_node';

let simulator: KlaviyoSimulator;

beforeEach(async () => {
	simulator = await startKlaviyoSimulator({ apiKey: API_KEY });
});

afterEach(async () => {
	await simulator.close();
});

const user = (
	options: Record<string, unknown> = {},
	parameters: Record<string, unknown> = {},
	credential: Record<string, string> = {},
): CrmUser => ({
	parameters: { crm: 'klaviyo', ...parameters },
	options: { apiBaseUrl: simulator.url, ...options },
	credentials: { klaviyoApi: { apiKey: API_KEY, ...credential } },
	credentialTypes: [new KlaviyoApi()],
});

describe('a purchase in Klaviyo', () => {
	it('becomes a profile and an event, with our own credential and no setting', async () => {
		const run = await runAs(user(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(run)[0]).toMatchObject({ system: 'klaviyo', outcome: 'created' });
		expect(simulator.profiles()).toHaveLength(1);
		expect(simulator.events()).toHaveLength(1);
		expect(simulator.events()[0]).toMatchObject({
			metric: 'Affiliate Order Paid',
			startedFlows: true,
			attributes: { value: 100, value_currency: 'EUR' },
		});
	});

	it('is one event however often it is synced', async () => {
		await runAs(user(), [orderItem('1', 'a@example.com')]);
		const again = await runAs(user(), [orderItem('1', 'a@example.com')]);

		expect(crmOf(again)[0]?.outcome).toBe('unchanged');
		expect(simulator.events()).toHaveLength(1);
	});

	it('is counted under the chosen metric, and starts no flow as history', async () => {
		const options = { metricPaid: 'Shop Order Paid', backfill: true };
		await runAs(user(options), [orderItem('1', 'a@example.com')]);
		expect(simulator.events()[0]).toMatchObject({ metric: 'Shop Order Paid', startedFlows: false });
	});

	it('has the refunds that the ledger knows as events of their own, each once', async () => {
		const { ledger, ...others } = orderItem('1', 'a@example.com') as { ledger: object };
		const refunds = [{ refundId: 'r1', total: { amount: '20.00', currency: 'EUR' } }];
		const item = { ...others, ledger: { ...ledger, refunds } };
		await runAs(user(), [item]);
		await runAs(user(), [item]);

		expect(simulator.events().map(({ metric }) => metric)).toEqual([
			'Affiliate Order Paid',
			'Affiliate Order Refunded',
		]);
	});

	it('has a refund as an event of its own, found by the order beside it on the item', async () => {
		await runAs(user(), [orderItem('1001', 'carla@example.com')]);
		const item = { ...orderItem('1001', 'carla@example.com'), ...refundItem('20.00') };
		const parameters = { resource: 'purchase', operation: 'syncRefund' };
		const run = await runAs(user({}, parameters), [item, refundItem('20.00')]);

		expect(crmOf(run)[0]).toMatchObject({ outcome: 'created' });
		expect(crmOf(run)[1]).toMatchObject({ outcome: 'skipped', reason: 'no_email' });
		expect(simulator.events().map(({ metric }) => metric)).toEqual([
			'Affiliate Order Paid',
			'Affiliate Order Refunded',
		]);
	});

	it('stops with the credential to check when the key is refused', async () => {
		await expect(
			runAs(user({}, {}, { apiKey: 'pk_old' }), [orderItem('1', 'a@example.com')]),
		).rejects.toMatchObject({ message: expect.stringContaining('401') });
	});

	it('is sent to no other address when the owner of the key allows none', async () => {
		const restricted = user({}, {}, { allowedHttpRequestDomains: 'none' });
		await expect(runAs(restricted, [orderItem('1', 'a@example.com')])).rejects.toMatchObject({
			message: expect.stringContaining('Domain not allowed'),
		});
		expect(simulator.requests()).toEqual([]);
	});
});

describe('the lists of the editor', () => {
	const context = () =>
		editor(
			{ crm: 'klaviyo', 'options.apiBaseUrl': simulator.url },
			{ authorization: `Klaviyo-API-Key ${API_KEY}` },
			{ apiKey: API_KEY },
		);

	it('show lists and segments of the account, and no pipelines', async () => {
		const list = simulator.addList('Newsletter');
		const segment = simulator.addSegment('Regulars', []);

		expect(await getLists.call(context())).toEqual([{ name: 'Newsletter', value: list.id }]);
		expect(await getSegments.call(context())).toEqual([{ name: 'Regulars', value: segment.id }]);
		expect(await getPipelines.call(context())).toEqual([]);
	});

	it('show the fields of profiles', async () => {
		simulator.addProfile({ email: 'a@example.com', properties: { shoe_size: 42 } });
		const { fields } = await getContactFields.call(context());
		expect(fields.find(({ id }) => id === 'shoe_size')).toMatchObject({ type: 'number' });
	});
});
