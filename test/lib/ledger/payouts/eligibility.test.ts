import { assessCandidate } from '../../../../lib/ledger/payouts';
import { money } from '../../../../lib/kernel';
import { anAffiliate, eur } from '../../../support/builders';
import {
	anOpenEntry,
	aPayoutAccount,
	aPayoutCandidate,
	aPayoutPolicy,
	aPayoutProfile,
} from '../../../support/builders/payout';
import type { PayoutCandidate } from '../../../../lib/ports/payout-store';
import type { PayoutPolicy, PayoutProfile } from '../../../../lib/model/payout-profile';

const request = { now: '2026-12-01T09:00:00.000Z', method: 'sepa', batchCurrency: 'EUR' } as const;

function assess(
	candidate: Partial<PayoutCandidate> = {},
	policy: Partial<PayoutPolicy> = {},
	overrides: Partial<{ now: string; method: 'sepa' | 'paypal'; batchCurrency: string }> = {},
) {
	return assessCandidate(aPayoutCandidate(candidate), aPayoutPolicy(policy), {
		...request,
		...overrides,
	});
}

const codes = (assessment: ReturnType<typeof assess>) => assessment.reasons.map(({ code }) => code);

const withProfile = (overrides: Partial<PayoutProfile>, policy: Partial<PayoutPolicy> = {}) =>
	assess({ profile: aPayoutProfile(overrides) }, policy);

