import { AffiliateError, parseInstant, type Instant } from '../../kernel';
import type { Dispute, DisputeStatus } from '../../model/dispute';
import { parseModel } from '../../model/parse';
import { storeAmount } from '../store-amount';
import type { StoreDelivery } from '../store-delivery';
import { shopifyDisputeSchema, type ShopifyDispute } from './schema';

/**
 * How Shopify's statuses end a dispute. A charge that the merchant refunded ends it without the
 * bank taking anything; the refund itself is told by refunds/create. Any other status, such as
 * "prevented", which does not say whether money went back, leaves the dispute open for a person.
 */
const CLOSED: Readonly<Record<string, DisputeStatus>> = {
	won: 'won',
	charge_refunded: 'won',
	lost: 'lost',
	accepted: 'lost',
};

/**
 * A Shopify Payments dispute (body of disputes/create and disputes/update) as it stands (C29); null
 * when it belongs to no order. Throws `invalid_input`.
 */
export function shopifyDispute(body: unknown, delivery: StoreDelivery): Dispute | null {
	const source = parseModel(shopifyDisputeSchema, body, 'dispute');
	if (source.order_id === null) return null;
	const openedAt = instantOf(source.initiated_at);
	const finalizedAt = source.finalized_on === null ? null : dayOrInstant(source.finalized_on);
	return {
		platform: 'shopify',
		storeKey: delivery.storeKey,
		disputeId: source.id,
		orderId: source.order_id,
		status: statusOf(source),
		reason: source.reason,
		currency: source.currency,
		amount: storeAmount(source.amount, source.currency),
		openedAt,
		updatedAt: finalizedAt ?? delivery.triggeredAt ?? delivery.receivedAt,
	};
}

function statusOf({ status }: ShopifyDispute): DisputeStatus {
	const name = status.toLowerCase();
	return (Object.hasOwn(CLOSED, name) ? CLOSED[name] : undefined) ?? 'open';
}

function instantOf(text: string): Instant {
	try {
		return parseInstant(text);
	} catch {
		throw new AffiliateError('The dispute has no readable date', {
			code: 'invalid_input',
			path: 'dispute.initiated_at',
		});
	}
}

/** Shopify writes a day where it means one; null when it is neither. */
function dayOrInstant(text: string): Instant | null {
	try {
		return parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
	} catch {
		return null;
	}
}
