import type { Action, Behaviour, Purchase, Visit } from './actions';
import type { SimulatedAffiliate } from './affiliates';
import { MILLISECONDS_PER_DAY, startOfDay } from './calendar';
import { Draws } from './draws';
import { fraudulentMembers } from './fraudulent-affiliates';
import { honestMembers } from './honest-affiliates';
import { OrganicCustomers } from './honest/organic-customers';
import { Population } from './people';

export interface SimulatedDay {
	/** Visits and purchases, earliest first. */
	readonly actions: readonly Action[];
}

const ORGANIC_ORDERS_PER_DAY = 12;

/**
 * What happens to a programme over some weeks: 60 honest affiliates, 27 fraudulent ones, and the
 * shop's own customers. The same seed gives the same history; `truth` of affiliates and actions is
 * never shown to what is measured.
 */
export class ProgrammeHistory {
	readonly affiliates: readonly SimulatedAffiliate[];

	private readonly behaviours: readonly Behaviour[];

	private readonly codes: readonly (string | null)[];

	private readonly waiting = new Map<number, Action[]>();

	private readonly contested = new Map<Purchase, string[]>();

	constructor(
		seed: string,
		readonly days: number,
		size = 1,
	) {
		const draws = new Draws(seed);
		const population = new Population(draws.branch('people'));
		const scene = { population, draws, days, size };
		const members = [...honestMembers(scene), ...fraudulentMembers(scene)];
		this.affiliates = members.map(({ affiliate }) => affiliate);
		const organic = new OrganicCustomers(
			size * ORGANIC_ORDERS_PER_DAY,
			population,
			draws.branch('organic'),
		);
		this.behaviours = [...members.map(({ behaviour }) => behaviour), organic];
		this.codes = [...this.affiliates.map(({ code }) => code), null];
	}

	/** Fraudsters who put themselves between a purchase and its partner. */
	contestedBy(purchase: Purchase): readonly string[] {
		return this.contested.get(purchase) ?? [];
	}

	/** What happens on a day; days must be asked for in order. */
	day(day: number): SimulatedDay {
		const begun = this.behaviours.flatMap((behaviour) => behaviour.actionsOf(day));
		for (const action of begun) {
			this.schedule(action, day);
			if (action.kind !== 'purchase' || action.truth.fraud !== null) continue;
			this.behaviours.forEach((behaviour, index) => {
				const visits = behaviour.interfere?.(action, day) ?? [];
				for (const visit of visits) this.interfere(action, visit, this.codes[index] ?? null, day);
			});
		}
		const actions = this.waiting.get(day) ?? [];
		this.waiting.delete(day);
		return { actions: [...actions].sort((a, b) => a.at - b.at) };
	}

	private interfere(purchase: Purchase, visit: Action, code: string | null, day: number): void {
		// The past cannot be stuffed any more.
		const at = Math.max(visit.at, startOfDay(day));
		this.schedule({ ...(visit as Visit), at }, day);
		if (code === null || visit.truth.fraud === null) return;
		this.contested.set(purchase, [...(this.contested.get(purchase) ?? []), code]);
	}

	private schedule(action: Action, today: number): void {
		const day = Math.floor((action.at - startOfDay(0)) / MILLISECONDS_PER_DAY);
		if (day < today || day >= this.days) return;
		const list = this.waiting.get(day);
		if (list === undefined) this.waiting.set(day, [action]);
		else list.push(action);
	}
}
