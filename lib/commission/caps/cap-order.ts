import { compareMoney, formatMoney, sumMoney } from '../../kernel';
import type { CommissionLine } from '../../model/commission';
import type { Plan } from '../../model/plan';
import type { TraceStep } from '../../model/trace';
import { cutLine } from './cut-line';
import { cutAmounts } from './cut-amounts';

interface CappedLines {
	readonly lines: CommissionLine[];
	readonly trace: TraceStep[];
}

/**
 * Caps of the scope "order" (C20): all lines of one order together, levels included, are at most
 * the lowest of them. They depend on nothing but the order, so they are part of its price.
 */
export function capOrder(lines: readonly CommissionLine[], plan: Plan): CappedLines {
	const [cap] = plan.caps
		.filter(({ scope }) => scope === 'order')
		.sort((a, b) => compareMoney(a.limit, b.limit));
	const amounts = lines.map(({ amount }) => amount);
	if (cap === undefined || lines.length === 0) return { lines: [...lines], trace: [] };
	const total = sumMoney(amounts, cap.limit.currency);
	if (compareMoney(total, cap.limit) <= 0) return { lines: [...lines], trace: [] };
	const cut = cutAmounts(amounts, cap.limit);
	return {
		lines: lines.map((line, index) => {
			const amount = cut[index] ?? line.amount;
			const words = `cut by cap ‘${cap.capId}’ per order to ${formatMoney(amount)}`;
			return { ...cutLine(line, amount, []), sentence: `${line.sentence}, ${words}` };
		}),
		trace: [
			{
				rule: 'order_cap',
				text:
					`Cap ‘${cap.capId}’ pays at most ${formatMoney(cap.limit)} per order; ` +
					`${formatMoney(total)} were cut to it.`,
			},
		],
	};
}
