import type { Action, Behaviour, Purchase } from '../actions';
import { humanMoment, MILLISECONDS_PER_DAY, MILLISECONDS_PER_MINUTE } from '../calendar';
import type { Person } from '../people';
import { honestPurchase, pageVisit } from '../purchases';
import type { FraudScene } from './fraud-scene';

export type PaymentFraudKind = 'stolen_cards' | 'card_testing' | 'refunds';

const ORDERS_PER_DAY: Readonly<Record<PaymentFraudKind, number>> = {
	stolen_cards: 0.8,
	card_testing: 1.5,
	refunds: 0.8,
};

/** Orders that are paid with other people's cards, or sent back once the commission is sure. */
export class PaymentFraud implements Behaviour {
	constructor(
		private readonly scene: FraudScene,
		private readonly kind: PaymentFraudKind,
	) {}

	actionsOf(day: number): Action[] {
		const { draws, firstDay } = this.scene;
		if (day < firstDay) return [];
		return Array.from({ length: draws.poisson(ORDERS_PER_DAY[this.kind]) }, () =>
			this.order(day),
		).flat();
	}

	private order(day: number): Action[] {
		const { code, draws, population, truth } = this.scene;
		const person = population.stranger();
		const at = humanMoment(day, draws);
		const boughtAt = at + draws.between(2, 20) * MILLISECONDS_PER_MINUTE;
		return [
			pageVisit(code, at, person.browser, null, truth),
			honestPurchase(draws, population, boughtAt, person, {
				...this.fate(boughtAt, person),
				truth,
			}),
		];
	}

	private fate(at: number, person: Person): Partial<Purchase> {
		const { draws } = this.scene;
		switch (this.kind) {
			case 'stolen_cards':
				return {
					// The card's owner lives elsewhere; the parcel goes to the thief.
					shipTo: { ...person.home, line: `Drop ${draws.whole(1, 9)}`, country: 'PL' },
					failedPayments: draws.chance(0.3) ? draws.whole(1, 3) : 0,
					netMinor: draws.whole(9_000, 25_000),
					refundAt: null,
					disputeAt: draws.chance(0.5) ? at + draws.between(7, 30) * MILLISECONDS_PER_DAY : null,
				};
			case 'card_testing':
				return {
					failedPayments: draws.whole(3, 9),
					netMinor: draws.whole(300, 1_200),
					refundAt: null,
					disputeAt: draws.chance(0.1) ? at + draws.between(7, 30) * MILLISECONDS_PER_DAY : null,
				};
			case 'refunds':
				return {
					disputeAt: null,
					refundAt: draws.chance(0.6) ? at + draws.between(5, 20) * MILLISECONDS_PER_DAY : null,
				};
		}
	}
}
