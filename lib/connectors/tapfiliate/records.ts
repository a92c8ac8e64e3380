import { sumMoney, type Money } from '../../kernel';
import type { z } from 'zod/v4';
import {
	readInstant,
	readMoney,
	type PlatformAffiliate,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformPayout,
	type PlatformProgramme,
	type PlatformStatus,
} from '../affiliate-platform';
import type {
	affiliateSchema,
	paymentSchema,
	programmeSchema,
	TapfiliateCommission,
	TapfiliateConversion,
} from './schema';

/** Tapfiliate names an affiliate by the id that its links have, unless a referral code is told. */
export function affiliateOf(
	source: z.output<typeof affiliateSchema>,
	raw: unknown,
	programmeId: string | null = null,
): PlatformAffiliate {
	const { id, approved } = source;
	return {
		id,
		code: source.referral_code ?? id,
		email: source.email,
		firstName: source.firstname,
		lastName: source.lastname,
		company: source.company?.name ?? null,
		status: approved === null || approved === undefined ? 'unknown' : statusOfApproval(approved),
		parentId: source.parent_id,
		programmeIds:
			programmeId === null
				? (source.programs ?? []).map((programme) => programme.id)
				: [programmeId],
		link: source.referral_link?.link ?? null,
		coupons: source.coupon === null ? [] : [source.coupon],
		balances: [],
		createdAt: readInstant(source.created_at),
		raw,
	};
}

function statusOfApproval(approved: boolean): 'approved' | 'declined' {
	return approved ? 'approved' : 'declined';
}

/** True, false, or null while nobody has decided. */
function statusOf(approved: boolean | null | undefined): PlatformStatus {
	if (approved === true) return 'approved';
	return approved === false ? 'declined' : 'pending';
}

export function conversionOf(source: TapfiliateConversion, raw: unknown): PlatformConversion {
	const currency = source.currency ?? source.program?.currency ?? null;
	const statuses = new Set(source.commissions.map(({ approved }) => statusOf(approved)));
	const [only] = [...statuses];
	const occurredAt = readInstant(source.created_at);
	return {
		id: source.id,
		orderId: source.external_id,
		affiliateId: source.affiliate?.id ?? null,
		programmeId: source.program?.id ?? null,
		clickId: source.click?.id ?? null,
		customerId: source.customer?.customer_id ?? null,
		coupon: source.coupon,
		amount: readMoney(source.amount, currency),
		commission: commissionSum(source, currency),
		// Several commissions of one conversion may stand differently.
		status:
			statuses.size === 1 && only !== undefined
				? only
				: statuses.has('pending')
					? 'pending'
					: 'unknown',
		occurredAt,
		updatedAt: null,
		raw,
	};
}

function commissionSum(
	{ commissions }: TapfiliateConversion,
	fallback: string | null,
): Money | null {
	const amounts = commissions
		.filter(({ approved }) => approved !== false)
		.map(({ amount, currency }) => readMoney(amount, currency ?? fallback));
	const [first] = amounts;
	if (first === undefined || first === null) return null;
	const readable = amounts.filter((amount) => amount?.currency === first.currency);
	if (readable.length < amounts.length) return null;
	return sumMoney(
		readable.flatMap((amount) => amount ?? []),
		first.currency,
	);
}

export function commissionOf(
	source: TapfiliateCommission,
	raw: unknown,
	of: TapfiliateConversion | null = null,
): PlatformCommission {
	const { conversion } = source;
	return {
		id: source.id,
		conversionId: of?.id ?? conversion?.id ?? null,
		orderId: of?.external_id ?? conversion?.external_id ?? null,
		affiliateId: source.affiliate?.id ?? of?.affiliate?.id ?? null,
		programmeId: of?.program?.id ?? conversion?.program?.id ?? null,
		amount: readMoney(source.amount, source.currency ?? of?.currency ?? null),
		status: source.payout ? 'paid' : statusOf(source.approved),
		payoutId: source.payout?.id ?? null,
		occurredAt: readInstant(source.created_at ?? of?.created_at ?? null),
		updatedAt: null,
		raw,
	};
}

/** What is listed was paid. */
export function payoutOf(source: z.output<typeof paymentSchema>, raw: unknown): PlatformPayout {
	return {
		id: source.id,
		affiliateId: source.affiliate?.id ?? null,
		amount: readMoney(source.amount, source.currency),
		status: 'paid',
		paidAt: readInstant(source.created_at),
		raw,
	};
}

export function programmeOf(
	source: z.output<typeof programmeSchema>,
	raw: unknown,
): PlatformProgramme {
	const { id, title, currency, default_landing_page_url: landingUrl } = source;
	return { id, name: title ?? id, currency, landingUrl, raw };
}
