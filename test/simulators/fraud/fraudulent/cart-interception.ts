import type { Action, Behaviour, Purchase } from '../actions';
import type { FraudScene } from './fraud-scene';

/** Part of the shop's customers with the toolbar. */
const REACH = 0.06;
const SECONDS_BEFORE: readonly [number, number] = [4, 40];

/** A browser toolbar that opens the own link once somebody is about to pay. */
export class CartInterception implements Behaviour {
	constructor(private readonly scene: FraudScene) {}

	actionsOf(): Action[] {
		return [];
	}

	interfere(purchase: Purchase, day: number): Action[] {
		const { code, draws, firstDay, truth } = this.scene;
		if (day < firstDay || purchase.action !== null || !draws.chance(REACH)) return [];
		return [
			{
				kind: 'visit',
				at: purchase.at - draws.between(...SECONDS_BEFORE) * 1_000,
				affiliateCode: code,
				browser: purchase.browser,
				// A toolbar opens the page by a script, mostly in a tab that looks like a tap.
				opening: draws.chance(0.5) ? 'page' : 'no_activation',
				referrer: null,
				truth,
			},
		];
	}
}
