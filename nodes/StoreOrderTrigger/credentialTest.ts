import type {
	ICredentialsDecrypted,
	ICredentialDataDecryptedObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/**
 * Looks for what goes wrong when a secret is pasted. No store can be asked whether a secret is
 * its own, so the message promises no more than that.
 */
export function testStoreWebhookSecret(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): INodeCredentialTestResult {
	const { secret, previousSecret } = credential.data ?? {};
	if (typeof secret !== 'string' || secret.trim() === '') {
		return { status: 'Error', message: 'Fill in the secret that the store signs with.' };
	}
	for (const value of [secret, previousSecret]) {
		// A public key of Adobe Commerce may end with a line end.
		if (typeof value === 'string' && !value.includes('PUBLIC KEY') && value !== value.trim()) {
			return { status: 'Error', message: 'Remove the spaces around the secret.' };
		}
	}
	return {
		status: 'OK',
		message: 'The secret can be used; the first webhook shows whether it is the one of the store',
	};
}
