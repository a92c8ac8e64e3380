import {
	assertCredentialAllowsUrl,
	sleep,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type ITriggerFunctions,
} from 'n8n-workflow';
import { parseBaseUrl, type VendorConnection } from '../../lib/connectors/vendor';
import type { HttpPort } from '../../lib/ports/http';
import { httpPort } from './httpPort';

/** The contexts of n8n in which an account is asked. */
export type VendorContext =
	IExecuteFunctions | ILoadOptionsFunctions | ITriggerFunctions | IHookFunctions;

/** A parameter of the node, read once for all items. */
export function parameterOf<Value>(context: VendorContext, name: string, fallback: Value): Value {
	const value =
		'getInputData' in context
			? context.getNodeParameter(name, 0, fallback)
			: context.getNodeParameter(name, fallback);
	return value as Value;
}

/** The vendor that a credential belongs to. */
export interface VendorAddress {
	readonly vendor: string;
	/** Where the credential is at home. */
	readonly ownUrl: string;
}

/** The option 'API Base URL'; null when it is left out. */
export function givenBaseUrl(context: VendorContext): string | null {
	const given = parameterOf<string>(context, 'options.apiBaseUrl', '').trim();
	return given === '' ? null : given;
}

/**
 * The address that requests go to: the vendor's own, unless the option names another one. Throws
 * `invalid_input` for one that would give the secret away, and n8n's own error when the owner of the
 * credential does not allow it to be sent there.
 */
export function chosenBaseUrl(
	context: VendorContext,
	credentialData: ICredentialDataDecryptedObject,
	{ vendor, ownUrl }: VendorAddress,
): string {
	const given = givenBaseUrl(context);
	const baseUrl = given === null ? ownUrl : parseBaseUrl(given, vendor);
	if (baseUrl !== ownUrl) {
		const pinnedUrl = ownUrl;
		assertCredentialAllowsUrl({ node: context.getNode(), credentialData, url: baseUrl, pinnedUrl });
	}
	return baseUrl;
}

/** What a connector needs for one run; n8n signs the requests unless another port does. */
export function vendorConnection(
	context: VendorContext,
	credentialType: string,
	baseUrl: string,
	http: HttpPort = httpPort(context as IExecuteFunctions, credentialType),
): VendorConnection {
	return {
		http,
		sleeper: { sleep },
		jitter: Math.random,
		baseUrl,
	};
}
