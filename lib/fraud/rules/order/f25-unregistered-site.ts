import { defineFraudRule } from '../../define-fraud-rule';
import { hostOf, matchesHost } from '../../match/host-pattern';
import { noParametersSchema } from '../../no-parameters';
import { observeCreditedClicks } from '../../observe-credited-clicks';

/**
 * The credited click came from a site that is not among those the affiliate registered, sub-domains
 * included. No referrer is neutral, because apps and private browsing strip it; so is an affiliate
 * without registered sites, who was never asked for them. Off by default.
 */
export const unregisteredSite = defineFraudRule({
	id: 'F25',
	stage: 'order',
	version: 1,
	title: 'Unregistered Site',
	description: "The credited click came from a site that is not among the affiliate's own",
	anchor: 'AffiliateWP compares referrers with the registered site',
	falsePositiveNote: 'Affiliates post on social networks too: have them register their profiles.',
	affiliateText: 'The click came from a site that you have not registered.',
	action: 'flag',
	weight: 0.3,
	isHard: false,
	defaultMode: 'off',
	onUnknown: 'allow',
	requires: ['click', 'affiliate'],
	parameterSchema: noParametersSchema,
	defaultParameters: {},
	parameterFields: [],
	evaluate: ({ credits }) =>
		observeCreditedClicks(
			credits,
			({ referrer }, { affiliate }) => {
				const host = hostOf(referrer ?? '');
				if (host === null) return null;
				if (affiliate.status !== 'found') {
					const reason = 'The affiliate is not in the ledger';
					return { status: 'unknown', evidence: { host }, reason };
				}
				const { sites } = affiliate.value;
				const isNeutral = sites.length === 0 || sites.some((site) => matchesHost(host, site));
				if (isNeutral) return null;
				return { evidence: { host }, reason: `'${host}' is no registered site of the affiliate` };
			},
			'The click came from a registered site, or nothing speaks against it',
		),
});
