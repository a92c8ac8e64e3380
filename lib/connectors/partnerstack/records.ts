import type { z } from 'zod/v4';
import {
	instantFromMilliseconds,
	isCurrencyCode,
	money,
	type Instant,
	type Money,
} from '../../kernel';
import type {
	PlatformAffiliate,
	PlatformCommission,
	PlatformConversion,
	PlatformStatus,
} from '../affiliate-platform';
import type { partnershipSchema, rewardSchema, Transaction } from './schema';

/** PartnerStack counts in hundredths; of currencies without them too, as far as anybody has written. */
export function centsOf(
	amount: number | string | null | undefined,
	currency: string | null,
): Money | null {
	const code = currency?.toUpperCase() ?? '';
	if (amount === null || amount === undefined || !isCurrencyCode(code)) return null;
	return money(BigInt(amount), code);
}

function at(milliseconds: number | null | undefined): Instant | null {
	return typeof milliseconds === 'number' ? instantFromMilliseconds(milliseconds) : null;
}

const AFFILIATE_STATUSES: Readonly<Record<string, PlatformAffiliate['status']>> = {
	approved: 'approved',
	active: 'approved',
	pending: 'pending',
	declined: 'declined',
	archived: 'disabled',
};

export function affiliateOf(
	source: z.output<typeof partnershipSchema>,
	raw: unknown,
): PlatformAffiliate {
	const status = source.approved_status ?? source.status ?? '';
	return {
		id: source.key,
		code: source.partner_key,
		email: source.email,
		firstName: source.first_name,
		lastName: source.last_name,
		company: null,
		status: AFFILIATE_STATUSES[status.toLowerCase()] ?? 'unknown',
		parentId: null,
		programmeIds: source.group ? [source.group.key] : [],
		link: source.link ?? null,
		coupons: [],
		balances: [],
		createdAt: at(source.created_at),
		raw,
	};
}

/** Of a difference the order is what stands before the first colon that we put there. */
export function orderIdOf(key: string): string {
	const end = key.indexOf(DIFFERENCE_MARK);
	return end === -1 ? key : key.slice(0, end);
}

/** Between an order id and what makes one change of it different from another. */
export const DIFFERENCE_MARK = '::';

export function conversionOf(source: Transaction, raw: unknown): PlatformConversion {
	return {
		id: source.key,
		orderId: orderIdOf(source.key),
		affiliateId: source.partnership_key,
		programmeId: null,
		clickId: null,
		customerId: source.customer?.customer_key ?? source.customer?.key ?? null,
		coupon: null,
		amount: centsOf(source.amount, source.currency),
		commission: null,
		status: source.archived === true ? 'reversed' : 'unknown',
		occurredAt: at(source.created_at),
		updatedAt: at(source.updated_at),
		raw,
	};
}

const REWARD_STATUSES: Readonly<Record<string, PlatformStatus>> = {
	hold: 'pending',
	pending: 'pending',
	approved: 'approved',
	declined: 'declined',
	paid: 'paid',
};

/** Paid is what the partner has withdrawn, or was paid outside of PartnerStack. */
const PAID: ReadonlySet<string> = new Set(['withdrawn', 'paid_externally']);

export function commissionOf(
	source: z.output<typeof rewardSchema>,
	raw: unknown,
): PlatformCommission {
	const transaction =
		source.transaction?.key ??
		(source.source?.type === 'transaction' ? (source.source.key ?? null) : null);
	const status = REWARD_STATUSES[source.reward_status?.toLowerCase() ?? ''] ?? 'unknown';
	return {
		id: source.key,
		conversionId: transaction,
		orderId: transaction === null ? null : orderIdOf(transaction),
		affiliateId: source.partnership_key,
		programmeId: null,
		amount: centsOf(source.amount, source.currency),
		status: PAID.has(source.payment_status?.toLowerCase() ?? '') ? 'paid' : status,
		payoutId: source.payout_id,
		occurredAt: at(source.created_at),
		updatedAt: at(source.updated_at),
		raw,
	};
}
