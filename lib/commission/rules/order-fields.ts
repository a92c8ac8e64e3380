import { formatAmount, monthsBetween, type Money } from '../../kernel';
import type { PricedAffiliate, PricingContext } from '../../model/commission';
import type { Credit } from '../../model/credit';
import type { Order, OrderLine } from '../../model/order';
import type { ConditionField } from '../../model/plan/condition';
import type { FieldValue } from '../conditions';

/** What conditions look at for one credit of an order. */
export interface LookFacts {
	readonly order: Order;
	readonly credit: Credit;
	readonly context: PricingContext;
	/** Base and total in the currency of the programme, like every amount of a plan. */
	readonly base: Money;
	readonly total: Money;
}

type Look = (facts: LookFacts, line: OrderLine | null) => FieldValue;

/** One entry per field. Amounts are in the currency of the programme. */
const FIELDS: Readonly<Record<ConditionField, Look>> = {
	action: ({ order }) => known(order.action),
	'affiliate.code': ({ credit }) => credit.affiliateCode,
	'affiliate.group': ({ credit, context }) => known(groupOf(context, credit.affiliateId)),
	// The order tells all its coupons, so none is known to be none.
	coupon: ({ order }) => order.coupons.map(({ code }) => code),
	'customer.country': ({ order }) => known(order.customer.country),
	'customer.type': ({ context }) =>
		context.customerType === 'unknown' ? undefined : context.customerType,
	// Many stores do not tell categories, so none is not known.
	'line.category': (_facts, line) =>
		line === null || line.categories.length === 0 ? undefined : line.categories,
	'line.productId': (_facts, line) => known(line?.productId),
	'line.quantity': (_facts, line) => line?.quantity.toString(),
	'line.sku': (_facts, line) => known(line?.sku),
	'line.title': (_facts, line) => known(line?.title),
	'order.base': ({ base }) => formatAmount(base),
	'order.channel': ({ order }) => known(order.tracking.channel),
	'order.currency': ({ order }) => order.currency,
	'order.itemCount': ({ order }) =>
		order.lines.reduce((sum, { quantity, isTip }) => sum + (isTip ? 0 : quantity), 0).toString(),
	'order.platform': ({ order }) => order.platform,
	'order.store': ({ order }) => order.storeKey,
	'order.total': ({ total }) => formatAmount(total),
	'subscription.months': ({ order, context }) =>
		context.firstPaymentAt === null
			? undefined
			: monthsBetween(context.firstPaymentAt, order.createdAt).toString(),
	'subscription.paymentNumber': ({ context }) => context.paymentNumber?.toString(),
	'touch.kind': ({ credit }) => credit.touch.kind,
	'utm.campaign': ({ order }) => known(order.tracking.utm.campaign),
	'utm.content': ({ order }) => known(order.tracking.utm.content),
	'utm.medium': ({ order }) => known(order.tracking.utm.medium),
	'utm.source': ({ order }) => known(order.tracking.utm.source),
	'utm.term': ({ order }) => known(order.tracking.utm.term),
};

/** The value of a condition's field, `undefined` where it is not known (C7). */
export function lookUpField(
	facts: LookFacts,
	line: OrderLine | null,
	field: ConditionField,
): FieldValue {
	return FIELDS[field](facts, line);
}

export interface KnownAffiliates {
	readonly affiliates: readonly PricedAffiliate[];
}

/** Group of an affiliate; null where it has none or is not among those known. */
export function groupOf({ affiliates }: KnownAffiliates, affiliateId: string): string | null {
	return affiliates.find((entry) => entry.affiliateId === affiliateId)?.groupCode ?? null;
}

function known(value: string | null | undefined): string | undefined {
	return value === null || value === undefined || value.trim() === '' ? undefined : value;
}
