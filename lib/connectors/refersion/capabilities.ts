import type { Capabilities } from '../affiliate-platform';

const yes = { support: 'native', evidence: 'documented', note: '' } as const;

const GRAPHQL_KEY =
	'Reads Refersion’s GraphQL, which needs its own key: fill in GraphQL Key in the credential.';

export const REFERSION_CAPABILITIES: Capabilities = {
	'affiliate.approve': yes,
	'affiliate.create': {
		...yes,
		note: 'The programme is an offer; needs a password; Refersion gives the code itself.',
	},
	'affiliate.decline': yes,
	'affiliate.get': {
		...yes,
		note: 'By number, code, number.code or e-mail address; digits are asked for as number and as code.',
	},
	'affiliate.getMany': {
		...yes,
		note: 'One more call for each affiliate that is wanted, because lists leave the number out.',
	},
	'affiliate.update': { ...yes, note: 'More Fields takes offer, paypal_email, phone and address.' },
	'click.create': {
		support: 'none',
		evidence: 'documented',
		note: 'Refersion counts clicks with its JavaScript in the shop alone.',
	},
	'commission.approve': {
		...yes,
		note: 'By the conversion’s number; a denied one cannot be approved any more.',
	},
	'commission.decline': {
		...yes,
		note: 'By the conversion’s number; an approved one cannot be denied any more: cancel the order.',
	},
	'commission.getMany': { support: 'other', evidence: 'reported', note: GRAPHQL_KEY },
	'conversion.adjust': {
		support: 'other',
		evidence: 'reported',
		note: 'Adds a negative conversion of the difference; needs the amount before. An integrator could not make this call work.',
	},
	'conversion.cancel': {
		support: 'other',
		evidence: 'unverified',
		note: 'Adds a negative conversion of the whole order. After an adjustment it needs the GraphQL key, to take back only what is left, or what is left as More Field ‘items’. An integrator could not make this call work.',
	},
	'conversion.confirm': {
		support: 'other',
		evidence: 'unverified',
		note: `Looks for the order among the conversions. ${GRAPHQL_KEY}`,
	},
	'conversion.create': {
		...yes,
		isAsynchronous: true,
		note: 'Refersion says nothing of what becomes of it but by its event New Conversion. Commission, status and programme are its own; for a commission of yours there is the manual credit, by API Call.',
	},
	'conversion.get': {
		support: 'none',
		evidence: 'documented',
		note: 'Refersion reads no single conversion: use Conversion: Get Many, or its events.',
	},
	'conversion.getMany': {
		support: 'other',
		evidence: 'reported',
		note: `${GRAPHQL_KEY} Filtered by time there, by order, affiliate and offer here.`,
	},
	'link.build': { ...yes, note: 'Banners are not part of such a link.' },
	'payout.getMany': {
		support: 'none',
		evidence: 'documented',
		note: 'Refersion tells of payments by its event New Payment alone.',
	},
	'payout.markPaid': {
		support: 'none',
		evidence: 'documented',
		note: 'Payments are made in Refersion.',
	},
	'programme.getMany': { support: 'other', evidence: 'reported', note: `Offers. ${GRAPHQL_KEY}` },
};

/** What can be done without the key of GraphQL. */
export const WITHOUT_GRAPHQL: Capabilities = {
	...REFERSION_CAPABILITIES,
	'commission.getMany': none('commission.getMany'),
	'conversion.confirm': none('conversion.confirm'),
	'conversion.getMany': none('conversion.getMany'),
	'programme.getMany': none('programme.getMany'),
};

function none(operation: keyof Capabilities): Capabilities[keyof Capabilities] {
	return { ...REFERSION_CAPABILITIES[operation], support: 'none', note: GRAPHQL_KEY };
}
