import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { reasonOf, type Instant } from '../../lib/kernel';
import type { AffiliateStore } from '../../lib/ports/store';
import type { StoreEventItem } from '../../lib/model/store-event';
import { genericDelivery } from '../../lib/mapping/generic';
import { magentoDelivery } from '../../lib/mapping/magento';
import { shopifyDelivery } from '../../lib/mapping/shopify';
import { deliveryHeader, type StoreDelivery } from '../../lib/mapping/store-delivery';
import { stripeDelivery } from '../../lib/mapping/stripe';
import { wooDelivery } from '../../lib/mapping/woocommerce';
import { isWooCommercePing } from '../../lib/mapping/webhook-signature';
import { systemClock } from '../shared/clock';
import { consumerOf } from '../shared/pump/consumer';
import { magentoAddress } from '../shared/storeChanges/magentoAddress';
import { workspaceStore } from '../shared/workspaceStore';
import { SIGNATURE_HEADERS, signatureRefusal } from './checkSignature';
import { ringFromAfar } from './distantBell';
import { eventEntries, itemJson, unreadableEntry } from './inboxEntries';
import { keepManualItems } from '../shared/pump/manualItems';
import { readBody, type BodyReading } from './readBody';
import { readRawBody } from '../shared/rawBody';
import { readSettings, type StoreOrderSettings } from './settings';
import { readingWakeup } from './startReading';
import { wakeConsumer } from '../shared/pump/wakeups';

/** Answer to the store; `items` only while testing, when they start the run. */
interface Answer {
	readonly status: number;
	readonly text: string;
	readonly items?: readonly StoreEventItem[];
}

const OK: Answer = { status: 200, text: 'ok' };

/** What Adobe Commerce waits for before it goes on; anything else may stop a checkout. */
const ADOBE_SUCCESS = '{"op":"success"}';

/** The part of a response that is used; plain node:http has it too. */
export interface MinimalResponse {
	statusCode: number;
	setHeader(name: string, value: string): unknown;
	end(text: string): unknown;
}

/**
 * Takes one webhook: checks the signature, makes its events durable, and only then says 200. It
 * starts no run itself and never throws, because n8n would start one with what was thrown.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<IWebhookResponseData> {
	const isMagento = context.getNodeParameter('store', '') === 'magento';
	const answer = await answerTo(context, openStore).catch((error: unknown): Answer => {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.error('Store Order Trigger could not take a webhook', { reason });
		return { status: 503, text: 'not stored, please send again' };
	});
	const response = context.getResponseObject() as unknown as MinimalResponse;
	response.statusCode = answer.status;
	const isAdobe = isMagento && answer.status === 200;
	response.setHeader('content-type', isAdobe ? 'application/json' : 'text/plain; charset=utf-8');
	response.end(isAdobe ? ADOBE_SUCCESS : answer.text);
	if (answer.items === undefined) return { noWebhookResponse: true };
	const items = answer.items.map((item) => ({ json: itemJson(item) }));
	keepManualItems(consumerOf(context), items);
	return { noWebhookResponse: true, workflowData: [items] };
}

async function answerTo(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore>,
): Promise<Answer> {
	const settings = readSettings(context);
	if (settings.platform === 'magento' && !takesMagentoWebhooks(context)) {
		return refuse(context, "'Take Webhooks' is off; orders are read instead");
	}
	const rawBody = await readRawBody(context.getRequestObject());
	const headers = context.getHeaderData();
	if (settings.platform === 'woocommerce') {
		const signature = deliveryHeader(headers, SIGNATURE_HEADERS.woocommerce);
		if (isWooCommercePing(rawBody, signature)) return OK;
	}
	const now = systemClock.now();
	const refusal = await signatureRefusal(context, settings.platform, rawBody, now);
	if (refusal !== null) return refuse(context, refusal);
	if (settings.platform === 'magento' && context.getMode() !== 'manual') {
		return await ringFor(context, openStore);
	}
	const delivery = await deliveryOf(context, settings, now);
	const { allowedStores } = settings;
	if (allowedStores.length > 0 && !allowedStores.includes(delivery.storeKey)) {
		return refuse(context, 'the shop is not one of those the trigger accepts');
	}
	const body = rawBody.toString('utf8');
	const reading = readBody(delivery, body, settings.events);
	if (context.getMode() === 'manual') return testAnswer(reading);
	return await keep(context, await openStore(context), delivery, body, reading);
}

function takesMagentoWebhooks(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('takeWebhooks', false) === true;
}

/**
 * A webhook of Adobe Commerce comes while its order is being saved, may bring only some of its fields
 * and may still come to nothing. It is a bell: what happened is read from the store, if need be by another
 * process. Nothing is lost with a bell that is not heard, so a checkout is never stopped for it.
 */
async function ringFor(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore>,
): Promise<Answer> {
	const consumer = consumerOf(context);
	if (wakeConsumer(readingWakeup(consumer))) return OK;
	try {
		await ringFromAfar((await openStore(context)).sync, consumer, systemClock);
	} catch (error) {
		context.logger.warn('Store Order Trigger could not say that there is something to read', {
			reason: reasonOf(error),
		});
	}
	return OK;
}

async function deliveryOf(
	context: IWebhookFunctions,
	settings: StoreOrderSettings,
	now: Instant,
): Promise<StoreDelivery> {
	const { platform, allowedStores, storeKey } = settings;
	const fallback = allowedStores.length === 1 ? (allowedStores[0] ?? '') : '';
	switch (platform) {
		case 'shopify':
			return shopifyDelivery(context.getHeaderData(), now, fallback);
		case 'woocommerce':
			return wooDelivery(context.getHeaderData(), now, fallback);
		case 'magento':
			return magentoDelivery(now, await magentoAddress(context));
		case 'stripe':
			return stripeDelivery(now, storeKey);
		case 'generic':
			return genericDelivery(now, storeKey);
	}
}

function refuse(context: IWebhookFunctions, reason: string): Answer {
	context.logger.warn(`Store Order Trigger refused a webhook: ${reason}`);
	return { status: 401, text: 'refused' };
}

/** Nothing is stored while testing; the person who listens is told why there is no item. */
function testAnswer(reading: BodyReading): Answer {
	if (reading.outcome === 'events') return { ...OK, items: reading.items };
	if (reading.outcome === 'ignored') return { status: 200, text: `ignored: ${reading.reason}` };
	return { status: 422, text: reading.reason };
}

/** Durable first, 200 after. What cannot be read is kept too and ends as a dead letter. */
async function keep(
	context: IWebhookFunctions,
	store: AffiliateStore,
	delivery: StoreDelivery,
	body: string,
	reading: BodyReading,
): Promise<Answer> {
	if (reading.outcome === 'ignored') return { status: 200, text: `ignored: ${reading.reason}` };
	const consumer = consumerOf(context);
	if (reading.outcome === 'unreadable') {
		context.logger.warn('Store Order Trigger kept a signed webhook that it cannot read', {
			reason: reading.reason,
			topic: delivery.topic,
		});
	}
	const entries =
		reading.outcome === 'unreadable'
			? [unreadableEntry(consumer, delivery, body)]
			: eventEntries(consumer, delivery, reading.items);
	const outcomes = await store.inbox.receive(entries);
	if (outcomes.some(({ outcome }) => outcome === 'conflict')) {
		context.logger.warn('A known delivery id came with other content; both are kept', {
			deliveryId: delivery.deliveryId,
			topic: delivery.topic,
		});
	}
	wakeConsumer(consumer);
	return OK;
}
