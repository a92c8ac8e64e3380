import { appendFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 500;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The first process named in the lock that still runs. */
async function holderOf(file: string): Promise<number | undefined> {
	const text = await readFile(file, 'utf8').catch(() => '');
	const pids = text.split('\n').map((line) => Number.parseInt(line, 10));
	return pids.find((pid) => Number.isInteger(pid) && pid !== process.pid && isAlive(pid));
}

async function tryAcquire(file: string): Promise<boolean> {
	try {
		await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return false;
	}
}

/**
 * Runs `work` while no other process of this machine runs under the same lock file. A lock whose
 * holders have all died is taken over, so that a killed install never blocks the next one.
 *
 * @param work gets a function that adds a child process to the holders: a child that outlives a
 * killed parent still writes to the folder that is being locked.
 * @param onWait called once, with the other process's id, if there is somebody to wait for.
 */
export async function withLockFile<T>(
	file: string,
	work: (hold: (pid: number) => void) => Promise<T>,
	onWait: (pid: number) => void = () => {},
): Promise<T> {
	await mkdir(path.dirname(file), { recursive: true });
	let waiting = false;
	while (!(await tryAcquire(file))) {
		const holder = await holderOf(file);
		if (holder === undefined) {
			await rm(file, { force: true });
			continue;
		}
		if (!waiting) {
			waiting = true;
			onWait(holder);
		}
		await delay(POLL_MS);
	}
	try {
		return await work((pid) => appendFileSync(file, `${pid}\n`));
	} finally {
		await rm(file, { force: true });
	}
}
