import { describeFailure, type FailureVocabulary } from './describe-failure';
import type { VendorFailure } from './failure';

/** What became of one write to a vendor. */
export interface WriteOutcome {
	/** `rejected`: the vendor does not take it. `failed`: it could not be asked or did not answer. */
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected' | 'failed';
	/** Id of the record that was written to, or made. */
	readonly id: string | null;
	/** Why, for `rejected` and `failed`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	/** The field at fault, if it is known. */
	readonly field: string | null;
	readonly retryable: boolean;
	/** Milliseconds that the vendor asks to wait before it is tried again. */
	readonly retryAfterMilliseconds: number | null;
}

export function doneOutcome(
	outcome: 'created' | 'updated' | 'unchanged',
	id: string | null,
): WriteOutcome {
	const nothingWrong = { reason: null, hint: null, field: null, retryable: false } as const;
	return { outcome, id, ...nothingWrong, retryAfterMilliseconds: null };
}

/** A write that is refused before it is sent. */
export function rejectedOutcome(
	id: string | null,
	words: { readonly reason: string; readonly hint: string; readonly field?: string },
): WriteOutcome {
	const { reason, hint, field = null } = words;
	const again = { retryable: false, retryAfterMilliseconds: null } as const;
	return { outcome: 'rejected', id, reason, hint, field, ...again };
}

/** A write that the vendor did not carry out, in the vendor's words. */
export function failedWrite(
	failure: VendorFailure,
	about: {
		readonly id: string | null;
		/** Whether the record is at fault, and not the vendor or the way to it. */
		readonly isRecordsOwn: boolean;
		readonly vocabulary: FailureVocabulary;
		readonly sentValues: readonly string[];
	},
): WriteOutcome {
	return {
		outcome: about.isRecordsOwn ? 'rejected' : 'failed',
		id: about.id,
		...describeFailure(failure, about.vocabulary, about.sentValues),
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
	};
}
