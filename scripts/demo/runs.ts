import { setTimeout as delay } from 'node:timers/promises';
import type { EditorClient } from '../../host/editor-client.ts';
import type { Execution } from '../../host/editor-types.ts';
import { HostFailure } from '../../host/failure.ts';

const POLL_MILLISECONDS = 150;

/** Ids of a workflow's executions so far. */
export async function runIds(client: EditorClient, workflowId: string): Promise<Set<string>> {
	const runs = await client.executions({ workflowId });
	return new Set(runs.map(({ id }) => id));
}

/** Waits for the first execution that was not there before, to its end. */
export async function nextRun(
	client: EditorClient,
	workflowId: string,
	before: ReadonlySet<string>,
	timeoutMilliseconds = 30_000,
): Promise<Execution> {
	const until = Date.now() + timeoutMilliseconds;
	for (;;) {
		const runs = await client.executions({ workflowId });
		const fresh = runs.filter(({ id }) => !before.has(id)).at(-1);
		if (fresh !== undefined) return await client.finished(fresh.id, timeoutMilliseconds);
		if (Date.now() > until) {
			throw new HostFailure(`No run of workflow ${workflowId} started within the time.`);
		}
		await delay(POLL_MILLISECONDS);
	}
}

/** JSON of the first item that a node of an execution put out, on whichever output. */
export function outputOf(run: Execution, nodeName: string): Record<string, unknown> {
	const outputs = run.data?.resultData.runData[nodeName]?.[0]?.data?.main ?? [];
	return outputs.flatMap((items) => items ?? [])[0]?.json ?? {};
}
