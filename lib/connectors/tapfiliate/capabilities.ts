import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

export const TAPFILIATE_CAPABILITIES: Capabilities = {
	'affiliate.approve': { ...yes, note: 'For each programme: choose the programme.' },
	'affiliate.create': { ...yes, note: 'With a programme the affiliate joins it as well.' },
	'affiliate.decline': { ...yes, note: 'For each programme: choose the programme.' },
	'affiliate.get': yes,
	'affiliate.getMany': yes,
	'affiliate.update': {
		support: 'other',
		evidence: 'reported',
		note: 'Tapfiliate cannot change a profile; meta data are set, and the group with the field group_id.',
	},
	'click.create': yes,
	'commission.approve': yes,
	'commission.decline': yes,
	'commission.getMany': {
		...yes,
		note: 'Filtered by affiliate there; by order, programme and time here.',
	},
	'conversion.adjust': {
		...yes,
		note: 'Commissions are computed again, unless ours are sent.',
	},
	'conversion.cancel': { ...yes, note: 'Deletes the conversion with its commissions.' },
	'conversion.confirm': {
		support: 'none',
		evidence: 'documented',
		note: 'Tapfiliate answers at once; there is nothing to wait for.',
	},
	'conversion.create': {
		...yes,
		note: 'Who is credited is told by one key only: the affiliate, else the click, else the coupon, else the customer.',
	},
	'conversion.get': yes,
	'conversion.getMany': yes,
	'link.build': yes,
	'payout.getMany': { ...yes, note: 'Lists payments that were made.' },
	'payout.markPaid': {
		support: 'native',
		evidence: 'reported',
		note: "Settles an amount of the affiliate's balance, not chosen commissions.",
	},
	'programme.getMany': yes,
};
