import type { Action, Behaviour, Purchase } from '../actions';
import type { Draws } from '../draws';
import type { Population } from '../people';
import { pageVisit } from '../purchases';
import { TrafficPartner, type TrafficPartnerSettings } from './traffic-partner';

export interface CheckoutPartnerSettings extends TrafficPartnerSettings {
	/** Part of the shop's customers who look there before they pay. */
	readonly reach: number;
	/** How long before the order, in seconds. */
	readonly secondsBefore: readonly [least: number, most: number];
}

/** A coupon or cashback site: it has visitors of its own, and customers of others look in before they pay. */
export class CheckoutPartner implements Behaviour {
	private readonly traffic: TrafficPartner;

	constructor(
		private readonly settings: CheckoutPartnerSettings,
		population: Population,
		private readonly draws: Draws,
	) {
		this.traffic = new TrafficPartner(settings, population, draws.branch('traffic'));
	}

	actionsOf(day: number): Action[] {
		return this.traffic.actionsOf(day);
	}

	interfere(purchase: Purchase): Action[] {
		const { code, referrer, reach, secondsBefore } = this.settings;
		if (purchase.action !== null || !this.draws.chance(reach)) return [];
		const at = purchase.at - this.draws.between(...secondsBefore) * 1_000;
		return [pageVisit(code, at, purchase.browser, referrer)];
	}
}
