import type { Execution } from '../../../host/editor-types.ts';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { findRun } from './find-run.ts';

/** What workflow 90 makes of a run that stopped. */
export async function toldAbout(
	world: DemoWorld,
	{ id }: Execution,
): Promise<Record<string, unknown>> {
	const described = (run: Execution) => outputOf(run, 'Describe what stopped');
	const isMeant = (run: Execution) =>
		String(described(run)['execution']).endsWith(`/executions/${id}`);
	const workflowId = world.workflowIds['90'] ?? '';
	return described(await findRun(world.client, workflowId, new Set(), isMeant));
}
