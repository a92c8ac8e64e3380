import type { JourneyPath } from '../journey-path';
import { mergePaths } from '../merge-paths';
import { markovChain, type MarkovGram } from './markov-chain';
import type { MarkovOptions } from './markov-options';
import type { Repeats } from './sliding-grams';

export const START_STATE = '(start)';
export const CONVERSION_STATE = '(conversion)';
export const NULL_STATE = '(null)';

/** One entry of the matrix. Windows of several touches are written with ' > ' between them. */
export interface Transition {
	readonly from: string;
	readonly to: string;
	/** Above zero; the entries of one `from` sum to 1. */
	readonly probability: number;
}

/**
 * Where journeys go next, as observed: for people to look at and to compare with other programs.
 * `repeats` keeps or collapses windows that follow themselves. Throws `invalid_input`.
 */
export function transitionMatrix(
	paths: readonly JourneyPath[],
	options: MarkovOptions & { readonly repeats?: Repeats },
): Transition[] {
	const { grams } = markovChain(mergePaths(paths), options, options.repeats);
	const starts = grams.map((gram) => entry(START_STATE, nameOf(gram), gram.start));
	const others = grams.flatMap((gram) => [
		...gram.steps.map(({ to, probability }) =>
			entry(nameOf(gram), nameOf(grams[to] ?? gram), probability),
		),
		entry(nameOf(gram), CONVERSION_STATE, gram.conversion),
		entry(nameOf(gram), NULL_STATE, gram.end),
	]);
	return [...starts, ...others].filter(({ probability }) => probability > 0);
}

function entry(from: string, to: string, probability: number): Transition {
	return { from, to, probability };
}

function nameOf({ states }: MarkovGram): string {
	return states.join(' > ');
}
