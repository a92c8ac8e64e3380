import { z } from 'zod/v4';
import { addDays, type Instant } from '../../../kernel';
import type { CreditFacts, FraudFacts } from '../../../model/fraud-facts';
import type { TraitKind } from '../../../model/trait';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { observeCredits } from '../../observe-credits';

const weightSchema = z.number().min(0).max(1);

const parameterSchema = z.object({
	domainWeight: weightSchema,
	networkWeight: weightSchema,
	networkHours: z.number().min(0).max(8_760),
	deviceWeight: weightSchema,
	surnamePostcodeWeight: weightSchema,
	addressWeight: weightSchema,
	clickCustomers: z.int().min(1).max(1_000),
	clickCustomersWeight: weightSchema,
	maximumWeight: weightSchema,
});

type Parameters = z.output<typeof parameterSchema>;

interface Sign {
	readonly name: string;
	readonly weight: number;
}

const WEAK_KINDS: readonly TraitKind[] = [
	'email_domain',
	'network',
	'device',
	'surname_postcode',
	'address',
];

const weightField = (name: keyof Parameters, title: string, description: string) =>
	({ name, title, description, type: 'number' }) as const;

/**
 * Signs that customer and affiliate are one person or live together, each of them weak: they add up
 * as 1 − Π(1 − weight), and never to a hold by themselves, because households and offices share all of
 * them. The affiliate's network is the one of the sign-up, which says something for as long as people
 * keep it. One click id behind several customers: somebody hands on a link with an id in it.
 */
export const weakSelfReferral = defineFraudRule({
	id: 'F12',
	stage: 'order',
	version: 1,
	title: 'Near the Affiliate',
	description: 'Customer and affiliate share a company domain, network, device or address',
	anchor: 'Rewardful, BixGrow and FirstPromoter compare addresses and devices',
	falsePositiveNote: 'Households and offices share networks and addresses: it never holds alone.',
	affiliateText: "Orders of a programme's own affiliates are checked by a person.",
	action: 'flag',
	weight: 0.25,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['affiliate', 'clickCustomers'],
	parameterSchema,
	defaultParameters: {
		domainWeight: 0.25,
		networkWeight: 0.25,
		networkHours: 24,
		deviceWeight: 0.35,
		surnamePostcodeWeight: 0.2,
		addressWeight: 0.4,
		clickCustomers: 3,
		clickCustomersWeight: 0.2,
		maximumWeight: 0.59,
	},
	parameterFields: [
		weightField('domainWeight', 'Weight of the Domain', 'For one email domain of a company'),
		weightField('networkWeight', 'Weight of the Network', 'For the network of the sign-up'),
		weightField(
			'networkHours',
			'Network Kept (Hours)',
			'How long after the sign-up its network still counts',
		),
		weightField('deviceWeight', 'Weight of the Device', 'For the device of the sign-up'),
		weightField(
			'surnamePostcodeWeight',
			'Weight of Surname and Postcode',
			'For the same surname in the same postcode',
		),
		weightField('addressWeight', 'Weight of the Address', 'For the same street and postcode'),
		weightField(
			'clickCustomers',
			'Customers of One Click',
			'How many other customers with the same click ID are a sign',
		),
		weightField(
			'clickCustomersWeight',
			'Weight of Customers of One Click',
			'For one click ID behind that many customers',
		),
		weightField(
			'maximumWeight',
			'Maximum Weight',
			'What all signs together come to at most; keep it below the score that holds',
		),
	],
	evaluate: (facts, parameters) =>
		observeCredits(facts.credits, (credit) => observeCredit(credit, facts, parameters)),
});

function observeCredit(
	{ credit, affiliate, identity, click }: CreditFacts,
	{ order, clickCustomers }: FraudFacts,
	parameters: Parameters,
): Observation {
	const evidence = { affiliate: credit.affiliateCode };
	const isClickNamed = click.status !== 'not_named';
	const signs = [
		...identitySigns(identity, parameters),
		...networkSigns(identity, affiliate, order.createdAt, parameters),
		...(isClickNamed && clickCustomers !== null && clickCustomers >= parameters.clickCustomers
			? [{ name: 'click of several customers', weight: parameters.clickCustomersWeight }]
			: []),
	];
	if (signs.length > 0) {
		const shared = signs.map(({ name }) => name).join(', ');
		return {
			status: 'hit',
			evidence: { ...evidence, shared },
			reason: `Customer and affiliate are near each other: ${shared}`,
			weight: combined(signs, parameters.maximumWeight),
		};
	}
	if (identity === null) {
		return { status: 'unknown', evidence, reason: 'The affiliate is not in the ledger' };
	}
	const compared = WEAK_KINDS.filter((kind) => identity.compared.includes(kind));
	if (compared.length === 0) {
		const reason = 'Customer and affiliate tell nothing of network, device or address to compare';
		return { status: 'unknown', evidence, reason };
	}
	if (isClickNamed && clickCustomers === null) {
		const reason = 'Nobody looked how many customers used the click';
		return { status: 'unknown', evidence, reason };
	}
	const found = { ...evidence, compared: compared.join(', ') };
	return { status: 'clear', evidence: found, reason: 'Nothing that both tell is the same' };
}

function identitySigns(identity: CreditFacts['identity'], parameters: Parameters): Sign[] {
	if (identity === null) return [];
	const has = (kind: TraitKind) => identity.shared.includes(kind);
	// The same mailbox has the same domain; that is F11's and no second sign.
	const sharesDomain = identity.sharesPrivateDomain && !has('email');
	return [
		...(sharesDomain ? [{ name: 'email domain', weight: parameters.domainWeight }] : []),
		...(has('device') ? [{ name: 'device', weight: parameters.deviceWeight }] : []),
		...(has('surname_postcode')
			? [{ name: 'surname and postcode', weight: parameters.surnamePostcodeWeight }]
			: []),
		...(has('address') ? [{ name: 'address', weight: parameters.addressWeight }] : []),
	];
}

function networkSigns(
	identity: CreditFacts['identity'],
	affiliate: CreditFacts['affiliate'],
	orderedAt: Instant,
	{ networkHours, networkWeight }: Parameters,
): Sign[] {
	if (identity === null || affiliate.status !== 'found') return [];
	const keptUntil = addDays(affiliate.value.createdAt, networkHours / 24);
	const isSame = identity.shared.includes('network') && orderedAt <= keptUntil;
	return isSame ? [{ name: 'network', weight: networkWeight }] : [];
}

function combined(signs: readonly Sign[], maximum: number): number {
	const doubt = signs.reduce((product, { weight }) => product * (1 - weight), 1);
	return Math.min(maximum, Number((1 - doubt).toFixed(6)));
}
