import type { Resolver } from './execute.ts';
import { ShopifyError } from './shopify-error.ts';
import type { Shop, ShopRecord } from './shop.ts';

/** How many entries of a list Shopify pages through before it ends. */
export const LONGEST_LIST = 25_000;

/** The root fields that can be read. */
export function queryFields(
	shop: Shop,
	options: { readonly scopes: readonly string[]; readonly longestList: number },
): Readonly<Record<string, Resolver>> {
	return {
		orders: ({ query, sortKey }) => listOrders(shop, query, sortKey, options.longestList),
		order: ({ id }) => shop.orders.get(gidOf(id, 'Order')) ?? null,
		refund: ({ id }) => shop.findRefund(gidOf(id, 'Refund')) ?? null,
		node: ({ id }) => shop.find(gidOf(id)) ?? null,
		nodes: ({ ids }) => idList(ids).map((id) => shop.find(gidOf(id)) ?? null),
		customer: ({ id }) => withMetafields(shop, shop.customers.get(gidOf(id, 'Customer'))),
		customerByIdentifier: ({ identifier }) => customerByIdentifier(shop, identifier),
		inventoryItem: ({ id }) =>
			[...shop.variants.values()]
				.map((variant) => variant['inventoryItem'] as ShopRecord)
				.find((item) => item['id'] === id) ?? null,
		codeDiscountNodeByCode: ({ code }) => shop.discounts.get(String(code).toLowerCase()) ?? null,
		webhookSubscriptions: () => [...shop.webhooks.values()],
		shop: () => ({
			__typename: 'Shop',
			id: 'gid://shopify/Shop/1',
			name: 'Demo Shop',
			myshopifyDomain: 'demo.myshopify.com',
			currencyCode: shop.currency,
			ianaTimezone: 'Europe/Berlin',
		}),
		currentAppInstallation: () => ({
			__typename: 'AppInstallation',
			accessScopes: options.scopes.map((handle) => ({ handle })),
		}),
	};
}

/** Orders by the filter that this package writes, in the order that it asks for. */
function listOrders(
	shop: Shop,
	query: unknown,
	sortKey: unknown,
	longestList: number,
): ShopRecord[] {
	const match = /^updated_at:>='(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)'$/.exec(String(query));
	if (match === null || sortKey !== 'UPDATED_AT') {
		throw new ShopifyError('BAD_REQUEST', 'This filter of orders is not simulated');
	}
	const from = match[1] ?? '';
	return [...shop.orders.values()]
		.filter((order) => String(order['updatedAt']) >= from)
		.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
		.slice(0, longestList);
}

function placeOf(order: ShopRecord): string {
	return `${String(order['updatedAt'])} ${String(order['id'])}`;
}

function customerByIdentifier(shop: Shop, identifier: unknown): ShopRecord | null {
	const { emailAddress } = (identifier ?? {}) as { emailAddress?: unknown };
	const wanted = String(emailAddress).toLowerCase();
	const found = [...shop.customers.values()].find((customer) => {
		const address = customer['defaultEmailAddress'] as ShopRecord | null;
		return String(address?.['emailAddress']).toLowerCase() === wanted;
	});
	return withMetafields(shop, found);
}

function withMetafields(shop: Shop, record: ShopRecord | undefined): ShopRecord | null {
	if (record === undefined) return null;
	return { ...record, metafields: shop.metafieldsOf(String(record['id'])) };
}

function idList(ids: unknown): unknown[] {
	const list: unknown[] = Array.isArray(ids) ? ids : [];
	if (list.length > 250) {
		throw new ShopifyError(
			'MAX_INPUT_SIZE_EXCEEDED',
			'The input array size of is greater than the maximum allowed of 250.',
		);
	}
	return list;
}

/** Throws for what is no global id, or one of another type than the field takes. */
export function gidOf(id: unknown, type?: string): string {
	const text = String(id);
	const match = /^gid:\/\/shopify\/(\w+)\/[\w-]+$/.exec(text);
	if (match !== null && (type === undefined || match[1] === type)) return text;
	throw new ShopifyError('argumentLiteralsIncompatible', `Invalid global id '${text}'`);
}
