import {
	addDays,
	instantFromMilliseconds,
	millisecondsBetween,
	toMilliseconds,
	type Instant,
} from '../kernel';
import type { Affiliate } from '../model/affiliate';
import type { Interception } from '../model/credit';
import type { Order } from '../model/order';
import type { AttributionSettings } from '../model/programme';
import {
	compareTouches,
	isEligible,
	setAside,
	type Assessment,
	type EligibleTouch,
} from './assessment';
import { RECORDED_SOURCES } from './competing-touches';

export interface InterceptionsFound {
	readonly assessments: readonly Assessment[];
	/** `givenTo` names everybody who was there before; who is credited of them is for the model. */
	readonly interceptions: readonly Interception[];
}

/**
 * Sets aside affiliates whose first recorded click in the window came when the purchase was under way,
 * where another affiliate's click lies before that (F10). Nobody is set aside without such a partner:
 * somebody then brought the customer back to a purchase that nobody else had a part in. Affiliates who
 * by contract come in at the checkout are left alone, and a coupon typed in there is no click.
 */
export function setAsideInterceptions(
	assessments: readonly Assessment[],
	order: Order,
	affiliates: readonly Affiliate[],
	settings: AttributionSettings,
): InterceptionsFound {
	const nothing = { assessments, interceptions: [] };
	if (settings.interceptionSeconds === 0) return nothing;
	const underWayFrom = startOfPurchase(order, settings.interceptionSeconds);
	const earliest = addDays(underWayFrom, -settings.interceptionLookbackDays);
	const clicks = assessments
		.filter(isEligible)
		.filter(({ source }) => RECORDED_SOURCES.includes(source))
		.sort(compareTouches);
	const before = clicks.filter(
		({ touch }) => earliest <= touch.occurredAt && touch.occurredAt <= underWayFrom,
	);
	if (before.length === 0) return nothing;
	const givenTo = [...new Set(before.map(({ touch }) => touch.affiliateId))];
	const interceptions = firstTouches(clicks)
		.filter(({ touch }) => touch.occurredAt > underWayFrom)
		.filter(({ touch }) => !mayIntercept(touch.affiliateId, affiliates))
		.map(({ touch }) => ({
			affiliateId: touch.affiliateId,
			affiliateCode: touch.affiliateCode,
			clickId: touch.clickId,
			secondsBeforeOrder: secondsBetween(touch.occurredAt, order.createdAt),
			givenTo,
		}));
	return { assessments: without(assessments, interceptions), interceptions };
}

/** An older checkout was left and taken up again; then bringing the customer back is no interception. */
const MAXIMUM_CHECKOUT_DAYS = 1;

/**
 * When the customer went to the checkout; where the store does not tell, or names a time after the
 * order, shortly before the order.
 */
function startOfPurchase({ checkoutStartedAt, createdAt }: Order, seconds: number): Instant {
	const isOneVisit =
		checkoutStartedAt !== null &&
		checkoutStartedAt >= addDays(createdAt, -MAXIMUM_CHECKOUT_DAYS) &&
		checkoutStartedAt <= createdAt;
	if (isOneVisit) return checkoutStartedAt;
	return instantFromMilliseconds(toMilliseconds(createdAt) - seconds * 1_000);
}

function firstTouches(oldestFirst: readonly EligibleTouch[]): EligibleTouch[] {
	const first = new Map<string, EligibleTouch>();
	for (const click of oldestFirst) {
		if (!first.has(click.touch.affiliateId)) first.set(click.touch.affiliateId, click);
	}
	return [...first.values()];
}

function mayIntercept(affiliateId: string, affiliates: readonly Affiliate[]): boolean {
	return affiliates.some((each) => each.affiliateId === affiliateId && each.mayIntercept);
}

/** A click in the second of the order may lie behind it by a fraction. */
function secondsBetween(from: Instant, to: Instant): number {
	return Math.max(0, Math.floor(millisecondsBetween(from, to) / 1_000));
}

function without(
	assessments: readonly Assessment[],
	interceptions: readonly Interception[],
): readonly Assessment[] {
	const late = new Set(interceptions.map(({ affiliateId }) => affiliateId));
	const reason =
		'the purchase was already under way and another partner had been there before, so it takes no part';
	return assessments.map((assessment) =>
		isEligible(assessment) &&
		RECORDED_SOURCES.includes(assessment.source) &&
		late.has(assessment.touch.affiliateId)
			? setAside(assessment, 'intercepted', reason)
			: assessment,
	);
}
