import type { Action, Behaviour } from '../actions';
import { humanMoment, season } from '../calendar';
import type { Draws } from '../draws';
import type { Population } from '../people';
import { honestPurchase } from '../purchases';

/** Customers whom nobody sent: what cookie stuffing and toolbars live on. */
export class OrganicCustomers implements Behaviour {
	constructor(
		private readonly ordersPerDay: number,
		private readonly population: Population,
		private readonly draws: Draws,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, population } = this;
		return Array.from({ length: draws.poisson(this.ordersPerDay * season(day)) }, () =>
			honestPurchase(draws, population, humanMoment(day, draws), population.buyer(), {
				referrer: draws.chance(0.6) ? 'https://www.google.com/' : null,
			}),
		);
	}
}
