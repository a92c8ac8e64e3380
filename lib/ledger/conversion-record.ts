import { sumMoney, zeroMoney, type Money } from '../kernel';
import type { Commission } from '../model/commission';
import type { Attribution } from '../model/credit';
import { withoutPerson, type Journal } from '../model/journal';
import type { Order } from '../model/order';
import type { Verdict } from '../model/verdict';
import type { Conversion, ConversionKind } from '../ports/ledger-store';
import type { Act } from './entries';
import { conversionIdOf } from './ids';

export interface ConversionInput {
	readonly order: Order;
	readonly attribution: Attribution;
	readonly verdict: Verdict | null;
	readonly commission: Commission;
	/** Keyed hash of the customer; null for an unknown one. */
	readonly customerKey: string | null;
	/** What earns; by default an order, or an action where the order names one. */
	readonly kind?: ConversionKind;
}

/** An order with this hash of its content as the ledger keeps it, without personal data. */
export function conversionOf(input: ConversionInput, contentHash: string, act: Act): Conversion {
	const { order, commission, attribution, verdict, customerKey, kind } = input;
	return {
		conversionId: conversionIdOf(order.storeKey, order.orderId),
		kind: kind ?? (order.action === null ? 'order' : 'action'),
		version: 1,
		orderUpdatedAt: order.updatedAt,
		subscriptionId: order.subscription?.subscriptionId ?? null,
		storeKey: order.storeKey,
		orderId: order.orderId,
		orderNumber: order.orderNumber,
		contentHash,
		programmeId: attribution.programmeId,
		customerKey,
		orderedAt: order.createdAt,
		recordedAt: act.at,
		outcome: commission.outcome,
		reason: commission.reason,
		base: commission.base,
		net: netOf(order),
		lines:
			commission.baseLines.length > 0
				? commission.baseLines
				: order.lines.map(({ lineId, net }) => ({
						lineId,
						base: zeroMoney(order.currency),
						net,
					})),
		touches: attribution.credits.map(({ touch }) => touch),
		verdict,
		orderTotals: order.totals,
	};
}

/** What the order was priced from, so that it can be priced again (C23). */
export function journalOf({ order, attribution, commission }: ConversionInput): Journal {
	return { order: withoutPerson(order), attribution, context: commission.context };
}

function netOf(order: Order): Money {
	return sumMoney(
		order.lines.map(({ net }) => net),
		order.currency,
	);
}
