import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { sqliteEngine } from './decisions-engines.ts';
import { fillWorld } from './decisions-fill.ts';
import type { DecisionLib } from './decisions-lib.ts';
import { TASKS, type Task, type TaskResult } from './decisions-task.ts';
import { clickOf, orderOf, type WorldSize } from './decisions-world.ts';
import { runInChild } from './run-in-child.ts';

const RUNNER = fileURLToPath(new URL('decisions-task.ts', import.meta.url));

export interface NightlyResult {
	readonly world: WorldSize;
	readonly fileBytes: number;
	readonly fillSeconds: number;
	readonly tasks: Readonly<Record<Task, TaskResult>>;
}

/** Fills a store, then reads, learns from and scans it, each in a process of its own. */
export async function benchNightly(
	lib: DecisionLib,
	root: string,
	world: WorldSize,
): Promise<NightlyResult> {
	const folder = await mkdtemp(path.join(tmpdir(), 'affiliate-bench-nightly-'));
	const file = path.join(folder, 'store.sqlite');
	try {
		const start = performance.now();
		await fill(lib, file, world);
		const fillSeconds = (performance.now() - start) / 1_000;
		const fileBytes = (await stat(file)).size;
		const tasks: Partial<Record<Task, TaskResult>> = {};
		// In this order: the scan uses the model that was trained before it.
		for (const task of TASKS) tasks[task] = await runInChild(RUNNER, [root, file, task]);
		return { world, fileBytes, fillSeconds, tasks: tasks as NightlyResult['tasks'] };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function fill(lib: DecisionLib, file: string, world: WorldSize): Promise<void> {
	const engine = await sqliteEngine(lib, file);
	try {
		await fillWorld(lib, engine, world);
		await requireReadable(engine.store, world);
		await engine.settle();
	} finally {
		await engine.close();
	}
}

/** What was written in bulk reads as if the store had written it. */
async function requireReadable(
	store: Awaited<ReturnType<typeof sqliteEngine>>['store'],
	world: WorldSize,
): Promise<void> {
	const middle = Math.floor(world.clicks / 2);
	const click = clickOf(world, middle);
	const stored = await store.clicks.get(click.clickId);
	const { order } = orderOf(world, Math.floor(world.orders / 2));
	const recorded = await store.history.recordedOrder(order.storeKey, order.orderId);
	if (JSON.stringify(stored) !== JSON.stringify(click) || recorded === null) {
		throw new Error('The filled store does not read as it was written');
	}
}
