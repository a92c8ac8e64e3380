import { formatMoney, roundExact, sumExact } from '../../kernel';
import type { Plan } from '../../model/plan';
import type { TraceStep } from '../../model/trace';
import type { CountedLine } from '../commission-base';
import { joinWords } from '../describe-base';
import type { LineValue } from './choose-rates';
import type { Candidate } from './compile-plan';

/** What was decided for one line. */
export interface LineChoice {
	readonly candidates: readonly Candidate[];
	readonly chosen: readonly Candidate[];
}

interface ChoiceGroup extends LineChoice {
	readonly lines: number[];
}

/** As many names as one sentence bears. */
const MAX_NAMES = 12;

/**
 * One step per group of lines that were decided alike: which rate applies, and which ones lost; in
 * mode "best" with the money each of them would pay (C5, C6).
 */
export function choiceTrace(
	plan: Plan,
	lines: readonly CountedLine[],
	choices: readonly LineChoice[],
	valueOf: LineValue,
): TraceStep[] {
	const groups = groupChoices(choices);
	return groups.map((group) => {
		const where = groups.length === 1 ? '' : ` on ${describeLines(group.lines, lines)}`;
		const step = { rule: 'rate', text: `${describeChoice(plan, group, where, valueOf)}.` };
		return groups.length === 1 ? step : { ...step, inputs: { lines: idsOf(group.lines, lines) } };
	});
}

function groupChoices(choices: readonly LineChoice[]): ChoiceGroup[] {
	const numbers = new Map<Candidate, number>();
	// Lines without rules of their own share one list, which may be long.
	const keys = new Map<readonly Candidate[], string>();
	const keyOf = (list: readonly Candidate[]): string => {
		const known = keys.get(list);
		if (known !== undefined) return known;
		const key = list
			.map((candidate) => {
				const number = numbers.get(candidate) ?? numbers.size;
				numbers.set(candidate, number);
				return number;
			})
			.join(',');
		keys.set(list, key);
		return key;
	};
	const groups = new Map<string, ChoiceGroup>();
	for (const [index, choice] of choices.entries()) {
		const key = `${keyOf(choice.candidates)}>${keyOf(choice.chosen)}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, { ...choice, lines: [index] });
		else group.lines.push(index);
	}
	return [...groups.values()];
}

function describeChoice(
	plan: Plan,
	{ candidates, chosen, lines }: ChoiceGroup,
	where: string,
	valueOf: LineValue,
): string {
	const [first] = chosen;
	if (first === undefined) {
		return `No rate of plan ‘${plan.name}’ v${plan.version} applies${where}`;
	}
	if (candidates.length === 1) return `${capitalised(first.label)} applies${where}`;
	if (plan.ruleMode === 'stack') {
		return `${capitalised(nameAll(candidates.map(({ label }) => label)))} are added${where}`;
	}
	const losers = candidates.filter((candidate) => candidate !== first);
	if (plan.ruleMode === 'priority') {
		return `${capitalised(first.label)} goes before ${nameAll(losers.map(({ label }) => label))}${where}`;
	}
	const pays = (candidate: Candidate): string =>
		formatMoney(
			roundExact(
				sumExact(
					lines.map((line) => valueOf(candidate, line)),
					valueOf(candidate, lines[0] ?? 0).currency,
				),
				plan.rounding,
			),
		);
	const others = losers.map((loser) => `${loser.label} ${pays(loser)}`);
	return `${capitalised(first.label)} pays most${where}, ${pays(first)}; ${nameAll(others)}`;
}

function nameAll(names: readonly string[]): string {
	const rest = names.length - MAX_NAMES;
	return joinWords(rest > 0 ? [...names.slice(0, MAX_NAMES), `${rest} more`] : names);
}

function describeLines(indexes: readonly number[], lines: readonly CountedLine[]): string {
	const names = new Set(
		indexes.map((index) => {
			const { line, lineId } = lines[index] ?? { line: null, lineId: '' };
			return line === null ? lineId : `‘${line.title}’`;
		}),
	);
	return nameAll([...names]);
}

function idsOf(indexes: readonly number[], lines: readonly CountedLine[]): string {
	const ids = indexes.slice(0, MAX_NAMES).map((index) => lines[index]?.lineId ?? '');
	return `${ids.join(', ')}${indexes.length > MAX_NAMES ? ', …' : ''}`;
}

function capitalised(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
