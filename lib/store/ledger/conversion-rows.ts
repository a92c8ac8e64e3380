import { contentHash } from '../../kernel';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import type { Conversion } from '../../ports/ledger-store';
import type { ConversionsTable } from '../tables';
import { conversionSchema } from './schema';

/** The row of a conversion; its credit is that of the latest credited touch, of several the first. */
export function conversionRow(conversion: Conversion): ConversionsTable {
	const json = toJson(conversion);
	const latest = conversion.touches.map(({ occurredAt }) => occurredAt).reduce(later, '');
	const last = conversion.touches.find(({ occurredAt }) => occurredAt === latest);
	return {
		conversion_id: conversion.conversionId,
		kind: conversion.kind,
		subscription_id: conversion.subscriptionId,
		store_key: conversion.storeKey,
		order_id: conversion.orderId,
		content_hash: conversion.contentHash,
		programme_id: conversion.programmeId,
		customer_key: conversion.customerKey,
		ordered_at: conversion.orderedAt,
		recorded_at: conversion.recordedAt,
		outcome: conversion.outcome,
		reason: conversion.reason,
		currency: conversion.net.currency,
		base_minor: conversion.base?.amountMinor ?? null,
		net_minor: conversion.net.amountMinor,
		credited_affiliate_id: last?.affiliateId ?? null,
		credited_programme_id: last?.programmeId ?? null,
		record_hash: contentHash(json),
		record: JSON.stringify(json),
	};
}

function later(a: string, b: string): string {
	return a < b ? b : a;
}

export function conversionOfRow(row: Pick<ConversionsTable, 'record'>): Conversion {
	return parseModel(conversionSchema, JSON.parse(row.record), 'conversion');
}

/** Codes of the coupons that brought a credit, in lower case, each once. */
export function couponKeys(conversion: Conversion): string[] {
	const codes = conversion.touches.flatMap(({ couponCode }) => couponCode ?? []);
	return [...new Set(codes.map((code) => code.trim().toLowerCase()))];
}

/** Clicks that brought a credit, each once: these are never deleted. */
export function creditedClicks(conversion: Conversion): string[] {
	return [...new Set(conversion.touches.flatMap(({ clickId }) => clickId ?? []))];
}
