import { valueOf, type Args } from './execute.ts';
import type { GraphqlDocument, Selection } from './graphql-document.ts';

const MUTATION_COST = 10;

/**
 * What a request may cost at most, by Shopify's page of rate limits: scalars nothing, an object one
 * point, a list as many objects as are asked for, a mutation ten.
 */
export function requestedCost(document: GraphqlDocument, variables: Args): number {
	const base = document.operation === 'mutation' ? MUTATION_COST : 0;
	return base + costOf(document.selections, document, variables);
}

function costOf(
	selections: readonly Selection[],
	document: GraphqlDocument,
	variables: Args,
): number {
	return selections.reduce((sum, selection) => {
		if (selection.kind === 'spread') {
			const fragment = document.fragments.get(selection.name);
			return sum + costOf(fragment?.selections ?? [], document, variables);
		}
		if (selection.kind === 'inline') return sum + costOf(selection.selections, document, variables);
		if (selection.selections === null) return sum;
		const inner = costOf(selection.selections, document, variables);
		// The entries of a list are what counts; the list and its page information are free.
		if (selection.name === 'nodes' && selection.args['ids'] === undefined) return sum + 1 + inner;
		if (selection.name === 'pageInfo') return sum;
		const first = selection.args['first'];
		const ids = selection.args['ids'];
		if (first !== undefined) return sum + Number(valueOf(first, variables)) * Math.max(1, inner);
		if (ids === undefined) return sum + 1 + inner;
		const list = valueOf(ids, variables);
		return sum + (Array.isArray(list) ? list.length : 1) * (1 + inner);
	}, 0);
}
