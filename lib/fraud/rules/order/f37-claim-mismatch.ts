import { z } from 'zod/v4';
import { formatMoney, sumMoney, type Money } from '../../../kernel';
import type { FraudFacts } from '../../../model/fraud-facts';
import type { Order } from '../../../model/order';
import { defineFraudRule } from '../../define-fraud-rule';
import { contradicts, readStatus } from './measure/claimed-status';

const parameterSchema = z.object({ toleranceMinor: z.int().min(0).max(10_000) });

type Claim = NonNullable<FraudFacts['claims']>[number];

/** What one claim comes to: what differs, and what could not be read. */
interface Comparison {
	readonly source: string;
	readonly differences: readonly string[];
	readonly unread: readonly string[];
}

/**
 * A partner's server tells another amount, currency or outcome than the store. The store is right; a
 * person looks why. A sender may mean the order's total or its goods before tax and shipping, so both
 * fit; of several claims of one sender the latest counts.
 */
export const claimMismatch = defineFraudRule({
	id: 'F37',
	stage: 'order',
	version: 1,
	title: 'Claim Differs from the Store',
	description: "A partner's server tells another amount, currency or outcome of the order",
	anchor: 'None of the field compares both sides',
	falsePositiveNote: 'Servers round: allow for as many of the smallest units as they do.',
	affiliateText: "The shop's record of the order differs from yours; a person compares both.",
	action: 'hold',
	weight: 1,
	isHard: true,
	defaultMode: 'on',
	onUnknown: 'flag',
	requires: ['claims'],
	parameterSchema,
	defaultParameters: { toleranceMinor: 1 },
	parameterFields: [
		{
			name: 'toleranceMinor',
			title: 'Tolerance',
			description: 'How many of the smallest units (cents) amounts may differ',
			type: 'number',
		},
	],
	evaluate({ order, claims }, { toleranceMinor }) {
		if (claims === null) {
			return { status: 'unknown', evidence: {}, reason: 'Nobody looked for claims' };
		}
		const comparisons = latestPerSource(claims).map((claim) =>
			compare(claim, order, BigInt(toleranceMinor)),
		);
		const differing = comparisons.filter(({ differences }) => differences.length > 0);
		const [first] = differing;
		if (first !== undefined) {
			const difference = differing.flatMap(({ differences }) => differences).join('; ');
			const sources = differing.map(({ source }) => source).join(', ');
			return {
				status: 'hit',
				evidence: { sources, difference },
				reason: `${first.source} differs from the store: ${first.differences.join('; ')}`,
			};
		}
		const unread = comparisons.find((comparison) => comparison.unread.length > 0);
		if (unread !== undefined) {
			const evidence = { sources: unread.source, unread: unread.unread.join(', ') };
			const reason = `What ${unread.source} says of the order cannot be compared`;
			return { status: 'unknown', evidence, reason };
		}
		const sources = comparisons.map(({ source }) => source).join(', ');
		return comparisons.length === 0
			? { status: 'clear', evidence: {}, reason: 'Nobody else tells anything of the order' }
			: { status: 'clear', evidence: { sources }, reason: 'Claims and store agree' };
	},
});

/** Ordered by time, since a sender's later word replaces the earlier one. */
function latestPerSource(claims: readonly Claim[]): Claim[] {
	const latest = new Map<string, Claim>();
	for (const claim of [...claims].sort((a, b) => (a.at < b.at ? -1 : 1))) {
		latest.set(claim.source, claim);
	}
	return [...latest.values()];
}

function compare({ source, amount, status }: Claim, order: Order, tolerance: bigint): Comparison {
	const outcome = status === null ? null : readStatus(status);
	const isContradiction = outcome !== null && contradicts(outcome, order.status);
	return {
		source,
		differences: [
			...(amount === null ? [] : amountDifferences(amount, order, tolerance)),
			...(isContradiction ? [`it says '${outcome}', the store '${order.status}'`] : []),
		],
		unread: status !== null && outcome === null ? ['status'] : [],
	};
}

function amountDifferences(claimed: Money, order: Order, tolerance: bigint): string[] {
	if (claimed.currency !== order.currency) {
		return [`it is in ${claimed.currency}, the order in ${order.currency}`];
	}
	const goods = sumMoney(
		order.lines.map(({ net }) => net),
		order.currency,
	);
	const isNear = ({ amountMinor }: Money) => {
		const difference = amountMinor - claimed.amountMinor;
		return -tolerance <= difference && difference <= tolerance;
	};
	if (isNear(order.totals.total) || isNear(goods)) return [];
	const told = formatMoney(order.totals.total);
	return [`it says ${formatMoney(claimed)}, the store ${told} (goods ${formatMoney(goods)})`];
}
