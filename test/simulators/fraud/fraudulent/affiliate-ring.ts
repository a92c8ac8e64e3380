import type { Action, Behaviour } from '../actions';
import { humanMoment, MILLISECONDS_PER_MINUTE } from '../calendar';
import type { Draws } from '../draws';
import type { Person, Population } from '../people';
import { honestPurchase, pageVisit } from '../purchases';
import type { OrderTruth } from '../truth';
import type { FraudScene } from './fraud-scene';

/** Accounts that the ring buys with: new mailboxes, few devices, few homes, few cards. */
const ACCOUNTS = 18;
const HOMES = 4;
const CARDS = 6;
const ORDERS_PER_DAY = 0.35;

/** What the members of a ring have in common. */
export class RingAccounts {
	readonly accounts: readonly Person[];

	constructor(population: Population, draws: Draws) {
		const homes = Array.from({ length: HOMES }, () => population.stranger());
		this.accounts = Array.from({ length: ACCOUNTS }, (_, index) => {
			const home = draws.pick(homes);
			return {
				...population.stranger(),
				home: home.home,
				browser: home.browser,
				payment: `ring-card-${index % CARDS}`,
			};
		});
	}
}

/** One member: the ring's accounts buy through its link in turn with those of the others. */
export class RingMember implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly ring: RingAccounts,
	) {}

	actionsOf(day: number): Action[] {
		const { code, draws, population, firstDay } = this.scene;
		if (day < firstDay || !draws.chance(ORDERS_PER_DAY)) return [];
		const truth: OrderTruth = this.scene.truth;
		const person = draws.pick(this.ring.accounts);
		const at = humanMoment(day, draws);
		const boughtAt = at + draws.between(2, 20) * MILLISECONDS_PER_MINUTE;
		return [
			pageVisit(code, at, person.browser, null, truth),
			honestPurchase(draws, population, boughtAt, person, {
				shipTo: null,
				refundAt: null,
				truth,
			}),
		];
	}
}
