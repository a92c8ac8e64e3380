import {
	assertCredentialAllowsUrl,
	sleep,
	type ICredentialDataDecryptedObject,
	type INodeCredentialDescription,
} from 'n8n-workflow';
import { PayPalClient, PAYPAL_URLS, payPalUrlFor } from '../../lib/connectors/paypal';
import { httpPort } from '../shared/httpPort';
import { optionalText, readCollection } from './fields';
import type { OperationContext } from './operation';

export const PAYPAL_OPERATIONS = ['sendPayPal', 'readPayPal'] as const;

/** n8n's own PayPal credential, asked for only where a payout goes through PayPal. */
export const payPalCredential: INodeCredentialDescription = {
	name: 'payPalApi',
	required: true,
	displayOptions: { show: { resource: ['payout'], operation: [...PAYPAL_OPERATIONS] } },
};

interface PayPalCredential extends ICredentialDataDecryptedObject {
	readonly clientId: string;
	readonly secret: string;
	/** n8n's own spelling of the sandbox. */
	readonly env: 'live' | 'sanbox';
}

/** A client for one run, against the credential's environment or the address of the options. */
export async function payPalClient(context: OperationContext): Promise<PayPalClient> {
	const { execute, itemIndex } = context;
	const credentialData = await execute.getCredentials<PayPalCredential>('payPalApi', itemIndex);
	const environment = credentialData.env === 'live' ? 'live' : 'sandbox';
	const pinnedUrl = PAYPAL_URLS[environment];
	const other = optionalText(readCollection(context, 'additionalFields'), 'apiBaseUrl');
	const baseUrl = payPalUrlFor(environment, other);
	if (baseUrl !== pinnedUrl) {
		const node = execute.getNode();
		assertCredentialAllowsUrl({ node, credentialData, url: baseUrl, pinnedUrl });
	}
	return new PayPalClient({
		http: httpPort(execute, 'payPalApi'),
		sleeper: { sleep },
		jitter: Math.random,
		clientId: credentialData.clientId,
		clientSecret: credentialData.secret,
		baseUrl,
	});
}
