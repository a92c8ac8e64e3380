import { describeFailure, type VendorFailure } from '../vendor';
import { WOO_VOCABULARY } from './describe-failure';

/** What became of one write to the shop. */
export interface WriteOutcome {
	/** `rejected`: WooCommerce does not take it. `failed`: it could not be asked or did not answer. */
	readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected' | 'failed';
	/** Id of the record that was written to, or made. */
	readonly id: string | null;
	/** Why, for `rejected` and `failed`; without personal data. */
	readonly reason: string | null;
	readonly hint: string | null;
	/** The field at fault, if it is known. */
	readonly field: string | null;
	readonly retryable: boolean;
	/** Milliseconds that the shop asks to wait before it is tried again. */
	readonly retryAfterMilliseconds: number | null;
}

export function doneOutcome(
	outcome: 'created' | 'updated' | 'unchanged',
	id: string | null,
): WriteOutcome {
	const nothingWrong = { reason: null, hint: null, field: null, retryable: false } as const;
	return { outcome, id, ...nothingWrong, retryAfterMilliseconds: null };
}

export function failedOutcome(
	failure: VendorFailure,
	id: string | null,
	sentValues: readonly string[] = [],
): WriteOutcome {
	const isRecordsOwn =
		failure.code === 'NOT_KEPT' ||
		([400, 404, 409, 422].includes(failure.status) && !isOfTheShop(failure));
	return {
		outcome: isRecordsOwn ? 'rejected' : 'failed',
		id,
		...describeFailure(failure, WOO_VOCABULARY, sentValues),
		retryable: failure.retryable,
		retryAfterMilliseconds: failure.retryAfterMilliseconds,
	};
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

/** A wrong address dooms every record, not this one. */
function isOfTheShop({ code, retryable }: VendorFailure): boolean {
	return retryable || code === 'NOT_THE_API' || code === 'rest_no_route';
}
