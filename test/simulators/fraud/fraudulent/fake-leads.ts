import type { Action, Behaviour } from '../actions';
import {
	humanMoment,
	MILLISECONDS_PER_HOUR,
	MILLISECONDS_PER_MINUTE,
	startOfDay,
} from '../calendar';
import { honestPurchase, pageVisit } from '../purchases';
import type { FraudScene } from './fraud-scene';

const LEADS_PER_DAY = 6;
const TEXTS = ['please call me', 'interested in your offer', 'send catalogue'];

/** Contacts of people who do not exist: by a script, or by a click farm that takes care. */
export class FakeLeads implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly isScripted: boolean,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, firstDay } = this.scene;
		if (day < firstDay) return [];
		const count = this.isScripted ? LEADS_PER_DAY : draws.poisson(LEADS_PER_DAY);
		return Array.from({ length: count }, (_, index) => this.lead(day, index)).flat();
	}

	private lead(day: number, index: number): Action[] {
		const { code, draws, population, truth } = this.scene;
		const at = this.isScripted
			? startOfDay(day) + (index * 24 * MILLISECONDS_PER_HOUR) / LEADS_PER_DAY
			: humanMoment(day, draws);
		const person = population.stranger();
		const delay = this.isScripted ? 1.5 : draws.between(1, 15);
		return [
			pageVisit(code, at, person.browser, null, truth),
			honestPurchase(draws, population, at + delay * MILLISECONDS_PER_MINUTE, person, {
				action: 'lead',
				netMinor: 0,
				contents: this.isScripted ? draws.pick(TEXTS) : `wish ${draws.text(12)}`,
				payment: null,
				failedPayments: 0,
				refundAt: null,
				disputeAt: null,
				shipTo: null,
				truth,
			}),
		];
	}
}
