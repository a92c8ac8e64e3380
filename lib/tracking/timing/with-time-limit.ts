import { AffiliateError } from '../../kernel';
import type { Scheduler } from './scheduler';

const TIMED_OUT = 'store_timed_out';

export function isTimeOut(error: unknown): boolean {
	return error instanceof AffiliateError && error.code === TIMED_OUT;
}

/**
 * The outcome of `work`, or a rejection with `store_timed_out`. The work itself goes on: whoever
 * gives it up must be able to bear that it succeeds later.
 */
export async function withTimeLimit<Value>(
	work: Promise<Value>,
	milliseconds: number,
	scheduler: Scheduler,
): Promise<Value> {
	return await new Promise<Value>((resolve, reject) => {
		const callOff = scheduler.after(milliseconds, () =>
			reject(
				new AffiliateError(`The store did not answer within ${milliseconds} ms`, {
					code: TIMED_OUT,
				}),
			),
		);
		work.then(
			(value) => {
				callOff();
				resolve(value);
			},
			(error: unknown) => {
				callOff();
				reject(error instanceof Error ? error : new Error(String(error)));
			},
		);
	});
}
