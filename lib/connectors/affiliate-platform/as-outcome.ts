import { AffiliateError } from '../../kernel';
import type { PlatformOutcome } from './outcomes';

/**
 * Runs a write that looks something up first: a look-up that fails like a reading becomes an outcome,
 * because nothing was written. Everything else is thrown on.
 */
export async function asOutcome(write: () => Promise<PlatformOutcome>): Promise<PlatformOutcome> {
	try {
		return await write();
	} catch (error) {
		if (!(error instanceof AffiliateError)) throw error;
		if (error.code !== 'vendor_unavailable' && error.code !== 'vendor_refused') throw error;
		const { retryable, retryAfterMilliseconds: wait } = error.details;
		return {
			outcome: 'failed',
			externalId: null,
			confirmation: null,
			reason: error.message,
			hint: error.hint ?? null,
			field: error.path ?? null,
			retryable: retryable === true,
			isUncertain: false,
			retryAfterMilliseconds: typeof wait === 'number' ? wait : null,
			raw: null,
		};
	}
}
