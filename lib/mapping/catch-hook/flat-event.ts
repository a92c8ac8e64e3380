import { formatAmount } from '../../kernel';
import { CATCH_HOOK_VERSION, type CatchHookEvent } from '../../model/catch-hook';
import type { Attribution } from '../../model/credit';
import { UNKNOWN_CUSTOMER } from '../../model/nobody';
import type { Order } from '../../model/order';
import type { Refund } from '../../model/refund';
import { affiliateView, commissionView, lifetimeView, touchView, type LedgerAnswer } from '../crm';
import type { HookSource } from './source';

/** Lines of an order that are told by name. */
const MOST_LINES = 50;

export interface HookFacts {
	readonly event: HookSource;
	readonly order: Order | null;
	readonly refund: Refund | null;
	readonly attribution: Attribution | null;
	readonly ledger: LedgerAnswer | null;
}

type Part<Prefix extends string> = {
	[
		Key in keyof CatchHookEvent as Key extends `${Prefix}_${string}` ? Key : never
	]: CatchHookEvent[Key];
};

/** An event as one flat object with every key. The contact only where it is wanted. Pure. */
export function flatEvent(
	facts: HookFacts,
	{ includeContact }: { readonly includeContact: boolean },
): CatchHookEvent {
	const { event, order, refund, attribution, ledger } = facts;
	const { type, kind, eventId, occurredAt, aggregateId, recordId, data } = event;
	const customer = ledger?.customer ?? null;
	const lifetime = lifetimeView(customer);
	return {
		event: type ?? kind ?? '',
		event_id: eventId,
		occurred_at: occurredAt,
		schema_version: CATCH_HOOK_VERSION,
		is_sample: false,
		record_id: aggregateId ?? recordId ?? null,
		event_data: data === undefined ? null : JSON.stringify(data),
		...orderPart(order),
		...refundPart(refund),
		...affiliatePart(attribution),
		...touchPart(attribution, ledger),
		...commissionPart(ledger),
		customer_key: customer?.customerKey ?? null,
		customer_order_count: customer?.orderCount ?? null,
		customer_lifetime_value: lifetime['history.lifetimeValue'],
		customer_lifetime_currency: lifetime['history.lifetimeCurrency'],
		...contactPart(includeContact ? order : null),
	};
}

function orderPart(order: Order | null): Part<'order'> {
	const totals = order?.totals;
	const lines = order?.lines ?? [];
	const named = lines.slice(0, MOST_LINES);
	return {
		order_platform: order?.platform ?? null,
		order_store: order?.storeKey ?? null,
		order_id: order?.orderId ?? null,
		order_number: order?.orderNumber ?? null,
		order_status: order?.status ?? null,
		order_is_test: order?.isTest ?? null,
		order_created_at: order?.createdAt ?? null,
		order_paid_at: order?.paidAt ?? null,
		order_currency: order?.currency ?? null,
		order_total: totals === undefined ? null : formatAmount(totals.total),
		order_items_total: totals === undefined ? null : formatAmount(totals.items),
		order_discount: totals === undefined ? null : formatAmount(totals.discount),
		order_shipping: totals === undefined ? null : formatAmount(totals.shipping),
		order_tax: totals === undefined ? null : formatAmount(totals.tax),
		order_coupons: joined((order?.coupons ?? []).map(({ code }) => code)),
		order_quantity:
			order === null ? null : lines.reduce((pieces, { quantity }) => pieces + quantity, 0),
		order_skus: joined(named.flatMap(({ sku }) => sku ?? [])),
		order_products: joined(
			named.map(({ title }) => title),
			'; ',
		),
	};
}

/** Without the reason, where people write anything. */
function refundPart(refund: Refund | null): Part<'refund'> {
	return {
		refund_id: refund?.refundId ?? null,
		refund_kind: refund?.kind ?? null,
		refund_created_at: refund?.createdAt ?? null,
		refund_currency: refund?.currency ?? null,
		refund_total: refund === null ? null : formatAmount(refund.total),
	};
}

function affiliatePart(attribution: Attribution | null): Part<'affiliate' | 'attribution'> {
	const view = affiliateView(attribution);
	const codes = (attribution?.credits ?? []).map(({ affiliateCode }) => affiliateCode);
	return {
		affiliate_code: view['affiliate.code'],
		affiliate_codes: joined([...new Set(codes)]),
		affiliate_programme: view['affiliate.programme'],
		affiliate_coupon: view['affiliate.coupon'],
		affiliate_clicked_at: view['affiliate.clickAt'],
		attribution_outcome: attribution?.outcome ?? null,
		attribution_model: attribution?.model ?? null,
	};
}

function touchPart(
	attribution: Attribution | null,
	ledger: LedgerAnswer | null,
): Part<'first_touch' | 'last_touch'> {
	const view = touchView(attribution, ledger?.customer ?? null);
	return {
		first_touch_affiliate: view['firstTouch.affiliate'],
		first_touch_at: view['firstTouch.at'],
		last_touch_affiliate: view['lastTouch.affiliate'],
		last_touch_at: view['lastTouch.at'],
	};
}

function commissionPart(ledger: LedgerAnswer | null): Part<'commission'> {
	const view = commissionView(ledger?.commissions ?? []);
	return {
		commission_amount: view['commission.amount'],
		commission_currency: view['commission.currency'],
		commission_status: view['commission.status'],
	};
}

function contactPart(order: Order | null): Part<'contact'> {
	const customer = order?.customer ?? UNKNOWN_CUSTOMER;
	return {
		contact_email: customer.email,
		contact_first_name: customer.firstName,
		contact_last_name: customer.lastName,
		contact_phone: customer.phone,
		contact_country: customer.country,
		contact_accepts_marketing: customer.acceptsMarketing,
	};
}

function joined(texts: readonly string[], separator = ', '): string | null {
	return texts.length === 0 ? null : texts.join(separator);
}
