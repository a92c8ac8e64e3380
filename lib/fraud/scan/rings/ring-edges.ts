import type { WeighedTrait } from './trait-strength';

const SHOWN = 5;

/**
 * What links a group, strongest first: "device of 3 affiliates, 12 customers", or "4 times email of
 * 2 affiliates, 8 customers". Never the trait itself.
 */
export function ringEdges(traits: readonly WeighedTrait[]): string[] {
	const edges = new Map<string, { count: number; customers: number; strength: number }>();
	for (const { kind, strength, affiliates } of traits) {
		const name = `${kind.replace(/_/g, ' ')} of ${affiliates.length} affiliates`;
		const edge = edges.get(name) ?? { count: 0, customers: 0, strength: 0 };
		const customers = affiliates.reduce((sum, affiliate) => sum + affiliate.customers, 0);
		edges.set(name, {
			count: edge.count + 1,
			customers: edge.customers + customers,
			strength: edge.strength + strength * customers,
		});
	}
	return [...edges]
		.sort(([a, m], [b, n]) => n.strength - m.strength || (a < b ? -1 : 1))
		.slice(0, SHOWN)
		.map(([name, { count, customers }]) => {
			const times = count === 1 ? '' : `${count} times `;
			return `${times}${name}, ${customers} customers`;
		});
}
