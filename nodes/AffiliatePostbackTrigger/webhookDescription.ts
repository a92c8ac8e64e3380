import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

/** Older versions of n8n know paths from parameters only as expressions. */
type MaybeNative = Partial<Pick<typeof n8nWorkflow, 'fromParameter' | 'webhookDescriptionFields'>>;

/**
 * The address that partners' servers post to. Its path comes from the parameter without an
 * expression where n8n can do that: one here would make each call many times slower.
 */
export function postbackWebhook(n8n: MaybeNative = n8nWorkflow): IWebhookDescription {
	const common = {
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		isFullPath: true,
	} as const;
	const { fromParameter, webhookDescriptionFields } = n8n;
	if (!fromParameter || !webhookDescriptionFields) {
		return { ...common, path: '={{$parameter["path"]}}' };
	}
	return { ...common, ...webhookDescriptionFields({ path: fromParameter('path') }) };
}
