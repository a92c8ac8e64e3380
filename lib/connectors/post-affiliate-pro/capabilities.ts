import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

const reported = { support: 'native', evidence: 'reported' } as const;

export const POST_AFFILIATE_PRO_CAPABILITIES: Capabilities = {
	'affiliate.approve': { ...yes, note: 'A note is not kept.' },
	'affiliate.create': {
		...yes,
		note: 'With a programme the affiliate is added to that private campaign. The country is a field of the account: give it as a further field.',
	},
	'affiliate.decline': { ...yes, note: 'A note is not kept.' },
	'affiliate.get': yes,
	'affiliate.getMany': { ...yes, note: 'Not by programme.' },
	'affiliate.update': yes,
	'click.create': {
		...reported,
		isAsynchronous: true,
		note: 'The tracking script counts it as of now and tells nothing.',
	},
	'commission.approve': {
		...yes,
		note: 'One transaction by its id; tiers above are decided on their own.',
	},
	'commission.decline': {
		...yes,
		note: 'One transaction by its id; tiers above are decided on their own.',
	},
	'commission.getMany': {
		...yes,
		note: 'Tiers above, bonuses and refunds are commissions of their own.',
	},
	'conversion.adjust': {
		support: 'native',
		evidence: 'documented',
		note: 'Only while it is pending. Needs the commission that is left, unless commissions are lowered in proportion.',
	},
	'conversion.cancel': {
		...yes,
		note: 'Declines what is pending, refunds what is approved or paid, with the tiers above.',
	},
	'conversion.confirm': {
		...yes,
		note: 'For orders that were told to the sale script: whether the order has a transaction by now.',
	},
	'conversion.create': {
		...yes,
		note: "In the account's currency. Orders without an affiliate go to the sale script, if that is switched on.",
	},
	'conversion.get': yes,
	'conversion.getMany': {
		...yes,
		note: 'Refunds are records of their own, with amounts below zero.',
	},
	'link.build': { ...yes, note: 'The campaign follows from the banner.' },
	'payout.getMany': {
		support: 'native',
		evidence: 'unverified',
		note: 'First what is due, then what was paid; the columns of the latter are not confirmed.',
	},
	'payout.markPaid': {
		...reported,
		note: 'Marks all that is approved and unpaid of one affiliate, and only if that is the amount given.',
	},
	'programme.getMany': yes,
};
