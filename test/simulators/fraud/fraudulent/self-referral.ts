import type { Action, Behaviour } from '../actions';
import { humanMoment, MILLISECONDS_PER_MINUTE } from '../calendar';
import type { Person } from '../people';
import { honestPurchase, pageVisit } from '../purchases';
import type { FraudScene } from './fraud-scene';

/** How well the buyer hides that it is the affiliate. */
export type Disguise = 'none' | 'spelling' | 'household' | 'friend';

const ORDERS_PER_DAY = 0.2;

/** An affiliate who buys through the own link for the commission. */
export class SelfReferral implements Behaviour {
	private readonly buyer: Person;

	constructor(
		private readonly scene: FraudScene,
		private readonly disguise: Disguise,
	) {
		this.buyer = disguised(scene, disguise);
	}

	actionsOf(day: number): Action[] {
		const { code, draws, population, firstDay, truth } = this.scene;
		if (day < firstDay || !draws.chance(ORDERS_PER_DAY)) return [];
		const { buyer } = this;
		const at = humanMoment(day, draws);
		const boughtAt = at + draws.between(2, 20) * MILLISECONDS_PER_MINUTE;
		const person = this.disguise === 'spelling' ? respelled(buyer, day) : buyer;
		return [
			pageVisit(code, at, buyer.browser, null, truth),
			honestPurchase(draws, population, boughtAt, person, { truth, shipTo: null, refundAt: null }),
		];
	}
}

function disguised({ owner, population }: FraudScene, disguise: Disguise): Person {
	switch (disguise) {
		case 'none':
			return owner;
		case 'spelling':
			return {
				...population.stranger(),
				email: owner.email,
				phone: null,
				browser: population.secondDevice(owner),
			};
		case 'household':
			return {
				...population.stranger(),
				lastName: owner.lastName,
				home: owner.home,
				browser: population.secondDevice(owner),
			};
		case 'friend':
			return population.stranger();
	}
}

/** "anna@gmail.com" as "a.nna+17@googlemail.com": one mailbox all the same, a new customer each time. */
function respelled(person: Person, day: number): Person {
	const [name = ''] = person.email.split('@');
	const dotted = `${name.slice(0, 1)}.${name.slice(1)}`;
	const email = `${dotted}+${day}@googlemail.com`;
	return { ...person, email, customerId: `${person.customerId}-${day}` };
}
