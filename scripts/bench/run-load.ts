import { fork } from 'node:child_process';
import path from 'node:path';

import type { LoadOrder, LoadResult } from './load.ts';

/** Runs one load in a process of its own, so that the measuring does not slow the measured. */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
	const child = fork(path.join(import.meta.dirname, 'load.ts'), { stdio: 'inherit' });
	return await new Promise((resolve, reject) => {
		child.once('message', (result) => resolve(result as LoadResult));
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code !== 0) reject(new Error(`The load process ended with code ${code}`));
		});
		child.send(order);
	});
}
