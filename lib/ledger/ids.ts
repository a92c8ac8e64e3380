import { deterministicId } from '../kernel';
import type { CommissionLine } from '../model/commission';

/** One order of one shop is one conversion, for ever. */
export function conversionIdOf(storeKey: string, orderId: string): string {
	return deterministicId('cnv', storeKey, orderId);
}

/**
 * One commission per programme, order, beneficiary and kind (C32). Whoever earns as a level above
 * several affiliates of one order has one commission for each of them.
 */
export function commissionIdOf(
	conversionId: string,
	programmeId: string,
	affiliateId: string,
	kind: string,
	above: Pick<CommissionLine, 'level' | 'sourceAffiliateId'> = {
		level: 0,
		sourceAffiliateId: null,
	},
): string {
	const parts = [conversionId, programmeId, affiliateId, kind];
	if (above.level === 0) return deterministicId('com', ...parts);
	return deterministicId('com', ...parts, String(above.level), above.sourceAffiliateId ?? '');
}
