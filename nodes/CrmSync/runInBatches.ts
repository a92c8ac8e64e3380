import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SyncOutcome } from '../../lib/connectors/crm';
import type { ItemOutcome } from './itemOutcome';
import { presentOutcomes } from './presentOutcomes';

export type Prepared<Write> = { readonly write: Write } | { readonly skipped: SyncOutcome };

/**
 * Prepares every item, sends all that are to be written in one go (the engine batches them to the
 * vendor's limits) and puts each outcome back on its item.
 */
export async function runInBatches<Write>(
	execute: IExecuteFunctions,
	prepare: (itemIndex: number) => Prepared<Write>,
	send: (writes: readonly Write[]) => Promise<readonly SyncOutcome[]>,
	inOrder: (a: Write, b: Write) => number = () => 0,
): Promise<INodeExecutionData[][]> {
	const outcomes: ItemOutcome[] = [];
	const waiting: Array<{ itemIndex: number; write: Write }> = [];
	execute.getInputData().forEach((_, itemIndex) => {
		try {
			const prepared = prepare(itemIndex);
			if ('write' in prepared) waiting.push({ itemIndex, write: prepared.write });
			else outcomes[itemIndex] = { sync: prepared.skipped };
		} catch (error) {
			outcomes[itemIndex] = { error };
		}
	});
	waiting.sort((a, b) => inOrder(a.write, b.write));
	const results = await attempt(() => send(waiting.map(({ write }) => write)));
	waiting.forEach(({ itemIndex }, position) => {
		const sync = 'sent' in results ? results.sent[position] : undefined;
		outcomes[itemIndex] =
			sync === undefined ? { error: 'error' in results ? results.error : null } : { sync };
	});
	return presentOutcomes(execute, outcomes);
}

/** What stops the whole run (a missing property, say) concerns every waiting item alike. */
async function attempt(
	send: () => Promise<readonly SyncOutcome[]>,
): Promise<{ sent: readonly SyncOutcome[] } | { error: unknown }> {
	try {
		return { sent: await send() };
	} catch (error) {
		return { error };
	}
}
