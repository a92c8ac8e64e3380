import { describeFailure, UNREADABLE, type FailureVocabulary, type VendorFailure } from '../vendor';

/** How to learn what became of a write that the platform only took in. */
export interface PlatformConfirmation {
	/** `operation`: ask with 'Confirm'. `list`: look for the order id later. `event`: the platform tells. */
	readonly by: 'operation' | 'list' | 'event';
	/** What to ask for, such as a submission or an order id. */
	readonly reference: string;
}

/**
 * What became of one write. `confirmed`: the platform has carried it out. `accepted`: it took it in and
 * says later whether it will. `duplicate`: it was there before, nothing was written. `rejected`: it does
 * not take it. `failed`: it could not be asked, or did not answer.
 */
export interface PlatformOutcome {
	readonly outcome: 'confirmed' | 'accepted' | 'duplicate' | 'rejected' | 'failed';
	/** The platform's id of what was written or found. */
	readonly externalId: string | null;
	/** Null for what is confirmed already, and for failures. */
	readonly confirmation: PlatformConfirmation | null;
	/** Why, for `rejected` and `failed`, and what was found for `duplicate`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	/** The field at fault, by the platform's name. */
	readonly field: string | null;
	readonly retryable: boolean;
	/** Whether it may have been carried out although no answer says so. */
	readonly isUncertain: boolean;
	/** Milliseconds that the platform asks to wait. */
	readonly retryAfterMilliseconds: number | null;
	/** The platform's answer as it came; null when there is none. */
	readonly raw: unknown;
}

const NOTHING_WRONG = {
	reason: null,
	hint: null,
	field: null,
	retryable: false,
	isUncertain: false,
	retryAfterMilliseconds: null,
} as const;

export function confirmedOutcome(externalId: string | null, raw: unknown): PlatformOutcome {
	return { outcome: 'confirmed', externalId, confirmation: null, ...NOTHING_WRONG, raw };
}

export function acceptedOutcome(
	externalId: string | null,
	confirmation: PlatformConfirmation,
	raw: unknown,
): PlatformOutcome {
	return { outcome: 'accepted', externalId, confirmation, ...NOTHING_WRONG, raw };
}

/** It is there already: nothing was written. */
export function duplicateOutcome(
	externalId: string | null,
	reason: string,
	raw: unknown,
): PlatformOutcome {
	return { outcome: 'duplicate', externalId, confirmation: null, ...NOTHING_WRONG, reason, raw };
}

/** Refused before it is sent, or by words that are not a failure of HTTP. */
export function rejectedOutcome(
	words: { readonly reason: string; readonly hint: string; readonly field?: string },
	raw: unknown = null,
): PlatformOutcome {
	const { reason, hint, field = null } = words;
	const nothing = { externalId: null, confirmation: null, ...NOTHING_WRONG };
	return { ...nothing, outcome: 'rejected', reason, hint, field, raw };
}

/** A fault of the record itself, and not of the platform or the way to it. */
const RECORDS_OWN: ReadonlySet<number> = new Set([400, 404, 409, 422]);

/** A write that the platform did not carry out; `sentValues` are masked in its words. */
export function failureOutcome(
	failure: VendorFailure,
	vocabulary: FailureVocabulary,
	sentValues: readonly string[] = [],
): PlatformOutcome {
	const isRecordsOwn = RECORDS_OWN.has(failure.status) && !failure.retryable;
	return {
		outcome: isRecordsOwn ? 'rejected' : 'failed',
		externalId: failure.existingId,
		confirmation: null,
		...describeFailure(failure, vocabulary, sentValues),
		retryable: failure.retryable,
		isUncertain: failure.status === 0 || failure.status >= 500 || failure.code === UNREADABLE,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
		raw: null,
	};
}

export function isDone({ outcome }: PlatformOutcome): boolean {
	return outcome === 'confirmed' || outcome === 'accepted' || outcome === 'duplicate';
}
