import type { z } from 'zod/v4';
import { instantFromMilliseconds, type Instant } from '../../kernel';
import {
	readInstant,
	readMoney,
	type PlatformAffiliate,
	type PlatformCommission,
	type PlatformConversion,
	type PlatformPayout,
	type PlatformStatus,
} from '../affiliate-platform';
import type {
	affiliateSchema,
	paymentSchema,
	SourceConversion,
	toldAffiliateSchema,
} from './schema';

const AFFILIATE_STATUSES: Readonly<Record<string, PlatformAffiliate['status']>> = {
	ACTIVE: 'approved',
	PENDING: 'pending',
	DENIED: 'declined',
	DISABLED: 'disabled',
};

export function affiliateStatusOf(status: string | null): PlatformAffiliate['status'] {
	return AFFILIATE_STATUSES[status?.toUpperCase() ?? ''] ?? 'unknown';
}

/** The last part of a short link, `https://{site}.refersion.com/c/{code}`; null for another link. */
export function codeOfLink(link: string | null): string | null {
	if (link === null || !URL.canParse(link)) return null;
	return /\/c\/([A-Za-z0-9]+)\/?$/.exec(new URL(link).pathname)?.[1] ?? null;
}

/** `code` where the caller has asked by it; else the link tells it. */
export function affiliateOf(
	source: z.output<typeof affiliateSchema>,
	raw: unknown,
	code: string | null = null,
): PlatformAffiliate {
	return {
		id: source.id,
		code: code ?? codeOfLink(source.link),
		email: source.email,
		firstName: source.first_name,
		lastName: source.last_name,
		company: source.company_name,
		status: affiliateStatusOf(source.status),
		parentId: null,
		programmeIds: source.offer_id === null ? [] : [source.offer_id],
		link: source.link,
		coupons: [],
		balances: [],
		createdAt: null,
		raw,
	};
}

export function toldAffiliateOf(
	source: z.output<typeof toldAffiliateSchema>,
	raw: unknown,
): PlatformAffiliate {
	const offerId = source.offer?.id ?? null;
	return {
		id: source.id,
		code: source.code,
		email: source.email,
		firstName: source.first_name,
		lastName: source.last_name,
		company: source.company,
		status: affiliateStatusOf(source.status),
		parentId: null,
		programmeIds: offerId === null ? [] : [offerId],
		link: null,
		coupons: [],
		balances: [],
		createdAt: null,
		raw,
	};
}

const STATUSES: Readonly<Record<string, PlatformStatus>> = {
	APPROVED: 'approved',
	PENDING: 'pending',
	DENIED: 'declined',
	UNQUALIFIED: 'declined',
};

function statusOf({ status, payment_status: payment }: SourceConversion): PlatformStatus {
	const own = STATUSES[status?.toUpperCase() ?? ''] ?? 'unknown';
	return own !== 'declined' && payment?.toUpperCase() === 'PAID' ? 'paid' : own;
}

export function conversionOf(source: SourceConversion, raw: unknown): PlatformConversion {
	return {
		id: source.id,
		orderId: source.order_id,
		affiliateId: source.affiliate?.id ?? null,
		programmeId: source.offer?.id ?? null,
		clickId: null,
		customerId: null,
		coupon: source.coupon_code,
		amount: readMoney(source.total, source.currency),
		commission: readMoney(source.commission_total, source.currency),
		status: statusOf(source),
		occurredAt: momentOf(source.created),
		updatedAt: momentOf(source.updated),
		raw,
	};
}

/** Refersion keeps no commissions beside the conversions: they have the same number. */
export function commissionOf(source: SourceConversion, raw: unknown): PlatformCommission {
	const conversion = conversionOf(source, raw);
	return {
		id: source.id,
		conversionId: source.id,
		orderId: conversion.orderId,
		affiliateId: conversion.affiliateId,
		programmeId: conversion.programmeId,
		amount: conversion.commission,
		status: conversion.status,
		payoutId: source.payment_id,
		occurredAt: conversion.occurredAt,
		updatedAt: conversion.updatedAt,
		raw,
	};
}

export function payoutOf(
	source: z.output<typeof paymentSchema>,
	affiliateId: string | null,
	raw: unknown,
): PlatformPayout {
	return {
		id: source.id,
		affiliateId,
		amount: readMoney(source.commission_total, source.currency),
		status: 'paid',
		paidAt: momentOf(source.created),
		raw,
	};
}

const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/;

/** Seconds of the epoch; or a date and time, in UTC where it names no zone. */
function momentOf(text: string | null): Instant | null {
	if (text === null) return null;
	if (/^\d{1,11}$/.test(text)) return instantFromMilliseconds(Number(text) * 1_000);
	const [, day, time] = WITHOUT_ZONE.exec(text) ?? [];
	return readInstant(day === undefined ? text : `${day}T${time}Z`);
}
