import { conversionIdOf } from '../../../lib/ledger';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { Attribution } from '../../../lib/model/credit';
import type { Journal } from '../../../lib/model/journal';
import type { CommissionAdjustment, Conversion } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { recordedOrder } from './recordedOrder';

/** An order with what a re-attribution starts from, whether it earned anything or not. */
export interface RecordedAttribution {
	readonly conversion: Conversion;
	/** As it was when the rest was read. */
	readonly version: number;
	readonly terms: RecordedCommission | undefined;
	/** Null for an order that was recorded without what it was priced from. */
	readonly journal: Journal | null;
	readonly adjustments: readonly CommissionAdjustment[];
}

/** Null for an order that is not recorded. */
export async function recordedAttribution(
	store: AffiliateStore,
	key: { readonly storeKey: string; readonly orderId: string },
): Promise<RecordedAttribution | null> {
	const state = await store.ledger.conversion(conversionIdOf(key.storeKey, key.orderId));
	if (state?.conversion == null) return null;
	const { conversion } = state;
	const recorded = await recordedOrder(store, key);
	if (recorded !== null) {
		const { version, terms, journal, adjustments } = recorded;
		return { conversion, version, terms, journal, adjustments };
	}
	const journal = await store.ledger.journal(conversion.conversionId);
	return { conversion, version: conversion.version, terms: undefined, journal, adjustments: [] };
}

/**
 * Whom an order that comes again is credited to: an order that earned something keeps its credits,
 * and what a person decided stays even where it earned nothing so far.
 */
export function standingAttribution(
	recorded: RecordedAttribution | null,
	given: Attribution,
): Attribution {
	const attribution = recorded?.journal?.attribution;
	if (recorded === null || attribution === undefined) return given;
	return recorded.terms !== undefined || attribution.decidedBy !== null ? attribution : given;
}
