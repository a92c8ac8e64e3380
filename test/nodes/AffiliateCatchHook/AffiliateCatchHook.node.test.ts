import { toJson } from '../../../lib/model/json';
import { CatchHookApi } from '../../../credentials/CatchHookApi.credentials';
import { AffiliateCatchHook } from '../../../nodes/AffiliateCatchHook/AffiliateCatchHook.node';
import { startCatchHooksSimulator, type CatchHooksSimulator } from '../../simulators/catch-hooks';
import { anAttribution, anOrder } from '../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';

const SECRET = 'a-secret-of-the-receiver';
const EVENT = {
	eventId: 'out_1',
	type: 'conversion.recorded',
	occurredAt: '2026-11-17T10:00:00.000Z',
	aggregateId: 'cnv_1',
	data: { orderId: '1001' },
};

let simulator: CatchHooksSimulator;

beforeEach(async () => {
	simulator = await startCatchHooksSimulator({ secret: SECRET });
});

afterEach(async () => await simulator.close());

const anItem = (more: object = {}): object => ({
	event: EVENT,
	order: toJson(anOrder()),
	attribution: toJson(anAttribution()),
	...more,
});

async function run(
	credential: Record<string, string>,
	options: Omit<RunNodeOptions, 'credentials'> = {},
): Promise<NodeRun> {
	return await runNode(AffiliateCatchHook, {
		items: [anItem()],
		credentialTypes: [new CatchHookApi()],
		...options,
		credentials: {
			catchHookApi: { service: 'other', signingSecret: '', makeApiKey: '', ...credential },
		},
	});
}

describe('Affiliate Catch Hook', () => {
	it('sends the event of each item and says so on it', async () => {
		const second = anItem({ event: { ...EVENT, eventId: 'out_2' } });
		const sent = await run(
			{ service: 'zapier', url: simulator.hooks.zapier },
			{ items: [anItem(), second] },
		);
		const hook = { service: 'zapier', outcome: 'sent', status: 200, isSample: false };
		expect(sent.json()).toMatchObject([
			{ order: {}, hook: { ...hook, eventId: 'out_1', receipt: '0190-1' } },
			{ hook: { ...hook, eventId: 'out_2' } },
		]);
		expect(simulator.received()[0]).toMatchObject({
			event: 'conversion.recorded',
			event_id: 'out_1',
			record_id: 'cnv_1',
			event_data: '{"orderId":"1001"}',
			order_total: '100.00',
			affiliate_code: 'anna',
			contact_email: null,
			contact_country: null,
		});
	});

	it('signs exactly what n8n sends', async () => {
		const credential = { url: simulator.hooks.own, signingSecret: SECRET };
		const order = toJson(anOrder({ orderNumber: '#1001 «Käse» 茶' }));
		const sent = await run(credential, { items: [anItem({ order })] });
		expect(sent.json()).toMatchObject([{ hook: { service: 'other', status: 204 } }]);
		expect(simulator.headers()[0]).toMatchObject({ 'idempotency-key': 'out_1' });
	});

	it('sends the contact when that is wanted', async () => {
		const parameters = { options: { includeContact: true } };
		await run({ service: 'pabbly', url: simulator.hooks.pabbly }, { parameters });
		expect(simulator.received()[0]).toMatchObject({ contact_email: 'carla@example.com' });
	});

	it('sends a sample with every field filled in, without an event', async () => {
		const parameters = { operation: 'sendSample' };
		const credential = { service: 'make', url: simulator.hooks.make };
		const sent = await run(credential, { parameters, items: [{}] });
		expect(sent.json()).toMatchObject([{ hook: { isSample: true } }]);
		expect(Object.values(simulator.received()[0] ?? {})).not.toContain(null);
	});

	it('brings Make the key of the credential', async () => {
		simulator.setMakeKey('key-1');
		const credential = { service: 'make', url: simulator.hooks.make };
		await expect(run(credential)).rejects.toMatchObject({
			message: 'Make refused the request (401)',
		});
		expect((await run({ ...credential, makeApiKey: 'key-1' })).json()).toHaveLength(1);
	});

	it('tells the trigger whether to try again', async () => {
		simulator.setMakeScenario('gone');
		const credential = { service: 'make', url: simulator.hooks.make };
		await expect(run(credential)).rejects.toMatchObject({
			message: 'Make has no workflow behind this address any more (410)',
			context: { retryable: false, retryAfterMilliseconds: null },
		});
		const answer = { status: 429, headers: { 'retry-after': '90' } };
		simulator.setFaults([{ when: () => true, then: { answer } }]);
		await expect(run(credential)).rejects.toMatchObject({
			context: { retryable: true, retryAfterMilliseconds: 90_000 },
		});
		const left = await run(credential, { onError: 'continueErrorOutput' });
		expect(left.json(1)).toMatchObject([
			{ error: 'Make takes no more for the moment (429)', details: { retryable: true } },
		]);
	});

	it('names the node that makes an event when an item has none', async () => {
		const failed = run({ url: simulator.hooks.pabbly }, { items: [{ order: {} }] });
		await expect(failed).rejects.toMatchObject({
			message: "This item has no 'event'",
			description: expect.stringContaining('Affiliate Event Trigger'),
		});
	});

	it('never shows the address', async () => {
		const failed = run({ service: 'zapier', url: 'https://hooks.example.com/s3cret' });
		await expect(failed).rejects.toMatchObject({
			message: 'The address is not one of Zapier',
			description: expect.not.stringContaining('s3cret'),
		});
	});

	it('tests the credential without sending anything', async () => {
		const { testCatchHook } = new AffiliateCatchHook().methods.credentialTest;
		const test = async (data: Record<string, string>) =>
			await testCatchHook({ id: '1', name: 'Hook', type: 'catchHookApi', data });
		const url = simulator.hooks.zapier;
		expect(await test({ service: 'zapier', url })).toMatchObject({ status: 'OK' });
		expect(await test({ service: 'zapier', url: 'x' })).toMatchObject({ status: 'Error' });
		expect(simulator.requests()).toHaveLength(0);
	});
});
