import { appliedRefunds } from '../../../lib/ledger/conversion-result';
import type { PurchaseFacts } from '../../../lib/mapping/crm';
import type { ReplayEntry } from '../../../lib/ports/ledger-store';

/** A recorded order as the mirror reads it; null for one that was recorded without what it was priced from. */
export function recordedFacts({
	conversion,
	journal,
	commissions,
	refunds,
}: ReplayEntry): PurchaseFacts | null {
	if (journal === null) return null;
	return {
		order: journal.order,
		attribution: journal.attribution,
		ledger: {
			outcome: conversion.outcome,
			base: conversion.base,
			commissions: [...commissions],
			refunds: appliedRefunds(refunds),
			customer: null,
		},
	};
}
