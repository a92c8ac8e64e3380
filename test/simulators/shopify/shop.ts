import { disputeRecords, orderRecord } from './order-node.ts';
import type { DescribedCustomer, DescribedOrder } from './described-order.ts';

export type ShopRecord = Record<string, unknown>;

export interface SimulatedMetafield {
	readonly __typename: 'Metafield';
	readonly id: string;
	readonly ownerId: string;
	readonly namespace: string;
	readonly key: string;
	readonly type: string;
	readonly value: string;
	readonly compareDigest: string;
}

export interface SimulatedWebhook {
	readonly __typename: 'WebhookSubscription';
	readonly id: string;
	readonly topic: string;
	readonly uri: string;
	readonly filter: string | null;
	readonly includeFields: readonly string[];
	readonly apiVersion: { readonly handle: string };
}

export interface SimulatedVariant {
	readonly id: number;
	readonly sku: string | null;
	readonly isTracked: boolean;
	/** Quantities by location, and in each by Shopify's name. */
	readonly locations: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface SimulatedCustomer extends DescribedCustomer {
	readonly orderCount?: number;
	readonly spent?: string;
	/** Such as SUBSCRIBED. */
	readonly marketingState?: string;
	readonly marketingUpdatedAt?: string | null;
}

/** The data of one shop. */
export class Shop {
	readonly orders = new Map<string, ShopRecord>();

	readonly customers = new Map<string, ShopRecord>();

	readonly disputes = new Map<string, ShopRecord>();

	readonly variants = new Map<string, ShopRecord>();

	readonly discounts = new Map<string, ShopRecord>();

	readonly metafields = new Map<string, SimulatedMetafield>();

	readonly webhooks = new Map<string, SimulatedWebhook>();

	readonly currency: string;

	private readonly now: () => number;

	private lastId = 5_000;

	constructor(currency: string, now: () => number) {
		this.currency = currency;
		this.now = now;
	}

	nextId(type: string): string {
		this.lastId += 1;
		return `gid://shopify/${type}/${this.lastId}`;
	}

	/** Shopify keeps whole seconds. */
	timestamp(): string {
		return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
	}

	addOrder(order: DescribedOrder): ShopRecord {
		const record = orderRecord(order);
		this.orders.set(String(record['id']), record);
		for (const dispute of disputeRecords(order)) this.disputes.set(String(dispute['id']), dispute);
		return record;
	}

	addCustomer(customer: SimulatedCustomer): ShopRecord {
		const record: ShopRecord = {
			__typename: 'Customer',
			id: `gid://shopify/Customer/${customer.id}`,
			legacyResourceId: String(customer.id),
			tags: [...(customer.tags ?? [])],
			// A 64-bit number is written as text.
			numberOfOrders: String(customer.orderCount ?? 0),
			amountSpent: { amount: customer.spent ?? '0.0', currencyCode: this.currency },
			defaultEmailAddress:
				customer.email === null
					? null
					: {
							emailAddress: customer.email,
							marketingState: customer.marketingState ?? 'NOT_SUBSCRIBED',
							marketingOptInLevel: null,
							marketingUpdatedAt: customer.marketingUpdatedAt ?? null,
						},
			updatedAt: this.timestamp(),
		};
		this.customers.set(String(record['id']), record);
		return record;
	}

	addVariant(variant: SimulatedVariant): void {
		const levels = Object.entries(variant.locations).map(([name, quantities], index) => ({
			__typename: 'InventoryLevel',
			id: `gid://shopify/InventoryLevel/${variant.id}${index}`,
			updatedAt: this.timestamp(),
			location: { id: `gid://shopify/Location/${index + 1}`, name },
			quantities: Object.entries(quantities).map(([key, quantity]) => ({ name: key, quantity })),
		}));
		const sellable = Object.values(variant.locations).reduce(
			(sum, { available = 0 }) => sum + available,
			0,
		);
		const id = `gid://shopify/ProductVariant/${variant.id}`;
		this.variants.set(id, {
			__typename: 'ProductVariant',
			id,
			sku: variant.sku,
			inventoryQuantity: sellable,
			inventoryItem: {
				__typename: 'InventoryItem',
				id: `gid://shopify/InventoryItem/${variant.id}`,
				tracked: variant.isTracked,
				inventoryLevels: levels,
			},
		});
	}

	/** A refund, wherever its order is. */
	findRefund(id: string): ShopRecord | undefined {
		for (const order of this.orders.values()) {
			const refunds = order['refunds'] as readonly ShopRecord[];
			const found = refunds.find((refund) => refund['id'] === id);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	/** Any record by its global id. */
	find(id: string): ShopRecord | undefined {
		return (
			this.orders.get(id) ??
			this.customers.get(id) ??
			this.disputes.get(id) ??
			this.variants.get(id) ??
			this.findRefund(id)
		);
	}

	/** Notes that a record changed; Shopify would send a webhook now. */
	touch(record: ShopRecord): void {
		record['updatedAt'] = this.timestamp();
	}

	metafieldsOf(ownerId: string): SimulatedMetafield[] {
		return [...this.metafields.values()].filter((field) => field.ownerId === ownerId);
	}
}
