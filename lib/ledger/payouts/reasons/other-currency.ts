import type { ReasonRule } from './reason';

/** A batch pays one currency; balances of two are never added up. */
export const otherCurrency: ReasonRule = ({ candidate: { balance }, batchCurrency }) =>
	balance.currency === batchCurrency
		? null
		: {
				code: 'other_currency',
				text: `The balance is in ${balance.currency}; this batch pays ${batchCurrency}.`,
				affiliateText: `Your balance in ${balance.currency} is paid separately.`,
			};
