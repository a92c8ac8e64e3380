import { formatMoney } from '../../../kernel';
import type { ReasonRule } from './reason';

/** Nothing is owed, or the affiliate owes: a negative balance is carried and nets what comes (C28). */
export const noPositiveBalance: ReasonRule = ({ gross }) => {
	if (gross.amountMinor > 0n) return null;
	if (gross.amountMinor === 0n) {
		return {
			code: 'nothing_owed',
			text: 'Nothing is owed that could be paid now.',
			affiliateText: 'There is nothing to pay at the moment.',
		};
	}
	return {
		code: 'negative_balance',
		text: `The balance is ${formatMoney(gross)}; it is carried and set against later commissions.`,
		affiliateText: `Your balance is ${formatMoney(gross)} after orders were taken back. It is set against your next commissions.`,
	};
};
