import type { IHookFunctions } from 'n8n-workflow';
import type { EventRegistration } from '../../lib/connectors/affiliate-platform';
import { AffiliateError } from '../../lib/kernel';
import { openPlatform } from '../AffiliatePlatform/platforms';
import { failureWords } from '../shared/failureWords';
import { toNodeError } from '../shared/nodeErrors';
import { isPublicAddress } from '../shared/publicAddress';
import { requirePlainPath } from '../shared/requirePlainPath';
import { readSettings } from './settings';

/** Shorter ones can be guessed: the address is all that unsigned events are known by. */
const LEAST_TOKEN_LENGTH = 16;

/** Whether there is nothing to register; else `createHooks` looks at what the platform has. */
export function needsNoRegistration(context: IHookFunctions): boolean {
	try {
		requirePlainPath(context.getNodeParameter('path', ''));
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
	return !readSettings(context).registersItself;
}

/**
 * Registers the address when the workflow is published, or while somebody listens for a test event. A
 * platform that refuses is told to the person who publishes; else it stands in the log.
 */
export async function createHooks(context: IHookFunctions): Promise<boolean> {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined || !isReachable(context, url)) return true;
	try {
		const events = await eventsOf(context);
		await events?.register(await secretAddress(context, url));
	} catch (error) {
		if (context.getMode() === 'manual' || context.getActivationMode() === 'activate') {
			throw toNodeError(context.getNode(), error, 0);
		}
		context.logger.error(
			'Affiliate Platform Trigger could not register its address; publish the workflow again',
			failureWords(error),
		);
	}
	return true;
}

/** Takes the registration away; a platform that is out of reach keeps nobody from unpublishing. */
export async function deleteHooks(context: IHookFunctions): Promise<boolean> {
	const url = context.getNodeWebhookUrl('default');
	if (!readSettings(context).registersItself || url === undefined) return true;
	try {
		const events = await eventsOf(context);
		await events?.unregister(url);
	} catch (error) {
		context.logger.warn(
			'Affiliate Platform Trigger could not take its address away; delete it on the platform',
			failureWords(error),
		);
	}
	return true;
}

function isReachable(context: IHookFunctions, url: string): boolean {
	if (isPublicAddress(url) || isLoopbackTest(context, url)) return true;
	context.logger.warn(
		'Affiliate Platform Trigger registered nothing: the platform cannot reach this address of n8n. Set WEBHOOK_URL to a public address with https.',
	);
	return false;
}

/** A platform that stands on this machine reaches an n8n on this machine. */
function isLoopbackTest(context: IHookFunctions, url: string): boolean {
	const { apiBaseUrl } = context.getNodeParameter('options', {}) as { apiBaseUrl?: unknown };
	const isLocal = (address: string): boolean =>
		URL.canParse(address) && /^(?:localhost|127\.0\.0\.1)$/.test(new URL(address).hostname);
	return typeof apiBaseUrl === 'string' && isLocal(apiBaseUrl) && isLocal(url);
}

async function eventsOf(context: IHookFunctions): Promise<EventRegistration | null> {
	const { events } = await openPlatform(context, readSettings(context).system);
	return events;
}

async function secretAddress(context: IHookFunctions, url: string): Promise<string> {
	const { secret } = await context.getCredentials('platformWebhookSecretApi');
	const token = typeof secret === 'string' ? secret.trim() : '';
	if (token.length < LEAST_TOKEN_LENGTH) {
		throw new AffiliateError('The Platform Webhook Secret is too short', {
			code: 'invalid_input',
			path: 'secret',
			hint: `Fill in ${LEAST_TOKEN_LENGTH} or more random letters and digits.`,
		});
	}
	const address = new URL(url);
	address.searchParams.set('token', token);
	return address.toString();
}
