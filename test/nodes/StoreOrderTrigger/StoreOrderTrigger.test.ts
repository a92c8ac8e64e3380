import { setTimeout as pause } from 'node:timers/promises';
import { resolveWebhookDescriptionField } from 'n8n-workflow';
import { testStoreWebhookSecret } from '../../../nodes/StoreOrderTrigger/credentialTest';
import { runOutcome } from '../../../nodes/shared/pump/runEnding';
import { StoreOrderTrigger } from '../../../nodes/StoreOrderTrigger/StoreOrderTrigger.node';
import { pathWebhook } from '../../../nodes/shared/pathWebhook';
import { shopifyOrderBody } from '../../support/shopify-payloads';
import { activate, closeAfterwards, inboxOf, open, sendShopify, until } from './deliveries';

closeAfterwards();

describe('the published trigger', () => {
	it('starts the workflow with event and order as soon as the webhook came', async () => {
		const node = await open();
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(() => node.emitted.length === 1);
		const [[[item] = []] = []] = node.emitted;
		expect(Object.keys(item?.json ?? {})).toEqual(['event', 'order']);
		expect(item?.json).toMatchObject({
			event: { kind: 'order.paid', storeKey: 'demo.myshopify.com' },
			order: { orderNumber: '#1001', totals: { total: { amount: '100.00', currency: 'EUR' } } },
		});
		await until(async () => (await inboxOf(node)).done === 1);
	});

	it('starts with what came before it was published or while n8n was down', async () => {
		const node = await open();
		await sendShopify(node, shopifyOrderBody());
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 1);
		expect(node.emitted).toHaveLength(1);
	});

	it('keeps an event whose run did not succeed for another try', async () => {
		const node = await open({ runStatus: () => 'error' });
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(async () => node.emitted.length === 1 && (await inboxOf(node)).waiting === 1);
	});

	it('sets an event aside after the last try', async () => {
		const node = await open({
			runStatus: () => 'crashed',
			parameters: { options: { maxAttempts: 1 } },
		});
		await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(async () => (await inboxOf(node)).dead === 1);
		expect(node.logs.join()).toContain("The workflow ended as 'crashed'");
	});

	it('gives again what was set aside when it is published again, not when n8n starts', async () => {
		let status: 'crashed' | 'success' = 'crashed';
		const node = await open({
			runStatus: () => status,
			parameters: { options: { maxAttempts: 1 } },
		});
		const close = await activate(node);
		await sendShopify(node, shopifyOrderBody());
		await until(async () => (await inboxOf(node)).dead === 1);
		await close();
		status = 'success';
		const closeAfterStart = await node.activate('init');
		await pause(50);
		expect((await inboxOf(node)).dead).toBe(1);
		await closeAfterStart();
		await activate(node);
		await until(async () => (await inboxOf(node)).done === 1);
		expect(node.emitted).toHaveLength(2);
	});

	it('gives nothing more after it was switched off', async () => {
		const node = await open();
		const close = await activate(node);
		await close();
		await sendShopify(node, shopifyOrderBody());
		await pause(50);
		expect(node.emitted).toEqual([]);
		expect((await inboxOf(node)).waiting).toBe(1);
	});

	it.each([
		['success', 'done'],
		['waiting', 'done'],
		['error', 'retry'],
		['crashed', 'retry'],
		['canceled', 'retry'],
		['unknown', 'retry'],
	] as const)('takes a run that ended as %s for %s', (status, outcome) => {
		expect(runOutcome({ status } as Parameters<typeof runOutcome>[0]).outcome).toBe(outcome);
	});

	it('does not give an event again that the workflow ended for good', () => {
		const ended = (type: string) =>
			runOutcome({
				status: 'error',
				data: { resultData: { error: { type, message: 'Other amounts' } } },
			} as unknown as Parameters<typeof runOutcome>[0]).outcome;
		expect(ended('final')).toBe('done');
		expect(ended('other')).toBe('retry');
	});

	it('takes a run without a result for one to try again', () => {
		expect(runOutcome(undefined).outcome).toBe('retry');
	});
});

describe('a test event', () => {
	const parameters = { events: ['order.paid', 'order.updated'] };

	it('comes through the run that n8n starts, all its items together, and is not stored', async () => {
		const node = await open({ mode: 'manual', parameters });
		const answer = await sendShopify(node, shopifyOrderBody(), { topic: 'orders/updated' });
		expect(answer).toEqual({ status: 200, text: 'ok' });
		expect(node.started).toHaveLength(1);
		const items = await node.runTest(node.started[0] ?? []);
		const kinds = items.map(({ json }) => (json.event as { kind: string }).kind);
		expect(kinds).toEqual(['order.paid', 'order.updated']);
		expect(await inboxOf(node)).toEqual({ waiting: 0, claimed: 0, done: 0, dead: 0 });
	});

	it('that cannot be read tells why and leaves the listener waiting', async () => {
		const node = await open({ mode: 'manual', parameters });
		const answer = await sendShopify(node, 'no json');
		expect(answer).toEqual({ status: 422, text: 'The body is not JSON' });
		expect(node.started).toEqual([]);
	});

	it('with a wrong signature is refused like any other', async () => {
		const node = await open({ mode: 'manual', parameters });
		const { status } = await sendShopify(node, shopifyOrderBody(), { signature: null });
		expect(status).toBe(401);
		expect(node.started).toEqual([]);
	});

	it('that came to another process is explained instead of waited for', async () => {
		const node = await open({ mode: 'manual', parameters });
		await expect(node.runTest([[]])).rejects.toMatchObject({
			message: 'The test event is in another process',
		});
	});
});

describe('the test of the credential', () => {
	const test = (data: Record<string, string>) =>
		testStoreWebhookSecret({ id: '1', name: 'secret', type: 'storeWebhookSecretApi', data });

	it.each([
		[{ secret: 'abc', previousSecret: '' }, 'OK'],
		[{ secret: 'abc', previousSecret: 'old' }, 'OK'],
		[{ secret: '' }, 'Error'],
		[{ secret: 'abc\n' }, 'Error'],
		[{ secret: 'abc', previousSecret: ' old' }, 'Error'],
	])('of %j says %s and repeats no secret', (data, status) => {
		const result = test(data);
		expect(result.status).toBe(status);
		expect(result.message).not.toContain('abc');
	});
});

describe('the description of the trigger', () => {
	const { description } = new StoreOrderTrigger();

	it('takes the path from its parameter without an expression', () => {
		const [webhook = pathWebhook({ name: 'default', httpMethod: 'POST' })] =
			description.webhooks ?? [];
		const node = { parameters: { path: 'my-orders' } };
		expect(resolveWebhookDescriptionField(node, webhook, 'path')).toEqual({
			resolved: true,
			value: 'my-orders',
		});
		expect(webhook).toMatchObject({ name: 'default', httpMethod: 'POST', isFullPath: true });
	});

	it('falls back to an expression where n8n knows nothing better', () => {
		expect(pathWebhook({ name: 'default', httpMethod: 'POST' }, {}).path).toBe(
			'={{$parameter["path"]}}',
		);
	});

	it('is above version 1, for which n8n evaluates an expression per delivery', () => {
		expect(description.version).toBe(2);
	});
});
