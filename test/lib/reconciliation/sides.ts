import type { LedgerSide, PlatformSide } from '../../../lib/reconciliation';
import { eur } from '../../support/builders';

export const NOW = '2026-11-22T12:00:00.000Z';

/** Two days before `NOW`: absence means something. */
export const LONG_AGO = '2026-11-20T12:00:00.000Z';

export function ours(more: Partial<LedgerSide> = {}): LedgerSide {
	return {
		orderId: 'ORD_1',
		affiliate: 'joli',
		amount: eur('100.00'),
		commission: null,
		status: 'pending',
		nothingBecause: null,
		isTold: true,
		occurredAt: LONG_AGO,
		isAwaited: false,
		...more,
	};
}

export function theirs(more: Partial<PlatformSide> = {}): PlatformSide {
	return {
		id: 'c1',
		orderId: 'ORD_1',
		affiliateId: 'joli',
		amount: eur('100.00'),
		commission: eur('10.00'),
		status: 'pending',
		occurredAt: LONG_AGO,
		...more,
	};
}

export const RULES = {
	now: NOW,
	graceMilliseconds: 3_600_000,
	isSameAffiliate: (a: string, b: string) => a === b,
};
