import {
	sleep,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	parseCatchHook,
	sendEvent,
	type CatchHook,
	type HookOutcome,
} from '../../lib/connectors/catch-hooks';
import { AffiliateError } from '../../lib/kernel';
import { timestampedSignature } from '../../lib/mapping/webhook-signature';
import type { CatchHookEvent } from '../../lib/model/catch-hook';
import { systemClock } from '../shared/clock';
import { httpPort } from '../shared/httpPort';
import { toNodeError } from '../shared/nodeErrors';

const CREDENTIAL = 'catchHookApi';

export interface OpenHook {
	readonly service: CatchHook['service']['value'];
	send(event: CatchHookEvent): Promise<HookOutcome>;
}

/** The hook of the node's credential. Throws a node error that never shows the address. */
export async function openHook(context: IExecuteFunctions): Promise<OpenHook> {
	try {
		const hook = hookOf(await context.getCredentials(CREDENTIAL));
		const connection = {
			http: httpPort(context, CREDENTIAL),
			sleeper: { sleep },
			jitter: Math.random,
			sign: (body: string, secret: string) => timestampedSignature(body, secret, systemClock.now()),
		};
		return {
			service: hook.service.value,
			send: async (event) => await sendEvent(connection, hook, event),
		};
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/** Credential test. A request would start the workflow behind the hook, so none is sent. */
export async function testCatchHook(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const { service } = hookOf(credential.data ?? {});
		const message = `The address has the form of ${service.name}; nothing was sent. Use 'Send Sample' to try it.`;
		return await Promise.resolve({ status: 'OK', message });
	} catch (error) {
		const hint = error instanceof AffiliateError ? ` ${error.hint ?? ''}` : '';
		const text = error instanceof Error ? error.message : String(error);
		return { status: 'Error', message: `${text}.${hint}` };
	}
}

function hookOf(data: ICredentialDataDecryptedObject): CatchHook {
	return parseCatchHook({
		service: textOf(data.service),
		url: textOf(data.url),
		signingSecret: textOf(data.signingSecret),
	});
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
