import { seededRandom } from '../../../statistics';
import { ANOMALY_RANGES } from './anomaly-features';

/** One odd row to twenty real ones. */
const SHARE = 0.05;

/** Features that one odd row changes at most. */
const MOST_CHANGED = 3;

/**
 * Made-up odd days: real ones with up to three features anywhere in their range. A forest splits
 * between the values it has seen; without these it would take a value that never came for the largest
 * one that did, and honest programmes would have detectors that find nothing. The same seed and rows
 * give the same ones.
 */
export function oddRows(rows: readonly (readonly number[])[], seed: string): number[][] {
	const random = seededRandom(`${seed} odd rows`);
	const below = (count: number) => Math.floor(random() * count);
	return Array.from({ length: Math.ceil(rows.length * SHARE) }, () => {
		const row = [...(rows[below(rows.length)] ?? [])];
		const changes = 1 + below(MOST_CHANGED);
		for (let change = 0; change < changes; change += 1) {
			const feature = below(row.length);
			const [least, most] = ANOMALY_RANGES[feature] ?? [0, 0];
			row[feature] = least + random() * (most - least);
		}
		return row;
	});
}
