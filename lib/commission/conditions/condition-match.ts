/** Three values: what is not known neither matches nor fails to (C7). */
export type ConditionMatch = 'match' | 'no_match' | 'unknown';

/** Kleene's AND: one failure decides; else one unknown makes all unknown. */
export function allOf(matches: readonly ConditionMatch[]): ConditionMatch {
	if (matches.includes('no_match')) return 'no_match';
	return matches.includes('unknown') ? 'unknown' : 'match';
}

/** Kleene's OR: one match decides; else one unknown makes all unknown. */
export function anyOf(matches: readonly ConditionMatch[]): ConditionMatch {
	if (matches.includes('match')) return 'match';
	return matches.includes('unknown') ? 'unknown' : 'no_match';
}

/** Unknown stays unknown. */
export function negationOf(match: ConditionMatch): ConditionMatch {
	if (match === 'unknown') return 'unknown';
	return match === 'match' ? 'no_match' : 'match';
}

export function matchIf(isMatch: boolean): ConditionMatch {
	return isMatch ? 'match' : 'no_match';
}
