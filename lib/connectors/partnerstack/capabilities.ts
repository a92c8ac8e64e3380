import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

export const PARTNERSTACK_CAPABILITIES: Capabilities = {
	'affiliate.approve': {
		support: 'native',
		evidence: 'unverified',
		note: 'Decides about an application, by its key.',
	},
	'affiliate.create': { ...yes, note: 'The programme is the key of a group.' },
	'affiliate.decline': {
		support: 'native',
		evidence: 'unverified',
		note: 'Decides about an application, by its key.',
	},
	'affiliate.get': yes,
	'affiliate.getMany': yes,
	'affiliate.update': {
		...yes,
		note: 'Group, tier, manager and fields, as More Fields: group_key, tier_key, manager_email. Names are the partner’s own.',
	},
	'click.create': {
		support: 'none',
		evidence: 'documented',
		note: 'Clicks are counted by PartnerStack’s own links alone.',
	},
	'commission.approve': {
		support: 'none',
		evidence: 'documented',
		note: 'Rewards are approved in PartnerStack, by a person or its rules.',
	},
	'commission.decline': {
		support: 'other',
		evidence: 'documented',
		note: 'Takes the whole order back, by its order ID.',
	},
	'commission.getMany': {
		support: 'native',
		evidence: 'reported',
		note: 'Rewards; filtered by time there, by order and affiliate here. Amounts are hundredths of every currency, as far as anybody has written.',
	},
	'conversion.adjust': {
		support: 'other',
		evidence: 'documented',
		note: 'Adds a transaction of the difference; needs the amount before.',
	},
	'conversion.cancel': {
		...yes,
		note: 'Deletes the transactions of the order; where that is refused, adds one that takes them back.',
	},
	'conversion.confirm': {
		...yes,
		note: 'Goes on with an order whose customer PartnerStack had not made yet.',
	},
	'conversion.create': {
		...yes,
		isAsynchronous: true,
		note: 'Two steps: the customer of a click is made minutes later, then Confirm adds the transaction; without a click it is done at once. Commission, coupon and status are PartnerStack’s own, and a customer stays with the partner who brought it first.',
	},
	'conversion.get': { ...yes, note: 'By the key of the transaction, which is the order ID.' },
	'conversion.getMany': { ...yes, note: 'Transactions; by order ID alone, or by time.' },
	'link.build': {
		support: 'native',
		evidence: 'unverified',
		note: 'One of the links that the partner has; they cannot be made by us.',
	},
	'payout.getMany': {
		support: 'none',
		evidence: 'documented',
		note: 'Rewards tell whether they are paid: use Commission: Get Many.',
	},
	'payout.markPaid': {
		support: 'none',
		evidence: 'documented',
		note: 'PartnerStack pays partners itself.',
	},
	'programme.getMany': { ...yes, note: 'Groups.' },
};
