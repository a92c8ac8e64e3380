import { addMoney, formatAmount, subtractMoney, sumMoney } from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import type { Attribution, Credit } from '../../model/credit';
import type { CustomerSummary } from '../../model/customer';
import type { Order } from '../../model/order';
import type { LedgerAnswer } from './schema';
import type { PurchaseView } from './source-paths';

export interface PurchaseFacts {
	readonly order: Order;
	readonly attribution: Attribution | null;
	readonly ledger: LedgerAnswer | null;
}

/**
 * A purchase as flat texts for a CRM. What the ledger knows across orders goes before what this
 * order alone tells; what neither knows is null. Pure.
 */
export function purchaseView({ order, attribution, ledger }: PurchaseFacts): PurchaseView {
	const customer = ledger?.customer ?? null;
	return {
		'order.key': orderKey(order),
		'order.name': `Order ${order.orderNumber} (${order.storeKey})`,
		'order.number': order.orderNumber,
		'order.value': formatAmount(order.totals.total),
		'order.currency': order.currency,
		'order.status': order.status,
		'order.createdAt': order.createdAt,
		'order.closedAt': order.paidAt ?? order.createdAt,
		'order.coupons': textOrNull(order.coupons.map(({ code }) => code).join(', ')),
		'customer.firstName': textOrNull(order.customer.firstName),
		'customer.lastName': textOrNull(order.customer.lastName),
		'customer.phone': textOrNull(order.customer.phone),
		...affiliateView(attribution),
		...touchView(attribution, customer),
		...historyView(order, customer),
		...commissionView(ledger?.commissions ?? []),
	};
}

/** Identifies an order across stores; the unique key of its deal. */
export function orderKey({ storeKey, orderId }: { storeKey: string; orderId: string }): string {
	return `${storeKey}:${orderId}`;
}

/** Commission fields alone, for a refund, whose item has no order. */
export function commissionView(
	commissions: readonly RecordedCommission[],
): Pick<PurchaseView, 'commission.amount' | 'commission.currency' | 'commission.status'> {
	const counted = commissions.filter(({ status }) => status !== 'declined');
	const currency = counted[0]?.amount.currency;
	const isOneCurrency = counted.every(({ amount }) => amount.currency === currency);
	if (currency === undefined || !isOneCurrency) {
		const isDeclined = commissions.length > 0 && counted.length === 0;
		return {
			'commission.amount': isDeclined ? '0' : null,
			'commission.currency': commissions[0]?.amount.currency ?? null,
			'commission.status': isDeclined ? 'declined' : null,
		};
	}
	const left = counted.map(({ amount, adjusted, reversed }) =>
		subtractMoney(addMoney(amount, adjusted), reversed),
	);
	return {
		'commission.amount': formatAmount(sumMoney(left, currency)),
		'commission.currency': currency,
		'commission.status': [...new Set(counted.map(({ status }) => status))].sort().join(', '),
	};
}

/** Lifetime fields alone, for a refund. */
export function lifetimeView(
	customer: CustomerSummary | null,
): Pick<PurchaseView, 'history.orderCount' | 'history.lifetimeValue' | 'history.lifetimeCurrency'> {
	return {
		'history.orderCount': customer === null ? null : String(customer.orderCount),
		'history.lifetimeValue': customer === null ? null : formatAmount(customer.lifetimeValue),
		'history.lifetimeCurrency': customer?.lifetimeValue.currency ?? null,
	};
}

export function affiliateView(
	attribution: Attribution | null,
): Pick<
	PurchaseView,
	'affiliate.code' | 'affiliate.programme' | 'affiliate.clickAt' | 'affiliate.coupon'
> {
	const credit = largestCredit(attribution?.credits ?? []);
	return {
		'affiliate.code': credit?.affiliateCode ?? null,
		'affiliate.programme': credit === null ? null : (attribution?.programmeCode ?? null),
		'affiliate.clickAt': credit?.touch.clickId ? credit.touch.occurredAt : null,
		'affiliate.coupon': credit?.touch.couponCode ?? null,
	};
}

export function touchView(
	attribution: Attribution | null,
	customer: CustomerSummary | null,
): Pick<
	PurchaseView,
	'firstTouch.affiliate' | 'firstTouch.at' | 'lastTouch.affiliate' | 'lastTouch.at'
> {
	const touches = attribution?.touches ?? [];
	const first = customer?.firstAffiliateCode
		? { affiliateCode: customer.firstAffiliateCode, occurredAt: customer.firstTouchAt }
		: touches[0];
	const last = customer?.lastAffiliateCode
		? { affiliateCode: customer.lastAffiliateCode, occurredAt: customer.lastTouchAt }
		: touches.at(-1);
	return {
		'firstTouch.affiliate': first?.affiliateCode ?? null,
		'firstTouch.at': first?.occurredAt ?? null,
		'lastTouch.affiliate': last?.affiliateCode ?? null,
		'lastTouch.at': last?.occurredAt ?? null,
	};
}

function historyView(
	order: Order,
	customer: CustomerSummary | null,
): Pick<PurchaseView, Extract<keyof PurchaseView, `history.${string}` | `lastOrder.${string}`>> {
	const lastOrderAt = customer?.lastOrderAt ?? null;
	const isLast = lastOrderAt === null || order.createdAt >= lastOrderAt;
	return {
		...lifetimeView(customer),
		'history.firstOrderAt': customer?.firstOrderAt ?? null,
		'history.lastOrderAt': lastOrderAt ?? order.createdAt,
		'lastOrder.number': isLast ? order.orderNumber : null,
		'lastOrder.value': isLast ? formatAmount(order.totals.total) : null,
		'lastOrder.currency': isLast ? order.currency : null,
	};
}

/** The first of equals, as attribution lists them. */
function largestCredit(credits: readonly Credit[]): Credit | undefined {
	return credits.reduce<Credit | undefined>(
		(best, credit) => (best === undefined || credit.weight > best.weight ? credit : best),
		undefined,
	);
}

function textOrNull(text: string | null): string | null {
	return text === null || text.trim() === '' ? null : text.trim();
}
