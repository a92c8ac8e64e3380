import type { Action, Behaviour } from '../actions';
import { humanMoment, season } from '../calendar';
import type { Draws } from '../draws';
import type { Population } from '../people';
import { honestPurchase } from '../purchases';
import { TrafficPartner, type TrafficPartnerSettings } from './traffic-partner';

export interface InfluencerSettings extends TrafficPartnerSettings {
	readonly coupon: { readonly code: string; readonly use: number };
	/** Orders a day by people who only heard the code. */
	readonly spokenOrders: number;
}

/** Somebody with followers: some click, others remember the code and type it in. */
export class Influencer implements Behaviour {
	private readonly traffic: TrafficPartner;

	constructor(
		private readonly settings: InfluencerSettings,
		private readonly population: Population,
		private readonly draws: Draws,
	) {
		this.traffic = new TrafficPartner(settings, population, draws.branch('traffic'));
	}

	actionsOf(day: number): Action[] {
		const { spokenOrders, coupon, rhythm } = this.settings;
		const { draws, population } = this;
		const expected = spokenOrders * season(day) * (rhythm?.(day) ?? 1);
		const spoken = Array.from({ length: draws.poisson(expected) }, () =>
			honestPurchase(draws, population, humanMoment(day, draws), population.buyer(), {
				couponCode: coupon.code,
				referrer: draws.chance(0.3) ? 'https://www.google.com/' : null,
			}),
		);
		return [...this.traffic.actionsOf(day), ...spoken];
	}
}
