import type { Instant, Money } from '../../../lib/kernel';
import type { StoreOutcome } from '../outcome';
import type { StoreOrder } from './storeOrder';

/** Texts by plain name, such as `affiliate`; each store puts its own mark in front. Null takes one away. */
export type StoreFields = Readonly<Record<string, string | null>>;

/** A customer as the store knows them; without personal data but for the id. */
export interface StoreCustomer {
	readonly id: string;
	/** Our own tags, without the mark. */
	readonly tags: readonly string[];
	/** Our own fields, without the mark, as far as the store tells them with the customer. */
	readonly fields: Readonly<Record<string, string>>;
	/** Whatever else the store tells, such as the number of orders. */
	readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AffiliateCoupon {
	readonly code: string;
	/** As the admin of the store lists it. */
	readonly title: string;
	readonly discount:
		| { readonly kind: 'percentage'; readonly percent: string }
		| { readonly kind: 'fixed'; readonly amount: Money };
	/** Null for no limit. */
	readonly usageLimit: number | null;
	readonly oncePerCustomer: boolean;
	readonly startsAt: Instant;
	/** Null for no end. */
	readonly endsAt: Instant | null;
}

export interface StoreStock {
	readonly id: string;
	readonly sku: string | null;
	readonly isTracked: boolean;
	/** Decimal text; null for what the store does not count. */
	readonly quantity: string | null;
	/** Null where the store does not tell. */
	readonly isInStock: boolean | null;
	readonly locations: ReadonlyArray<{ readonly location: string; readonly available: number }>;
}

export interface OrderNote {
	readonly fields: StoreFields;
	/** One sentence for the staff; null for none. */
	readonly note: string | null;
	/** Where Shopify keeps the fields; other stores have one place. */
	readonly places: readonly string[];
}

/**
 * One store for one run. Our own writes bear marks, by which they are never read as news. Reading
 * throws `vendor_unavailable` or `vendor_refused`; all throw `invalid_input` for what cannot be.
 */
export interface StoreSystem {
	readonly value: 'shopify' | 'wooCommerce' | 'magento';
	readonly name: string;
	/** Key of the shop, as its events name it. */
	readonly storeKey: string;
	/** By the store's own id; null when there is no such order. */
	readOrder(orderId: string): Promise<StoreOrder | null>;
	writeOrder(orderId: string, order: OrderNote): Promise<StoreOutcome>;
	/** Null when there is no such customer, as for guests of WooCommerce. */
	findCustomer(email: string): Promise<StoreCustomer | null>;
	updateTags(
		customer: StoreCustomer,
		tags: { readonly add: readonly string[]; readonly remove: readonly string[] },
	): Promise<StoreOutcome>;
	setFields(customer: StoreCustomer, fields: StoreFields): Promise<StoreOutcome>;
	/** Null where the store keeps no consent that can be set. */
	readonly setConsent:
		((customer: StoreCustomer, isSubscribed: boolean, at: Instant) => Promise<StoreOutcome>) | null;
	ensureCoupon(coupon: AffiliateCoupon): Promise<StoreOutcome>;
	/** By SKU; in Shopify by variant id. Null for an unknown product. */
	readStock(product: string): Promise<StoreStock | null>;
}

/** Our own tags after a change; in the order in which they came. */
export function changedTags(
	present: readonly string[],
	{ add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): string[] {
	const gone = new Set(remove);
	return [...new Set([...present, ...add])].filter((tag) => !gone.has(tag));
}
