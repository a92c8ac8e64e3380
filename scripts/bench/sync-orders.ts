import axios from 'axios';
import type { DemoWorld } from '../demo/demo-world.ts';
import { DEMO } from '../demo/demo-settings.ts';
import { BROWSING_MILLISECONDS, shopifyOrder, type DemoOrder } from '../demo/shopify-order.ts';
import { deliver } from '../demo/shopify-sender.ts';
import { inLanes } from './sync-lanes.ts';

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };
const CLICK_LANES = 8;

/** Orders of another thousand sit in another network, as those of other customers do. */
const ID_STEP = 1_000;

let made = 0;

/** Whose click it is; each visitor has a browser of their own. */
function browserOf(index: number): Record<string, string> {
	const version = 100 + (index % 40);
	return {
		'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.${index}.0 Safari/537.36`,
		accept: 'text/html,application/xhtml+xml',
		'accept-language': 'de-DE,de;q=0.9',
	};
}

async function click(world: DemoWorld, index: number): Promise<string> {
	const answer = await axios.get(`${world.urls.clicks}?l=${DEMO.linkCode}`, {
		headers: browserOf(index),
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	const { pathname, search } = new URL(String(answer.headers['location']));
	return `${pathname}${search}`;
}

/**
 * Paid orders that have not been sent yet: each comes from a real click on the tracked link, made
 * now, and `perCustomer` of them in a row are by the same customer.
 */
export async function clickedOrders(
	world: DemoWorld,
	count: number,
	perCustomer = 1,
): Promise<DemoOrder[]> {
	const base = Date.now();
	const first = made;
	made += count;
	return await inLanes(CLICK_LANES, count, async (at): Promise<DemoOrder> => {
		const index = first + at;
		const landingSite = await click(world, index);
		const customer = first + Math.floor(at / perCustomer);
		return {
			id: base + index * ID_STEP,
			number: 10_000 + index,
			email: `customer-${customer}@mail-${customer % 97}.example`,
			landingSite,
			paidAt: new Date(base + BROWSING_MILLISECONDS + at).toISOString(),
		};
	});
}

/** Sends an order as the shop does; whether the answer was 200. */
export async function sendOrder(world: DemoWorld, order: DemoOrder): Promise<boolean> {
	const delivery = { url: world.urls.orders, topic: 'orders/paid', body: shopifyOrder(order) };
	return (await deliver(SENDER, delivery).catch(() => 0)) === 200;
}
