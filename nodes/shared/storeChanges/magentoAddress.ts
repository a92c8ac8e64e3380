import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The part of n8n's contexts that is needed; the second value is an item, a fallback in others. */
interface AccountReader {
	getNodeParameter(name: string, itemOrFallback: number): unknown;
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
}

/** Address of the Magento store of the node's account, as its credential has it. */
export async function magentoAddress(context: AccountReader): Promise<string> {
	const isOAuth = context.getNodeParameter('magentoAuthentication', 0) !== 'accessToken';
	const { host } = await context.getCredentials(isOAuth ? 'magentoOAuth1Api' : 'magento2Api');
	return typeof host === 'string' ? host : '';
}
