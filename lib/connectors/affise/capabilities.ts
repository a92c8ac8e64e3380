import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

export const AFFISE_CAPABILITIES: Capabilities = {
	'affiliate.approve': yes,
	'affiliate.create': {
		...yes,
		note: 'Needs country and password; with a programme the affiliate gets access to that offer.',
	},
	'affiliate.decline': { ...yes, note: "Sets 'not active'." },
	'affiliate.get': { ...yes, note: 'By number, e-mail address or login.' },
	'affiliate.getMany': { ...yes, note: 'Not by programme.' },
	'affiliate.update': yes,
	'click.create': {
		support: 'other',
		evidence: 'documented',
		note: 'Follows the tracking link without opening the page, and reads the click from its address.',
	},
	'commission.approve': { ...yes, isAsynchronous: true, note: 'By the number of the conversion.' },
	'commission.decline': { ...yes, isAsynchronous: true, note: 'By the number of the conversion.' },
	'commission.getMany': {
		...yes,
		note: 'What conversions pay; Affise has no other records of it.',
	},
	'conversion.adjust': {
		...yes,
		isAsynchronous: true,
		note: 'Sets the sum that is left, and our commission where it is sent.',
	},
	'conversion.cancel': {
		...yes,
		isAsynchronous: true,
		note: 'Declines the conversion: Affise has no refunds.',
	},
	'conversion.confirm': {
		...yes,
		note: 'Looks whether the conversion is there and as it was to be, and sets what an import left out; gives up after a day, and after three on what it sets.',
	},
	'conversion.create': {
		support: 'native',
		evidence: 'reported',
		isAsynchronous: true,
		note: 'Needs the offer; with a click alone it goes to the tracking domain. The currency is that of the offer. Imports are dated by day, and are at most two months old; decimals that an import drops and our commission are set once the conversion is there.',
	},
	'conversion.get': yes,
	'conversion.getMany': {
		...yes,
		note: 'Of the last year unless a time is given; whole days, in UTC.',
	},
	'link.build': { ...yes, note: 'The page that it leads to is that of the offer.' },
	'payout.getMany': { ...yes, note: 'With the plans Expand, Custom and Trial.' },
	'payout.markPaid': {
		...yes,
		note: 'By the number of the payment; with the plans Expand, Custom and Trial.',
	},
	'programme.getMany': { ...yes, note: 'Offers.' },
};
