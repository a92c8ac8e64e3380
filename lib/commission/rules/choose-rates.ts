import { compareExact, type ExactMoney } from '../../kernel';
import type { RuleMode } from '../../model/plan/rule';
import type { Candidate } from './compile-plan';

/** What a candidate pays on a line, exactly. */
export type LineValue = (candidate: Candidate, lineIndex: number) => ExactMoney;

type Choose = (
	candidates: readonly Candidate[],
	lineIndex: number,
	valueOf: LineValue,
) => readonly Candidate[];

const MODES: Readonly<Record<RuleMode, Choose>> = {
	priority: (candidates) => candidates.slice(0, 1),
	best: (candidates, lineIndex, valueOf) =>
		candidates
			.slice(1)
			.reduce<readonly Candidate[]>(
				([best], candidate) =>
					best === undefined ||
					compareExact(valueOf(candidate, lineIndex), valueOf(best, lineIndex)) > 0
						? [candidate]
						: [best],
				candidates.slice(0, 1),
			),
	stack: (candidates) => candidates,
};

/**
 * Which of the rates that match a line are paid (C6), the candidates being in order of precedence:
 * the first one, the one that pays most money on this line (of equals the first), or all. "Most" is
 * computed money, never a comparison of a percentage with an amount.
 */
export function chooseRates(
	mode: RuleMode,
	candidates: readonly Candidate[],
	lineIndex: number,
	valueOf: LineValue,
): readonly Candidate[] {
	return MODES[mode](candidates, lineIndex, valueOf);
}
