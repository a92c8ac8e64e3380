import type { SharedTrait } from '../../../ports/fraud-store';
import type { RingFact } from '../../facts/affiliate-facts';
import { KindTally } from './kind-tally';
import { ringEdges } from './ring-edges';
import { traitStrength, type WeighedTrait } from './trait-strength';
import { UnionFind } from './union-find';

export interface RingOptions {
	/** Public codes by affiliate id; an affiliate without one is shown by its id. */
	readonly codes: ReadonlyMap<string, string>;
	/**
	 * Shared customers of two affiliates over the geometric mean of their customers, from which on
	 * they are linked. 0.25 unless given. A small partner whose customers also buy through a big one
	 * is not linked to it, so that no big partner glues small ones together.
	 */
	readonly minimumLink?: number;
	/** Members from which on a group is told of; 3 unless given. */
	readonly minimumAffiliates?: number;
}

export interface Ring {
	readonly affiliateIds: readonly string[];
	readonly fact: RingFact;
}

const MINIMUM_LINK = 0.25;
const MINIMUM_AFFILIATES = 3;

/** Shared customers of a pair below which nothing is a link, however few customers they have. */
const LEAST_SHARED = 1.5;

/**
 * Groups of affiliates that are linked by their customers' traits. Affiliates and traits make a
 * graph; a pair is linked when enough of its customers share something, and what is linked is one
 * group. A customer often shares several traits, so kinds are not added up: the kind that shows most
 * counts. The order of the input does not matter (F30).
 */
export function findRings(
	sharedTraits: readonly SharedTrait[],
	customersPerAffiliate: ReadonlyMap<string, number>,
	{ codes, minimumLink = MINIMUM_LINK, minimumAffiliates = MINIMUM_AFFILIATES }: RingOptions,
): Ring[] {
	const traits = weighedTraits(sharedTraits);
	const groups = linkedGroups(traits, customersPerAffiliate, minimumLink);
	return groups
		.filter((members) => members.length >= minimumAffiliates)
		.map((members) => ringOf(members, traits, customersPerAffiliate, codes));
}

/** Sorted, so that sums come out the same to the last bit. */
function weighedTraits(sharedTraits: readonly SharedTrait[]): WeighedTrait[] {
	return [...sharedTraits]
		.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
		.map((shared) => ({
			kind: shared.trait.kind,
			strength: traitStrength(shared),
			affiliates: [...shared.affiliates]
				.filter(({ customers }) => customers > 0)
				.sort((a, b) => (a.affiliateId < b.affiliateId ? -1 : 1)),
		}))
		.filter(({ strength, affiliates }) => strength > 0 && affiliates.length > 1);
}

function sortKey({ trait }: SharedTrait): string {
	return `${trait.kind}\n${trait.hash}`;
}

function linkedGroups(
	traits: readonly WeighedTrait[],
	customersPerAffiliate: ReadonlyMap<string, number>,
	minimumLink: number,
): string[][] {
	const union = new UnionFind();
	const members = new Set<string>();
	for (const [a, partners] of pairTallies(traits)) {
		for (const [b, tally] of partners) {
			const shared = tally.most();
			const size = Math.sqrt(
				(customersPerAffiliate.get(a) ?? 0) * (customersPerAffiliate.get(b) ?? 0),
			);
			if (size === 0 || shared < LEAST_SHARED || shared / size < minimumLink) continue;
			union.link(a, b);
			members.add(a).add(b);
		}
	}
	const groups = new Map<string, string[]>();
	for (const member of [...members].sort()) {
		const root = union.find(member);
		groups.set(root, [...(groups.get(root) ?? []), member]);
	}
	return [...groups.values()];
}

/** Shared customers of every pair by kind; of two counts the smaller one is shared. */
function pairTallies(traits: readonly WeighedTrait[]): Map<string, Map<string, KindTally>> {
	const tallies = new Map<string, Map<string, KindTally>>();
	for (const { kind, strength, affiliates } of traits) {
		affiliates.forEach((first, index) => {
			const partners = tallies.get(first.affiliateId) ?? new Map<string, KindTally>();
			tallies.set(first.affiliateId, partners);
			for (const second of affiliates.slice(index + 1)) {
				const tally = partners.get(second.affiliateId) ?? new KindTally();
				partners.set(second.affiliateId, tally);
				tally.add(kind, strength * Math.min(first.customers, second.customers));
			}
		});
	}
	return tallies;
}

function ringOf(
	members: readonly string[],
	traits: readonly WeighedTrait[],
	customersPerAffiliate: ReadonlyMap<string, number>,
	codes: ReadonlyMap<string, string>,
): Ring {
	const inside = new Set(members);
	const tallies = new Map(members.map((member) => [member, new KindTally()]));
	const own = traits
		.map((trait) => ({
			...trait,
			affiliates: trait.affiliates.filter(({ affiliateId }) => inside.has(affiliateId)),
		}))
		.filter(({ affiliates }) => affiliates.length > 1);
	for (const { kind, strength, affiliates } of own) {
		for (const { affiliateId, customers } of affiliates) {
			tallies.get(affiliateId)?.add(kind, strength * customers);
		}
	}
	let customers = 0;
	let shared = 0;
	for (const [member, tally] of tallies) {
		const count = customersPerAffiliate.get(member) ?? 0;
		customers += count;
		shared += Math.min(count, tally.most());
	}
	return {
		affiliateIds: members,
		fact: {
			affiliateCodes: members.map((member) => codes.get(member) ?? member).sort(),
			crossShare: shared / customers,
			customers,
			sharedCustomers: Math.round(shared),
			edges: ringEdges(own),
		},
	};
}
