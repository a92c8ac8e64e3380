import {
	addMoney,
	isZeroMoney,
	money,
	roundQuotient,
	subtractMoney,
	sumMoney,
	type Money,
} from '../../kernel';
import type { RecordedCommission } from '../../model/commission';
import type { Credit } from '../../model/credit';
import type { Order } from '../../model/order';
import type { PlatformName } from '../../model/platform-records';
import type { ConversionLine, ConversionWrite } from '../../model/platform-writes';
import { orderKey, type PurchaseFacts } from '../crm';
import { platformClickId } from './click-id';

/** What the caller wants otherwise than the order and its attribution say; null leaves it to them. */
export interface ConversionChoices {
	readonly platform: PlatformName;
	readonly affiliate: string | null;
	readonly programmeId: string | null;
	readonly actionType: string | null;
	readonly clickId: string | null;
	readonly coupon: string | null;
	readonly status: 'pending' | 'approved';
	/** `goods`: after discounts, before tax and shipping. `base`: what our commission was computed on. */
	readonly amountFrom: 'base' | 'goods' | 'total';
	/** By what the platform knows the order. Only the shop and the id together are unique over shops. */
	readonly orderIdFrom: 'orderId' | 'orderNumber' | 'storeAndOrderId';
	/** Whether the platform takes our commission instead of computing its own. */
	readonly sendsCommission: boolean;
	readonly more: Readonly<Record<string, string>>;
}

/** Whom the order is credited to: the largest part, the first of equals. */
export function leadingCredit({ attribution }: PurchaseFacts): Credit | null {
	return (attribution?.credits ?? []).reduce<Credit | null>(
		(best, credit) => (best === null || credit.weight > best.weight ? credit : best),
		null,
	);
}

/** What the platform knows the order by. */
export function platformOrderId(
	order: Pick<Order, 'storeKey' | 'orderId'> & { readonly orderNumber?: string },
	from: ConversionChoices['orderIdFrom'],
): string {
	if (from === 'storeAndOrderId') return orderKey(order);
	return from === 'orderNumber' && order.orderNumber !== undefined
		? order.orderNumber
		: order.orderId;
}

/** The order as an affiliate platform takes it, whole: refunds are told after it. Pure. */
export function conversionWrite(facts: PurchaseFacts, choices: ConversionChoices): ConversionWrite {
	const { order } = facts;
	const { customer, totals, tracking } = order;
	const credit = leadingCredit(facts);
	const name = [customer.firstName, customer.lastName].filter((part) => part !== null).join(' ');
	return {
		orderId: platformOrderId(order, choices.orderIdFrom),
		amount: orderAmount(facts, choices.amountFrom),
		commission: choices.sendsCommission ? ownCommission(facts) : null,
		occurredAt: order.paidAt ?? order.createdAt,
		status: choices.status,
		affiliate: choices.affiliate ?? credit?.affiliateCode ?? null,
		clickId: choices.clickId ?? platformClickId(order, choices.platform),
		coupon: choices.coupon ?? credit?.touch.couponCode ?? order.coupons[0]?.code ?? null,
		programmeId: choices.programmeId,
		actionType: choices.actionType,
		customer: {
			id: customer.customerId,
			email: customer.email,
			name: name.trim() === '' ? null : name.trim(),
			isNew: isNewCustomer(facts),
			ip: tracking.clientIp,
			userAgent: tracking.userAgent,
		},
		lines: linesOf(order),
		tax: nonZero(totals.tax),
		shipping: nonZero(totals.shipping),
		discount: nonZero(totals.discount),
		more: choices.more,
	};
}

/** What the platform is told that the order is worth, refunds aside. */
export function orderAmount(facts: PurchaseFacts, from: ConversionChoices['amountFrom']): Money {
	const { order } = facts;
	const goods = subtractMoney(order.totals.items, order.totals.discount);
	if (from === 'total') return order.totals.total;
	if (from === 'goods') return goods;
	// An edit changes the order's base, and not what its commission was first booked on.
	const base = facts.ledger?.base ?? ownCommissions(facts)[0]?.line.base;
	return base !== undefined && base.currency === order.currency ? base : goods;
}

/** What our ledger booked for the leading affiliate's own sale; levels above it are ours alone. */
export function ownCommissions(facts: PurchaseFacts): readonly RecordedCommission[] {
	const affiliateId = leadingCredit(facts)?.affiliateId;
	return (facts.ledger?.commissions ?? []).filter(
		(commission) => commission.affiliateId === affiliateId && commission.line.level === 0,
	);
}

/** In the currency of the order; null where the ledger has booked none. */
function ownCommission(facts: PurchaseFacts): Money | null {
	const commissions = ownCommissions(facts);
	if (commissions.length === 0) return null;
	return sumMoney(commissions.map(asItStands), facts.order.currency);
}

/** In the order's currency: as first booked, and in proportion to what edits and people have added since. */
function asItStands({ line, amount, adjusted }: RecordedCommission): Money {
	const { orderAmount } = line;
	if (adjusted.amountMinor === 0n) return orderAmount;
	const now = addMoney(amount, adjusted);
	if (now.currency === orderAmount.currency) return now;
	if (amount.amountMinor === 0n) return orderAmount;
	return money(
		roundQuotient(orderAmount.amountMinor * now.amountMinor, amount.amountMinor, 'half_even'),
		orderAmount.currency,
	);
}

function isNewCustomer({ order, ledger }: PurchaseFacts): boolean | null {
	const count = ledger?.customer?.orderCount ?? null;
	if (count !== null) return count <= 1;
	const before = order.customer.ordersBefore;
	return before === null ? null : before === 0;
}

/** Gift cards and tips earn nothing. */
function linesOf(order: Order): ConversionLine[] {
	return order.lines
		.filter((line) => !line.isGiftCard && !line.isTip && line.quantity > 0)
		.map((line) => ({
			sku: line.sku ?? line.variantId ?? line.productId ?? line.lineId,
			name: line.title,
			quantity: line.quantity,
			amount: line.net,
			category: line.categories[0] ?? null,
		}));
}

function nonZero(amount: Money): Money | null {
	return isZeroMoney(amount) ? null : amount;
}
