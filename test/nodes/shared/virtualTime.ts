import { setImmediate as nextTurn } from 'node:timers/promises';
import { instantFromMilliseconds } from '../../../lib/kernel';
import type { Clock } from '../../../lib/ports/clock';

interface Sleeper {
	readonly due: number;
	readonly wake: () => void;
}

/** A clock that only moves when a test says so, with the sleep that belongs to it. */
export class VirtualTime {
	private milliseconds = Date.parse('2026-11-02T09:00:00.000Z');

	private readonly sleepers = new Set<Sleeper>();

	readonly clock: Clock = { now: () => instantFromMilliseconds(this.milliseconds) };

	readonly sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
		if (signal.aborted) return;
		await new Promise<void>((resolve) => {
			const sleeper: Sleeper = {
				due: this.milliseconds + milliseconds,
				wake: () => {
					this.sleepers.delete(sleeper);
					signal.removeEventListener('abort', sleeper.wake);
					resolve();
				},
			};
			this.sleepers.add(sleeper);
			signal.addEventListener('abort', sleeper.wake);
		});
	};

	/** How many are asleep; none may be left once a pump has finished. */
	get asleep(): number {
		return this.sleepers.size;
	}

	/** Moves the clock on in steps, so that sleeps of different length end in their order. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.milliseconds + milliseconds;
		await settled();
		for (;;) {
			const next = [...this.sleepers].sort((a, b) => a.due - b.due)[0];
			if (next === undefined || next.due > end) break;
			this.milliseconds = Math.max(this.milliseconds, next.due);
			next.wake();
			await settled();
		}
		this.milliseconds = end;
		await settled();
	}
}

/** Lets everything run that is ready to: promises, and the store's work between them. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 60; turn += 1) await nextTurn();
}
