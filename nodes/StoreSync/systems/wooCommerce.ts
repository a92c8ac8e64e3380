import {
	addOrderNote,
	DEFAULT_OWN_MARKS,
	ensureCoupon,
	findCustomer,
	readStock,
	writeCustomerMeta,
	writeOrderMeta,
	type WooClient,
} from '../../../lib/connectors/woocommerce';
import { combined } from '../outcome';
import { wooStoreOrder } from './storeOrder';
import { changedTags, type StoreFields, type StoreSystem } from './storeSystem';

const { metaPrefix } = DEFAULT_OWN_MARKS;

/** WooCommerce has no tags of customers: ours are a list in one meta. */
const TAGS = 'tags';

/** Orders and customers by meta with our own mark. */
export function wooSystem(client: WooClient, storeKey: string): StoreSystem {
	return {
		value: 'wooCommerce',
		name: 'WooCommerce',
		storeKey,
		readOrder: async (orderId) => await wooStoreOrder(client, storeKey, orderId),
		writeOrder: async (orderId, { fields, note }) =>
			combined([
				await writeOrderMeta(client, orderId, marked(fields)),
				...(note === null ? [] : [await addOrderNote(client, orderId, note)]),
			]),
		findCustomer: async (email) => {
			const customer = await findCustomer(client, email);
			if (customer === null) return null;
			const { id, role, isPaying, meta } = customer;
			const { [TAGS]: tags = '', ...fields } = unmarked(meta);
			return { id, tags: listed(tags), fields, facts: { role, isPaying } };
		},
		updateTags: async ({ id, tags }, change) => {
			const now = changedTags(tags, change).join(', ');
			return await writeCustomerMeta(client, id, marked({ [TAGS]: now === '' ? null : now }));
		},
		setFields: async ({ id }, fields) => await writeCustomerMeta(client, id, marked(fields)),
		setConsent: null,
		ensureCoupon: async ({ title, discount, startsAt: _startsAt, ...terms }) =>
			await ensureCoupon(client, { ...terms, description: title, value: discount }),
		readStock: async (sku) => {
			const stock = await readStock(client, { sku });
			if (stock === null) return null;
			const { id, isTracked, quantity, inStock } = stock;
			return { id, sku: stock.sku, isTracked, quantity, isInStock: inStock, locations: [] };
		},
	};
}

function marked(fields: StoreFields): Record<string, string | null> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [`${metaPrefix}${name}`, value]),
	);
}

function unmarked(meta: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(meta).map(([key, value]) => [
			key.startsWith(metaPrefix) ? key.slice(metaPrefix.length) : key,
			value,
		]),
	);
}

function listed(text: string): string[] {
	return text
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}
