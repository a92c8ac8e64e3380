import type { Plan } from '../model/plan';

/** How far up an active affiliate is looked for when levels move up past inactive ones. */
const MAX_DEPTH = 50;

/** How many affiliates above a credited one the price of an order may depend on (C14). */
export function uplineDepth({ levels }: Plan): number {
	if (levels === null) return 0;
	return levels.inactive === 'compress' ? MAX_DEPTH : levels.percents.length;
}
