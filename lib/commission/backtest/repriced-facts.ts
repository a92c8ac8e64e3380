import { AffiliateError } from '../../kernel';
import type { ReachedMetrics } from '../../model/commission';
import type { Journal } from '../../model/journal';
import type { Plan } from '../../model/plan';
import type { Programme } from '../../model/programme';
import type { CommissionFacts } from '../commission-facts';

/**
 * The facts that a recorded order was priced from, under a plan of choice (C23): order, credits,
 * customer, payment, affiliates and exchange rate as they were then; no verdict, because a held
 * order is priced like any other; nothing booked against caps. Without `metrics` the tiers see what
 * they saw then. Throws `no_pricing_context` for an order that was recorded without its facts.
 */
export function repricedFacts(
	journal: Journal,
	terms: {
		readonly plan: Plan;
		readonly programme: Programme;
		readonly metrics?: readonly ReachedMetrics[];
	},
): CommissionFacts {
	const { order, attribution, context } = journal;
	if (context === null) {
		throw new AffiliateError(`Order ${order.orderNumber} was recorded without its facts`, {
			code: 'no_pricing_context',
			hint: 'It cannot be priced again; adjust its commissions by hand.',
		});
	}
	return {
		order,
		attribution,
		verdict: null,
		programme: terms.programme,
		plan: terms.plan,
		context: { ...context, metrics: [...(terms.metrics ?? context.metrics)] },
		capUsage: new Map(),
	};
}
