import type { Click } from '../../../../lib/model/click';
import type { FraudFacts } from '../../../../lib/model/fraud-facts';
import { creditByClick, creditByCoupon, observe, someCustomer, someVisit } from '../scenario';

interface Case {
	readonly status: 'hit' | 'clear' | 'unknown';
	readonly because: string;
	readonly lists: Record<string, string[]>;
	readonly customer?: Partial<FraudFacts['customer']>;
	readonly visit?: Partial<FraudFacts['visit']>;
	readonly click?: Partial<Click>;
}

const cases: Case[] = [
	{ status: 'clear', because: 'no list is set', lists: {} },
	{ status: 'hit', because: 'the country is listed in any case', lists: { countries: ['de'] } },
	{ status: 'clear', because: 'another country is listed', lists: { countries: ['AQ'] } },
	{
		status: 'hit',
		because: "the visitor's country is listed",
		lists: { countries: ['AQ'] },
		click: { country: 'AQ' },
	},
	{
		status: 'hit',
		because: 'the parcel goes to a listed country',
		lists: { countries: ['AQ'] },
		customer: { shippingCountry: 'AQ' },
	},
	{
		status: 'unknown',
		because: 'neither customer nor click tells a country',
		lists: { countries: ['AQ'] },
		customer: { billingCountry: null },
		click: { country: null },
	},
	{
		status: 'hit',
		because: 'a sub-domain of a listed e-mail domain is meant too',
		lists: { emailDomains: ['@throwaway.example'] },
		customer: { emailDomain: 'mail.throwaway.example' },
	},
	{
		status: 'clear',
		because: 'a domain that only ends alike is another one',
		lists: { emailDomains: ['away.example'] },
		customer: { emailDomain: 'throwaway.example' },
	},
	{
		status: 'unknown',
		because: 'the order has no e-mail address',
		lists: { emailDomains: ['throwaway.example'] },
		customer: { emailDomain: null },
	},
	{
		status: 'hit',
		because: 'the address hash of the click is listed',
		lists: { ipHashes: ['iphash-1'] },
	},
	{ status: 'clear', because: 'another hash is listed', lists: { ipHashes: ['iphash-2'] } },
	{
		status: 'unknown',
		because: 'the click has no address hash',
		lists: { ipHashes: ['iphash-1'] },
		click: { ipHash: null },
	},
	{
		status: 'hit',
		because: 'the network holds the truncated address',
		lists: { networks: ['203.0.113.0/24'] },
	},
	{
		status: 'hit',
		because: 'a wider network holds it too',
		lists: { networks: ['203.0.0.0/16'] },
	},
	{
		status: 'clear',
		because: 'another network is listed',
		lists: { networks: ['198.51.100.0/24'] },
	},
	{
		status: 'unknown',
		because: 'a single address cannot be told apart in a truncated one',
		lists: { networks: ['203.0.113.7'] },
	},
	{
		status: 'hit',
		because: 'IPv6 is kept to 48 bits',
		lists: { networks: ['2001:db8:1::/48'] },
		visit: { network: '2001:db8:1::' },
	},
	{
		status: 'unknown',
		because: 'an IPv6 range narrower than 48 bits cannot be told apart',
		lists: { networks: ['2001:db8:1:2::/64'] },
		visit: { network: '2001:db8:1::' },
	},
	{
		status: 'unknown',
		because: 'the order has no address',
		lists: { networks: ['203.0.113.0/24'] },
		visit: { network: null },
	},
	{
		status: 'hit',
		because: 'the referring host is listed with its sub-domains',
		lists: { referrerHosts: ['coupons.example'] },
		visit: { referrerHost: 'www.coupons.example' },
	},
	{
		status: 'hit',
		because: "the click's referrer matches a pattern",
		lists: { referrerHosts: ['coupon*.example'] },
		click: { referrer: 'couponwelt.example/page' },
	},
	{
		status: 'clear',
		because: 'apps strip the referrer: none is neutral',
		lists: { referrerHosts: ['coupons.example'] },
		click: { referrer: null },
	},
	{
		status: 'hit',
		because: 'a hit on one list counts more than blindness on another',
		lists: { countries: ['DE'], networks: ['203.0.113.7'] },
	},
];

describe('F4, a banned source', () => {
	it.each(cases)('is $status because $because', ({ status, lists, customer, visit, click }) => {
		const facts = {
			customer: someCustomer(customer),
			visit: someVisit(visit),
			credits: [creditByClick(click ?? {})],
		};
		expect(observe('F4', facts, lists).status).toBe(status);
	});

	it('does not ask for an address hash where a coupon was credited', () => {
		expect(observe('F4', { credits: [creditByCoupon] }, { ipHashes: ['x'] }).status).toBe('clear');
	});

	it('names the list and the entry, never the value of the customer', () => {
		const customer = someCustomer({ emailDomain: 'carla.throwaway.example' });
		const { evidence, reason } = observe(
			'F4',
			{ customer },
			{ emailDomains: ['throwaway.example'] },
		);
		expect(evidence).toEqual({ list: 'emailDomains', entry: 'throwaway.example' });
		expect(reason).not.toContain('carla');
	});

	it.each(['not an address', '203.0.113.0/33', '203.0.113.0/24/1', '999.1.1.1'])(
		'refuses %p as a network and says how to write one',
		(entry) => {
			expect(() => observe('F4', {}, { networks: [entry] })).toThrow(
				expect.objectContaining({ code: 'invalid_input', path: 'F4.parameters.networks' }),
			);
		},
	);

	it('names a network by its place in the list, for what is found is kept', () => {
		const lists = { networks: ['198.51.100.0/24', '203.0.113.0/24'] };
		const found = observe('F4', {}, lists);
		expect(found).toMatchObject({ status: 'hit', evidence: { list: 'networks', entry: '2' } });
		expect(JSON.stringify(found)).not.toContain('203.0');
	});

	it('refuses a list that is not one', () => {
		expect(() => observe('F4', {}, { countries: 'DE' })).toThrow(
			expect.objectContaining({ code: 'invalid_input' }),
		);
	});
});
