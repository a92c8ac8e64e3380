import type { IdentityComparison } from '../../../../lib/model/fraud-facts';
import { addDays } from '../../../../lib/kernel';
import { ORDERED_AT } from '../../../support/builders';
import {
	creditByCoupon,
	creditWith,
	judge,
	missingAffiliate,
	observe,
	someAffiliate,
	someCredit,
	someCustomer,
	someIdentity,
} from '../scenario';

const f11 = (identity: Partial<IdentityComparison>) =>
	observe('F11', { credits: [creditWith(identity)] });
const f12 = (identity: Partial<IdentityComparison>, parameters = {}) =>
	observe('F12', { credits: [creditWith(identity)] }, parameters);

describe.each(['F11', 'F12', 'F13'])('%s, a rule about who they are', (id) => {
	it('is unknown when the credited affiliate is not in the ledger', () => {
		expect(observe(id, { credits: [missingAffiliate] }).status).toBe('unknown');
	});

	it('is unknown when they tell nothing to compare', () => {
		expect(observe(id, { credits: [creditWith({ compared: [] })] }).status).toBe('unknown');
	});
});

describe('F11, self-referral', () => {
	it.each(['email', 'phone', 'payment', 'payout', 'tax_id'] as const)('is a hit for %s', (kind) => {
		expect(f11({ compared: [kind], shared: [kind] }).status).toBe('hit');
	});

	it.each(['network', 'device', 'surname_postcode', 'address', 'email_domain'] as const)(
		'leaves %s to F12: households share it',
		(kind) => {
			expect(f11({ compared: ['email', kind], shared: [kind] }).status).toBe('clear');
			expect(f11({ compared: [kind], shared: [kind] }).status).toBe('unknown');
		},
	);

	it('says what matched, never the value', () => {
		const both = ['email', 'phone'] as const;
		expect(f11({ compared: [...both], shared: [...both] })).toEqual({
			status: 'hit',
			evidence: { affiliate: 'anna', matched: 'e-mail, phone' },
			reason: 'The customer has the e-mail and phone of the affiliate',
		});
	});
});

describe('F12, near the affiliate', () => {
	it.each([
		['surname_postcode', 0.2],
		['device', 0.35],
		['address', 0.4],
	] as const)('is a hit for %s with weight %s', (kind, weight) => {
		expect(f12({ compared: [kind], shared: [kind] })).toMatchObject({ status: 'hit', weight });
	});

	it('adds signs up: 1 − 0.65 × 0.8', () => {
		const kinds = ['device', 'surname_postcode'] as const;
		expect(f12({ compared: [...kinds], shared: [...kinds] })).toMatchObject({
			weight: 0.48,
			evidence: { shared: 'device, surname and postcode' },
		});
	});

	it('takes a company domain for a sign, and not one of everybody', () => {
		const sharing = { shared: ['email_domain' as const] };
		expect(f12({ ...sharing, sharesPrivateDomain: true })).toMatchObject({
			status: 'hit',
			weight: 0.25,
		});
		expect(f12({ ...sharing, sharesPrivateDomain: false }).status).toBe('clear');
	});

	it('leaves the domain of a shared mailbox to F11', () => {
		const shared = ['email' as const, 'email_domain' as const];
		expect(f12({ shared, sharesPrivateDomain: true }).status).toBe('clear');
	});

	it.each([
		[24, 'hit'],
		[24.001, 'clear'],
	] as const)('counts the network of a sign-up %s hours ago as %s', (hours, status) => {
		const credit = someCredit({
			affiliate: {
				status: 'found',
				value: someAffiliate({ createdAt: addDays(ORDERED_AT, -hours / 24) }),
			},
			identity: someIdentity({ compared: ['network'], shared: ['network'] }),
		});
		expect(observe('F12', { credits: [credit] }).status).toBe(status);
	});

	it.each([
		[2, 'clear'],
		[3, 'hit'],
		[null, 'unknown'],
	] as const)('takes a click of %s other customers to be %s', (clickCustomers, status) => {
		expect(observe('F12', { clickCustomers }).status).toBe(status);
		expect(observe('F12', { clickCustomers, credits: [creditByCoupon] }).status).toBe('clear');
	});

	it('never holds a household that shares everything, yet a person looks', () => {
		const kinds = ['network', 'device', 'surname_postcode', 'address'] as const;
		const credits = [creditWith({ compared: [...kinds], shared: [...kinds] })];
		expect(judge({ credits, clickCustomers: 9 })).toMatchObject({
			verdict: 'review',
			score: 0.59,
			reason: expect.stringContaining("'flag'"),
		});
	});

	it('names what was compared when nothing is the same', () => {
		expect(f12({ compared: ['email', 'network', 'address'] }).evidence).toEqual({
			affiliate: 'anna',
			compared: 'network, address',
		});
	});
});

describe('F13, a disguised e-mail', () => {
	it('says in what two spellings of one mailbox differ', () => {
		const credits = [creditWith({ shared: ['email'], emailDifferences: ['tag', 'domain'] })];
		expect(observe('F13', { credits })).toMatchObject({
			status: 'hit',
			evidence: { affiliate: 'anna', difference: 'tag, domain' },
		});
	});

	it('is clear for a +tag of somebody else', () => {
		expect(observe('F13', { credits: [creditWith({})] }).status).toBe('clear');
	});
});

describe('F14, a disposable e-mail', () => {
	it.each([
		['disposable', 'hit'],
		['relay', 'clear'],
		['public', 'clear'],
		['private', 'clear'],
		[null, 'unknown'],
	] as const)('takes a %s domain to be %s', (emailDomainKind, status) => {
		expect(observe('F14', { customer: someCustomer({ emailDomainKind }) }).status).toBe(status);
	});
});
