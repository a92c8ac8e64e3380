import { sumMoney } from '../../../lib/kernel';
import type { Payout, PayoutBatch } from '../../../lib/model/payout';
import type { PayoutAccount, PayoutPolicy, PayoutProfile } from '../../../lib/model/payout-profile';
import type { OpenEntry, PayoutCandidate } from '../../../lib/ports/payout-store';
import { AFFILIATE_ID, CREATED_AT, eur, PROGRAMME_ID } from './examples';
import { anAffiliate } from './registry';

/** Published example numbers, with right check digits. */
export const EXAMPLE_IBAN = 'DE89 3704 0044 0532 0130 00';
export const PAYER_IBAN = 'GB29 NWBK 6016 1331 9268 19';

export function aPayoutAccount(overrides: Partial<PayoutAccount> = {}): PayoutAccount {
	return {
		method: 'sepa',
		accountHolder: 'Anna Affiliate',
		iban: EXAMPLE_IBAN,
		bic: null,
		accountNumber: null,
		routingNumber: null,
		email: 'anna@partner.example',
		...overrides,
	};
}

/** Paid to a German account since January, without VAT. */
export function aPayoutProfile(overrides: Partial<PayoutProfile> = {}): PayoutProfile {
	return {
		affiliateId: AFFILIATE_ID,
		version: 1,
		account: aPayoutAccount(),
		legalName: 'Anna Affiliate',
		address: {
			line1: 'Beispielstr. 1',
			line2: null,
			postalCode: '10115',
			city: 'Berlin',
			region: null,
			country: 'DE',
		},
		taxStatus: 'verified',
		taxId: null,
		vatId: null,
		vatMode: 'none',
		vatPercent: '0',
		withholdingPercent: '0',
		acceptsSelfBilling: true,
		minimum: null,
		isOnHold: false,
		holdReason: null,
		createdAt: CREATED_AT,
		accountChangedAt: CREATED_AT,
		...overrides,
	};
}

/** A minimum of 50.00 EUR, seven days of cooling, two people above 1000.00 EUR. */
export function aPayoutPolicy(overrides: Partial<PayoutPolicy> = {}): PayoutPolicy {
	return {
		version: 1,
		minimums: [eur('50.00')],
		coolingDays: 7,
		minimumCustomers: 0,
		requiresTaxDetails: false,
		requiresSelfBillingConsent: false,
		secondApprovalAbove: [eur('1000.00')],
		statementPrefix: 'SB-',
		payer: {
			name: 'Merchant GmbH',
			address: {
				line1: 'Kaufstr. 2',
				line2: null,
				postalCode: '20095',
				city: 'Hamburg',
				region: null,
				country: 'DE',
			},
			vatId: 'DE123456789',
			iban: PAYER_IBAN,
			bic: 'NWBKGB2L',
			email: 'finance@merchant.example',
		},
		createdAt: CREATED_AT,
		...overrides,
	};
}

export function anOpenEntry(overrides: Partial<OpenEntry> = {}): OpenEntry {
	return {
		commissionId: 'com_1',
		programmeId: PROGRAMME_ID,
		status: 'approved',
		amount: eur('100.00'),
		since: '2026-11-01T00:00:00.000Z',
		...overrides,
	};
}

/** The balance follows from the entries. */
export function aPayoutCandidate(overrides: Partial<PayoutCandidate> = {}): PayoutCandidate {
	const entries = overrides.entries ?? [anOpenEntry()];
	return {
		affiliate: anAffiliate(),
		profile: aPayoutProfile(),
		balance: sumMoney(
			entries.map(({ amount }) => amount),
			entries[0]?.amount.currency ?? 'EUR',
		),
		entries,
		customers: 3,
		wasPaidBefore: false,
		heldCommissions: 0,
		openCaseIds: [],
		...overrides,
	};
}

/** 100.00 EUR for Anna, approved and not sent. */
export function aPayout(overrides: Partial<Payout> = {}): Payout {
	return {
		payoutId: 'pay_00000000000000000000000000000001',
		batchId: 'bat_00000000000000000000000000000001',
		affiliateId: AFFILIATE_ID,
		affiliateCode: 'anna',
		gross: eur('100.00'),
		net: eur('100.00'),
		vat: eur('0.00'),
		withheld: eur('0.00'),
		payable: eur('100.00'),
		status: 'claimed',
		statusReason: 'drafted',
		statementNumber: 'SB-1',
		providerReference: null,
		profile: aPayoutProfile(),
		createdAt: '2026-12-01T09:00:00.000Z',
		...overrides,
	};
}

export function aPayoutBatch(overrides: Partial<PayoutBatch> = {}): PayoutBatch {
	return {
		batchId: 'bat_00000000000000000000000000000001',
		batchKey: '2026-11',
		currency: 'EUR',
		method: 'sepa',
		status: 'approved',
		total: eur('100.00'),
		payoutCount: 1,
		approvalsNeeded: 1,
		approvals: [{ actor: 'bea', at: '2026-12-01T10:00:00.000Z' }],
		policy: aPayoutPolicy(),
		createdAt: '2026-12-01T09:00:00.000Z',
		createdBy: 'otto',
		...overrides,
	};
}
