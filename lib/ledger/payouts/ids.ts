import { deterministicId } from '../../kernel';
import type { PayoutMethod } from '../../model/payout-profile';

/** One run of one currency and method is one batch, for ever. */
export function batchIdOf(batchKey: string, currency: string, method: PayoutMethod): string {
	return deterministicId('bat', batchKey, currency, method);
}

/** An affiliate is in a batch once. */
export function payoutIdOf(batchId: string, affiliateId: string): string {
	return deterministicId('pay', batchId, affiliateId);
}
