import { readPlatformNotice } from '../../../../lib/mapping/platform-notice';

type Platform = Parameters<typeof readPlatformNotice>[0];

const nothing = { id: null, orderId: null, affiliateId: null };

describe('what an event is about', () => {
	it.each<[Platform, string, Record<string, unknown>, object]>([
		[
			'tapfiliate',
			'a conversion, by its members',
			{ id: 9001, external_id: 'ORD_1', amount: 10, commissions: [] },
			{ object: 'conversion', id: '9001', orderId: 'ORD_1' },
		],
		[
			'tapfiliate',
			'the conversion of a commission',
			{
				id: 7,
				amount: 1,
				commission_type: 'default',
				conversion: { id: 9001, external_id: 'ORD_1' },
			},
			{ object: 'conversion', id: '9001', orderId: 'ORD_1' },
		],
		[
			'tapfiliate',
			'an affiliate',
			{ id: 'joli', firstname: 'Jo', email: 'jo@example.com' },
			{ object: 'affiliate', id: 'joli' },
		],
		[
			'tapfiliate',
			'a payment',
			{ id: 3, amount: 12.05, currency: 'EUR', affiliate: { id: 'joli' } },
			{ object: 'payout', id: '3', affiliateId: 'joli' },
		],
		[
			'partnerStack',
			'a transaction, whose key is that of the order',
			{ event: 'transaction.created', key: 'ORD_1' },
			{ object: 'conversion', name: 'transaction.created', id: 'ORD_1', orderId: 'ORD_1' },
		],
		[
			'partnerStack',
			'a partnership, by an old name too',
			{ event: 'partnership_created', key: 'part_1' },
			{ object: 'affiliate', name: 'partnership_created', id: 'part_1' },
		],
		[
			'partnerStack',
			'the partnership of an application',
			{ event: 'application_approved', key: 'appl_1', partnership_key: 'part_1' },
			{ object: 'affiliate', name: 'application_approved', id: 'part_1' },
		],
		[
			'postAffiliatePro',
			'a sale',
			{ event: 'sale', transid: 't1', orderid: 'ORD_1', userid: 'u1' },
			{ object: 'conversion', name: 'sale', id: 't1', orderId: 'ORD_1' },
		],
		[
			'postAffiliatePro',
			'a sign-up',
			{ event: 'signup', userid: 'u1' },
			{ object: 'affiliate', name: 'signup', id: 'u1' },
		],
		[
			'impact',
			'an action',
			{ event: 'action', ActionId: '1000.4636.1', MediaPartnerId: '10000' },
			{ object: 'conversion', name: 'action', id: '1000.4636.1' },
		],
		[
			'affise',
			'a conversion',
			{ conversion_id: '5f0', status: '1' },
			{ object: 'conversion', id: '5f0' },
		],
	])('is for %s %s', (platform, _what, fields, notice) => {
		expect(readPlatformNotice(platform, fields)).toEqual({
			outcome: 'notice',
			notice: { name: null, ...nothing, ...notice },
		});
	});

	it.each<[Platform, string, Record<string, unknown>]>([
		['tapfiliate', 'a customer', { customer_id: 'c1', status: 'new' }],
		['tapfiliate', 'an affiliate without an id', { firstname: 'Jo' }],
		['partnerStack', 'a deal', { event: 'deal.created', key: 'deal_1' }],
		['partnerStack', 'an event without a name', { key: 'part_1' }],
		['postAffiliatePro', 'a macro that was not filled in', { transid: '{$transid}' }],
		['impact', 'a token that was not filled in', { ActionId: '{ActionId}' }],
		['affise', 'an object in place of an id', { conversion_id: { a: 1 } }],
		['affise', 'an id that is too long', { conversion_id: 'x'.repeat(256) }],
	])('is nothing for %s with %s', (platform, _what, fields) => {
		expect(readPlatformNotice(platform, fields)).toMatchObject({ outcome: 'ignored' });
	});
});
