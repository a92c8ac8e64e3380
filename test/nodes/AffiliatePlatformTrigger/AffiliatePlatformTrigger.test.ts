import { createHmac } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { PartnerStackApi } from '../../../credentials/PartnerStackApi.credentials';
import { TapfiliateRestApi } from '../../../credentials/TapfiliateRestApi.credentials';
import { AffiliatePlatformTrigger } from '../../../nodes/AffiliatePlatformTrigger/AffiliatePlatformTrigger.node';
import {
	startPartnerStackSimulator,
	type PartnerStackSimulator,
} from '../../simulators/partnerstack';
import { startTapfiliateSimulator, type TapfiliateSimulator } from '../../simulators/tapfiliate';
import { PUBLIC } from '../StoreOrderTrigger/connectedNode';
import { activate, closeAfterwards, inboxOf, open, until } from '../StoreOrderTrigger/deliveries';
import type { LiveNode } from '../shared/liveNode';

closeAfterwards();

const SECRET = 'sixteen-random-letters';
const KEYS = { publicKey: 'pk_1', secretKey: 'sk_1', trackingToken: 'track-1' };

interface PlatformJson {
	readonly system: string;
	readonly externalId: string;
	readonly event: { readonly object: string; readonly name: string; readonly checkedBy: string };
	readonly conversion: {
		readonly orderId: string;
		readonly status: string;
		readonly amount: object;
	};
	readonly affiliate: { readonly id: string };
}

const given = (node: LiveNode): PlatformJson[] =>
	node.emitted.flat(2).map(({ json }) => json['platform'] as unknown as PlatformJson);

async function send(
	node: LiveNode,
	body: unknown,
	{ query = `?token=${SECRET}`, type = 'application/json', method = 'POST' } = {},
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const answer = await fetch(`${node.url}${query}`, {
		method,
		...(method === 'GET' ? {} : { body: text, headers: { 'content-type': type } }),
	});
	return { status: answer.status, text: await answer.text() };
}

