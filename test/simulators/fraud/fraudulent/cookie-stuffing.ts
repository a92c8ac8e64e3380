import type { Action, Behaviour, Purchase, Visit } from '../actions';
import { humanMoment, MILLISECONDS_PER_HOUR } from '../calendar';
import type { Browser } from '../people';
import type { FraudScene } from './fraud-scene';

const LOADS_PER_DAY = 60;
/** Part of the shop's customers who come by a page with the stuffed link before they buy. */
const REACH = 0.05;

/** Opens the own link unseen by whoever looks at a page, and waits for what they would buy anyway. */
export class CookieStuffing implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly opening: 'embedded' | 'no_activation',
	) {}

	actionsOf(day: number): Action[] {
		const { draws, population, firstDay } = this.scene;
		if (day < firstDay) return [];
		return Array.from({ length: draws.poisson(LOADS_PER_DAY) }, () =>
			this.load(humanMoment(day, draws), population.visitor()),
		);
	}

	interfere(purchase: Purchase, day: number): Action[] {
		const { draws, firstDay } = this.scene;
		if (day < firstDay || purchase.action !== null || !draws.chance(REACH)) return [];
		const hours = draws.between(0.2, 72);
		return [this.load(purchase.at - hours * MILLISECONDS_PER_HOUR, purchase.browser)];
	}

	private load(at: number, browser: Browser): Visit {
		const { code, truth } = this.scene;
		return {
			kind: 'visit',
			at,
			affiliateCode: code,
			browser,
			opening: this.opening,
			referrer: `https://${code}.example/stream`,
			truth,
		};
	}
}
