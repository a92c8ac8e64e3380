import type { z } from 'zod/v4';
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
import type { actionSchema, campaignSchema, invoiceSchema, partnerSchema } from './schema';

const STATES: Readonly<Record<string, PlatformStatus>> = {
	PENDING: 'pending',
	APPROVED: 'approved',
	REVERSED: 'reversed',
};

type Action = z.output<typeof actionSchema>;

/** A partner is paid when an action is cleared. */
export function conversionOf(source: Action, raw: unknown): PlatformConversion {
	const state = STATES[source.State?.toUpperCase() ?? ''] ?? 'unknown';
	return {
		id: source.Id,
		orderId: source.Oid,
		affiliateId: source.MediaPartnerId,
		programmeId: source.CampaignId,
		clickId: null,
		customerId: source.CustomerId,
		coupon: source.PromoCode,
		amount: readMoney(source.Amount, source.Currency),
		commission: readMoney(source.Payout, source.Currency),
		status: state === 'approved' && source.ClearedDate !== null ? 'paid' : state,
		occurredAt: readInstant(source.EventDate),
		updatedAt: readInstant(source.CreationDate),
		raw,
	};
}

/** An action is order and commission in one. */
export function commissionOf(source: Action, raw: unknown): PlatformCommission {
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

const PARTNER_STATES: Readonly<Record<string, PlatformAffiliateStatus>> = {
	ACTIVE: 'approved',
	PENDING: 'pending',
	DECLINED: 'declined',
	EXPIRED: 'disabled',
	DEACTIVATED: 'disabled',
};

export function affiliateOf(
	source: z.output<typeof partnerSchema>,
	raw: unknown,
): PlatformAffiliate {
	const [contact] = source.Contacts ?? [];
	return {
		id: source.Id,
		// Actions and links name the number.
		code: source.Id,
		email: contact?.EmailAddress ?? null,
		firstName: contact?.FirstName ?? null,
		lastName: contact?.LastName ?? null,
		company: source.Name,
		status: PARTNER_STATES[source.State?.toUpperCase() ?? ''] ?? 'unknown',
		parentId: null,
		programmeIds: (source.Programs ?? []).flatMap(({ Id: id }) => id ?? []),
		link: null,
		coupons: [],
		balances: [],
		createdAt: null,
		raw,
	};
}

export function programmeOf(
	source: z.output<typeof campaignSchema>,
	raw: unknown,
): PlatformProgramme {
	return {
		id: source.Id,
		name: source.Name ?? source.Id,
		currency: source.Currency?.toUpperCase() ?? null,
		landingUrl: source.LandingPage ?? source.DefaultLandingPage,
		raw,
	};
}

/** An invoice of Impact to the brand: Impact pays the partners. */
export function payoutOf(source: z.output<typeof invoiceSchema>, raw: unknown): PlatformPayout {
	const isPaid = source.PaidDate !== null || source.Status?.toUpperCase() === 'PAID';
	return {
		id: source.Id,
		affiliateId: null,
		amount: readMoney(source.TotalAmount, source.Currency),
		status: isPaid ? 'paid' : 'due',
		paidAt: isPaid ? readInstant(source.PaidDate) : null,
		raw,
	};
}
