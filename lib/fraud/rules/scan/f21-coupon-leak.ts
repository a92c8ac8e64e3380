import { z } from 'zod/v4';
import { localDate } from '../../../kernel';
import { wilsonInterval } from '../../../statistics';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import type { CouponFacts, CouponUseFact } from '../../facts/coupon-facts';
import { dailyJump } from './measure/daily-jump';
import { percentText } from './measure/percent-text';
import { placeSpread } from './measure/place-spread';

const parameterSchema = z.object({
	minimumUses: z.int().min(10),
	jumpMultiple: z.number().min(2).max(100),
	minimumPlaces: z.number().min(2).max(100),
});

type Limits = z.output<typeof parameterSchema>;

/** Part of the uses that surely came without a click of the owner. */
const WITHOUT_OWNER = 0.5;

/** Part of the uses that surely came from coupon sites. */
const FROM_COUPON_SITES = 0.1;

/** How much wider than other coupons of the programme a spread must be. */
const WIDER = 2;

const BASE_WEIGHT = 0.3;
const WEIGHT_PER_SIGN = 0.15;

interface Sign {
	readonly name: string;
	readonly answer: 'yes' | 'no' | 'unknown';
	readonly text: string;
}

/**
 * A personal coupon went public: most uses come without a click of its owner, and either from coupon
 * sites, or with two of three other signs: from many countries, from many sites, in a sudden jump.
 * Without any of these it may be a podcast or a leaflet, which nobody clicks (F21).
 */
export const couponLeak = defineFraudRule({
	id: 'F21',
	stage: 'coupon',
	version: 1,
	title: 'Coupon Leak',
	description: 'A personal coupon is used by people its owner did not send',
	anchor: 'impact.com lets brands list coupons that leaked',
	falsePositiveNote:
		'An influencer who goes viral outside the web makes a jump: ask before you withhold.',
	affiliateText: 'Your coupon is used by people who did not come from you; a person checks this.',
	action: 'flag',
	weight: BASE_WEIGHT,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: [],
	parameterSchema,
	defaultParameters: { minimumUses: 20, jumpMultiple: 5, minimumPlaces: 5 },
	parameterFields: [
		{
			name: 'minimumUses',
			title: 'Minimum Uses',
			description: 'Uses of the coupon from which on the rule looks',
			type: 'number',
		},
		{
			name: 'jumpMultiple',
			title: 'Jump',
			description: 'How many times its usual day the coupon must be used in one day',
			type: 'number',
		},
		{
			name: 'minimumPlaces',
			title: 'Minimum Places',
			description: 'Over how many countries or sites, evenly used, a leak spreads at least',
			type: 'number',
		},
	],
	evaluate(facts, limits) {
		const { uses, couponCode: coupon, affiliateCode: affiliate } = facts;
		const strangers = uses.filter(({ hasOwnerClick }) => !hasOwnerClick);
		const evidence = {
			coupon,
			affiliate,
			uses: String(uses.length),
			withoutOwner: String(strangers.length),
		};
		if (uses.length < limits.minimumUses) {
			const reason = `Fewer than ${limits.minimumUses} uses: too few to judge`;
			return { status: 'unknown', evidence, reason };
		}
		if (wilsonInterval(strangers.length, uses.length).low <= WITHOUT_OWNER) {
			return { status: 'clear', evidence, reason: 'The owner brings the people who use it' };
		}
		return summary(signsOf(facts, strangers, limits), evidence);
	},
});

function signsOf(
	facts: CouponFacts,
	strangers: readonly CouponUseFact[],
	limits: Limits,
): readonly [couponSites: Sign, ...others: Sign[]] {
	const fromSites = strangers.filter(({ isFromCouponSite }) => isFromCouponSite).length;
	const areSites = wilsonInterval(fromSites, strangers.length).low > FROM_COUPON_SITES;
	const countries = strangers.map(({ country }) => country);
	const hosts = strangers.map(({ referrerHost }) => referrerHost);
	return [
		{
			name: 'couponSites',
			answer: areSites ? 'yes' : 'no',
			text: `${percentText(fromSites / strangers.length)} from coupon sites`,
		},
		spreadSign('countries', countries, facts.usualCountries, limits),
		spreadSign('sites', hosts, facts.usualReferrers, limits),
		jumpSign(facts, limits),
	];
}

function spreadSign(
	name: string,
	places: readonly (string | null)[],
	usual: number | null,
	{ minimumUses, minimumPlaces }: Limits,
): Sign {
	const { known, effectivePlaces } = placeSpread(places);
	const text = `spread like ${effectivePlaces.toFixed(1)} even ${name}`;
	if (known < minimumUses) return { name, answer: 'unknown', text };
	const limit = Math.max(minimumPlaces, WIDER * (usual ?? 0));
	return { name, answer: effectivePlaces >= limit ? 'yes' : 'no', text };
}

function jumpSign({ uses, lastDate }: CouponFacts, { jumpMultiple }: Limits): Sign {
	const dates = uses.map(({ orderedAt }) => localDate(orderedAt));
	const jump = dailyJump(dates, lastDate, jumpMultiple);
	if (jump === null) return { name: 'jump', answer: 'no', text: 'no jump' };
	if (jump === 'unknown') return { name: 'jump', answer: 'unknown', text: 'used for too short' };
	const text = `${jump.uses} uses on ${jump.date}, usually ${jump.usual}`;
	return { name: 'jump', answer: 'yes', text };
}

function summary(
	signs: readonly [couponSites: Sign, ...others: Sign[]],
	evidence: Readonly<Record<string, string>>,
): Observation {
	const [couponSites, ...others] = signs;
	const seen = signs.filter(({ answer }) => answer === 'yes');
	const possible = others.filter(({ answer }) => answer !== 'no').length;
	const all = { ...evidence, ...Object.fromEntries(seen.map(({ name, text }) => [name, text])) };
	if (couponSites.answer === 'yes' || seen.length >= 2) {
		return {
			status: 'hit',
			evidence: all,
			reason: `Most uses came without the owner: ${seen.map(({ text }) => text).join(', ')}`,
			weight: Number((BASE_WEIGHT + WEIGHT_PER_SIGN * (seen.length - 1)).toFixed(2)),
		};
	}
	if (possible >= 2) {
		const reason = 'Most uses came without the owner, but too little is known of where from';
		return { status: 'unknown', evidence: all, reason };
	}
	const reason = 'Most uses came without the owner, but nothing speaks for a leak';
	return { status: 'clear', evidence: all, reason };
}
