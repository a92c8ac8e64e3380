import type { Payout } from '../../model/payout';
import { normalizeIban } from '../../model/payout-account';

/** Column that holds the routing part of an account, for the currencies whose template we know. */
const ROUTING_COLUMNS: Readonly<Record<string, string>> = { GBP: 'sortCode', AUD: 'bsbCode' };

/** How Wise reaches the recipient: the template it needs, and its columns for the account. */
export type WiseRoute =
	| { readonly template: 'iban' | 'account'; readonly columns: Readonly<Record<string, string>> }
	| { readonly template: 'email'; readonly columns: Readonly<Record<string, never>> };

/**
 * By IBAN if there is one, by account number where the two columns are enough, else by e-mail: Wise
 * then asks the recipient for the account. Null when none of them is possible.
 */
export function wiseRoute({
	profile: { account },
	payable: { currency },
}: Payout): WiseRoute | null {
	if (account.iban !== null) {
		return { template: 'iban', columns: { IBAN: normalizeIban(account.iban) } };
	}
	const routing = ROUTING_COLUMNS[currency];
	if (routing !== undefined && account.accountNumber !== null && account.routingNumber !== null) {
		const { routingNumber, accountNumber } = account;
		return { template: 'account', columns: { [routing]: routingNumber, accountNumber } };
	}
	return account.email === null ? null : { template: 'email', columns: {} };
}
