import { zeroMoney, type Money } from '../../../lib/kernel';
import type { Journal } from '../../../lib/model/journal';
import type { Conversion, RecordedRefund, ReplayEntry } from '../../../lib/ports/ledger-store';
import { aRecordedCommission, anAttribution } from './decision';
import { eur } from './examples';
import { anOrder, aRefund } from './order';
import { aContext } from './pricing';

export { aContext as aPricingContext, aPricedAffiliate } from './pricing';

export function aJournal(overrides: Partial<Journal> = {}): Journal {
	return {
		order: anOrder(),
		attribution: anAttribution(),
		context: aContext(),
		...overrides,
	};
}

/** A refund of the recorded order that took back some of its base. */
export function aRecordedRefund(
	base: Money,
	overrides: Partial<RecordedRefund> = {},
): RecordedRefund {
	const refund = overrides.refund ?? aRefund({ lines: null, total: base });
	return {
		refundId: refund.refundId,
		storeKey: refund.storeKey,
		orderId: refund.orderId,
		contentHash: 'b'.repeat(64),
		status: 'applied',
		base,
		net: base,
		refund,
		recordedAt: refund.createdAt,
		...overrides,
	};
}

export interface ReplayParts extends Partial<Omit<ReplayEntry, 'conversion'>> {
	readonly conversion?: Partial<Conversion>;
}

/** One commission of 10 % on 100.00 EUR, as recorded; identity and time follow the order. */
export function aReplayEntry(parts: ReplayParts = {}): ReplayEntry {
	const journal = parts.journal === undefined ? aJournal() : parts.journal;
	const order = journal?.order ?? anOrder();
	const conversion: Conversion = {
		conversionId: `cnv_${order.orderId}`,
		kind: order.action === null ? 'order' : 'action',
		version: 1,
		orderUpdatedAt: order.updatedAt,
		subscriptionId: null,
		storeKey: order.storeKey,
		orderId: order.orderId,
		orderNumber: order.orderNumber,
		contentHash: 'a'.repeat(64),
		programmeId: journal?.attribution.programmeId ?? null,
		customerKey: null,
		orderedAt: order.createdAt,
		recordedAt: order.createdAt,
		outcome: 'commissioned',
		reason: 'priced',
		base: eur('100.00'),
		net: eur('100.00'),
		lines: [],
		touches: [],
		verdict: null,
		orderTotals: order.totals,
		...parts.conversion,
	};
	return {
		conversion,
		journal,
		commissions: parts.commissions ?? [
			aRecordedCommission({
				conversionId: conversion.conversionId,
				adjusted: zeroMoney('EUR'),
			}),
		],
		refunds: parts.refunds ?? [],
	};
}
