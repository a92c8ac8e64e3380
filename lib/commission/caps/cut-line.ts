import { allocateMoney, isZeroMoney, type Money } from '../../kernel';
import type { Commission, CommissionLine } from '../../model/commission';
import { orderAmountOf } from '../order-amount';

/**
 * A line with another amount; the amount in the currency of the order and the parts per line of the
 * order follow it. `baseLines` tell the parts of a line that had been cut to nothing before.
 */
export function cutLine(
	line: CommissionLine,
	amount: Money,
	baseLines: Commission['baseLines'],
): CommissionLine {
	if (amount.amountMinor === line.amount.amountMinor) return line;
	return {
		...line,
		amount,
		orderAmount: orderAmountOf(amount, line.lockedRate, 'half_up'),
		parts: cutParts(line, amount, baseLines),
	};
}

function cutParts(
	{ parts }: CommissionLine,
	amount: Money,
	baseLines: Commission['baseLines'],
): CommissionLine['parts'] {
	const known =
		parts.length > 0 ? parts : baseLines.map(({ lineId, base }) => ({ lineId, amount: base }));
	const weights = known.map((part) =>
		part.amount.amountMinor > 0n ? part.amount.amountMinor : 0n,
	);
	if (isZeroMoney(amount) || weights.every((weight) => weight === 0n)) return [];
	const amounts = allocateMoney(amount, weights);
	return known.flatMap(({ lineId }, index) => {
		const part = amounts[index];
		return part === undefined || isZeroMoney(part) ? [] : [{ lineId, amount: part }];
	});
}
