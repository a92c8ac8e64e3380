import { requirePlayers } from './require-players';

/** 65,536 coalitions: a fraction of a second. */
export const MOST_PLAYERS = 16;

/**
 * Shapley values of a game, exact: every player's gain averaged over all orders of joining. They sum
 * to what all players reach together less what nobody reaches. `valueOf` sees every coalition once,
 * its members in the order of `players`. Throws `invalid_input` for more than MOST_PLAYERS players or
 * a player named twice.
 */
export function shapleyValues<Player>(
	players: readonly Player[],
	valueOf: (coalition: readonly Player[]) => number,
): Map<Player, number> {
	requirePlayers(players, MOST_PLAYERS);
	const count = players.length;
	const worth = new Float64Array(2 ** count);
	for (let mask = 0; mask < worth.length; mask += 1) {
		worth[mask] = valueOf(players.filter((_, index) => (mask & (1 << index)) !== 0));
	}
	const weights = joiningWeights(count);
	const values = new Map<Player, number>();
	players.forEach((player, index) => {
		values.set(player, averageGain(worth, 1 << index, weights));
	});
	return values;
}

function averageGain(worth: Float64Array, bit: number, weights: readonly number[]): number {
	let gain = 0;
	for (let mask = 0; mask < worth.length; mask += 1) {
		if ((mask & bit) !== 0) continue;
		const difference = (worth[mask | bit] ?? 0) - (worth[mask] ?? 0);
		gain += (weights[sizeOf(mask)] ?? 0) * difference;
	}
	return gain;
}

/** By size s of the coalition that is joined: the share of orders, s! (n − s − 1)! / n!. */
function joiningWeights(count: number): number[] {
	const weights: number[] = [];
	let weight = 1 / count;
	for (let size = 0; size < count; size += 1) {
		weights.push(weight);
		weight = (weight * (size + 1)) / (count - size - 1);
	}
	return weights;
}

function sizeOf(mask: number): number {
	let size = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
	return size;
}
