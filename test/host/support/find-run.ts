import { setTimeout as delay } from 'node:timers/promises';
import type { EditorClient } from '../../../host/editor-client.ts';
import type { Execution } from '../../../host/editor-types.ts';

const POLL_MILLISECONDS = 150;

/** Waits for the oldest ended run that is new since `before` and meant, among runs of other events. */
export async function findRun(
	client: EditorClient,
	workflowId: string,
	before: ReadonlySet<string>,
	isMeant: (run: Execution) => boolean,
	milliseconds = 30_000,
): Promise<Execution> {
	const end = Date.now() + milliseconds;
	const others = new Set(before);
	for (;;) {
		const runs = (await client.executions({ workflowId })).filter(({ id }) => !others.has(id));
		for (const { id } of runs.reverse()) {
			const run = await client.finished(id, milliseconds);
			if (isMeant(run)) return run;
			others.add(id);
		}
		if (Date.now() > end) throw new Error(`No such run within ${milliseconds / 1000} s`);
		await delay(POLL_MILLISECONDS);
	}
}
