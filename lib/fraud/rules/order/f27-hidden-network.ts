import { defineFraudRule } from '../../define-fraud-rule';
import { noParametersSchema } from '../../no-parameters';
import { hidingKinds } from './measure/hides-place';

/**
 * Click or order came through a proxy, a VPN or Tor, by the lists that the workspace imported. People
 * who mind their privacy use them, so the weight decides nothing alone.
 */
export const hiddenNetwork = defineFraudRule({
	id: 'F27',
	stage: 'order',
	version: 1,
	title: 'Hidden Network',
	description: 'Click or order came through a proxy, a VPN or Tor',
	anchor: 'Affise looks addresses up in lists of proxies',
	falsePositiveNote: 'People who mind their privacy use a VPN: it never decides alone.',
	affiliateText: 'The network behind this order needs a check by a person.',
	action: 'flag',
	weight: 0.2,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate({ visit, credits }) {
		const clicks = credits.flatMap(({ click }) => (click.status === 'found' ? [click.value] : []));
		const ofOrder = hidingKinds(visit.networkKinds);
		const ofClicks = [...new Set(clicks.flatMap(({ networkKinds }) => hidingKinds(networkKinds)))];
		if (ofOrder.length > 0 || ofClicks.length > 0) {
			const evidence = {
				...(ofOrder.length > 0 ? { order: ofOrder.join(', ') } : {}),
				...(ofClicks.length > 0 ? { click: ofClicks.join(', ') } : {}),
			};
			const kinds = [...new Set([...ofOrder, ...ofClicks])].join(' and ');
			return { status: 'hit', evidence, reason: `The network hides where it is: ${kinds}` };
		}
		const isClickMissing = credits.some(({ click }) => click.status === 'missing');
		if (isClickMissing || visit.network === null) {
			const reason = isClickMissing
				? 'The credited click is not in the ledger'
				: 'The order does not tell its network';
			return { status: 'unknown', evidence: {}, reason };
		}
		return { status: 'clear', evidence: {}, reason: 'On no imported list of such networks' };
	},
});
