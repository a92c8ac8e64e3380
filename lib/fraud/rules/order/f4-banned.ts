import { addressRange } from '../../../kernel';
import type { FraudFacts } from '../../../model/fraud-facts';
import { banListsSchema, type BanLists } from '../../ban-lists';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { hostOf, matchesHost } from '../../match/host-pattern';
import { truncatedAddressIn } from '../../match/network-range';

/**
 * What one list says: the entry that matched, nothing, or that there was nothing to compare. Of a network
 * only its number in the list, since what is found is kept, and an address tells where somebody is.
 */
type ListAnswer = { readonly entry: string | number } | 'clear' | 'unknown';

/** The merchant's own lists of whom a programme does not pay for. Bans decide alone. */
export const banned = defineFraudRule({
	id: 'F4',
	stage: 'order',
	version: 2,
	title: 'Banned Source',
	description: 'Country, e-mail domain, network or referring site is on a ban list',
	anchor: 'Post Affiliate Pro bans addresses, referrers and countries',
	falsePositiveNote:
		'Sub-domains of a banned host are banned too; put known customers on an allow list.',
	affiliateText: 'This order does not meet the conditions of the programme.',
	action: 'decline',
	weight: 1,
	isHard: true,
	defaultMode: 'on',
	onUnknown: 'flag',
	requires: ['click'],
	parameterSchema: banListsSchema,
	defaultParameters: {
		countries: [],
		emailDomains: [],
		ipHashes: [],
		networks: [],
		referrerHosts: [],
	},
	parameterFields: [
		{
			name: 'countries',
			title: 'Countries',
			description: 'ISO codes of countries of the customer or the visitor',
			type: 'list',
			placeholder: 'e.g. AQ, BV',
		},
		{
			name: 'emailDomains',
			title: 'Email Domains',
			description: 'Domains of customers; sub-domains are included',
			type: 'list',
			placeholder: 'e.g. throwaway.example',
		},
		{
			name: 'ipHashes',
			title: 'IP Hashes',
			description: "Network hashes as the field 'ipHash' of click records shows them",
			type: 'list',
			placeholder: 'e.g. 5f2c9e…',
		},
		{
			name: 'networks',
			title: 'Networks',
			description: 'Addresses or ranges of customers; orders keep three parts of an IPv4 address',
			type: 'list',
			placeholder: 'e.g. 203.0.113.0/24',
		},
		{
			name: 'referrerHosts',
			title: 'Referring Hosts',
			description: 'Hosts that sent the visitor; sub-domains are included and * is any text',
			type: 'list',
			placeholder: 'e.g. coupons.example',
		},
	],
	evaluate(facts, lists) {
		if (Object.values(lists).every((list) => list.length === 0)) {
			return { status: 'clear', evidence: {}, reason: 'No ban list is set' };
		}
		const answers: ReadonlyArray<readonly [list: string, answer: ListAnswer]> = [
			['countries', bannedCountry(facts, lists)],
			['emailDomains', bannedEmailDomain(facts, lists)],
			['ipHashes', bannedIpHash(facts, lists)],
			['networks', bannedNetwork(facts, lists)],
			['referrerHosts', bannedReferrer(facts, lists)],
		];
		return summary(answers);
	},
});

function summary(answers: ReadonlyArray<readonly [string, ListAnswer]>): Observation {
	for (const [list, answer] of answers) {
		if (typeof answer === 'string') continue;
		const { entry } = answer;
		const reason =
			typeof entry === 'number'
				? `Entry ${entry} of the ban list '${list}' holds the customer's network`
				: `'${entry}' is on the ban list '${list}'`;
		return { status: 'hit', evidence: { list, entry: String(entry) }, reason };
	}
	const blind = answers.filter(([, answer]) => answer === 'unknown').map(([list]) => list);
	if (blind.length === 0) return { status: 'clear', evidence: {}, reason: 'On no ban list' };
	const lists = blind.join(', ');
	const reason = `The order tells too little to compare it with the ban list: ${lists}`;
	return { status: 'unknown', evidence: { lists }, reason };
}

function foundClicks({ credits }: FraudFacts) {
	return credits.flatMap(({ click }) => (click.status === 'found' ? [click.value] : []));
}

function bannedCountry(facts: FraudFacts, { countries }: BanLists): ListAnswer {
	if (countries.length === 0) return 'clear';
	const { billingCountry, shippingCountry } = facts.customer;
	const clicked = foundClicks(facts).map((click) => click.country);
	const known = [billingCountry, shippingCountry, ...clicked]
		.filter((country) => country !== null)
		.map((country) => country.toUpperCase());
	if (known.length === 0) return 'unknown';
	const entry = countries.find((country) => known.includes(country.toUpperCase()));
	return entry === undefined ? 'clear' : { entry: entry.toUpperCase() };
}

function bannedEmailDomain({ customer }: FraudFacts, { emailDomains }: BanLists): ListAnswer {
	if (emailDomains.length === 0) return 'clear';
	const { emailDomain } = customer;
	if (emailDomain === null) return 'unknown';
	const entry = emailDomains.find((pattern) => matchesHost(emailDomain, pattern.replace(/^@/, '')));
	return entry === undefined ? 'clear' : { entry };
}

function bannedIpHash(facts: FraudFacts, { ipHashes }: BanLists): ListAnswer {
	if (ipHashes.length === 0 || facts.credits.every(({ click }) => click.status === 'not_named')) {
		return 'clear';
	}
	const hashes = foundClicks(facts).flatMap(({ ipHash }) => (ipHash === null ? [] : [ipHash]));
	if (hashes.length === 0) return 'unknown';
	const entry = ipHashes.find((hash) => hashes.includes(hash));
	return entry === undefined ? 'clear' : { entry };
}

function bannedNetwork({ visit }: FraudFacts, { networks }: BanLists): ListAnswer {
	if (networks.length === 0) return 'clear';
	const { network } = visit;
	if (network === null) return 'unknown';
	const answers = networks.map((text, index) => {
		const range = addressRange(text);
		const place = range === null ? 'unknown' : truncatedAddressIn(network, range);
		return { entry: index + 1, place };
	});
	const inside = answers.find(({ place }) => place === 'inside');
	if (inside !== undefined) return { entry: inside.entry };
	return answers.some(({ place }) => place === 'unknown') ? 'unknown' : 'clear';
}

/** No referrer is neutral: apps and private browsing strip it. */
function bannedReferrer(facts: FraudFacts, { referrerHosts }: BanLists): ListAnswer {
	const clicked = foundClicks(facts).map(({ referrer }) => hostOf(referrer ?? ''));
	const hosts = [facts.visit.referrerHost, ...clicked].filter((host) => host !== null);
	const entry = referrerHosts.find((pattern) => hosts.some((host) => matchesHost(host, pattern)));
	return entry === undefined ? 'clear' : { entry };
}
