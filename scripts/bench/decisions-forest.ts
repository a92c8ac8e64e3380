import { performance } from 'node:perf_hooks';

import type { DecisionLib } from './decisions-lib.ts';
import { median } from './text-table.ts';

const FEATURES = 10;
const RUNS = 3;

export interface ForestResult {
	readonly rows: number;
	readonly features: number;
	readonly passSeconds: number;
	readonly fitSeconds: number;
	readonly scoreSeconds: number;
	/** Passes over the matrix that fitting and scoring take. */
	readonly ratio: number;
}

/** Fits a forest of the default size and scores every row, beside adding all numbers up. */
export function benchForest({ statistics }: DecisionLib, rowCount: number): ForestResult {
	const random = statistics.seededRandom('bench');
	const rows = Array.from({ length: rowCount }, () =>
		Array.from({ length: FEATURES }, () => random() + random() + random()),
	);
	const times = { pass: [] as number[], fit: [] as number[], score: [] as number[] };
	let kept = 0;
	for (let run = 0; run < RUNS; run += 1) {
		times.pass.push(secondsOf(() => (kept += sumOf(rows))));
		const forest = statistics.fitIsolationForest(rows, { seed: run });
		times.fit.push(secondsOf(() => statistics.fitIsolationForest(rows, { seed: run })));
		times.score.push(secondsOf(() => (kept += statistics.isolationScores(forest, rows).length)));
	}
	if (!Number.isFinite(kept)) throw new Error('The sums are no numbers');
	const [passSeconds, fitSeconds, scoreSeconds] = [
		median(times.pass),
		median(times.fit),
		median(times.score),
	];
	return {
		rows: rowCount,
		features: FEATURES,
		passSeconds,
		fitSeconds,
		scoreSeconds,
		ratio: (fitSeconds + scoreSeconds) / passSeconds,
	};
}

function sumOf(rows: readonly (readonly number[])[]): number {
	let sum = 0;
	for (const row of rows) for (const value of row) sum += value;
	return sum;
}

function secondsOf(work: () => unknown): number {
	const start = performance.now();
	work();
	return (performance.now() - start) / 1_000;
}
