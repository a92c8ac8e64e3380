import type { Action, Behaviour } from '../actions';
import { humanMoment, season } from '../calendar';
import { honestPurchase } from '../purchases';
import type { FraudScene } from './fraud-scene';

const SITES = [
	'couponkings.example',
	'dealradar.example',
	'savebuddy.example',
	'codes4all.example',
];
const USES_PER_DAY = 4;
/** Part of the users whose browser tells that it comes from a coupon site. */
const TOLD_SITE = 0.6;

/** Hands an exclusive code to coupon sites: whoever was going to buy types it in. */
export class CouponLeak implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly couponCode: string,
		private readonly honestWork: Behaviour,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, population, firstDay, truth } = this.scene;
		const own = this.honestWork.actionsOf(day);
		if (day < firstDay) return [...own];
		const uses = Array.from({ length: draws.poisson(USES_PER_DAY * season(day)) }, () =>
			honestPurchase(draws, population, humanMoment(day, draws), population.buyer(), {
				couponCode: this.couponCode,
				referrer: draws.chance(TOLD_SITE) ? `https://${draws.pick(SITES)}/shop` : null,
				truth,
			}),
		);
		return [...own, ...uses];
	}
}

export const COUPON_SITES: readonly string[] = SITES;
