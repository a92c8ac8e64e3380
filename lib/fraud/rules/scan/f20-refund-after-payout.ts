import { z } from 'zod/v4';
import { MILLISECONDS_PER_DAY, toMilliseconds, type Instant } from '../../../kernel';
import { poissonUpperTail } from '../../../statistics';
import { defineFraudRule } from '../../define-fraud-rule';
import type { ScannedOrder } from '../../facts/affiliate-facts';

const parameterSchema = z.object({
	days: z.int().min(1).max(30),
	minimumRefunds: z.int().min(2),
});

/** Two refunds are few to go by: rarer than one in a hundred is enough to have somebody look. */
const SIGNIFICANCE = 0.01;

/** Orders reach back this far. */
const KNOWN_DAYS = 90;

/**
 * Refunds come just after the payout for their orders: somebody waited for it. They must be more
 * than the refunds of other days let expect, which is counted by Poisson with half a refund added,
 * so that no refund before does not mean that none was possible (F20).
 */
export const refundAfterPayout = defineFraudRule({
	id: 'F20',
	stage: 'affiliate',
	version: 1,
	title: 'Refunds Just After a Payout',
	description: 'Orders are refunded in the days after their commission was paid out',
	anchor: 'FirstPromoter warns of refunds after the payout',
	falsePositiveNote:
		'Merchants who handle refunds once a month, just after payouts, see it for everybody.',
	affiliateText: 'Orders were refunded just after a payout; this is checked by a person.',
	action: 'flag',
	weight: 0.35,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { days: 7, minimumRefunds: 2 },
	parameterFields: [
		{
			name: 'days',
			title: 'Days After a Payout',
			description: 'How long after a payout a refund counts',
			type: 'number',
		},
		{
			name: 'minimumRefunds',
			title: 'Minimum Refunds',
			description: 'Such refunds from which on it is a sign',
			type: 'number',
		},
	],
	evaluate({ affiliate, now, orders, paidAt }, { days, minimumRefunds }) {
		const end = toMilliseconds(now);
		const start = end - KNOWN_DAYS * MILLISECONDS_PER_DAY;
		const payouts = paidAt.map(toMilliseconds).filter((at) => at <= end);
		const isAfterPayout = ({ at, order }: Refund) =>
			payouts.some(
				(paid) =>
					at > paid &&
					at <= paid + days * MILLISECONDS_PER_DAY &&
					toMilliseconds(order.orderedAt) < paid,
			);
		const refunds = refundsOf(orders, now).filter(({ at }) => at >= start);
		const late = refunds.filter(isAfterPayout).length;
		const evidence = { affiliate: affiliate.code, refunds: String(late), days: String(days) };
		if (late < minimumRefunds) {
			return { status: 'clear', evidence, reason: 'Refunds do not follow payouts' };
		}
		const inside = daysAfterPayouts(payouts, days, { start, end });
		const outside = KNOWN_DAYS - inside;
		if (outside < days) {
			const reason = 'Payouts follow each other so closely that any refund is near one';
			return { status: 'unknown', evidence, reason };
		}
		const expected = ((refunds.length - late + 0.5) / outside) * inside;
		if (poissonUpperTail(late, expected) >= SIGNIFICANCE) {
			const reason = 'Refunds after payouts are not more than on other days';
			return { status: 'clear', evidence, reason };
		}
		return {
			status: 'hit',
			evidence: { ...evidence, expected: expected.toFixed(1) },
			reason: `${late} orders were refunded within ${days} days after a payout`,
		};
	},
});

interface Refund {
	readonly at: number;
	readonly order: ScannedOrder;
}

function refundsOf(orders: readonly ScannedOrder[], now: Instant): Refund[] {
	return orders.flatMap((order) =>
		order.refundedAt === null || order.refundedAt > now
			? []
			: [{ at: toMilliseconds(order.refundedAt), order }],
	);
}

/** Days after any payout within the known time; days after two payouts count once. */
function daysAfterPayouts(
	payouts: readonly number[],
	days: number,
	known: { readonly start: number; readonly end: number },
): number {
	let covered = 0;
	let until = known.start;
	for (const paid of [...payouts].sort((a, b) => a - b)) {
		const from = Math.max(paid, until);
		const to = Math.min(paid + days * MILLISECONDS_PER_DAY, known.end);
		if (to <= from) continue;
		covered += to - from;
		until = to;
	}
	return covered / MILLISECONDS_PER_DAY;
}
