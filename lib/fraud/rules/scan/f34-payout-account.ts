import { addDays } from '../../../kernel';
import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';

/**
 * The payout account was changed a short while ago, perhaps by somebody who took over the login.
 * Payouts keep to it by themselves, with the days of the payout policy; here it stands so that it is
 * shown and can be tried like every rule (F34).
 */
export const payoutAccountChanged = defineFraudRule({
	id: 'F34',
	stage: 'payout',
	version: 1,
	title: 'Payout Account Changed',
	description: 'The payout account was changed within the cooling period of the payout policy',
	anchor: 'FirstPromoter waits after a change of the payout method',
	falsePositiveNote: 'An honest change waits as well; it is paid out once the days are over.',
	affiliateText: 'Your payout account was changed a short while ago; it is paid to a little later.',
	action: 'hold',
	weight: 1,
	isHard: true,
	defaultMode: 'on',
	onUnknown: 'hold',
	requires: [],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ now, accountChangedAt, coolingDays }) {
		if (accountChangedAt === null) {
			return { status: 'clear', evidence: {}, reason: 'There is no payout account to change' };
		}
		const until = addDays(accountChangedAt, coolingDays);
		const evidence = { changedAt: accountChangedAt, until };
		return now >= until
			? { status: 'clear', evidence, reason: 'The payout account did not change lately' }
			: { status: 'hit', evidence, reason: `The payout account changed; it waits until ${until}` };
	},
});
