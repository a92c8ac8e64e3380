import { randomUUID } from 'node:crypto';
import {
	NodeOperationError,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import type { InboxStore } from '../../lib/ports/inbox-store';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { consumerOf } from '../shared/pump/consumer';
import { emitAndWait } from '../shared/pump/emitAndWait';
import type { PumpReport, RunOutcome } from '../shared/pump/pump';
import { endedWell } from '../shared/pump/runEnding';
import { sleepUntilAborted } from '../shared/pump/sleeper';
import { workspaceStore } from '../shared/workspaceStore';
import { itemJson, type InboxPayload } from './inboxEntries';
import { startInboxPump } from './inboxPump';
import { takeManualItems } from './manualItems';
import { readBody } from './readBody';
import { readSettings } from './settings';
import { startReading } from './startReading';
import { onWakeup } from './wakeups';

/** Starts the pump of a published workflow, or hands over the items of a test delivery. */
export async function runTrigger(
	context: ITriggerFunctions,
	openStore: (context: ITriggerFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return handOver(context);
	const consumer = consumerOf(context);
	const { parallel, maxAttempts } = readSettings(context);
	const store = await openStore(context);
	const { inbox } = store;
	if (context.getActivationMode() === 'activate') await giveAgain(context, inbox, consumer);
	const pump = startInboxPump({
		inbox,
		consumer,
		owner: randomUUID(),
		run: async (payload) => await runEntry(context, payload),
		clock: systemClock,
		sleep: sleepUntilAborted,
		parallel,
		maxAttempts,
		report: (event) => report(context, event),
	});
	const stopListening = onWakeup(consumer, pump.wake);
	const reading = startReading(context, store, pump.wake);
	return {
		closeFunction: async () => {
			stopListening();
			await reading?.close();
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
	inbox: Pick<InboxStore, 'replayDead'>,
	consumer: string,
): Promise<void> {
	const count = await inbox.replayDead(consumer, systemClock.now());
	if (count === 0) return;
	context.logger.info('Store Order Trigger gives the events again that were set aside', { count });
}

function handOver(context: ITriggerFunctions): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const items = takeManualItems(consumerOf(context));
			if (items !== undefined) return context.emit([items]);
			throw new NodeOperationError(context.getNode(), 'The test event is in another process', {
				description:
					'Tests run on workers here (OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS), but the webhook came to the main process. Turn that off, or publish the workflow and look at its executions.',
			});
		},
	};
}

async function runEntry(context: ITriggerFunctions, payload: string): Promise<RunOutcome> {
	const content = JSON.parse(payload) as InboxPayload;
	if ('item' in content) return await outcomeOfItems(context, [{ json: content.item }]);
	// A newer version of this package, or another setting, may read what an older one could not.
	const { delivery, body } = content.unreadable;
	const reading = readBody(delivery, body, readSettings(context).events);
	if (reading.outcome === 'unreadable') return { outcome: 'dead', reason: reading.reason };
	if (reading.outcome === 'ignored') return { outcome: 'done' };
	return await outcomeOfItems(
		context,
		reading.items.map((item) => ({ json: itemJson(item) })),
	);
}

async function outcomeOfItems(
	context: ITriggerFunctions,
	items: INodeExecutionData[],
): Promise<RunOutcome> {
	return outcomeOf(await emitAndWait(context, items));
}

/**
 * Cancelled and crashed runs are tried again: a shutdown cancels too, and an event must not be lost
 * to one.
 */
export function outcomeOf(run: IRun | undefined): RunOutcome {
	if (endedWell(run)) return { outcome: 'done' };
	return { outcome: 'retry', reason: `The workflow ended as '${run?.status ?? 'unknown'}'` };
}

function report(context: ITriggerFunctions, event: PumpReport): void {
	if (event.kind === 'dead') {
		context.logger.error('Store Order Trigger set an event aside as a dead letter', {
			entryId: event.entryId,
			reason: event.reason,
		});
		return;
	}
	const reason = event.error instanceof Error ? event.error.message : String(event.error);
	context.logger.error(`Store Order Trigger could not reach its store to ${event.step}`, {
		reason,
	});
}