describe('a trigger for Tapfiliate', () => {
	let simulator: TapfiliateSimulator;

	beforeEach(async () => {
		simulator = await startTapfiliateSimulator({ apiKey: 'key-1' });
		simulator.addProgramme({ id: 'main', title: 'Main' });
		simulator.addAffiliate({ id: 'joli', email: 'jo@example.com' });
	});

	afterEach(async () => await simulator.close());

	const trigger = async (
		parameters: INodeParameters = {},
		options: { readonly secret?: string; readonly mode?: 'manual' } = {},
	): Promise<LiveNode> =>
		await open({
			nodeType: new AffiliatePlatformTrigger(),
			parameters: {
				platform: 'tapfiliate',
				path: 'platform-events',
				objects: ['affiliate', 'conversion'],
				options: { apiBaseUrl: simulator.url },
				...parameters,
			},
			credentials: {
				platformWebhookSecretApi: { secret: options.secret ?? SECRET },
				tapfiliateRestApi: { apiKey: 'key-1' },
			},
			credentialTypes: [new TapfiliateRestApi()],
			...(options.mode === undefined ? {} : { mode: options.mode }),
		});

	async function addConversion(orderId = 'ORD_1', amount = 100): Promise<{ id: number }> {
		const answer = await fetch(`${simulator.url}/conversions/`, {
			method: 'POST',
			headers: { 'x-api-key': 'key-1', 'content-type': 'application/json' },
			body: JSON.stringify({ external_id: orderId, amount, referral_code: 'joli' }),
		});
		return (await answer.json()) as { id: number };
	}

	async function approve(): Promise<void> {
		const [commission] = simulator.commissions();
		await fetch(`${simulator.url}/commissions/${String(commission?.['id'])}/approved/`, {
			method: 'PUT',
			headers: { 'x-api-key': 'key-1' },
		});
	}

	it('gives what Tapfiliate says, not what the call says', async () => {
		const node = await trigger();
		await activate(node);
		const { id } = await addConversion();
		const claimed = { id, external_id: 'ORD_1', amount: 9_999_999, commissions: [] };
		expect(
			await send(node, claimed, { query: `?token=${SECRET}&event=conversion-created` }),
		).toEqual({ status: 200, text: 'ok' });
		await until(() => node.emitted.length > 0);
		expect(given(node)).toMatchObject([
			{
				system: 'tapfiliate',
				externalId: String(id),
				event: { object: 'conversion', name: 'conversion-created', checkedBy: 'reading' },
				conversion: {
					orderId: 'ORD_1',
					amount: { amount: '100.00', currency: 'EUR' },
					status: 'pending',
				},
			},
		]);
	});

	it('starts one run for one state, however often it is told', async () => {
		const node = await trigger();
		await activate(node);
		const { id } = await addConversion();
		const told = { id, external_id: 'ORD_1', commissions: [] };
		for (let time = 0; time < 3; time += 1) await send(node, told);
		await until(async () => (await inboxOf(node)).done === 3);
		expect(given(node)).toHaveLength(1);

		await approve();
		await send(node, told);
		await until(() => node.emitted.length === 2);
		expect(given(node)[1]?.conversion.status).toBe('approved');
	});

	it('finds the conversion of a commission, and affiliates', async () => {
		const node = await trigger();
		await activate(node);
		const { id } = await addConversion();
		await send(node, { id: 7, amount: 10, commission_type: 'default', conversion: { id } });
		await send(node, { id: 'joli', firstname: 'Jo', lastname: 'Li' });
		await until(() => node.emitted.length === 2);
		expect(given(node).map(({ event, externalId }) => [event.object, externalId])).toEqual([
			['conversion', String(id)],
			['affiliate', 'joli'],
		]);
	});

	it.each([
		['without a token', ''],
		['with a wrong token', '?token=guessed-and-wrong-1'],
		['with an empty token', '?token='],
	])('refuses a call %s and keeps nothing', async (_name, query) => {
		const node = await trigger();
		expect(await send(node, { id: 1, commissions: [] }, { query })).toEqual({
			status: 401,
			text: 'refused',
		});
		expect(await inboxOf(node)).toMatchObject({ waiting: 0, done: 0 });
		expect(node.logs.join()).not.toContain(SECRET);
	});

	it('refuses every call while the secret is empty', async () => {
		const node = await trigger({}, { secret: '' });
		expect((await send(node, { id: 1, commissions: [] }, { query: '?token=' })).status).toBe(401);
		expect((await send(node, { id: 1, commissions: [] }, { query: '' })).status).toBe(401);
	});

	it('takes the token as a header too', async () => {
		const node = await trigger();
		const answer = await fetch(node.url, {
			method: 'POST',
			body: JSON.stringify({ id: 1, commissions: [] }),
			headers: { 'content-type': 'application/json', 'x-affiliate-token': SECRET },
		});
		expect(answer.status).toBe(200);
	});

	it.each([
		['no JSON', '<html>', 'application/json'],
		['a list', '[1, 2]', 'application/json'],
		['about a customer', '{"customer_id":"c1","status":"new"}', 'application/json'],
	])('passes over what is %s', async (_name, body, type) => {
		const node = await trigger();
		expect(await send(node, body, { type })).toEqual({ status: 200, text: 'ignored' });
		expect(await inboxOf(node)).toMatchObject({ waiting: 0 });
	});

	it('passes over what it was not asked for', async () => {
		const node = await trigger({ objects: ['affiliate'] });
		expect((await send(node, { id: 1, commissions: [] })).text).toBe('ignored');
	});

	it('tries again while Tapfiliate has no such conversion, or cannot be asked', async () => {
		const node = await trigger({ options: { apiBaseUrl: simulator.url, maxAttempts: 1 } });
		const close = await activate(node);
		await send(node, { id: 404, external_id: 'ORD_404', commissions: [] });
		await until(async () => (await inboxOf(node)).dead === 1);
		expect(given(node)).toEqual([]);
		expect(node.logs.join()).toContain('The platform has no such conversion');

		await addConversion('ORD_404');
		await close();
		await activate(node);
		await until(() => node.emitted.length === 1);
		expect(given(node)[0]?.conversion.orderId).toBe('ORD_404');
	});

	it('gives a state again whose run has failed', async () => {
		let status: 'error' | 'success' = 'error';
		const node = await open({
			nodeType: new AffiliatePlatformTrigger(),
			parameters: {
				platform: 'tapfiliate',
				path: 'platform-events',
				objects: ['conversion'],
				options: { apiBaseUrl: simulator.url, maxAttempts: 1 },
			},
			credentials: {
				platformWebhookSecretApi: { secret: SECRET },
				tapfiliateRestApi: { apiKey: 'key-1' },
			},
			credentialTypes: [new TapfiliateRestApi()],
			runStatus: () => status,
		});
		await activate(node);
		const { id } = await addConversion();
		await send(node, { id, external_id: 'ORD_1', commissions: [] });
		await until(async () => (await inboxOf(node)).dead === 1);
		status = 'success';
		await send(node, { id, external_id: 'ORD_1', commissions: [] });
		await until(() => node.emitted.length === 2);
	});

	it('shows a test call read again, and stores nothing', async () => {
		const node = await trigger({}, { mode: 'manual' });
		const { id } = await addConversion();
		await send(node, { id, external_id: 'ORD_1', commissions: [] });
		const [run = []] = node.started;
		const items = await node.runTest(run);
		expect(items).toMatchObject([{ json: { platform: { conversion: { orderId: 'ORD_1' } } } }]);
		expect(await inboxOf(node)).toMatchObject({ waiting: 0, done: 0 });
	});

	it('has nothing to register', async () => {
		const node = await trigger();
		expect(await node.hook('checkExists')).toBe(true);
	});
});

