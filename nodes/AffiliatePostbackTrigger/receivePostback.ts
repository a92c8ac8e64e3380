import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { deliveryHeader } from '../../lib/mapping/store-delivery';
import type { AffiliateStore } from '../../lib/ports/store';
import { readPostback } from '../../lib/tracking/postback';
import { reasonOf } from '../../lib/kernel';
import { readRawBody } from '../shared/rawBody';
import { systemClock } from '../shared/clock';
import { workspaceStore } from '../shared/workspaceStore';
import {
	invalid,
	reply,
	TOO_LARGE,
	UNAVAILABLE,
	UNVERIFIED,
	type MinimalResponse,
	type PostbackAnswer,
} from './answers';
import { preparePostback } from './keepPostback';
import { readSettings } from './readSettings';
import { refusalOf, SIGNATURE_HEADER, verifyPostback } from './verifyPostback';

const MOST_BYTES = 64 * 1_024;

/**
 * Takes one postback: verified, read, made durable, answered; only then the workflow runs with it. It
 * never throws, because n8n would start a run with what was thrown.
 */
export async function receivePostback(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore> = workspaceStore,
): Promise<IWebhookResponseData> {
	const answer = await answerTo(context, openStore).catch((error: unknown) => {
		context.logger.error('Affiliate Postback Trigger: a call could not be kept', {
			reason: reasonOf(error),
		});
		return UNAVAILABLE;
	});
	reply(context.getResponseObject() as unknown as MinimalResponse, answer);
	if (answer.item === undefined) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[{ json: answer.item }]] };
}

async function answerTo(
	context: IWebhookFunctions,
	openStore: (context: IWebhookFunctions) => Promise<AffiliateStore>,
): Promise<PostbackAnswer> {
	const settings = readSettings(context.getNodeParameter('options', {}) as IDataObject);
	const headers = context.getHeaderData();
	if (Number(deliveryHeader(headers, 'content-length') ?? 0) > MOST_BYTES) return TOO_LARGE;
	const rawBody = await readRawBody(context.getRequestObject());
	if (rawBody.length > MOST_BYTES) return TOO_LARGE;
	const json = jsonOf(rawBody);
	if (json === undefined) return invalid('The body is not JSON', 'postback');
	const programmeCode = (json as { programme?: unknown } | null)?.programme;
	if (typeof programmeCode !== 'string') {
		return invalid('postback.programme: name the programme by its code', 'postback.programme');
	}
	const store = await openStore(context);
	const now = systemClock.now();
	const signature = deliveryHeader(headers, SIGNATURE_HEADER);
	const verification = await verifyPostback(store, { rawBody, signature, programmeCode }, now);
	if (verification.outcome === 'refused') return refuse(context, verification.reason);

	const { programme, facts, parameters, keepNonceSeconds } = verification;
	const reading = readPostback(json, now);
	if (reading.outcome === 'refused') return invalid(reading.message, reading.path);
	const { postback } = reading;
	const isTest = context.getMode() === 'manual';
	const useOnce = async (name: string): Promise<boolean> =>
		await store.fraud.useNonce(programme.programmeId, name, now, keepNonceSeconds);
	const keeping = { store, programme, settings, now, isTest, useOnce };
	const prepared = await preparePostback(postback, keeping);
	if (prepared.outcome === 'refused') return prepared.answer;
	const isNonceReused = !isTest && !(await useOnce(postback.nonce));
	const reason = refusalOf({ ...facts, isNonceReused }, parameters);
	return reason === null ? await prepared.keep() : refuse(context, reason);
}

/** Undefined for what is no JSON. */
function jsonOf(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** The log says why; the sender is told nothing but that. */
function refuse(context: IWebhookFunctions, reason: string): PostbackAnswer {
	context.logger.warn('Affiliate Postback Trigger refused a call', { reason });
	return UNVERIFIED;
}
