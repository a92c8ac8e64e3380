import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { duplicateSigns } from './measure/duplicate-signs';

/** Only a device in common: couples share one. */
const DEVICE_WEIGHT = 0.35;

/**
 * Two affiliates are one person: the same payout account, tax id, mailbox or phone number, or the
 * same device. The scan looks at each of them, so that both are held. A sign-up is compared by F28,
 * before anything can be earned (F29).
 */
export const duplicateAffiliates = defineFraudRule({
	id: 'F29',
	stage: 'affiliate',
	version: 1,
	title: 'Duplicate Affiliates',
	description: 'Two affiliates share a payout account, tax ID, mailbox, phone number or device',
	anchor: 'Dub compares payout accounts of partners',
	falsePositiveNote: 'Couples and agencies share accounts: put them on the allow list.',
	affiliateText: 'Your account seems to belong to somebody with another account; we check this.',
	action: 'hold',
	weight: 0.6,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ affiliate, duplicates }) {
		const evidence = { affiliate: affiliate.code };
		const signs = duplicateSigns(duplicates);
		if (signs === null) {
			return { status: 'clear', evidence, reason: 'No other affiliate is the same person' };
		}
		return {
			status: 'hit',
			evidence: { ...evidence, ...signs.evidence },
			reason: signs.reason,
			...(signs.isStrong ? {} : { weight: DEVICE_WEIGHT }),
		};
	},
});
