import type { ITriggerFunctions } from 'n8n-workflow';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { consumerOf } from '../shared/pump/consumer';
import { sleepUntilAborted } from '../shared/pump/sleeper';
import { openStoreChanges } from '../shared/storeChanges';
import { readConnection } from './connection';
import { listenFromAfar } from './distantBell';
import { failureWords } from '../shared/failureWords';
import { startReadingLoop, type LoopReport, type ReadingLoop } from './readingLoop';
import { registerWebhooks, registrableStore, wantsDisputes } from './registration';
import { readSettings } from './settings';
import { onWakeup } from '../shared/pump/wakeups';
import { webhookAddress } from './webhookAddress';

/** Key under which a webhook of Magento calls the loop of its own node. */
export function readingWakeup(consumer: string): string {
	return `${consumer}:reading`;
}

/**
 * Reads the store beside its webhooks while the workflow is published. Null when the trigger is not
 * connected to it.
 */
export function startReading(
	context: ITriggerFunctions,
	{ inbox, sync }: Pick<AffiliateStore, 'inbox' | 'sync'>,
	wake: () => void,
): ReadingLoop | null {
	const connection = readConnection(context);
	if (connection === null) return null;
	const consumer = consumerOf(context);
	const { store, address, everyMilliseconds, sweepDays, startAt } = connection;
	const loop = startReadingLoop({
		connect: async () => await openStoreChanges(context, store, { address }),
		inbox,
		sync,
		consumer,
		events: readSettings(context).events,
		startAt,
		sweepDays,
		clock: systemClock,
		everyMilliseconds,
		sleep: sleepUntilAborted,
		ensureWebhooks:
			registrableStore(context) === null ? null : async () => await ensure(context, sync),
		wake,
		report: (event) => report(context, event),
	});
	const stopListening = onWakeup(readingWakeup(consumer), loop.ring);
	const stopListeningAfar = takesBells(context, store)
		? listenFromAfar({ sync, consumer, ring: loop.ring, sleep: sleepUntilAborted })
		: null;
	return {
		ring: loop.ring,
		close: async () => {
			stopListening();
			await stopListeningAfar?.();
			await loop.close();
		},
	};
}

/** Only the webhooks of Magento bring nothing themselves. */
function takesBells(context: ITriggerFunctions, store: string): boolean {
	return store === 'magento' && context.getNodeParameter('takeWebhooks', false) === true;
}

/** Shopify deletes webhooks whose deliveries fail, WooCommerce switches them off. */
async function ensure(context: ITriggerFunctions, sync: AffiliateStore['sync']): Promise<void> {
	const store = registrableStore(context);
	const url = await webhookAddress(sync, consumerOf(context));
	if (store === null || url === null) return;
	const withDisputes = wantsDisputes(context);
	const { mended } = await registerWebhooks(context, store, { url, withDisputes, renew: false });
	if (mended.length === 0) return;
	context.logger.warn('Store Order Trigger registered webhooks again that the store had given up', {
		topics: mended.join(', '),
	});
}

function report({ logger }: ITriggerFunctions, event: LoopReport): void {
	switch (event.kind) {
		case 'failed':
			return logFailure(
				logger,
				'Store Order Trigger cannot read the store; it keeps its place and tries again',
				event.error,
			);
		case 'recovered':
			return logger.info('Store Order Trigger can read the store again');
		case 'repaired':
			return logger.info('Store Order Trigger took in events that no webhook had brought', {
				count: event.count,
			});
		case 'unreadable':
			return logger.error('Store Order Trigger cannot make sense of a record of the store', {
				recordId: event.recordId,
				reason: event.reason,
			});
		case 'unregistered':
			return logFailure(
				logger,
				'Store Order Trigger could not see to its webhooks; it tries again',
				event.error,
			);
	}
}

/** The reason stands in the message as well: n8n's log on the console leaves out what goes with it. */
function logFailure(logger: ITriggerFunctions['logger'], what: string, error: unknown): void {
	const words = failureWords(error);
	logger.error(`${what}: ${String(words['reason'])}`, words);
}