describe('eligibility', () => {
	it('is given to an active affiliate with 100.00 EUR and a valid account', () => {
		const assessment = assess();
		expect(assessment).toMatchObject({ isEligible: true, reasons: [] });
		expect(assessment.amounts.payable).toEqual(eur('100.00'));
	});

	it('needs a policy', () => {
		expect(() => assessCandidate(aPayoutCandidate(), null, request)).toThrow(
			expect.objectContaining({ code: 'no_payout_policy' }),
		);
	});

	it('waits while the affiliate is under review', () => {
		const assessment = assess({ openCaseIds: ['frc_1', 'frc_2'] });
		expect(codes(assessment)).toEqual(['under_review']);
		expect(assessment.reasons[0]?.text).toContain('frc_1, frc_2');
		expect(assessment.reasons[0]?.affiliateText).not.toContain('frc_1');
	});

	it.each(['banned', 'paused', 'pending'] as const)('is not given to a %s affiliate', (status) => {
		expect(codes(assess({ affiliate: anAffiliate({ status }) }))).toEqual(['affiliate_not_active']);
	});

	it('needs a profile', () => {
		expect(codes(assess({ profile: null }))).toEqual(['no_profile']);
	});

	it('needs the method and the currency of the batch', () => {
		expect(codes(assess({}, {}, { method: 'paypal' }))).toEqual(['other_method']);
		expect(codes(assess({}, {}, { batchCurrency: 'USD' }))).toEqual(['other_currency']);
	});

	it.each([
		['the IBAN is missing', { iban: null }],
		['the IBAN is not valid', { iban: 'DE89 3704 0044 0532 0130 01' }],
		['the IBAN is not valid', { iban: 'DE89 3704 0044 0532 0130' }],
		['the IBAN is of a country outside SEPA', { iban: 'TR33 0006 1005 1978 6457 8413 26' }],
		['the BIC is not valid', { bic: 'DEUT' }],
		['the e-mail address is missing', { method: 'paypal', email: null }],
		['the e-mail address is not valid', { method: 'paypal', email: 'anna@partner' }],
		['the e-mail address is not valid', { method: 'paypal', email: 'a@b.de, c@d.de' }],
		['neither an IBAN', { method: 'wise', iban: null, email: null }],
	] as const)('is not given when %s', (problem, overrides) => {
		const account = aPayoutAccount(overrides);
		const assessment = assess(
			{ profile: aPayoutProfile({ account }) },
			{},
			{ method: account.method as 'sepa' },
		);
		expect(codes(assessment)).toEqual(['account_incomplete']);
		expect(assessment.reasons[0]?.text).toContain(problem);
	});

	it('needs an account holder for a bank transfer', () => {
		const account = aPayoutAccount({ accountHolder: null });
		expect(codes(withProfile({ account, legalName: null }))).toEqual(['account_incomplete']);
		expect(withProfile({ account }).isEligible).toBe(true);
	});

	it('comes back seven days after the account was changed, to the millisecond', () => {
		const profile = aPayoutProfile({ accountChangedAt: '2026-11-24T09:00:00.000Z' });
		const before = assess({ profile }, {}, { now: '2026-12-01T08:59:59.999Z' });
		expect(codes(before)).toEqual(['cooling_period']);
		expect(before.reasons[0]?.affiliateText).toContain('2026-12-01 09:00 UTC');
		expect(assess({ profile }, {}, { now: '2026-12-01T09:00:00.000Z' }).isEligible).toBe(true);
	});

	it.each([
		['missing', false],
		['submitted', false],
		['verified', true],
		['exempt', true],
	] as const)('with tax details %s is %s where they are required', (taxStatus, isEligible) => {
		expect(withProfile({ taxStatus }, { requiresTaxDetails: true }).isEligible).toBe(isEligible);
		expect(withProfile({ taxStatus }).isEligible).toBe(true);
	});

	it('needs consent to self-billing where the policy asks for it', () => {
		const policy = { requiresSelfBillingConsent: true };
		expect(codes(withProfile({ acceptsSelfBilling: false }, policy))).toEqual([
			'self_billing_not_accepted',
		]);
		expect(withProfile({ acceptsSelfBilling: false }).isEligible).toBe(true);
	});

	it('is stopped by a hold, whose reason the affiliate does not read', () => {
		const assessment = withProfile({ isOnHold: true, holdReason: 'Suspected fraud ring' });
		expect(codes(assessment)).toEqual(['on_hold']);
		expect(assessment.reasons[0]?.text).toContain('Suspected fraud ring');
		expect(assessment.reasons[0]?.affiliateText).not.toContain('fraud');
	});

	it('starts exactly at the minimum; what is below rolls over', () => {
		const at = (amount: string) => assess({ entries: [anOpenEntry({ amount: eur(amount) })] });
		expect(at('50.00').isEligible).toBe(true);
		const below = at('49.99');
		expect(codes(below)).toEqual(['below_minimum']);
		expect(below.reasons[0]?.text).toContain('rolls over');
	});

	it("takes the affiliate's own minimum only if it is higher and of the currency", () => {
		expect(codes(withProfile({ minimum: eur('200.00') }))).toEqual(['below_minimum']);
		expect(withProfile({ minimum: eur('1.00') }).isEligible).toBe(true);
		expect(withProfile({ minimum: money(99_999_99n, 'USD') }).isEligible).toBe(true);
		const small = [anOpenEntry({ amount: eur('20.00') })];
		expect(
			codes(assess({ entries: small, profile: aPayoutProfile({ minimum: eur('1.00') }) })),
		).toEqual(['below_minimum']);
	});

	it('has no minimum in a currency that the policy does not name', () => {
		const entries = [anOpenEntry({ amount: eur('0.01') })];
		expect(assess({ entries }, { minimums: [money(50_00n, 'USD')] }).isEligible).toBe(true);
	});

	it('carries a negative balance and says so', () => {
		const entries = [
			anOpenEntry(),
			anOpenEntry({ commissionId: 'com_2', status: 'paid', amount: eur('-120.00') }),
		];
		const assessment = assess({ entries });
		expect(codes(assessment)).toEqual(['negative_balance']);
		expect(assessment.reasons[0]?.text).toContain('carried');
		expect(codes(assess({ entries: [] }))).toEqual(['nothing_owed']);
	});

	it('nets negative entries into what is paid', () => {
		const entries = [
			anOpenEntry(),
			anOpenEntry({ commissionId: 'com_2', status: 'paid', amount: eur('-20.00') }),
		];
		expect(assess({ entries }).amounts.payable).toEqual(eur('80.00'));
	});

	it('leaves out what changed of a commission that another batch is paying', () => {
		const entries = [
			anOpenEntry(),
			anOpenEntry({ commissionId: 'com_2', status: 'in_batch', amount: eur('-20.00') }),
		];
		const assessment = assess({ entries });
		expect(assessment.entries.map(({ commissionId }) => commissionId)).toEqual(['com_1']);
		expect(assessment.amounts.gross).toEqual(eur('100.00'));
	});

	it('needs enough customers before the first payout only', () => {
		expect(codes(assess({ customers: 3 }, { minimumCustomers: 4 }))).toEqual(['too_few_customers']);
		expect(assess({ customers: 4 }, { minimumCustomers: 4 }).isEligible).toBe(true);
		expect(assess({ customers: 0, wasPaidBefore: true }, { minimumCustomers: 4 }).isEligible).toBe(
			true,
		);
	});

	it('is not given when withholding leaves nothing', () => {
		expect(codes(withProfile({ withholdingPercent: '100' }))).toEqual(['nothing_payable']);
		expect(codes(withProfile({ withholdingPercent: '130' }))).toEqual(['nothing_payable']);
	});

	it('names every reason at once', () => {
		const assessment = assess({
			affiliate: anAffiliate({ status: 'banned' }),
			profile: aPayoutProfile({ isOnHold: true, account: aPayoutAccount({ iban: null }) }),
			entries: [anOpenEntry({ amount: eur('1.00') })],
		});
		expect(codes(assessment)).toEqual([
			'affiliate_not_active',
			'on_hold',
			'account_incomplete',
			'below_minimum',
		]);
	});
});
