import { monthsBetween } from '../kernel';
import type { PricingContext } from '../model/commission';
import type { Order } from '../model/order';
import type { PlanRecurring } from '../model/plan/sharing';
import type { TraceStep } from '../model/trace';

/**
 * Why a payment of a subscription earns no more, or null while it does (C12). Months are counted
 * from the first payment; with `maximumMonths: 12` the payments of the first twelve months earn.
 *
 * It ends only where that is known: a payment whose number and first date nobody knows still earns,
 * because an affiliate must not lose what a store forgot to tell. Orders without a subscription
 * never end.
 */
export function recurringEnd(
	recurring: PlanRecurring | null,
	order: Order,
	context: Pick<PricingContext, 'paymentNumber' | 'firstPaymentAt'>,
): TraceStep | null {
	if (recurring === null || order.subscription === null) return null;
	const { maximumPayments, maximumMonths } = recurring;
	const paymentNumber = context.paymentNumber ?? order.subscription.paymentNumber;
	const firstPaymentAt = context.firstPaymentAt ?? order.subscription.startedAt;
	if (maximumPayments !== null && paymentNumber !== null && paymentNumber > maximumPayments) {
		return step(
			`This is payment ${paymentNumber} of the subscription; ` +
				`the plan pays for the first ${maximumPayments}.`,
		);
	}
	if (maximumMonths === null || firstPaymentAt === null) return null;
	const months = monthsBetween(firstPaymentAt, order.createdAt);
	if (months < maximumMonths) return null;
	return step(
		`The subscription was first paid on ${firstPaymentAt.slice(0, 10)}, ` +
			`${countOf(months, 'month')} before; the plan pays for ${countOf(maximumMonths, 'month')}.`,
	);
}

function step(text: string): TraceStep {
	return { rule: 'recurring', text };
}

function countOf(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
