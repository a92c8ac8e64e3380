import type { PayoutMethod } from '../../../model/payout-profile';
import type { ReasonRule } from './reason';

const NAMES: Readonly<Record<PayoutMethod, string>> = {
	sepa: 'SEPA transfer',
	paypal: 'PayPal',
	wise: 'Wise',
	manual: 'hand',
};

/** A batch goes out by one method. */
export const otherMethod: ReasonRule = ({ candidate: { profile }, method }) =>
	profile === null || profile.account.method === method
		? null
		: {
				code: 'other_method',
				text: `The affiliate is paid by ${NAMES[profile.account.method]}; this batch pays by ${NAMES[method]}.`,
				affiliateText: `You are paid by ${NAMES[profile.account.method]}, in another run.`,
			};
