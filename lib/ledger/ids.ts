import { deterministicId } from '../kernel';

/** One order of one shop is one conversion, for ever. */
export function conversionIdOf(storeKey: string, orderId: string): string {
	return deterministicId('cnv', storeKey, orderId);
}

/** One commission per programme, order, beneficiary and kind (C32). */
export function commissionIdOf(
	conversionId: string,
	programmeId: string,
	affiliateId: string,
	kind: string,
): string {
	return deterministicId('com', conversionId, programmeId, affiliateId, kind);
}
