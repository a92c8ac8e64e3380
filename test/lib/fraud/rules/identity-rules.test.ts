import { aCustomer, anOrder } from '../../../support/builders';
import { creditOf, observe, someCredit } from '../scenario';

interface Case {
	readonly because: string;
	readonly customer: { email?: string | null; phone?: string | null };
	readonly affiliate: { email?: string | null; payoutEmail?: string | null; phone?: string | null };
	readonly selfReferral: 'hit' | 'clear' | 'unknown';
	readonly disguised: 'hit' | 'clear' | 'unknown';
}

const cases: Case[] = [
	{
		because: 'the addresses are of different people',
		customer: { email: 'carla@example.com' },
		affiliate: { email: 'anna@partner.example' },
		selfReferral: 'clear',
		disguised: 'clear',
	},
	{
		because: 'the addresses are equal but for case',
		customer: { email: 'Anna@Partner.example' },
		affiliate: { email: 'anna@partner.example' },
		selfReferral: 'hit',
		disguised: 'clear',
	},
	{
		because: 'gmail and googlemail are one',
		customer: { email: 'joe@googlemail.com' },
		affiliate: { email: 'joe@gmail.com' },
		selfReferral: 'hit',
		disguised: 'hit',
	},
	{
		because: 'Gmail reads over dots and tags',
		customer: { email: 'j.o.e+shop@gmail.com' },
		affiliate: { email: 'joe@gmail.com' },
		selfReferral: 'hit',
		disguised: 'hit',
	},
	{
		because: 'dots matter at other providers',
		customer: { email: 'j.oe@partner.example' },
		affiliate: { email: 'joe@partner.example' },
		selfReferral: 'clear',
		disguised: 'clear',
	},
	{
		because: 'money goes to the address of the customer',
		customer: { email: 'bank@anna.example' },
		affiliate: { email: 'anna@partner.example', payoutEmail: 'bank@anna.example' },
		selfReferral: 'hit',
		disguised: 'clear',
	},
	{
		because: 'the phone numbers are one in two notations',
		customer: { email: 'carla@example.com', phone: '+49 (0)30 / 123-456' },
		affiliate: { email: 'anna@partner.example', phone: '004930123456' },
		selfReferral: 'hit',
		disguised: 'clear',
	},
	{
		because: 'a national number names no country and proves nothing',
		customer: { email: null, phone: '030 123456' },
		affiliate: { email: null, phone: '030 123456' },
		selfReferral: 'unknown',
		disguised: 'unknown',
	},
	{
		because: 'the customer tells neither address nor number',
		customer: { email: null, phone: null },
		affiliate: { email: 'anna@partner.example' },
		selfReferral: 'unknown',
		disguised: 'unknown',
	},
	{
		because: 'the affiliate has nothing to compare with',
		customer: { email: 'carla@example.com' },
		affiliate: { email: null },
		selfReferral: 'unknown',
		disguised: 'clear',
	},
];

describe('F11, self-referral, and F13, a disguised e-mail', () => {
	it.each(cases)(
		'are $selfReferral and $disguised because $because',
		({ customer, affiliate, selfReferral, disguised }) => {
			const facts = {
				order: anOrder({ customer: aCustomer(customer) }),
				credits: [creditOf(affiliate)],
			};
			expect(observe('F11', facts).status).toBe(selfReferral);
			expect(observe('F13', facts).status).toBe(disguised);
		},
	);

	it('are unknown when the credited affiliate is not in the ledger', () => {
		const credits = [someCredit({ affiliate: { status: 'missing' } })];
		expect(observe('F11', { credits }).status).toBe('unknown');
		expect(observe('F13', { credits }).status).toBe('unknown');
	});

	it('say what matched, never the value', () => {
		const facts = {
			order: anOrder({ customer: aCustomer({ email: 'j.oe+x@gmail.com', phone: '+4930123456' }) }),
			credits: [creditOf({ email: 'joe@googlemail.com', phone: '+49 30 123456' })],
		};
		expect(observe('F11', facts)).toEqual({
			status: 'hit',
			evidence: { affiliate: 'anna', matched: 'e-mail, phone' },
			reason: 'The customer has the e-mail and phone of the affiliate',
		});
		expect(observe('F13', facts).evidence).toEqual({
			affiliate: 'anna',
			difference: 'tag, dots, domain',
		});
	});
});
