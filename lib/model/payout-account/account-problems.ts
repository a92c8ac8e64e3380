import type { PayoutAccount, PayoutMethod, PayoutProfile } from '../payout-profile';
import { isValidBic } from './bic';
import { isRecipientEmail } from './email';
import { isSepaIban, isValidIban } from './iban';

type PaidTo = Pick<PayoutProfile, 'account' | 'legalName'>;

const CHECKS: Readonly<Record<PayoutMethod, (payee: PaidTo) => string[]>> = {
	sepa: (payee) => [
		...holderProblems(payee),
		...sepaIbanProblems(payee.account),
		...bicProblems(payee.account),
	],
	paypal: ({ account }) => emailProblems(account),
	wise: (payee) => [...holderProblems(payee), ...wiseProblems(payee.account)],
	manual: () => [],
};

/**
 * What is missing or wrong for paying to an account by its method, as parts of a sentence ("the
 * IBAN is missing"), without the details themselves. Empty when it can be paid to.
 */
export function accountProblems(payee: PaidTo): string[] {
	return CHECKS[payee.account.method](payee);
}

/** Name that stands on a payment; null when none is known. */
export function accountHolderOf({ account, legalName }: PaidTo): string | null {
	return account.accountHolder ?? legalName;
}

function holderProblems(payee: PaidTo): string[] {
	return accountHolderOf(payee) === null ? ['the account holder is missing'] : [];
}

function sepaIbanProblems({ iban }: PayoutAccount): string[] {
	const problems = ibanProblems(iban);
	if (problems.length > 0 || iban === null) return problems;
	return isSepaIban(iban) ? [] : ['the IBAN is of a country outside SEPA'];
}

function ibanProblems(iban: string | null): string[] {
	if (iban === null || iban.trim() === '') return ['the IBAN is missing'];
	return isValidIban(iban) ? [] : ['the IBAN is not valid'];
}

function bicProblems({ bic }: PayoutAccount): string[] {
	return bic === null || isValidBic(bic) ? [] : ['the BIC is not valid'];
}

function emailProblems({ email }: PayoutAccount): string[] {
	if (email === null || email.trim() === '') return ['the e-mail address is missing'];
	return isRecipientEmail(email) ? [] : ['the e-mail address is not valid'];
}

/** Wise pays to an IBAN, to an account number, or asks the owner of an e-mail address. */
function wiseProblems(account: PayoutAccount): string[] {
	if (account.iban !== null) return ibanProblems(account.iban);
	if (account.accountNumber !== null) return [];
	if (account.email !== null) return emailProblems(account);
	return ['neither an IBAN, an account number nor an e-mail address is given'];
}
