import type { ScanOrderRow } from '../../../ports/fraud-store';
import type { LeadBaseline, LeadFact } from '../../facts/affiliate-facts';
import { topContent } from '../../rules/scan/measure/top-content';

/** The lead a row is; null for an order. */
export function leadOf(row: ScanOrderRow): LeadFact | null {
	if (row.kind !== 'action') return null;
	return {
		at: row.orderedAt,
		contentHash: row.basketHash,
		hasLaterActivity: row.hasLaterActivity,
	};
}

/** Leads of a whole programme, counted one by one, to compare each affiliate with the others (F32). */
export class LeadTotals {
	private leads = 0;
	private withoutLaterActivity = 0;
	private readonly byContent = new Map<string, number>();

	add({ contentHash, hasLaterActivity }: LeadFact): void {
		this.leads += 1;
		if (!hasLaterActivity) this.withoutLaterActivity += 1;
		this.byContent.set(contentHash, (this.byContent.get(contentHash) ?? 0) + 1);
	}

	/** The leads of everybody but the affiliate whose leads are given; null when there are none. */
	baselineFor(own: readonly LeadFact[]): LeadBaseline | null {
		const leads = this.leads - own.length;
		if (leads <= 0) return null;
		const top = topContent(own);
		const idle = own.filter(({ hasLaterActivity }) => !hasLaterActivity).length;
		return {
			leads,
			withoutLaterActivity: this.withoutLaterActivity - idle,
			sameContent:
				top === null ? 0 : (this.byContent.get(top.contentHash) ?? top.count) - top.count,
		};
	}
}
