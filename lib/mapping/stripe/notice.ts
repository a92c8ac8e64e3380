import { parseModel } from '../../model/parse';
import type { Refund } from '../../model/refund';
import { disputeHappening } from '../dispute-kind';
import type { StoreDelivery } from '../store-delivery';
import type { IgnoredReason, StoreHappening, StoreNotice } from '../store-happening';
import { stripeDispute } from './dispute';
import { stripeInvoiceOrder } from './invoice';
import { stripeChargeRefunds, stripeRefund } from './refund';
import {
	stripeChargeSchema,
	stripeDisputeSchema,
	stripeEventSchema,
	stripeInvoiceSchema,
	stripeRefundSchema,
	stripeSessionKindSchema,
	stripeSessionSchema,
	type StripeEvent,
} from './schema';
import { stripeSessionOrder } from './session';

type Reader = (event: StripeEvent, delivery: StoreDelivery) => StoreHappening[] | IgnoredReason;

/** First version whose charges no longer name their invoice. */
const BASIL = '2025-03-31';

const READERS: Readonly<Record<string, Reader>> = {
	'invoice.paid': paidInvoice,
	'checkout.session.completed': completedSession,
	'checkout.session.async_payment_succeeded': completedSession,
	'charge.refunded': refundedCharge,
	'refund.created': createdRefund,
	'charge.dispute.created': disputeNotice,
	'charge.dispute.updated': disputeNotice,
	'charge.dispute.closed': disputeNotice,
};

/** What a Stripe event says happened. Throws `invalid_input` for an object of another shape. */
export function stripeNotice(
	delivery: StoreDelivery,
	body: unknown,
	includeTestOrders: boolean,
): StoreNotice {
	const event = parseModel(stripeEventSchema, body, 'event');
	const read = Object.hasOwn(READERS, event.type) ? READERS[event.type] : undefined;
	if (read === undefined) return { outcome: 'ignored', reason: 'other_topic' };
	if (event.livemode === false && !includeTestOrders) {
		return { outcome: 'ignored', reason: 'test_order' };
	}
	const happenings = read(event, delivery);
	if (typeof happenings === 'string') return { outcome: 'ignored', reason: happenings };
	return { outcome: 'happenings', happenings };
}

function paidInvoice(event: StripeEvent, { storeKey }: StoreDelivery): StoreHappening[] {
	const invoice = parseModel(stripeInvoiceSchema, event.data.object, 'invoice');
	const order = stripeInvoiceOrder(invoice, storeKey, event.created);
	return [{ kind: 'order.paid', occurredAt: order.paidAt ?? order.updatedAt, order }];
}

/** Sessions of subscriptions and those with an invoice are told by `invoice.paid`. */
function completedSession(
	event: StripeEvent,
	{ storeKey }: StoreDelivery,
): StoreHappening[] | IgnoredReason {
	const { object } = event.data;
	const { mode, invoice } = parseModel(stripeSessionKindSchema, object, 'session');
	if (mode === 'subscription' || invoice !== null) return 'told_by_another_topic';
	if (mode !== 'payment') return 'other_topic';
	const session = parseModel(stripeSessionSchema, object, 'session');
	const order = stripeSessionOrder(session, storeKey, event.created);
	const kind = order.status === 'paid' ? 'order.paid' : 'order.created';
	return [{ kind, occurredAt: kind === 'order.paid' ? order.updatedAt : order.createdAt, order }];
}

/**
 * One refund comes as two events that do not name each other, so exactly one of them counts:
 * `charge.refunded` where it tells the invoice, `refund.created` in versions where neither does.
 */
function refundedCharge(
	event: StripeEvent,
	{ storeKey }: StoreDelivery,
): StoreHappening[] | IgnoredReason {
	if (isBasil(event)) return 'told_by_another_topic';
	const charge = parseModel(stripeChargeSchema, event.data.object, 'charge');
	const { previous_attributes: previous } = event.data;
	const createdSeconds = event.created;
	const refunds = stripeChargeRefunds(charge, previous, { storeKey, createdSeconds });
	return refunds.length === 0 ? 'no_money_moved' : refunds.map(refundHappening);
}

function createdRefund(
	event: StripeEvent,
	{ storeKey }: StoreDelivery,
): StoreHappening[] | IgnoredReason {
	if (!isBasil(event)) return 'told_by_another_topic';
	const source = parseModel(stripeRefundSchema, event.data.object, 'refund');
	const refund = stripeRefund(source, storeKey);
	return refund === null ? 'no_money_moved' : [refundHappening(refund)];
}

function refundHappening(refund: Refund): StoreHappening {
	return { kind: 'refund.created', occurredAt: refund.createdAt, refund };
}

function disputeNotice(
	event: StripeEvent,
	{ storeKey }: StoreDelivery,
): StoreHappening[] | IgnoredReason {
	const source = parseModel(stripeDisputeSchema, event.data.object, 'dispute');
	const dispute = stripeDispute(source, storeKey, event.created);
	return dispute === null ? 'no_order' : [disputeHappening(dispute)];
}

function isBasil({ api_version }: StripeEvent): boolean {
	return api_version !== null && api_version >= BASIL;
}
