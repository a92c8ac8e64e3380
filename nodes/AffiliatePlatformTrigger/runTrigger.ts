import type {
	IDataObject,
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { toJson } from '../../lib/model/json';
import type { AffiliateStore } from '../../lib/ports/store';
import { openPlatform } from '../AffiliatePlatform/platforms';
import { systemClock } from '../shared/clock';
import { failureWords } from '../shared/failureWords';
import { consumerOf } from '../shared/pump/consumer';
import { handOverTestItems, runWithItems, startInboxTrigger } from '../shared/pump/inboxTrigger';
import type { RunOutcome } from '../shared/pump/work';
import { workspaceStore } from '../shared/workspaceStore';
import type { EventPayload } from './entries';
import { GivenStates } from './givenStates';
import { readAgain, type PlatformRecord } from './readAgain';
import { readSettings, type EventObject } from './settings';
import { readSignedEvent } from './signedEvents';

/** Starts the pump of a published workflow, or reads again what a test call was about. */
export async function runTrigger(
	context: ITriggerFunctions,
	openStore: (context: ITriggerFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') {
		return handOverTestItems(context, async ([item]) => {
			const payload = item?.json as unknown as EventPayload;
			const found = await findEvent(context, payload);
			return found === null ? [] : itemsOf(context, payload, found);
		});
	}
	const { system, parallel, maxAttempts } = readSettings(context);
	const store = await openStore(context);
	const given = new GivenStates(store.sync, system.value, consumerOf(context));
	const trigger = await startInboxTrigger(context, {
		title: 'Affiliate Platform Trigger',
		inbox: store.inbox,
		runEntry: async (payload) =>
			await runEvent(context, given, JSON.parse(payload) as EventPayload),
		parallel,
		maxAttempts,
	});
	return { closeFunction: trigger.close };
}

interface FoundEvent {
	readonly object: EventObject;
	readonly name: string | null;
	readonly records: readonly PlatformRecord[];
}

async function findEvent(
	context: ITriggerFunctions,
	payload: EventPayload,
): Promise<FoundEvent | null> {
	if ('signed' in payload) return readSignedEvent(payload.signed);
	const { notice } = payload;
	const platform = await openPlatform(context, readSettings(context).system);
	return { object: notice.object, name: notice.name, records: await readAgain(platform, notice) };
}

/** Done without a run when nothing changed; tried again when the platform cannot be asked, or has not got it yet. */
async function runEvent(
	context: ITriggerFunctions,
	given: GivenStates,
	payload: EventPayload,
): Promise<RunOutcome> {
	const found = await findEvent(context, payload).catch((error: unknown) => {
		const { reason } = failureWords(error);
		context.logger.warn(
			`Affiliate Platform Trigger could not read an event again: ${String(reason)}`,
		);
		return String(reason);
	});
	if (typeof found === 'string') return { outcome: 'retry', reason: found };
	if (found === null) return { outcome: 'done' };
	if (found.records.length === 0) {
		return { outcome: 'retry', reason: `The platform has no such ${found.object}` };
	}
	const changed = await given.changed(found.object, found.records);
	if (changed.length === 0) return { outcome: 'done' };
	const items = itemsOf(context, payload, { ...found, records: changed });
	const outcome = await runWithItems(context, items);
	if (outcome.outcome === 'done') {
		await given.remember(found.object, changed, systemClock.now());
	}
	return outcome;
}

function itemsOf(
	context: ITriggerFunctions,
	payload: EventPayload,
	{ object, name, records }: FoundEvent,
): INodeExecutionData[] {
	const { system } = readSettings(context);
	return records.map((record) => ({
		json: {
			platform: {
				system: system.value,
				outcome: 'found',
				externalId: record.id,
				event: {
					object,
					name,
					receivedAt: payload.receivedAt,
					checkedBy: 'signed' in payload ? 'signature' : 'reading',
				},
				[object]: toJson(record) as unknown as IDataObject,
			},
		},
	}));
}
