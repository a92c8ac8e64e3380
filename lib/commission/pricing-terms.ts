import { convertMoney, rateFromDecimal, type Money } from '../kernel';
import type { CommissionLine, LockedRate } from '../model/commission';
import type { Credit } from '../model/credit';
import type { Plan } from '../model/plan';
import type { Programme } from '../model/programme';
import type { CommissionBase } from './commission-base';
import type { CommissionFacts } from './commission-facts';
import type { Earning } from './earning';
import type { Standing } from './rates/tier-levels';

/** What pricing one credit needs; the same for all credits of an order. */
export interface PricingTerms {
	readonly facts: CommissionFacts;
	readonly plan: Plan;
	readonly programme: Programme;
	readonly base: CommissionBase;
	/** Null where order and programme have the same currency. */
	readonly lockedRate: LockedRate | null;
	/** Of the credits, in their order. */
	readonly weights: readonly number[];
}

/** What a credit's rates come to on the whole order. */
export interface EarnedCredit {
	readonly credit: Credit;
	readonly standing: Standing;
	readonly earning: Earning;
}

export interface PricedCredit extends EarnedCredit {
	/** Null where the credit has no share at all. */
	readonly line: CommissionLine | null;
}

/** An amount of the order in the currency of the programme, at the locked rate, rounded once. */
export function inProgrammeCurrency(
	value: Money,
	{ programme, lockedRate, plan }: Pick<PricingTerms, 'programme' | 'lockedRate' | 'plan'>,
): Money {
	if (lockedRate === null) return value;
	return convertMoney(value, rateFromDecimal(lockedRate.rate), programme.currency, plan.rounding);
}
