import {
	readOrder as readMagentoOrder,
	readOrdersById,
	type MagentoClient,
} from '../../../lib/connectors/magento';
import { readOrder as readShopifyOrder, type ShopifyClient } from '../../../lib/connectors/shopify';
import { readOrder as readWooOrder, type WooClient } from '../../../lib/connectors/woocommerce';
import { AffiliateError, parseInstant } from '../../../lib/kernel';
import {
	magentoOrderRead,
	magentoRefundRead,
	originalOrderIdOf,
} from '../../../lib/mapping/magento';
import { shopifyGraphqlOrder } from '../../../lib/mapping/shopify/graphql';
import type { StoreHappening } from '../../../lib/mapping/store-happening';
import { wooOrderRead } from '../../../lib/mapping/woocommerce';
import type { Order } from '../../../lib/model/order';
import type { Refund } from '../../../lib/model/refund';
import { magentoError } from '../../shared/storeChanges';

/** An order as the store has it now. */
export interface StoreOrder {
	readonly order: Order;
	/** Oldest first. WooCommerce's lists of them name no lines. */
	readonly refunds: readonly Refund[];
	/** Whether Shopify has worked out the customer's visits; null for stores and orders without. */
	readonly journey: 'ready' | 'pending' | null;
}

/** Any time before the first order: what is read is the order, not what is new of it. */
const EVER = parseInstant('1970-01-01T00:00:00Z');

/** Null for an unknown order. Throws what reading throws, and `invalid_input` for an unreadable one. */
export async function shopifyStoreOrder(
	client: ShopifyClient,
	storeKey: string,
	orderId: string,
): Promise<StoreOrder | null> {
	const found = await readShopifyOrder(client, orderId);
	if (found === null) return null;
	const { order, refunds, journey } = shopifyGraphqlOrder(found.order, storeKey);
	if (journey === null) return { order, refunds, journey: null };
	return { order: journey.order, refunds, journey: journey.isReady ? 'ready' : 'pending' };
}

/** As `shopifyStoreOrder`. */
export async function wooStoreOrder(
	client: WooClient,
	storeKey: string,
	orderId: string,
): Promise<StoreOrder | null> {
	const found = await readWooOrder(client, orderId);
	return found === null ? null : storeOrder(wooOrderRead(found, storeKey, [], EVER));
}

/** As `shopifyStoreOrder`; an edited order with the traces of the one that it replaces. */
export async function magentoStoreOrder(
	client: MagentoClient,
	storeKey: string,
	orderId: string,
): Promise<StoreOrder | null> {
	const found = await readMagentoOrder(client, orderId);
	if (!found.ok) {
		if (found.failure.status === 404) return null;
		throw magentoError(found.failure);
	}
	const { order, creditMemos } = found.value;
	const originalId = originalOrderIdOf(order);
	const originals = await readOrdersById(client, originalId === null ? [] : [originalId]);
	if (!originals.ok) throw magentoError(originals.failure);
	const original = originals.value.get(originalId ?? '') ?? null;
	return storeOrder([
		...magentoOrderRead(order, storeKey, { createdSince: EVER, original }),
		...creditMemos.flatMap((memo) => magentoRefundRead(memo, order, storeKey)),
	]);
}

function storeOrder(happenings: readonly StoreHappening[]): StoreOrder {
	const order = happenings.find((happening) => happening.order !== undefined)?.order;
	if (order === undefined) {
		throw new AffiliateError('The order says nothing', { code: 'empty_event' });
	}
	const refunds = happenings.flatMap(({ kind, refund }) =>
		kind === 'refund.created' && refund !== undefined ? [refund] : [],
	);
	return { order, refunds, journey: null };
}
