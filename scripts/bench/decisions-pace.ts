import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** How many decisions are under way at once. */
export const PARALLEL = 8;

export interface Pace {
	readonly perSecond: number;
	/** Processor time of this process for each, in all threads; a server's own is not in it. */
	readonly cpuMilliseconds: number;
}

type Work = (at: number) => Promise<unknown>;

/** One after another. */
export async function inTurn(count: number, work: Work): Promise<Pace> {
	return await paceOf(count, async () => {
		for (let at = 0; at < count; at += 1) await work(at);
	});
}

/** `PARALLEL` at a time. */
export async function atOnce(count: number, work: Work): Promise<Pace> {
	const lane = async (first: number): Promise<void> => {
		for (let at = first; at < count; at += PARALLEL) await work(at);
	};
	return await paceOf(count, async () => {
		await Promise.all(Array.from({ length: PARALLEL }, (_, first) => lane(first)));
	});
}

async function paceOf(count: number, work: () => Promise<void>): Promise<Pace> {
	const cpuStart = process.cpuUsage();
	const start = performance.now();
	await work();
	const seconds = (performance.now() - start) / 1_000;
	const { user, system } = process.cpuUsage(cpuStart);
	return { perSecond: count / seconds, cpuMilliseconds: (user + system) / 1_000 / count };
}

export function meanOf(a: Pace, b: Pace): Pace {
	return {
		perSecond: (a.perSecond + b.perSecond) / 2,
		cpuMilliseconds: (a.cpuMilliseconds + b.cpuMilliseconds) / 2,
	};
}
