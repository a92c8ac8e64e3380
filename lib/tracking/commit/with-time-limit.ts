import { AffiliateError } from '../../kernel';
import type { Scheduler } from './scheduler';

/**
 * The outcome of `work`, or a rejection with `commit_timed_out`. The work itself goes on: whoever
 * gives it up must be able to bear that it succeeds later.
 */
export async function withTimeLimit(
	work: Promise<void>,
	milliseconds: number,
	scheduler: Scheduler,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const callOff = scheduler.after(milliseconds, () =>
			reject(
				new AffiliateError(`The store did not answer within ${milliseconds} ms`, {
					code: 'commit_timed_out',
				}),
			),
		);
		work.then(
			() => {
				callOff();
				resolve();
			},
			(error: unknown) => {
				callOff();
				reject(error instanceof Error ? error : new Error(String(error)));
			},
		);
	});
}
