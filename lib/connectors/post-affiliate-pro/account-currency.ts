import type { Money } from '../../kernel';
import { rejectedOutcome, type PlatformOutcome } from '../affiliate-platform';
import type { Account } from './settings';

/** Null when all amounts are in the account's currency: transactions name none. */
export function refuseOtherCurrency(
	{ currency }: Account,
	amounts: ReadonlyArray<Money | null>,
): PlatformOutcome | null {
	const other = amounts.find((amount) => amount !== null && amount.currency !== currency);
	if (!other) return null;
	return rejectedOutcome({
		reason: `Post Affiliate Pro keeps transactions in ${currency}, and this one is in ${other.currency}`,
		hint: 'Convert the amount, or correct the currency in the credential.',
		field: 'totalcost',
	});
}
