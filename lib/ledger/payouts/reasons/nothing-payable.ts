import { formatMoney } from '../../../kernel';
import type { ReasonRule } from './reason';

/** Something is left to transfer after VAT and withholding (C39). */
export const nothingPayable: ReasonRule = ({ gross, amounts: { withheld, payable } }) =>
	gross.amountMinor <= 0n || payable.amountMinor > 0n
		? null
		: {
				code: 'nothing_payable',
				text: `After withholding ${formatMoney(withheld)} of ${formatMoney(gross)} there is nothing to transfer.`,
				affiliateText: 'After tax is withheld there is nothing to transfer.',
			};
