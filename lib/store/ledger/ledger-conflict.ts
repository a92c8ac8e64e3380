import { AffiliateError } from '../../kernel';

/** A write that contradicts what the ledger already holds. */
export function ledgerConflict(
	message: string,
	details: Readonly<Record<string, string>> = {},
): AffiliateError {
	return new AffiliateError(message, {
		code: 'ledger_conflict',
		hint: 'Nothing was written. Recorded history is never changed; correct it with new entries.',
		details,
	});
}
