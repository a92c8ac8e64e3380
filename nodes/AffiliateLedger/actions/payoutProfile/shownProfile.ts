import type { PayoutProfile } from '../../../../lib/model/payout-profile';

/**
 * A profile as it may stand in an n8n execution log: account numbers and tax ids end in their last
 * four characters, addresses of payment services keep their domain.
 */
export function shownProfile(profile: PayoutProfile): PayoutProfile {
	const { account } = profile;
	return {
		...profile,
		taxId: masked(profile.taxId),
		account: {
			...account,
			iban: masked(account.iban),
			accountNumber: masked(account.accountNumber),
			email: account.email === null ? null : account.email.replace(/^[^@]*/, '…'),
		},
	};
}

function masked(text: string | null): string | null {
	if (text === null) return null;
	return text.length < 8 ? '…' : `…${text.slice(-4)}`;
}
