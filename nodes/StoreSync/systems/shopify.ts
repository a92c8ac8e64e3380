import {
	DEFAULT_OWN_MARKS,
	ensureDiscountCode,
	findCustomer,
	readOrder,
	readStock,
	setMarketingConsent,
	setMetafields,
	writeOrderDetails,
	writeTags,
	type MetafieldWrite,
	type ShopifyClient,
} from '../../../lib/connectors/shopify';
import { formatAmount, type Instant } from '../../../lib/kernel';
import { combined, doneOutcome, type StoreOutcome } from '../outcome';
import { shopifyStoreOrder } from './storeOrder';
import type { OrderNote, StoreCustomer, StoreFields, StoreSystem } from './storeSystem';

const { attributePrefix, tagPrefix } = DEFAULT_OWN_MARKS;

/** Customers and orders by tags and metafields of our namespace, orders by attributes as well. */
export function shopifySystem(client: ShopifyClient, storeKey: string): StoreSystem {
	return {
		value: 'shopify',
		name: 'Shopify',
		storeKey,
		readOrder: async (orderId) => await shopifyStoreOrder(client, storeKey, orderId),
		writeOrder: async (orderId, order) => await writeOrder(client, orderId, order),
		findCustomer: async (email) => await findShopCustomer(client, email),
		updateTags: async ({ id }, { add, remove }) =>
			await writeTags(client, { type: 'Customer', id, add: marked(add), remove: marked(remove) }),
		setFields: async ({ id }, fields) =>
			combined(await setMetafields(client, metafields('Customer', id, fields))),
		setConsent: async ({ id }, isSubscribed, at: Instant) =>
			await setMarketingConsent(client, {
				customerId: id,
				state: isSubscribed ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
				...(isSubscribed ? { level: 'SINGLE_OPT_IN' as const } : {}),
				at,
			}),
		ensureCoupon: async ({ discount, ...terms }) =>
			await ensureDiscountCode(client, { ...terms, value: discount }),
		readStock: async (variantId) => {
			const [stock] = await readStock(client, [variantId]);
			if (stock === undefined) return null;
			const { sku, isTracked, sellable, locations } = stock;
			return {
				id: stock.variantId,
				sku,
				isTracked,
				quantity: isTracked && sellable !== null ? String(sellable) : null,
				isInStock: sellable === null ? null : !isTracked || sellable > 0,
				locations: locations.map(({ location, available }) => ({ location, available })),
			};
		},
	};
}

async function writeOrder(
	client: ShopifyClient,
	orderId: string,
	{ fields, note, places }: OrderNote,
): Promise<StoreOutcome> {
	const outcomes: StoreOutcome[] = [];
	const attributes = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [`${attributePrefix}${name}`, value]),
	);
	const hasAttributes = places.includes('attributes');
	if (hasAttributes || note !== null) {
		outcomes.push(
			await writeOrderDetails(client, {
				orderId,
				...(hasAttributes ? { attributes } : {}),
				...(note === null ? {} : { note }),
			}),
		);
	}
	if (places.includes('metafields')) {
		outcomes.push(...(await setMetafields(client, metafields('Order', orderId, fields))));
	}
	if (places.includes('tags')) outcomes.push(await tagOrder(client, orderId, fields));
	return outcomes.length === 0 ? doneOutcome('unchanged', orderId) : combined(outcomes);
}

/** One tag of ours: that of an affiliate who was credited before goes. */
async function tagOrder(
	client: ShopifyClient,
	orderId: string,
	{ affiliate }: StoreFields,
): Promise<StoreOutcome> {
	const read = await readOrder(client, orderId);
	const tags: unknown = read?.order['tags'];
	const wanted = affiliate ? marked([affiliate]) : [];
	const kept = new Set(wanted.map((tag) => tag.toLowerCase()));
	const remove = (Array.isArray(tags) ? tags.map(String) : []).filter(
		(tag) => tag.toLowerCase().startsWith(tagPrefix) && !kept.has(tag.toLowerCase()),
	);
	return await writeTags(client, { type: 'Order', id: orderId, add: wanted, remove });
}

async function findShopCustomer(
	client: ShopifyClient,
	email: string,
): Promise<StoreCustomer | null> {
	const customer = await findCustomer(client, email);
	if (customer === null) return null;
	const { id, tags, metafields: own, orderCount, spent, consent } = customer;
	return {
		id,
		tags: tags.filter((tag) => tag.startsWith(tagPrefix)).map((tag) => tag.slice(tagPrefix.length)),
		fields: Object.fromEntries(own.map(({ key, value }) => [key, value])),
		facts: {
			orderCount,
			spent: formatAmount(spent),
			currency: spent.currency,
			consent: consent?.state ?? null,
		},
	};
}

/** A metafield cannot be set to nothing; what is not known is left as it is. */
function metafields(
	owner: MetafieldWrite['owner'],
	ownerId: string,
	fields: StoreFields,
): MetafieldWrite[] {
	return Object.entries(fields).flatMap(([key, value]) =>
		value === null || value === ''
			? []
			: [{ owner, ownerId, key, type: 'single_line_text_field' as const, value }],
	);
}

function marked(tags: readonly string[]): string[] {
	return tags.map((tag) => `${tagPrefix}${tag}`);
}
