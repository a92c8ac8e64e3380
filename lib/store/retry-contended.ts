import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AffiliateError } from '../kernel';

const FIRST_DELAY_MILLISECONDS = 2;
const LONGEST_DELAY_MILLISECONDS = 100;

/** After this much waiting in all, somebody else holds the store for good. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Repeats work that lost against another writer, after a jittered delay that doubles up to
 * 100 ms. Waiting never blocks the process. Throws `store_busy` after about 30 seconds.
 */
export async function retryContended<Result>(
	work: () => Promise<Result>,
	isContention: (error: unknown) => boolean,
): Promise<Result> {
	let ceiling = FIRST_DELAY_MILLISECONDS;
	for (let waited = 0; waited < PATIENCE_MILLISECONDS;) {
		try {
			return await work();
		} catch (error) {
			if (!isContention(error)) throw error;
		}
		const delay = randomInt(Math.ceil(ceiling / 2), ceiling + 1);
		await sleep(delay);
		waited += delay;
		ceiling = Math.min(ceiling * 2, LONGEST_DELAY_MILLISECONDS);
	}
	throw new AffiliateError('The store is busy: another process has been writing for too long', {
		code: 'store_busy',
		hint: 'Try again. If it stays so, look for a process that holds the database open in a transaction.',
	});
}
