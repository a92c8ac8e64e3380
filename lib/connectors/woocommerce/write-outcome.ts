import { failedWrite, type VendorFailure, type WriteOutcome } from '../vendor';
import { WOO_VOCABULARY } from './describe-failure';

export { doneOutcome, rejectedOutcome, type WriteOutcome } from '../vendor';

export function failedOutcome(
	failure: VendorFailure,
	id: string | null,
	sentValues: readonly string[] = [],
): WriteOutcome {
	const isRecordsOwn =
		failure.code === 'NOT_KEPT' ||
		([400, 404, 409, 422].includes(failure.status) && !isOfTheShop(failure));
	return failedWrite(failure, { id, isRecordsOwn, vocabulary: WOO_VOCABULARY, sentValues });
}

/** A wrong address dooms every record, not this one. */
function isOfTheShop({ code, retryable }: VendorFailure): boolean {
	return retryable || code === 'NOT_THE_API' || code === 'rest_no_route';
}
