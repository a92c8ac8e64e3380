import { z } from 'zod/v4';
import { millisecondsBetween } from '../../../kernel';
import type { Click } from '../../../model/click';
import type { CreditFacts, FraudFacts } from '../../../model/fraud-facts';
import { defineFraudRule, type Observation } from '../../define-fraud-rule';
import { observeCredits } from '../../observe-credits';
import { hidingKinds } from './measure/hides-place';

const parameterSchema = z.object({
	travelMinutes: z.int().min(1).max(1_440),
	comparesShipping: z.boolean(),
});

/**
 * Click, bill and parcel name different countries, or one browser clicked in two countries sooner
 * after each other than anybody travels. Weak: people travel and send presents. The country of a VPN
 * is nobody's: that somebody uses one is F27's to say, and not to be counted twice.
 */
export const places = defineFraudRule({
	id: 'F26',
	stage: 'order',
	version: 1,
	title: 'Countries Differ',
	description: 'Click, bill and parcel name different countries, or a browser travelled too fast',
	anchor: 'Affise compares countries of click and conversion',
	falsePositiveNote: 'Travellers, presents abroad and VPNs: the weight never decides alone.',
	affiliateText: 'The countries of click and order differ; a person checks this.',
	action: 'flag',
	weight: 0.15,
	isHard: false,
	defaultMode: 'on',
	onUnknown: 'allow',
	requires: ['click', 'journey'],
	parameterSchema,
	defaultParameters: { travelMinutes: 60, comparesShipping: true },
	parameterFields: [
		{
			name: 'travelMinutes',
			title: 'Travel Time (Minutes)',
			description: 'Two clicks of one browser in two countries sooner than this are a hit',
			type: 'number',
		},
		{
			name: 'comparesShipping',
			title: 'Compare Shipping',
			description: 'Whether a parcel to another country than the bill is a sign',
			type: 'boolean',
		},
	],
	evaluate(facts, { travelMinutes, comparesShipping }) {
		const travel = fastTravel(facts.journey ?? [], travelMinutes);
		if (travel !== null) return travel;
		const seen = observeCredits(facts.credits, (credit) => observeClick(credit, facts));
		if (seen.status === 'hit') return seen;
		const { billingCountry: billing, shippingCountry: shipping } = facts.customer;
		const isParcelAbroad = billing !== null && shipping !== null && billing !== shipping;
		if (comparesShipping && isParcelAbroad) {
			const reason = 'The parcel goes to another country than the bill';
			return { status: 'hit', evidence: { billing, shipping }, reason };
		}
		if (seen.status === 'unknown' || facts.journey !== null) return seen;
		return { ...seen, status: 'unknown', reason: 'Nobody looked for earlier clicks' };
	},
});

function observeClick({ credit, click }: CreditFacts, { customer }: FraudFacts): Observation {
	const evidence = { affiliate: credit.affiliateCode };
	if (click.status === 'not_named') {
		return { status: 'clear', evidence, reason: 'The credit does not rest on a click' };
	}
	if (click.status === 'missing') {
		return { status: 'unknown', evidence, reason: 'The credited click is not in the ledger' };
	}
	if (hidingKinds(click.value.networkKinds).length > 0) {
		const reason = 'The network of the click hides its country';
		return { status: 'unknown', evidence, reason };
	}
	const clicked = click.value.country?.toUpperCase() ?? null;
	const ordered = [customer.billingCountry, customer.shippingCountry].filter(
		(country) => country !== null,
	);
	if (clicked === null || ordered.length === 0) {
		const reason = 'The country of the click or of the customer is not told';
		return { status: 'unknown', evidence, reason };
	}
	if (ordered.includes(clicked)) {
		return { status: 'clear', evidence, reason: 'Click and order name the same country' };
	}
	return {
		status: 'hit',
		evidence: { ...evidence, click: clicked, order: [...new Set(ordered)].join(', ') },
		reason: `The click came from ${clicked}, the order names ${[...new Set(ordered)].join(' and ')}`,
	};
}

/** Two clicks of one browser, one after the other; a click without a country of its own tells nothing. */
function fastTravel(journey: readonly Click[], minutes: number): Observation | null {
	const last = new Map<string, Click>();
	for (const click of [...journey].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))) {
		const { journeyId, country, occurredAt, networkKinds } = click;
		if (journeyId === null || country === null || hidingKinds(networkKinds).length > 0) continue;
		const before = last.get(journeyId);
		last.set(journeyId, click);
		if (before === undefined || before.country === country) continue;
		const passed = millisecondsBetween(before.occurredAt, occurredAt) / 60_000;
		if (passed >= minutes) continue;
		return {
			status: 'hit',
			evidence: {
				from: before.country ?? '',
				to: country,
				minutes: String(Math.floor(passed)),
				clicks: `${before.clickId}, ${click.clickId}`,
			},
			reason: `One browser clicked in ${before.country} and ${Math.floor(passed)} minutes later in ${country}`,
		};
	}
	return null;
}
