import { canonicalEmail } from '../../kernel';
import { normalizeIban } from '../../model/payout-account';
import type { PayoutProfile } from '../../model/payout-profile';
import type { Trait, TraitHash } from '../../model/trait';

/**
 * Where an affiliate's money goes and under which numbers it is taxed. Two affiliates who name the
 * same account have a trait in common, whatever method they are paid by; a name is no trait.
 */
export function profileTraits(
	{ account, taxId, vatId }: Pick<PayoutProfile, 'account' | 'taxId' | 'vatId'>,
	hash: TraitHash,
): Trait[] {
	const iban = normalizeIban(account.iban ?? '');
	const email = canonicalEmail(account.email ?? '');
	const number = comparable(account.accountNumber);
	const routing = comparable(account.routingNumber) ?? '';
	const accounts = [
		iban === '' ? null : `iban\n${iban}`,
		email === null ? null : `email\n${email}`,
		number === null ? null : `account\n${routing}\n${number}`,
	];
	const taxNumbers = [comparable(taxId), comparable(vatId)];
	const listed = (kind: 'payout' | 'tax_id', values: ReadonlyArray<string | null>): Trait[] => {
		const known = values.filter((value) => value !== null);
		return [...new Set(known)].map((value) => ({ kind, hash: hash(`trait.${kind}`, value) }));
	};
	return [...listed('payout', accounts), ...listed('tax_id', taxNumbers)];
}

/** Letters and digits in capitals, as numbers are compared; null when none are left. */
function comparable(text: string | null): string | null {
	const kept = (text ?? '')
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	return kept === '' ? null : kept;
}
