import { AffiliateError, normalizeEmail } from '../../kernel';
import { defineFraudRule, type Observation } from '../define-fraud-rule';
import type { FraudFacts } from '../facts';
import { hostOf, matchesHost } from '../match/host-pattern';
import { networkRange, truncatedAddressIn } from '../match/network-range';
import { banListsSchema, type BanLists } from '../schema';

/** What one list says: the entry that matched, nothing, or that there was nothing to compare. */
type ListAnswer = { readonly entry: string } | 'clear' | 'unknown';

/** The merchant's own lists of whom a programme does not pay for. Bans decide alone. */
export const banned = defineFraudRule({
	id: 'F4',
	version: 1,
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
			placeholder: 'e.g. AQ, BV',
		},
		{
			name: 'emailDomains',
			title: 'Email Domains',
			description: 'Domains of customers; sub-domains are included',
			placeholder: 'e.g. throwaway.example',
		},
		{
			name: 'ipHashes',
			title: 'IP Hashes',
			description: "Network hashes as the field 'ipHash' of click records shows them",
			placeholder: 'e.g. 5f2c9e…',
		},
		{
			name: 'networks',
			title: 'Networks',
			description: 'Addresses or ranges of customers; orders keep three parts of an IPv4 address',
			placeholder: 'e.g. 203.0.113.0/24',
		},
		{
			name: 'referrerHosts',
			title: 'Referring Hosts',
			description: 'Hosts that sent the visitor; sub-domains are included and * is any text',
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
		const reason = `'${answer.entry}' is on the ban list '${list}'`;
		return { status: 'hit', evidence: { list, entry: answer.entry }, reason };
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
	const known = [facts.order.customer.country, ...foundClicks(facts).map((click) => click.country)]
		.filter((country) => country !== null)
		.map((country) => country.toUpperCase());
	if (known.length === 0) return 'unknown';
	const entry = countries.find((country) => known.includes(country.toUpperCase()));
	return entry === undefined ? 'clear' : { entry: entry.toUpperCase() };
}

function bannedEmailDomain({ order }: FraudFacts, { emailDomains }: BanLists): ListAnswer {
	if (emailDomains.length === 0) return 'clear';
	const email = normalizeEmail(order.customer.email ?? '');
	if (email === null) return 'unknown';
	const domain = email.slice(email.lastIndexOf('@') + 1);
	const entry = emailDomains.find((pattern) => matchesHost(domain, pattern.replace(/^@/, '')));
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

function bannedNetwork({ order }: FraudFacts, { networks }: BanLists): ListAnswer {
	if (networks.length === 0) return 'clear';
	const ranges = networks.map((entry) => ({ entry, range: requireRange(entry) }));
	const { clientIp } = order.tracking;
	if (clientIp === null) return 'unknown';
	const answers = ranges.map(({ entry, range }) => ({
		entry,
		place: truncatedAddressIn(clientIp, range),
	}));
	const inside = answers.find(({ place }) => place === 'inside');
	if (inside !== undefined) return { entry: inside.entry };
	return answers.some(({ place }) => place === 'unknown') ? 'unknown' : 'clear';
}

function requireRange(entry: string) {
	const range = networkRange(entry);
	if (range !== null) return range;
	throw new AffiliateError(`'${entry}' in the ban list 'networks' is not an address or a range`, {
		code: 'invalid_input',
		path: 'F4.parameters.networks',
		hint: 'Write an address such as 203.0.113.7 or a range such as 203.0.113.0/24.',
	});
}

/** No referrer is neutral: apps and private browsing strip it. */
function bannedReferrer(facts: FraudFacts, { referrerHosts }: BanLists): ListAnswer {
	const hosts = [facts.order.tracking.referrer, ...foundClicks(facts).map((c) => c.referrer)]
		.map((referrer) => (referrer === null ? null : hostOf(referrer)))
		.filter((host) => host !== null);
	const entry = referrerHosts.find((pattern) => hosts.some((host) => matchesHost(host, pattern)));
	return entry === undefined ? 'clear' : { entry };
}
