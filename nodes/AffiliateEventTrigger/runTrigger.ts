import { randomUUID } from 'node:crypto';
import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';
import type { ClaimedDelivery, DeliveryStore } from '../../lib/ports/delivery-store';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { toNodeError } from '../shared/nodeErrors';
import { consumerOf } from '../shared/pump/consumer';
import { emitAndWait } from '../shared/pump/emitAndWait';
import { startPump, type PumpReport } from '../shared/pump/pump';
import type { RunOutcome } from '../shared/pump/work';
import { sleepUntilAborted } from '../shared/pump/sleeper';
import { reasonOf } from '../../lib/kernel';
import { workspaceStore } from '../shared/workspaceStore';
import { deliveryOutcome } from './deliveryOutcome';
import { deliveryQueue } from './deliveryQueue';
import { eventItem } from './eventItem';
import { readSettings, type EventTriggerSettings } from './settings';

/** The ledger may be written by another process, which cannot wake this one. */
const POLL_MILLISECONDS = 500;

/** Starts the pump of a published workflow, or hands over an example. */
export async function runTrigger(
	context: ITriggerFunctions,
	openStore: (context: ITriggerFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<ITriggerResponse> {
	const settings = settingsOf(context);
	if (context.getMode() === 'manual') return handOver(context, settings, openStore);
	const store = await openStore(context);
	const destinationId = consumerOf(context);
	const { limits } = settings;
	await register(context, store.deliveries, destinationId, settings);
	const pump = startPump<ClaimedDelivery>({
		queue: deliveryQueue({
			deliveries: store.deliveries,
			destinationId,
			maxAttempts: limits.maxAttempts,
			jitter: Math.random,
		}),
		owner: randomUUID(),
		run: async (delivery) => await runDelivery(context, store, delivery),
		clock: systemClock,
		sleep: sleepUntilAborted,
		parallel: limits.parallel,
		maxAttempts: limits.maxAttempts,
		report: (event) => report(context, event),
		pollMilliseconds: POLL_MILLISECONDS,
	});
	return { closeFunction: async () => await pump.close() };
}

function settingsOf(context: ITriggerFunctions): EventTriggerSettings {
	try {
		return readSettings(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/**
 * Unpublishing and publishing is how a user says that the cause is mended: what was set aside is
 * given again. A start of n8n and a new version of a live workflow are other activation modes.
 */
async function register(
	context: ITriggerFunctions,
	deliveries: DeliveryStore,
	destinationId: string,
	{ eventTypes, name, limits, replayFrom }: EventTriggerSettings,
): Promise<void> {
	const ownName = `${context.getWorkflow().name ?? 'Workflow'}: ${context.getNode().name}`;
	const destination = { destinationId, name: name === '' ? ownName : name, eventTypes, limits };
	await deliveries.register(destination, systemClock.now(), replayFrom ?? undefined);
	if (context.getActivationMode() !== 'activate') return;
	const count = await deliveries.replayDead(destinationId);
	if (count === 0) return;
	context.logger.info('Affiliate Event Trigger gives the events again that were set aside', {
		count,
	});
}

function handOver(
	context: ITriggerFunctions,
	{ eventTypes }: EventTriggerSettings,
	openStore: (context: ITriggerFunctions) => Promise<AffiliateStore>,
): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const store = await openStore(context);
			const event = await store.deliveries.latestEvent(eventTypes);
			if (event !== null) return context.emit([[{ json: await eventItem(store, event) }]]);
			throw new NodeOperationError(context.getNode(), 'The ledger has no event of this kind yet', {
				description: "Record an order with the Affiliate Ledger, or choose other 'Events'.",
			});
		},
	};
}

/** Runs the workflow with what is known when the event is handed out. */
async function runDelivery(
	context: ITriggerFunctions,
	store: AffiliateStore,
	{ event }: ClaimedDelivery,
): Promise<RunOutcome> {
	try {
		const run = await emitAndWait(context, [{ json: await eventItem(store, event) }]);
		return deliveryOutcome(run);
	} catch (error) {
		// Our own store or n8n, not the destination.
		const reason = `The event could not be given to the workflow (${reasonOf(error)})`;
		return { outcome: 'retry', reason, isOutage: false };
	}
}

function report(context: ITriggerFunctions, event: PumpReport): void {
	if (event.kind === 'dead') {
		context.logger.error('Affiliate Event Trigger set an event aside as a dead letter', {
			deliveryId: event.entryId,
			reason: event.reason,
		});
		return;
	}
	context.logger.error(`Affiliate Event Trigger could not reach its store to ${event.step}`, {
		reason: reasonOf(event.error),
	});
}
