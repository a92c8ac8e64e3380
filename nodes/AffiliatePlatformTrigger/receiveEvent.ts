import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { PlatformName } from '../../lib/connectors/affiliate-platform';
import { readPlatformNotice } from '../../lib/mapping/platform-notice';
import { deliveryHeader } from '../../lib/mapping/store-delivery';
import { matchesHmacSha256, matchesSecretToken } from '../../lib/mapping/webhook-signature';
import type { AffiliateStore } from '../../lib/ports/store';
import { systemClock } from '../shared/clock';
import { consumerOf } from '../shared/pump/consumer';
import { keepManualItems } from '../shared/pump/manualItems';
import { wakeConsumer } from '../shared/pump/wakeups';
import { readRawBody } from '../shared/rawBody';
import { reasonOf } from '../../lib/kernel';
import { workspaceStore } from '../shared/workspaceStore';
import { eventEntry, type EventPayload } from './entries';
import { eventFields } from './eventFields';
import { readSettings } from './settings';
import { signedObject } from './signedEvents';

const MOST_BYTES = 256 * 1_024;

/** Answer to the platform; `payload` only while testing, when it starts the run. */
interface Answer {
	readonly status: number;
	readonly text: string;
	readonly payload?: EventPayload;
}

/** The part of a response that is used; plain node:http has it too. */
interface MinimalResponse {
	statusCode: number;
	setHeader(name: string, value: string): unknown;
	end(text: string): unknown;
}

const OK: Answer = { status: 200, text: 'ok' };

/**
 * Takes one event: checks where it comes from, keeps what it is about, and only then says 200. It starts no
 * run itself and never throws, because n8n would start one with what was thrown.
 */
export async function receiveEvent(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<IWebhookResponseData> {
	const answer = await answerTo(context, openStore).catch((error: unknown): Answer => {
		context.logger.error('Affiliate Platform Trigger could not take an event', {
			reason: reasonOf(error),
		});
		return { status: 503, text: 'not stored, please send again' };
	});
	const response = context.getResponseObject() as unknown as MinimalResponse;
	response.statusCode = answer.status;
	response.setHeader('content-type', 'text/plain; charset=utf-8');
	response.setHeader('cache-control', 'no-store');
	response.end(answer.text);
	if (answer.payload === undefined) return { noWebhookResponse: true };
	const items = [{ json: { ...answer.payload } as unknown as IDataObject }];
	keepManualItems(consumerOf(context), items);
	return { noWebhookResponse: true, workflowData: [items] };
}

async function answerTo(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore>,
): Promise<Answer> {
	const { system, objects } = readSettings(context);
	const length = deliveryHeader(context.getHeaderData(), 'content-length');
	if (Number(length ?? 0) > MOST_BYTES) return { status: 413, text: 'too large' };
	const rawBody = await readRawBody(context.getRequestObject());
	if (rawBody.length > MOST_BYTES) return { status: 413, text: 'too large' };
	const secrets = await secretsOf(context);
	const isAuthentic =
		system.value === 'refersion'
			? matchesHmacSha256(rawBody, header(context, 'refersion-signature'), secrets)
			: matchesSecretToken(tokenOf(context), secrets);
	if (!isAuthentic) return refuse(context, system.value);
	const reading = payloadOf(context, system.value, rawBody.toString('utf8'));
	if (typeof reading === 'string') {
		context.logger.info(`Affiliate Platform Trigger passed over an event: ${reading}`);
		return { status: 200, text: 'ignored' };
	}
	const object = 'signed' in reading ? reading.object : reading.notice.object;
	if (object === null || !objects.includes(object)) return { status: 200, text: 'ignored' };
	if (context.getMode() === 'manual') return { ...OK, payload: reading };
	const consumer = consumerOf(context);
	const { inbox } = await openStore(context);
	await inbox.receive([eventEntry(consumer, reading)]);
	wakeConsumer(consumer);
	return OK;
}

async function secretsOf(context: IWebhookFunctions): Promise<string[]> {
	const { secret, previousSecret } = await context.getCredentials('platformWebhookSecretApi');
	return [secret, previousSecret].flatMap((value) =>
		typeof value === 'string' ? [value.trim()] : [],
	);
}

/** The secret of the address; platforms that can send headers of their own may put it there. */
function tokenOf(context: IWebhookFunctions): string | null {
	const { token } = context.getQueryData() as { readonly token?: unknown };
	return typeof token === 'string' ? token : header(context, 'x-affiliate-token');
}

function header(context: IWebhookFunctions, name: string): string | null {
	return deliveryHeader(context.getHeaderData(), name);
}

/** What to keep of it; a reason when there is nothing that could be looked at. */
function payloadOf(
	context: IWebhookFunctions,
	platform: PlatformName,
	body: string,
): EventPayload | string {
	const receivedAt = systemClock.now();
	if (platform === 'refersion') {
		const topic = header(context, 'refersion-topic') ?? '';
		return { signed: { topic, body }, object: signedObject(topic), receivedAt };
	}
	const query = context.getQueryData() as Readonly<Record<string, unknown>>;
	const fields = eventFields(query, body, header(context, 'content-type') ?? '');
	if (fields === undefined) return 'its body is neither a JSON object nor a form';
	const reading = readPlatformNotice(platform, fields);
	if (reading.outcome === 'ignored') return reading.reason;
	return { notice: reading.notice, receivedAt };
}

/** The same for whatever was wrong: who does not know the secret learns nothing. */
function refuse(context: IWebhookFunctions, platform: PlatformName): Answer {
	const what = platform === 'refersion' ? 'the signature does not match' : 'the token is not right';
	context.logger.warn(`Affiliate Platform Trigger refused an event: ${what}`);
	return { status: 401, text: 'refused' };
}
