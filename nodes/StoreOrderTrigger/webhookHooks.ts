import type { IHookFunctions } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { toNodeError } from '../shared/nodeErrors';
import { consumerOf } from '../shared/pump/consumer';
import { workspaceStore } from '../shared/workspaceStore';
import { failureWords } from '../shared/failureWords';
import { isPublicAddress } from '../shared/publicAddress';
import {
	registrableStore,
	registerWebhooks,
	unregisterWebhooks,
	wantsDisputes,
} from './registration';
import { keepWebhookAddress } from './webhookAddress';

type OpenStore = (context: IHookFunctions) => Promise<AffiliateStore>;

/** Whether there is nothing to register; else `create` looks at what the store has. */
export function needsNoRegistration(context: IHookFunctions): boolean {
	return registrableStore(context) === null;
}

/**
 * Registers the address at the store when the workflow is published, or while somebody listens for a
 * test event. A store that refuses is told to the person who publishes; one that is out of reach is
 * asked again by the running trigger.
 */
export async function createHooks(
	context: IHookFunctions,
	openStore: OpenStore = workspaceStore,
): Promise<boolean> {
	const store = registrableStore(context);
	const url = context.getNodeWebhookUrl('default');
	if (store === null || url === undefined) return true;
	if (!isPublicAddress(url)) {
		context.logger.warn(
			'Store Order Trigger registered no webhooks: the store cannot reach this address of n8n. Set WEBHOOK_URL to a public address with https. Orders are read all the same.',
		);
		return true;
	}
	try {
		if (context.getMode() !== 'manual') {
			const { sync } = await openStore(context);
			await keepWebhookAddress(sync, consumerOf(context), url, systemClock.now());
		}
		const withDisputes = wantsDisputes(context);
		const { refused } = await registerWebhooks(context, store, { url, withDisputes, renew: true });
		warnOfRefused(context, refused);
	} catch (error) {
		if (isSomebodyWatching(context) && !mayGoLater(error)) {
			throw toNodeError(context.getNode(), error, 0);
		}
		context.logger.error(
			'Store Order Trigger could not register its webhooks yet',
			failureWords(error),
		);
	}
	return true;
}

/** Takes the registration away again; a store that is out of reach keeps nobody from unpublishing. */
export async function deleteHooks(
	context: IHookFunctions,
	openStore: OpenStore = workspaceStore,
): Promise<boolean> {
	const store = registrableStore(context);
	const url = context.getNodeWebhookUrl('default');
	if (store === null || url === undefined || !isPublicAddress(url)) return true;
	try {
		if (context.getMode() !== 'manual') {
			const { sync } = await openStore(context);
			await keepWebhookAddress(sync, consumerOf(context), null, systemClock.now());
		}
		await unregisterWebhooks(context, store, url);
	} catch (error) {
		context.logger.warn(
			'Store Order Trigger could not take its webhooks away; delete them in the store',
			failureWords(error),
		);
	}
	return true;
}

function warnOfRefused(context: IHookFunctions, refused: readonly string[]): void {
	if (refused.length === 0) return;
	context.logger.warn('The store did not take some webhooks of Store Order Trigger', {
		refused: refused.join('; '),
	});
}

function isSomebodyWatching(context: IHookFunctions): boolean {
	return context.getMode() === 'manual' || context.getActivationMode() === 'activate';
}

function mayGoLater(error: unknown): boolean {
	if (!(error instanceof AffiliateError)) return false;
	return error.code === 'network' || error.details['retryable'] === true;
}
