import { conversionIdOf, recordedTerms } from '../../../lib/ledger';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { Journal } from '../../../lib/model/journal';
import type { CommissionAdjustment } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';

/** An order that earned commissions before, with what its edits and re-ratings start from. */
export interface RecordedOrder {
	/** Of its newest edit, as it was when the rest was read. */
	readonly version: number;
	readonly commissions: readonly RecordedCommission[];
	/** The one whose plan version the order keeps. */
	readonly terms: RecordedCommission | undefined;
	/** Null for an order that was recorded without what it was priced from. */
	readonly journal: Journal | null;
	/** Of all its commissions: corrections by hand and earlier re-ratings are kept. */
	readonly adjustments: readonly CommissionAdjustment[];
}

/** Null for an order that is new or earned nothing so far. */
export async function recordedOrder(
	store: AffiliateStore,
	{ storeKey, orderId }: { readonly storeKey: string; readonly orderId: string },
): Promise<RecordedOrder | null> {
	const state = await store.ledger.conversion(conversionIdOf(storeKey, orderId));
	const commissions = state?.commissions ?? [];
	if (commissions.length === 0) return null;
	const stories = [];
	for (const { commissionId } of commissions) {
		const story = await store.ledger.commissionStory(commissionId);
		if (story !== null) stories.push(story);
	}
	return {
		version: state?.conversion?.version ?? 1,
		commissions,
		terms: recordedTerms(state?.conversion ?? null, commissions),
		journal: stories[0]?.journal ?? null,
		adjustments: stories.flatMap(({ adjustments }) => adjustments),
	};
}
