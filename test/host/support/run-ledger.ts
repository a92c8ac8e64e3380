import type { Execution } from '../../../host/editor-types.ts';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';
import { createChain } from './create-workflow.ts';

const LEDGER = 'n8n-nodes-affiliate-loop.affiliateLedger';
const TRIGGER = 'Start';
const MAIN = { __rl: true, mode: 'code', value: 'main' };

/** One Affiliate Ledger node; its name is what it does. */
export interface LedgerStep {
	readonly name: string;
	/** "payoutPolicy.upsert" */
	readonly does: string;
	readonly with?: Readonly<Record<string, unknown>>;
}

/** Puts Affiliate Ledger nodes in a row and runs them once, as a user does in the editor. */
export async function runLedger(
	world: DemoWorld,
	steps: readonly LedgerStep[],
): Promise<Execution> {
	const nodes = steps.map((step) => {
		const [resource, operation] = step.does.split('.');
		const parameters = { resource, operation, programme: MAIN, ...step.with };
		return { name: step.name, type: LEDGER, parameters };
	});
	const trigger = { name: TRIGGER, type: 'n8n-nodes-base.manualTrigger' };
	const name = steps[0]?.name ?? 'Nothing';
	const workflowId = await createChain(world, name, [trigger, ...nodes]);
	const run = await world.client.runWorkflowManually(workflowId, TRIGGER);
	const error = run.data?.resultData.error?.message;
	if (run.status !== 'success') throw new Error(`${name}: ${error ?? run.status}`);
	return run;
}

/** An affiliate as a locator names it. */
export function affiliate(code: string): { affiliate: object } {
	return { affiliate: { __rl: true, mode: 'code', value: code } };
}
