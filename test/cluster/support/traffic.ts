import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { BROWSING_MILLISECONDS, shopifyOrder } from '../../../scripts/demo/shopify-order.ts';
import { deliver } from '../../../scripts/demo/shopify-sender.ts';
import type { Cluster } from './cluster.ts';

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };

const BROWSER = {
	'user-agent':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
	accept: 'text/html,application/xhtml+xml',
};

/** A visitor of a tracked link, as far as the shop. */
export interface Visit {
	readonly clickId: string;
	/** Path and query of the shop's page. */
	readonly landingSite: string;
}

/** Follows the tracked link through one of the processes that serve webhooks. */
export async function visit(cluster: Cluster, member: 'main' | 'webhook'): Promise<Visit> {
	const url = `${cluster.webhook(member, DEMO.paths.clicks)}?l=${DEMO.linkCode}`;
	const answer = await axios.get(url, {
		headers: BROWSER,
		maxRedirects: 0,
		proxy: false,
		timeout: 20_000,
		validateStatus: () => true,
	});
	if (answer.status !== 302) throw new Error(`${member} answered a click with ${answer.status}`);
	const target = new URL(String(answer.headers['location']));
	const clickId = target.searchParams.get('aff_click');
	if (clickId === null) throw new Error(`${member} sent a visitor on without a click`);
	return { clickId, landingSite: `${target.pathname}${target.search}` };
}

/** A signed delivery of one order, to be sent as often and to whom the test likes. */
export interface OrderDelivery {
	readonly orderId: string;
	send(member: 'main' | 'webhook'): Promise<number>;
}

let lastId = Date.now();

export function orderOf(cluster: Cluster, { landingSite }: Visit): OrderDelivery {
	lastId += 1_000;
	const id = lastId;
	const body = shopifyOrder({
		id,
		number: id % 100_000,
		email: `cluster.${id}@customer.example`,
		landingSite,
		paidAt: new Date(Date.now() + BROWSING_MILLISECONDS).toISOString(),
	});
	const deliveryId = randomUUID();
	return {
		orderId: String(id),
		send: async (member) =>
			await deliver(SENDER, {
				url: cluster.webhook(member, DEMO.paths.orders),
				topic: 'orders/paid',
				body,
				deliveryId,
			}),
	};
}
