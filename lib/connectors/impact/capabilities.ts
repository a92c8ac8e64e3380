import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

export const IMPACT_CAPABILITIES: Capabilities = {
	'affiliate.approve': { ...yes, note: 'Settles the open application for a programme.' },
	'affiliate.create': {
		...yes,
		note: 'Impact asks for address, phone, website, terms and more: give them as More Fields.',
	},
	'affiliate.decline': { ...yes, note: 'Settles the open application for a programme.' },
	'affiliate.get': { ...yes, note: 'By number.' },
	'affiliate.getMany': {
		...yes,
		note: 'Media partners; e-mail address and status are looked at here.',
	},
	'affiliate.update': {
		support: 'other',
		evidence: 'documented',
		note: 'Only MPValue1, MPValue2 and MPValue3, as More Fields.',
	},
	'click.create': {
		...yes,
		note: 'A page load: needs the programme, and your own mark of the visitor as Sub ID. The affiliate follows from the address of the page.',
	},
	'commission.approve': {
		support: 'none',
		evidence: 'documented',
		note: 'Impact approves actions itself when they lock, by the terms of the contract.',
	},
	'commission.decline': {
		support: 'other',
		evidence: 'documented',
		isAsynchronous: true,
		note: 'Reverses the action.',
	},
	'commission.getMany': {
		...yes,
		note: 'Actions, in windows of 45 days and at most three years back; the last 45 days unless a time is given.',
	},
	'conversion.adjust': {
		...yes,
		isAsynchronous: true,
		note: 'By action tracker and order, or by the ID of the action; nothing left reverses it.',
	},
	'conversion.cancel': {
		...yes,
		isAsynchronous: true,
		note: 'Reverses the action; by action tracker and order, or by its ID.',
	},
	'conversion.confirm': {
		...yes,
		note: 'Asks what became of the submission, for 90 days.',
	},
	'conversion.create': {
		...yes,
		isAsynchronous: true,
		note: 'Needs programme and action tracker. Credited by click, else partner, else promo code (its field is not confirmed), else customer. Commission and status are those of the contract.',
	},
	'conversion.get': { ...yes, note: 'An action by its ID.' },
	'conversion.getMany': {
		...yes,
		note: 'Actions, in windows of 45 days; an order without a time is looked for in the last 90 days.',
	},
	'link.build': yes,
	'payout.getMany': {
		support: 'other',
		evidence: 'documented',
		note: 'Invoices of Impact to the brand; they name no partner.',
	},
	'payout.markPaid': {
		support: 'none',
		evidence: 'documented',
		note: 'Impact pays partners itself.',
	},
	'programme.getMany': { ...yes, note: 'Campaigns.' },
};
