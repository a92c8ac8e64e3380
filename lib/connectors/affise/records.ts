import type { z } from 'zod/v4';
import type { Instant, Money } from '../../kernel';
import {
	readInstant,
	readMoney,
	type PlatformAffiliate,
	type PlatformAffiliateStatus,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformPayout,
	type PlatformProgramme,
	type PlatformStatus,
} from '../affiliate-platform';
import type { AffiseConversion, offerSchema, partnerSchema, paymentSchema } from './schema';

/** Words in lists; a single record has the number that filters count by. */
const STATUSES: Readonly<Record<string, PlatformStatus>> = {
	confirmed: 'approved',
	'1': 'approved',
	pending: 'pending',
	'2': 'pending',
	declined: 'declined',
	'3': 'declined',
	hold: 'pending',
	'5': 'pending',
};

export function conversionId({ conversion_id: own, id }: AffiseConversion): string | null {
	return own ?? id;
}

export function offerOf({ offer, offer_id: id }: AffiseConversion): string | null {
	return offer?.id ?? id;
}

export function goalOf({ goal_value: value, goal }: AffiseConversion): string | null {
	return value ?? goal;
}

export function moneyOf({ currency }: AffiseConversion, amount: string | null): Money | null {
	return readMoney(amount, currency);
}

/** Payment is `opened`, `pending` or `closed`; `is_paid` is the same as a code, and 1 is not paid. */
const PAID = 'closed';

export function statusOf({ status, payment_status: payment }: AffiseConversion): PlatformStatus {
	const known = STATUSES[status?.toLowerCase() ?? ''] ?? 'unknown';
	return known === 'approved' && payment?.toLowerCase() === PAID ? 'paid' : known;
}

export function conversionOf(source: AffiseConversion, raw: unknown): PlatformConversion {
	return {
		id: conversionId(source) ?? '',
		orderId: source.action_id,
		affiliateId: source.partner?.id ?? source.partner_id,
		programmeId: offerOf(source),
		clickId: source.clickid ?? source.cbid,
		customerId: source.user_id,
		coupon: source.promo_code,
		amount: moneyOf(source, source.sum),
		commission: moneyOf(source, source.payouts),
		status: statusOf(source),
		occurredAt: momentOf(source.created_at),
		updatedAt: momentOf(source.updatedAt ?? source.updated_at),
		raw,
	};
}

/** What a conversion pays is the commission; Affise has no other records of it. */
export function commissionOf(source: AffiseConversion, raw: unknown): PlatformCommission {
	const { id, orderId, affiliateId, programmeId, commission, status, occurredAt, updatedAt } =
		conversionOf(source, raw);
	return {
		id,
		conversionId: id,
		orderId,
		affiliateId,
		programmeId,
		amount: commission,
		status,
		payoutId: null,
		occurredAt,
		updatedAt,
		raw,
	};
}

const PARTNER_STATUSES: Readonly<Record<string, PlatformAffiliateStatus>> = {
	active: 'approved',
	'on moderation': 'pending',
	'not active': 'declined',
	banned: 'disabled',
};

export function affiliateOf(
	source: z.output<typeof partnerSchema>,
	raw: unknown,
): PlatformAffiliate {
	const [firstName = null, ...rest] = source.contact_person?.split(/\s+/) ?? [];
	return {
		id: source.id,
		// Links of Affise name the number.
		code: source.id,
		email: source.email,
		firstName,
		lastName: rest.length === 0 ? null : rest.join(' '),
		company: source.title ?? source.login,
		status: PARTNER_STATUSES[source.status ?? ''] ?? 'unknown',
		parentId: source.ref,
		programmeIds: [],
		link: null,
		coupons: [],
		balances: Object.entries(source.balance ?? {}).flatMap(
			([currency, { balance }]) => readMoney(balance, currency) ?? [],
		),
		createdAt: momentOf(source.created_at),
		raw,
	};
}

export function programmeOf(source: z.output<typeof offerSchema>, raw: unknown): PlatformProgramme {
	const { id, title, preview_url: landingUrl, payments } = source;
	const currency = payments?.[0]?.currency?.toUpperCase() ?? null;
	return { id, name: title ?? id, currency, landingUrl, raw };
}

/** Two codes are documented as waiting. */
const PAYMENT_STATUSES: Readonly<Record<string, PlatformPayout['status']>> = {
	'1': 'due',
	'2': 'paid',
	'3': 'due',
	'4': 'due',
	'-1': 'declined',
};

export function payoutOf(source: z.output<typeof paymentSchema>, raw: unknown): PlatformPayout {
	const status = PAYMENT_STATUSES[source.status ?? ''] ?? 'unknown';
	return {
		id: source.id,
		affiliateId: source.pid,
		amount: readMoney(source.revenue, source.currency_code),
		status,
		paidAt: status === 'paid' ? momentOf(source.updated_at ?? source.posted_date) : null,
		raw,
	};
}

/** Times of Affise have no zone; they are taken as UTC, which is asked for where Affise lets us. */
export function momentOf(text: string | null): Instant | null {
	if (text === null) return null;
	const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
	return readInstant(hasZone ? text : `${text.trim().replace(' ', 'T')}Z`);
}
