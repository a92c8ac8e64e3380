import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';
import * as shopify from '../../lib/connectors/shopify';
import * as woo from '../../lib/connectors/woocommerce';
import { AffiliateError } from '../../lib/kernel';
import { shopifyClient, wooClient } from '../shared/storeSystems';
import { readConnection } from './connection';
import { readSettings, type ParameterReader } from './settings';

/** Where registering can be done from: when the workflow is published, and while it runs. */
export type RegistrationContext = IHookFunctions | ITriggerFunctions;

/** Stores of which webhooks are registered over their API. */
export type RegistrableStore = 'shopify' | 'wooCommerce';

export interface Registered {
	/** Topics made now, or switched on again: what they would have brought must be read. */
	readonly mended: readonly string[];
	/** Topics that the store did not take, each with why; deliveries of the others come all the same. */
	readonly refused: readonly string[];
}

export interface Registration {
	readonly url: string;
	/** Whether to ask for disputes too, which needs a scope of its own. */
	readonly withDisputes: boolean;
	/** Whether to tell the store the secret anew: it may have been changed. */
	readonly renew: boolean;
}

/** The store to register at; null when the trigger is not connected to one that can be told. */
export function registrableStore(context: ParameterReader): RegistrableStore | null {
	const store = readConnection(context)?.store ?? null;
	return store === 'shopify' || store === 'wooCommerce' ? store : null;
}

export function wantsDisputes(context: ParameterReader): boolean {
	return readSettings(context).events.kinds.some((kind) => kind.startsWith('dispute.'));
}

/** Makes sure that the store sends its orders to an address. Throws `AffiliateError`. */
export async function registerWebhooks(
	context: RegistrationContext,
	store: RegistrableStore,
	{ url, withDisputes, renew }: Registration,
): Promise<Registered> {
	if (store === 'wooCommerce') return await registerAtWoo(context, url, renew);
	const topics = [...shopify.ORDER_TOPICS, ...(withDisputes ? shopify.DISPUTE_TOPICS : [])];
	const done = await shopify.ensureWebhooks(await shopifyClient(context), topics, url);
	return {
		mended: done.created.map(({ topic }) => topic),
		refused: done.refused.map(({ topic, why }) => `${topic}: ${why.reason ?? why.outcome}`),
	};
}

/** Takes away what was registered for an address, and nothing else. Throws `AffiliateError`. */
export async function unregisterWebhooks(
	context: RegistrationContext,
	store: RegistrableStore,
	url: string,
): Promise<void> {
	if (store === 'wooCommerce') await woo.deleteWebhooks(await wooClient(context), url);
	else await shopify.deleteWebhooks(await shopifyClient(context), url);
}

async function registerAtWoo(
	context: RegistrationContext,
	url: string,
	renewSecret: boolean,
): Promise<Registered> {
	const { secret } = await context.getCredentials('storeWebhookSecretApi');
	if (typeof secret !== 'string' || secret === '') {
		throw new AffiliateError('The Store Webhook Secret is empty', {
			code: 'invalid_input',
			path: 'secret',
			hint: 'Fill in a secret of letters and digits in the credential; WooCommerce is told it.',
		});
	}
	const done = await woo.ensureWebhooks(await wooClient(context), {
		deliveryUrl: url,
		secret,
		topics: woo.ORDER_WEBHOOK_TOPICS,
		renewSecret,
	});
	return {
		mended: [...done.created, ...done.reenabled],
		refused: done.paused.map((topic) => `${topic}: a person paused it in the shop`),
	};
}
