import type { Action, Behaviour } from '../actions';
import { humanMoment, MILLISECONDS_PER_DAY, MILLISECONDS_PER_MINUTE, season } from '../calendar';
import type { Draws } from '../draws';
import type { Population } from '../people';
import { honestPurchase, pageVisit } from '../purchases';

export interface LeadPartnerSettings {
	readonly code: string;
	readonly clicksPerDay: number;
	readonly referrer: string | null;
}

const LEAD_RATE = 0.15;
/** Part of the leads who buy something later. */
const BUYS_LATER = 0.35;

/** A partner who is paid for contacts; part of them become customers. */
export class LeadPartner implements Behaviour {
	constructor(
		private readonly settings: LeadPartnerSettings,
		private readonly population: Population,
		private readonly draws: Draws,
	) {}

	actionsOf(day: number): Action[] {
		const count = this.draws.poisson(this.settings.clicksPerDay * season(day));
		return Array.from({ length: count }, () => this.visit(day)).flat();
	}

	private visit(day: number): Action[] {
		const { code, referrer } = this.settings;
		const { draws, population } = this;
		const at = humanMoment(day, draws);
		const browser = population.visitor();
		const visit = pageVisit(code, at, browser, referrer);
		if (!draws.chance(LEAD_RATE)) return [visit];
		const person = population.buyerAt(browser);
		const leftAt = at + draws.between(1, 15) * MILLISECONDS_PER_MINUTE;
		const lead = honestPurchase(draws, population, leftAt, person, {
			action: 'lead',
			netMinor: 0,
			contents: `wish ${draws.text(12)}`,
			referrer,
			payment: null,
			failedPayments: 0,
			refundAt: null,
			disputeAt: null,
			shipTo: null,
		});
		if (!draws.chance(BUYS_LATER)) return [visit, lead];
		const boughtAt = leftAt + draws.between(0.2, 20) * MILLISECONDS_PER_DAY;
		return [visit, lead, honestPurchase(draws, population, boughtAt, person)];
	}
}
