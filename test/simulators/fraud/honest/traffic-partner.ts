import type { Action, Behaviour } from '../actions';
import { humanMoment, MILLISECONDS_PER_MINUTE, season } from '../calendar';
import type { Draws } from '../draws';
import type { Population } from '../people';
import { honestPurchase, momentOfPurchase, pageVisit } from '../purchases';

export interface TrafficPartnerSettings {
	readonly code: string;
	/** On an ordinary day. */
	readonly clicksPerDay: number;
	/** Part of the visits that become orders. */
	readonly conversionRate: number;
	readonly referrer: string | null;
	/** The partner's own code, and how often its customers type it in. */
	readonly coupon?: { readonly code: string; readonly use: number };
	/** How busy the partner itself is on a day: newsletters, viral days. */
	readonly rhythm?: (day: number) => number;
}

const REPEATS = 0.06;
const DAILY_NOISE = 0.25;

/** A partner whose visitors click, look around and sometimes buy. */
export class TrafficPartner implements Behaviour {
	constructor(
		private readonly settings: TrafficPartnerSettings,
		private readonly population: Population,
		private readonly draws: Draws,
	) {}

	actionsOf(day: number): Action[] {
		const { clicksPerDay, rhythm } = this.settings;
		const noise = Math.exp(DAILY_NOISE * this.draws.normal());
		const expected = clicksPerDay * season(day) * noise * (rhythm?.(day) ?? 1);
		const visits = Array.from({ length: this.draws.poisson(expected) }, () => this.visit(day));
		return visits.flat();
	}

	private visit(day: number): Action[] {
		const { code, referrer, conversionRate, coupon } = this.settings;
		const { draws, population } = this;
		const at = humanMoment(day, draws);
		const browser = population.visitor();
		const actions: Action[] = [pageVisit(code, at, browser, referrer)];
		if (draws.chance(REPEATS)) {
			const again = at + draws.between(0.2, 20) * MILLISECONDS_PER_MINUTE;
			actions.push(pageVisit(code, again, browser, referrer));
		}
		if (!draws.chance(conversionRate)) return actions;
		const boughtAt = momentOfPurchase(at, draws);
		const couponCode = coupon !== undefined && draws.chance(coupon.use) ? coupon.code : null;
		const person = population.buyerAt(browser);
		actions.push(honestPurchase(draws, population, boughtAt, person, { couponCode, referrer }));
		return actions;
	}
}
