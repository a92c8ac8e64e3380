import { compareIdentities } from '../../../../lib/fraud/match/compare-identities';
import type { Address } from '../../../../lib/model/address';
import type { Affiliate } from '../../../../lib/model/affiliate';
import type { Customer } from '../../../../lib/model/customer';
import type { IdentityComparison } from '../../../../lib/model/fraud-facts';
import type { Order } from '../../../../lib/model/order';
import { affiliateTraits, orderTraits, type Trait } from '../../../../lib/model/trait';
import { aCustomer, anAffiliate, anOrder } from '../../../support/builders';
import { hash } from '../scenario';

function compare(
	order: Partial<Order>,
	affiliate: Partial<Affiliate>,
	{
		emailDomainKind = 'private' as 'private' | 'public' | null,
		profileTraits = [] as readonly Trait[],
	} = {},
): IdentityComparison {
	const [theOrder, record] = [anOrder(order), anAffiliate(affiliate)];
	return compareIdentities(
		{ order: theOrder, traits: orderTraits(theOrder, hash), emailDomainKind },
		{ affiliate: record, traits: [...affiliateTraits(record, hash), ...profileTraits] },
	);
}

interface Case {
	readonly because: string;
	readonly customer: Partial<Customer>;
	readonly affiliate: Partial<Affiliate>;
	readonly shared: readonly string[];
	readonly differences?: readonly string[];
}

const cases: Case[] = [
	{
		because: 'the addresses are of different people',
		customer: { email: 'carla@example.com' },
		affiliate: { email: 'anna@partner.example' },
		shared: [],
	},
	{
		because: 'the addresses are equal but for case',
		customer: { email: 'Anna@Partner.example' },
		affiliate: { email: 'anna@partner.example' },
		shared: ['email', 'email_domain'],
	},
	{
		because: 'gmail and googlemail are one',
		customer: { email: 'joe@googlemail.com' },
		affiliate: { email: 'joe@gmail.com' },
		shared: ['email'],
		differences: ['domain'],
	},
	{
		because: 'Gmail reads over dots and tags',
		customer: { email: 'j.o.e+shop@gmail.com' },
		affiliate: { email: 'joe@gmail.com' },
		shared: ['email', 'email_domain'],
		differences: ['tag', 'dots'],
	},
	{
		because: 'dots matter at other providers',
		customer: { email: 'j.oe@partner.example' },
		affiliate: { email: 'joe@partner.example' },
		shared: ['email_domain'],
	},
	{
		because: 'a tag at an unknown provider may be another person, and is a spelling all the same',
		customer: { email: 'joe+shop@partner.example' },
		affiliate: { email: 'Joe@partner.example' },
		shared: ['email_domain'],
		differences: ['tag'],
	},
	{
		because: 'a tag of another name is nothing in common',
		customer: { email: 'carla+joe@partner.example' },
		affiliate: { email: 'joe@partner.example' },
		shared: ['email_domain'],
	},
	{
		because: 'the local number is the one with country code',
		customer: { email: null, phone: '030 123456', country: 'DE' },
		affiliate: { email: null, phone: '+49 30 123456' },
		shared: ['phone'],
	},
	{
		because: 'money goes to the address of the customer',
		customer: { email: 'bank+me@fastmail.com' },
		affiliate: { email: 'anna@partner.example', payoutEmail: 'bank@fastmail.com' },
		shared: ['email', 'email_domain'],
		differences: ['tag'],
	},
	{
		because: 'the phone numbers are one in two notations',
		customer: { email: null, phone: '+49 30 / 123-456' },
		affiliate: { email: null, phone: '004930123456' },
		shared: ['phone'],
	},
];

describe('the comparison of customer and affiliate', () => {
	it.each(cases)(
		'shares $shared because $because',
		({ customer, affiliate, shared, differences = [] }) => {
			const found = compare({ customer: aCustomer(customer) }, affiliate);
			expect(found.shared).toEqual(shared);
			expect(found.emailDifferences).toEqual(differences);
		},
	);

	it('says what both of them tell, and compares nothing else', () => {
		const nobody = aCustomer({ email: null, phone: '030 123456' });
		expect(compare({ customer: nobody }, { phone: '030 123456' }).compared).toEqual([]);
		const reachable = compare({ customer: aCustomer({ phone: '+4930123456' }) }, {});
		expect(reachable.compared).toEqual(['email', 'email_domain']);
	});

	it('tells a private domain from one that offers mailboxes to everybody', () => {
		const carla = { customer: aCustomer({ email: 'carla@partner.example' }) };
		expect(compare(carla, {}).sharesPrivateDomain).toBe(true);
		expect(compare(carla, {}, { emailDomainKind: 'public' }).sharesPrivateDomain).toBe(false);
		expect(compare({}, {}).sharesPrivateDomain).toBe(false);
	});

	it('compares addresses whoever of the parcel and the bill they belong to', () => {
		const home: Address = {
			line: 'Gartenstr. 5',
			postcode: '10115',
			city: 'Berlin',
			country: 'DE',
			lastName: 'Äffiliate',
		};
		const found = compare(
			{ shippingAddress: { ...home, line: 'gartenstr 5' } },
			{ address: { ...home, lastName: null }, name: 'Anna Affiliate' },
		);
		expect(found.shared).toEqual(['surname_postcode', 'address']);
	});

	it('takes in what only the payout profile tells', () => {
		const card = { kind: 'payment' as const, hash: hash('trait.payment', 'card-1') };
		const payment = { method: 'card', fingerprint: 'card-1', failedAttempts: null };
		expect(compare({ payment }, {}, { profileTraits: [card] }).shared).toEqual(['payment']);
	});

	it('holds no value of either', () => {
		const text = JSON.stringify(
			compare(
				{ customer: aCustomer({ email: 'joe+x@gmail.com', phone: '+4930123456' }) },
				{ email: 'joe@gmail.com', phone: '+4930123456' },
			),
		);
		expect(text).not.toMatch(/joe|gmail|4930/);
	});
});
