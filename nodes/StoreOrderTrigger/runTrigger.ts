import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import type { AffiliateStore } from '../../lib/ports/store';
import { handOverTestItems, runWithItems, startInboxTrigger } from '../shared/pump/inboxTrigger';
import type { RunOutcome } from '../shared/pump/work';
import { workspaceStore } from '../shared/workspaceStore';
import { itemJson, type InboxPayload } from './inboxEntries';
import { runsOfOrders } from './ordersTogether';
import { readBody } from './readBody';
import { readSettings } from './settings';
import { startReading } from './startReading';

/** Starts the pump of a published workflow, or hands over the items of a test delivery. */
export async function runTrigger(
	context: ITriggerFunctions,
	openStore: (context: ITriggerFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return handOverTestItems(context);
	const { parallel, together, maxAttempts } = readSettings(context);
	const store = await openStore(context);
	const trigger = await startInboxTrigger(context, {
		title: 'Store Order Trigger',
		inbox: store.inbox,
		runEntry: async (payload) => await runEntry(context, payload),
		parallel,
		maxAttempts,
		together: together > 1 ? { most: together, ...runsOfOrders(context) } : undefined,
	});
	const reading = startReading(context, store, trigger.wake);
	return {
		closeFunction: async () => {
			await reading?.close();
			await trigger.close();
		},
	};
}

async function runEntry(context: ITriggerFunctions, payload: string): Promise<RunOutcome> {
	const content = JSON.parse(payload) as InboxPayload;
	if ('item' in content) return await runWithItems(context, [{ json: content.item }]);
	// A newer version of this package, or another setting, may read what an older one could not.
	const { delivery, body } = content.unreadable;
	const reading = readBody(delivery, body, readSettings(context).events);
	if (reading.outcome === 'unreadable') return { outcome: 'dead', reason: reading.reason };
	if (reading.outcome === 'ignored') return { outcome: 'done' };
	return await runWithItems(
		context,
		reading.items.map((item) => ({ json: itemJson(item) })),
	);
}
