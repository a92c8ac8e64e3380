/** Positions from the highest score to the lowest, those with one score together. */
function rankGroups(scores: readonly number[]): number[][] {
	const order = scores.map((_score, index) => index);
	order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
	const groups: number[][] = [];
	for (const index of order) {
		const group = groups.at(-1);
		if (group !== undefined && scores[group[0] ?? 0] === scores[index]) group.push(index);
		else groups.push([index]);
	}
	return groups;
}

function requireBothKinds(scores: readonly number[], labels: readonly boolean[]): void {
	if (scores.length !== labels.length) throw new Error('Scores and labels differ in number');
	if (scores.some((score) => Number.isNaN(score))) throw new Error('A score is not a number');
	if (!labels.includes(true) || !labels.includes(false)) {
		throw new Error('A ranking wants both kinds of labels');
	}
}

/**
 * Chance that a random positive scores above a random negative, ties half: the area under the ROC
 * curve (Mann & Whitney's U over the number of pairs).
 */
export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
	requireBothKinds(scores, labels);
	let above = 0;
	let pairs = 0;
	for (const group of rankGroups(scores)) {
		const positives = group.filter((index) => labels[index]).length;
		const negatives = group.length - positives;
		pairs += negatives * (above + positives / 2);
		above += positives;
	}
	return pairs / (above * (scores.length - above));
}

/**
 * Sum over thresholds of precision times gain in recall, without interpolation (scikit-learn's
 * `average_precision_score`); scores that tie enter together.
 */
export function averagePrecision(scores: readonly number[], labels: readonly boolean[]): number {
	requireBothKinds(scores, labels);
	let seen = 0;
	let found = 0;
	let sum = 0;
	for (const group of rankGroups(scores)) {
		const positives = group.filter((index) => labels[index]).length;
		seen += group.length;
		found += positives;
		sum += positives * (found / seen);
	}
	return sum / found;
}
