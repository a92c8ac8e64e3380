import type { Action, Behaviour, Visit } from '../actions';
import { machineMoment } from '../calendar';
import { PLAIN_CHROME, someBotAgent } from '../user-agents';
import type { FraudScene } from './fraud-scene';

/** `declared`: names itself or sits in a data centre; `plain`: Chrome at home addresses. */
export type BotDisguise = 'declared' | 'plain';

const CLICKS_PER_DAY = 90;
/** Machines that name themselves; the others of the declared ones are in a data centre. */
const NAMED = 0.5;

/** Clicks nobody makes, to claim customers or a fee per click. */
export class BotClicks implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly disguise: BotDisguise,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, firstDay } = this.scene;
		if (day < firstDay) return [];
		return Array.from({ length: draws.poisson(CLICKS_PER_DAY) }, () => this.click(day));
	}

	private click(day: number): Visit {
		const { code, draws, population, truth } = this.scene;
		const isNamed = this.disguise === 'declared' && draws.chance(NAMED);
		const address =
			this.disguise === 'plain'
				? population.homeAddress()
				: `52.28.${draws.whole(0, 20)}.${draws.whole(1, 254)}`;
		return {
			kind: 'visit',
			at: machineMoment(day, draws),
			affiliateCode: code,
			browser: {
				address,
				userAgent: isNamed ? someBotAgent(draws) : PLAIN_CHROME,
				sendsFetchMetadata: true,
				refuses: false,
				cookies: new Map(),
				landing: null,
			},
			opening: this.disguise === 'plain' ? 'page' : 'machine',
			referrer: null,
			truth,
		};
	}
}
