import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { closeWorkspaceStores, workspaceStore } from '../../../nodes/shared/workspaceStore';
import { testUserFolder } from '../../support/runNode';
import { liveNode, type LiveNode, type LiveNodeOptions } from '../shared/liveNode';

const nodes: LiveNode[] = [];
const closings: Array<() => Promise<void>> = [];
let workflows = 0;

/** A trigger of a workflow of its own; closed after the test. */
export async function open(options: Omit<LiveNodeOptions, 'workflowId'> = {}): Promise<LiveNode> {
	workflows += 1;
	const node = await liveNode({ workflowId: `workflow-${workflows}`, ...options });
	nodes.push(node);
	return node;
}

/** Publishes the workflow; it is switched off after the test, or by the function returned. */
export async function activate(node: LiveNode): Promise<() => Promise<void>> {
	const close = await node.activate();
	closings.push(close);
	return close;
}

export function closeAfterwards(): void {
	afterEach(async () => {
		await Promise.all(closings.splice(0).map(async (close) => await close()));
		await Promise.all(nodes.splice(0).map(async (node) => await node.close()));
	});
	afterAll(closeWorkspaceStores);
}

/** The embedded store that triggers without a credential share. */
export async function embeddedStore() {
	expect(process.env.N8N_USER_FOLDER).toBe(testUserFolder());
	return await workspaceStore({
		getNode: () => ({ credentials: {} }) as INode,
		getCredentials: async () => await Promise.reject(new Error('there is no credential')),
	});
}

/** What the embedded store holds for the trigger. */
export async function inboxOf(node: LiveNode) {
	return await (await embeddedStore()).inbox.counts(node.consumer);
}

export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
	for (let turn = 0; turn < 400; turn += 1) {
		if (await isTrue()) return;
		await pause(10);
	}
	throw new Error('It did not come to be');
}

/** Signature of a body under the secret of the test. */
export function sign(body: string, secret = 'secret'): string {
	return createHmac('sha256', secret).update(body).digest('base64');
}

export interface Delivery {
	readonly topic?: string;
	readonly id?: string;
	readonly shop?: string;
	readonly signature?: string | null;
}

export async function sendShopify(node: LiveNode, body: unknown, delivery: Delivery = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const { signature = sign(text) } = delivery;
	const answer = await fetch(node.url, {
		method: 'POST',
		body: text,
		headers: {
			'content-type': 'application/json',
			'x-shopify-topic': delivery.topic ?? 'orders/paid',
			'x-shopify-shop-domain': delivery.shop ?? 'demo.myshopify.com',
			'x-shopify-webhook-id': delivery.id ?? 'delivery-1',
			...(signature === null ? {} : { 'x-shopify-hmac-sha256': signature }),
		},
	});
	return { status: answer.status, text: await answer.text() };
}

export async function sendWoo(node: LiveNode, body: string, headers: Record<string, string> = {}) {
	const answer = await fetch(node.url, {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/json', ...headers },
	});
	return { status: answer.status, text: await answer.text() };
}

/** Headers of a signed order.updated. */
export function wooHeaders(body: string): Record<string, string> {
	return {
		'x-wc-webhook-topic': 'order.updated',
		'x-wc-webhook-source': 'https://shop.example.com/',
		'x-wc-webhook-delivery-id': 'woo-1',
		'x-wc-webhook-signature': sign(body),
	};
}
