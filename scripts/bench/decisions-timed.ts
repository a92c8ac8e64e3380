import { performance } from 'node:perf_hooks';

import type { AffiliateStore } from '../../lib/ports/store.ts';

export interface StepTime {
	readonly name: string;
	readonly seconds: number;
	readonly calls: number;
}

type Method = (...values: unknown[]) => unknown;

/** The same store, which tells how long its fraud and journey queries took. */
export function timed(store: AffiliateStore): {
	readonly store: AffiliateStore;
	/** Longest first, with what is left of `seconds` for everything else. */
	steps(seconds: number): StepTime[];
} {
	const times = new Map<string, { milliseconds: number; calls: number }>();
	const add = (name: string, start: number, calls: number): void => {
		const entry = times.get(name) ?? { milliseconds: 0, calls: 0 };
		entry.milliseconds += performance.now() - start;
		entry.calls += calls;
		times.set(name, entry);
	};
	const watched = <Part extends object>(part: Part): Part =>
		Object.fromEntries(
			Object.entries(part).map(([name, method]) => [
				name,
				watchedMethod(name, method as Method, add),
			]),
		) as Part;
	return {
		store: {
			...store,
			fraud: watched(store.fraud),
			journeys: watched(store.journeys),
			registry: watched(store.registry),
		},
		steps(seconds) {
			const steps = [...times].map(([name, { milliseconds, calls }]) => ({
				name,
				seconds: milliseconds / 1_000,
				calls,
			}));
			const known = steps.reduce((sum, step) => sum + step.seconds, 0);
			return [...steps, { name: 'everything else', seconds: seconds - known, calls: 1 }].sort(
				(a, b) => b.seconds - a.seconds,
			);
		},
	};
}

type Add = (name: string, start: number, calls: number) => void;

function watchedMethod(name: string, method: Method, add: Add): Method {
	return (...values) => {
		const start = performance.now();
		const result = method(...values);
		if (result instanceof Promise) return result.finally(() => add(name, start, 1));
		return watchedStream(name, result as AsyncIterable<unknown>, add);
	};
}

/** Only the time until the next entry counts, not what is done with it. */
async function* watchedStream(
	name: string,
	stream: AsyncIterable<unknown>,
	add: Add,
): AsyncGenerator<unknown> {
	const iterator = stream[Symbol.asyncIterator]();
	for (let calls = 1; ; calls = 0) {
		const start = performance.now();
		const next = await iterator.next();
		add(name, start, calls);
		if (next.done === true) return;
		yield next.value;
	}
}
