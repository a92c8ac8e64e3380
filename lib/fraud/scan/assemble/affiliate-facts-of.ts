import type { Instant } from '../../../kernel';
import type { AffiliateDay } from '../../../model/affiliate-day';
import type { CheckedAffiliate } from '../../../model/fraud-facts';
import type { ScanOrderRow } from '../../../ports/fraud-store';
import type { AffiliateFacts, DuplicateFact, ScannedOrder } from '../../facts/affiliate-facts';
import { judgeDays } from '../anomaly/judge-days';
import { leadOf } from './lead-totals';
import type { ScanContext } from './scan-context';

/** What the scan reads of one affiliate; rows may come in any order. */
export interface AffiliateRows {
	readonly affiliate: CheckedAffiliate;
	readonly days: readonly AffiliateDay[];
	/** Orders and actions of the last 90 days. */
	readonly orders: readonly ScanOrderRow[];
	readonly interceptions: number;
	readonly paidAt: readonly Instant[];
	readonly duplicates: readonly DuplicateFact[];
}

const MOST_ORDERS = 5000;

/** Everything the rules look at for one affiliate. Of more than 5,000 orders the latest are taken. */
export function affiliateFactsOf(context: ScanContext, rows: AffiliateRows): AffiliateFacts {
	const { affiliate } = rows;
	const { lastDate, detector } = context;
	const days = rows.days
		.filter(({ date }) => date <= lastDate)
		.sort((a, b) => (a.date < b.date ? -1 : 1));
	const sorted = [...rows.orders].sort(byTime);
	const leads = sorted.flatMap((row) => leadOf(row) ?? []);
	return {
		affiliate,
		programmeId: context.programmeId,
		now: context.now,
		lastDate,
		days,
		programmeDays: context.programmeDays,
		orders: sorted
			.filter(({ kind }) => kind === 'order')
			.slice(-MOST_ORDERS)
			.map(scannedOrder),
		interceptions: rows.interceptions,
		leads,
		leadBaseline: context.leads.baselineFor(leads),
		paidAt: [...rows.paidAt].sort().reverse(),
		duplicates: rows.duplicates,
		ring: context.rings.get(affiliate.affiliateId) ?? null,
		anomaly:
			detector === null ? null : judgeDays(detector, days, context.detectorProgramme, lastDate),
	};
}

function byTime(a: ScanOrderRow, b: ScanOrderRow): number {
	const [first, second] = [a, b].map((row) => `${row.orderedAt}\n${row.conversionId}`);
	return (first ?? '') < (second ?? '') ? -1 : 1;
}

function scannedOrder(row: ScanOrderRow): ScannedOrder {
	return {
		conversionId: row.conversionId,
		orderedAt: row.orderedAt,
		netMinor: Number(row.netMinor),
		customerKey: row.customerKey,
		refundedAt: row.refundedAt,
		disputedAt: row.disputedAt,
		failedPayments: row.failedPayments,
	};
}
