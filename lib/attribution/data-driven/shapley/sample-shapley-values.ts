import { AffiliateError } from '../../../kernel';
import { sampleWithoutReplacement, seededRandom } from '../../../statistics';
import { requirePlayers } from './require-players';

/** Enough that a part in a journey is known to a few hundredths at worst. */
const DEFAULT_PERMUTATIONS = 4_000;

/** The bounds of all players hold together with this probability. */
const CONFIDENCE = 0.95;

export interface ShapleySampling {
	readonly seed: string | number;
	/** No coalition is worth less than `lowest` or more than `highest`. */
	readonly lowest: number;
	readonly highest: number;
	readonly permutations?: number;
}

export interface SampledShapleyValues<Player> {
	readonly values: ReadonlyMap<Player, number>;
	/** How far any value may be off, at 95 % for all of them together. */
	readonly errorBound: number;
}

/**
 * Shapley values from orders of joining drawn at random, for games with too many players to go
 * through: unbiased, sum to the whole exactly, the same for the same seed. The bound is the empirical
 * Bernstein inequality (Audibert, Munos and Szepesvári), which assumes nothing of the game but its
 * range. Throws `invalid_input` for a player named twice or less than one permutation.
 */
export function sampleShapleyValues<Player>(
	players: readonly Player[],
	valueOf: (coalition: readonly Player[]) => number,
	{ seed, lowest, highest, permutations = DEFAULT_PERMUTATIONS }: ShapleySampling,
): SampledShapleyValues<Player> {
	requirePlayers(players, Infinity);
	requirePermutations(permutations);
	const random = seededRandom(seed);
	const sums = new Float64Array(players.length);
	const squares = new Float64Array(players.length);
	const places = players.map((_, place) => place);
	const nobody = valueOf([]);
	for (let drawn = 0; drawn < permutations; drawn += 1) {
		const hasJoined = players.map(() => false);
		let before = nobody;
		for (const place of sampleWithoutReplacement(random, places.length, places)) {
			hasJoined[place] = true;
			const after = valueOf(players.filter((_, index) => hasJoined[index] === true));
			const gain = after - before;
			sums[place] = (sums[place] ?? 0) + gain;
			squares[place] = (squares[place] ?? 0) + gain * gain;
			before = after;
		}
	}
	const means = places.map((place) => (sums[place] ?? 0) / permutations);
	const variances = means.map((mean, place) =>
		Math.max(0, (squares[place] ?? 0) / permutations - mean * mean),
	);
	const logarithm = Math.log((3 * Math.max(1, players.length)) / (1 - CONFIDENCE));
	const spread = Math.sqrt((2 * Math.max(0, ...variances) * logarithm) / permutations);
	const range = 2 * (highest - lowest);
	return {
		values: new Map(players.map((player, place) => [player, means[place] ?? 0])),
		errorBound: spread + (3 * range * logarithm) / permutations,
	};
}

function requirePermutations(permutations: number): void {
	if (Number.isSafeInteger(permutations) && permutations >= 1) return;
	throw new AffiliateError('permutations is not a whole number of at least 1', {
		code: 'invalid_input',
		path: 'permutations',
		hint: 'Give the number of orders of joining to draw, such as 4000.',
	});
}
