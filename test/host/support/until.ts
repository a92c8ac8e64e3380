import { setTimeout as delay } from 'node:timers/promises';

const POLL_MILLISECONDS = 150;

/** Waits until something is so; `what` names it when it does not come. */
export async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	milliseconds = 30_000,
): Promise<void> {
	const end = Date.now() + milliseconds;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`Not within ${milliseconds / 1000} s: ${what}`);
		await delay(POLL_MILLISECONDS);
	}
}
