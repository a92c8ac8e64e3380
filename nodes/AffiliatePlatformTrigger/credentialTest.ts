import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

const LEAST_LENGTH = 16;

/** No platform can be asked whether a secret is its own, so that the message promises no more than that. */
export function testPlatformWebhookSecret(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): INodeCredentialTestResult {
	const { secret, previousSecret } = credential.data ?? {};
	for (const [value, isRequired] of [
		[secret, true],
		[previousSecret, false],
	] as const) {
		if (typeof value !== 'string' || value === '') {
			if (isRequired) return { status: 'Error', message: 'Fill in the secret.' };
			continue;
		}
		if (value !== value.trim()) {
			return { status: 'Error', message: 'Remove the spaces around the secret.' };
		}
		if (value.length < LEAST_LENGTH) {
			return {
				status: 'Error',
				message: `Use ${LEAST_LENGTH} or more random characters: whoever guesses the secret can send events.`,
			};
		}
	}
	return {
		status: 'OK',
		message: 'The secret can be used; the first event shows whether it is the one of the platform',
	};
}