describe('a trigger for PartnerStack', () => {
	let simulator: PartnerStackSimulator;

	beforeEach(async () => {
		simulator = await startPartnerStackSimulator(KEYS);
		simulator.addGroup({ key: 'main', name: 'Affiliates' });
		simulator.addPartnership({
			key: 'part_joli',
			partnerKey: 'joli',
			email: 'jo@example.com',
			group: 'main',
		});
	});

	afterEach(async () => await simulator.close());

	const trigger = async (parameters: INodeParameters = {}, secret = SECRET): Promise<LiveNode> =>
		await open({
			nodeType: new AffiliatePlatformTrigger(),
			parameters: {
				platform: 'partnerStack',
				path: 'platform-events',
				objects: ['affiliate', 'conversion'],
				registerEvents: true,
				options: { apiBaseUrl: simulator.url },
				...parameters,
			},
			credentials: {
				platformWebhookSecretApi: { secret },
				partnerStackApi: KEYS,
			},
			credentialTypes: [new PartnerStackApi()],
			webhookBaseUrl: PUBLIC,
		});

	it('registers its address with the secret, and takes it away', async () => {
		const node = await trigger();
		expect(await node.hook('checkExists')).toBe(false);
		expect(await node.hook('create')).toBe(true);
		const [webhook] = simulator.webhooks();
		expect(webhook?.['target_url']).toMatch(
			/^https:\/\/n8n\.example\.com\/webhook\/.*platform-events\?token=sixteen-random-letters$/,
		);
		await node.hook('create');
		expect(simulator.webhooks()).toHaveLength(1);
		expect(await node.hook('delete')).toBe(true);
		expect(simulator.webhooks()).toEqual([]);
	});

	it('registers nothing where it is told not to', async () => {
		const node = await trigger({ registerEvents: false });
		expect(await node.hook('checkExists')).toBe(true);
	});

	it('refuses to be published with a secret that can be guessed', async () => {
		const node = await trigger({}, 'short');
		await expect(node.hook('create')).rejects.toMatchObject({
			message: expect.stringMatching(/too short/) as string,
		});
		expect(simulator.webhooks()).toEqual([]);
	});

	it('gives affiliates that PartnerStack tells of', async () => {
		const node = await trigger();
		await activate(node);
		const event = { event: 'partnership.created', key: 'part_joli', email: 'forged@example.com' };
		expect((await send(node, event)).status).toBe(200);
		await until(() => node.emitted.length === 1);
		expect(given(node)).toMatchObject([
			{
				event: { name: 'partnership.created', checkedBy: 'reading' },
				affiliate: { id: 'part_joli', email: 'jo@example.com' },
			},
		]);
	});
});

describe('a trigger for Refersion', () => {
	const SIGNING = 'whsec-of-refersion-1';
	const CONVERSION = {
		id: 77,
		order_id: 'ORD_1',
		status: 'APPROVED',
		total: '100.00',
		commission_total: '10.00',
		currency: 'EUR',
		created: '2026-11-20 09:00:00',
		affiliate: { id: 4_000_123, code: 'k9x2' },
	};

	const trigger = async (): Promise<LiveNode> =>
		await open({
			nodeType: new AffiliatePlatformTrigger(),
			parameters: { platform: 'refersion', path: 'platform-events', objects: ['conversion'] },
			credentials: { platformWebhookSecretApi: { secret: SIGNING } },
		});

	async function deliver(
		node: LiveNode,
		{ topic = 'APPROVED_CONVERSION', secret = SIGNING, body = CONVERSION as object } = {},
	): Promise<number> {
		const text = JSON.stringify(body);
		const signature = createHmac('sha256', secret).update(text).digest('base64');
		const answer = await fetch(node.url, {
			method: 'POST',
			body: text,
			headers: {
				'content-type': 'application/json',
				'refersion-topic': topic,
				'refersion-signature': signature,
			},
		});
		return answer.status;
	}

	it('believes what is signed, once', async () => {
		const node = await trigger();
		await activate(node);
		expect(await deliver(node)).toBe(200);
		expect(await deliver(node)).toBe(200);
		await until(() => node.emitted.length === 1);
		await until(async () => (await inboxOf(node)).done === 1);
		expect(given(node)).toMatchObject([
			{
				system: 'refersion',
				event: { object: 'conversion', name: 'APPROVED_CONVERSION', checkedBy: 'signature' },
				conversion: { orderId: 'ORD_1', amount: { amount: '100.00' } },
			},
		]);
	});

	it('refuses what is signed with another secret, or not at all', async () => {
		const node = await trigger();
		expect(await deliver(node, { secret: 'guessed' })).toBe(401);
		const bare = await fetch(`${node.url}?token=${SIGNING}`, { method: 'POST', body: '{}' });
		expect(bare.status).toBe(401);
		expect(await inboxOf(node)).toMatchObject({ waiting: 0 });
	});

	it('passes over what it was not asked for, and sets aside what it cannot read', async () => {
		const node = await open({
			nodeType: new AffiliatePlatformTrigger(),
			parameters: {
				platform: 'refersion',
				path: 'platform-events',
				objects: ['conversion'],
				options: { maxAttempts: 1 },
			},
			credentials: { platformWebhookSecretApi: { secret: SIGNING } },
		});
		await activate(node);
		expect(await deliver(node, { topic: 'NEW_AFFILIATE' })).toBe(200);
		expect(await deliver(node, { body: { nothing: true } })).toBe(200);
		await until(async () => (await inboxOf(node)).dead === 1);
		expect(node.emitted).toEqual([]);
	});
});
