/** What went wrong with a request, or with one record of a batch. */
export interface VendorFailure {
	/** HTTP status, or that of the record inside a batch; 0 when no answer came. */
	readonly status: number;
	/** The vendor's code, such as `REQUIRED_FIELD_MISSING`; empty when there is none. */
	readonly code: string;
	/** The vendor's words; may hold values that were sent, so mask them before showing. */
	readonly message: string;
	/** The field at fault, by the vendor's name. */
	readonly field: string | null;
	/** By which the vendor's support finds the request. */
	readonly trace: string | null;
	/** Whether the same request may well succeed later. */
	readonly retryable: boolean;
	/** Milliseconds that the vendor asks to wait; null when it does not tell. */
	readonly retryAfterMilliseconds: number | null;
	/** Id of the record that already has this unique value. */
	readonly existingId: string | null;
}

export const NO_FAILURE_DETAILS = {
	code: '',
	message: '',
	field: null,
	trace: null,
	retryable: false,
	retryAfterMilliseconds: null,
	existingId: null,
} as const satisfies Omit<VendorFailure, 'status'>;

/** No answer: whether the request was carried out is not known. */
export function networkFailure(message: string): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status: 0, code: 'NETWORK', message, retryable: true };
}

/** Of an answer with a good status that is none of the vendor's: nothing tells what was carried out. */
export const UNREADABLE = 'UNREADABLE';

/** A page of a proxy, an empty body, JSON that was cut off: whether the request was carried out is not known. */
export function unreadableFailure(status: number): VendorFailure {
	return { ...NO_FAILURE_DETAILS, status, code: UNREADABLE, retryable: true };
}

/** A batch answer that leaves a record out: whether it was written is not known. */
export function unansweredFailure(): VendorFailure {
	const message = 'The answer does not name this record';
	return { ...NO_FAILURE_DETAILS, status: 207, code: 'UNANSWERED', message, retryable: true };
}
