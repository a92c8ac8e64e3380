import type { PostalAddress } from '../../model/payout-profile';
import type { StatementFacts } from './statement-facts';

export interface StatementParty {
	readonly role: string;
	readonly name: string;
	readonly lines: readonly string[];
}

/** Who supplied and who is the customer: in self-billing the customer writes the invoice. */
export function statementParties({ payout, payer, affiliate }: StatementFacts): StatementParty[] {
	const { profile } = payout;
	return [
		{
			role: 'Supplier',
			name: profile.legalName ?? affiliate.name,
			lines: [
				...addressLines(profile.address),
				...labelled('VAT ID', profile.vatId),
				...labelled('Tax ID', profile.taxId),
				`Affiliate ${affiliate.code}`,
			],
		},
		{
			role: 'Customer',
			name: payer.name,
			lines: [
				...addressLines(payer.address),
				...labelled('VAT ID', payer.vatId),
				...labelled('E-mail', payer.email),
			],
		},
	];
}

function addressLines(address: PostalAddress | null): string[] {
	if (address === null) return [];
	const { line1, line2, postalCode, city, region, country } = address;
	return [
		line1,
		line2,
		postalCode === null ? city : `${postalCode} ${city}`,
		region,
		country,
	].filter((line): line is string => line !== null && line !== '');
}

function labelled(label: string, text: string | null): string[] {
	return text === null || text === '' ? [] : [`${label}: ${text}`];
}
