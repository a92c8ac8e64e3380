import { randomUUID } from 'node:crypto';
import {
	NodeOperationError,
	type INodeExecutionData,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import type { InboxStore } from '../../../lib/ports/inbox-store';
import { systemClock } from '../clock';
import { reasonOf } from '../../../lib/kernel';
import { consumerOf } from './consumer';
import { emitAndWait } from './emitAndWait';
import { startInboxPump } from './inboxPump';
import { takeManualItems } from './manualItems';
import type { PumpReport } from './pump';
import type { RunOutcome } from './work';
import { runOutcome } from './runEnding';
import { sleepUntilAborted } from './sleeper';
import type { Together } from './together';
import { onWakeup } from './wakeups';

export interface InboxTriggerOptions {
	/** What the log calls the node. */
	readonly title: string;
	readonly inbox: InboxStore;
	/** What becomes of one stored entry, by its payload. */
	readonly runEntry: (payload: string) => Promise<RunOutcome>;
	readonly parallel: number;
	readonly maxAttempts: number;
	/** Several entries in one run; left out, each has its own. */
	readonly together?: Together<string> | undefined;
}

export interface InboxTrigger {
	/** Something new is in the inbox. */
	wake(): void;
	/** Takes no more work; runs that have begun are settled when they end. */
	close(): Promise<void>;
}

/** Gives the stored entries of a published trigger to its workflow, each until a run has succeeded. */
export async function startInboxTrigger(
	context: ITriggerFunctions,
	{ title, inbox, runEntry, parallel, maxAttempts, together }: InboxTriggerOptions,
): Promise<InboxTrigger> {
	const consumer = consumerOf(context);
	if (context.getActivationMode() === 'activate') {
		await giveAgain(context, title, inbox);
	}
	const pump = startInboxPump({
		inbox,
		consumer,
		owner: randomUUID(),
		run: runEntry,
		clock: systemClock,
		sleep: sleepUntilAborted,
		parallel,
		maxAttempts,
		together,
		report: (event) => report(context, title, event),
	});
	const stopListening = onWakeup(consumer, pump.wake);
	return {
		wake: pump.wake,
		close: async () => {
			stopListening();
			await pump.close();
		},
	};
}

/**
 * Unpublishing and publishing is how a user says that the cause is mended: what was set aside is
 * given again. A start of n8n and a new version of a live workflow are other activation modes.
 */
async function giveAgain(
	context: ITriggerFunctions,
	title: string,
	inbox: Pick<InboxStore, 'replayDead'>,
): Promise<void> {
	const count = await inbox.replayDead(consumerOf(context), systemClock.now());
	if (count === 0) return;
	context.logger.info(`${title} gives the events again that were set aside`, { count });
}

/**
 * The answer of `trigger()` in a test run: the items that `webhook()` of this process has kept, or what is made
 * of them.
 */
export function handOverTestItems(
	context: ITriggerFunctions,
	finish: (kept: INodeExecutionData[]) => Promise<INodeExecutionData[]> = async (kept) =>
		await Promise.resolve(kept),
): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const kept = takeManualItems(consumerOf(context));
			if (kept !== undefined) return context.emit([await finish(kept)]);
			throw new NodeOperationError(context.getNode(), 'The test event is in another process', {
				description:
					'Tests run on workers here (OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS), but the webhook came to the main process. Turn that off, or publish the workflow and look at its executions.',
			});
		},
	};
}

/** How the run that was started with these items ended. */
export async function runWithItems(
	context: ITriggerFunctions,
	items: INodeExecutionData[],
): Promise<RunOutcome> {
	return runOutcome(await emitAndWait(context, items));
}

function report(context: ITriggerFunctions, title: string, event: PumpReport): void {
	if (event.kind === 'dead') {
		context.logger.error(`${title} set an event aside as a dead letter`, {
			entryId: event.entryId,
			reason: event.reason,
		});
		return;
	}
	context.logger.error(`${title} could not reach its store to ${event.step}`, {
		reason: reasonOf(event.error),
	});
}
