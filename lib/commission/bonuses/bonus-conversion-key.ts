import type { Instant } from '../../kernel';
import { pseudoStoreKey } from '../pseudo-order';

/**
 * The key that a bonus of an affiliate and a window is booked under, once and for ever (C11). The
 * window is named by the date it begins at; where that is no midnight in UTC by the whole moment,
 * because two days of a zone that changes its clocks may begin on the same date in UTC.
 */
export function bonusConversionKey(
	programmeId: string,
	bonusId: string,
	affiliateId: string,
	windowFrom: Instant | null,
): { storeKey: string; orderId: string } {
	const window = windowFrom?.replace(/T00:00:00\.000Z$/, '') ?? 'lifetime';
	return {
		storeKey: pseudoStoreKey(programmeId),
		orderId: `bonus:${bonusId}:${affiliateId}:${window}`,
	};
}
