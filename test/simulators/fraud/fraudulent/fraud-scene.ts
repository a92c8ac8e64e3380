import type { Draws } from '../draws';
import type { Person, Population } from '../people';
import type { FraudKind, OrderTruth } from '../truth';

/** Whom a fraud is committed by, and among whom. */
export interface FraudScene {
	readonly code: string;
	readonly owner: Person;
	readonly population: Population;
	readonly draws: Draws;
	/** Day on which it begins; before it there is nothing or honest work. */
	readonly firstDay: number;
	readonly truth: OrderTruth & { readonly fraud: FraudKind };
}
