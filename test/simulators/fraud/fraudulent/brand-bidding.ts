import type { Action, Behaviour, Visit } from '../actions';
import { humanMoment, season } from '../calendar';
import { honestPurchase, momentOfPurchase } from '../purchases';
import type { FraudScene } from './fraud-scene';

const CLICKS_PER_DAY = 12;
const CONVERSION_RATE = 0.06;
/** Part of the visits whose link says that an advertisement was paid for. */
const CARELESS = 0.5;

/** Buys advertisements on the shop's own name and sends its customers through the own link. */
export class BrandBidding implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly brand: string,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, firstDay } = this.scene;
		if (day < firstDay) return [];
		return Array.from({ length: draws.poisson(CLICKS_PER_DAY * season(day)) }, () =>
			this.visit(day),
		).flat();
	}

	private visit(day: number): Action[] {
		const { code, draws, population, truth } = this.scene;
		const browser = population.visitor();
		const at = humanMoment(day, draws);
		const visit: Visit = {
			kind: 'visit',
			at,
			affiliateCode: code,
			browser,
			opening: 'page',
			referrer: 'https://www.google.com/',
			// Search engines add the click id by themselves; the rest only who is careless.
			query: {
				gclid: draws.text(20),
				...(draws.chance(CARELESS) ? { utm_medium: 'cpc', utm_term: this.brand } : {}),
			},
			truth,
		};
		if (!draws.chance(CONVERSION_RATE)) return [visit];
		const person = population.buyerAt(browser);
		const purchase = honestPurchase(draws, population, momentOfPurchase(at, draws), person, {
			referrer: 'https://www.google.com/',
			truth,
		});
		return [visit, purchase];
	}
}
