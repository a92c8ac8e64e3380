import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

/** Older versions of n8n know paths from parameters only as expressions. */
type MaybeNative = Partial<Pick<typeof n8nWorkflow, 'fromParameter' | 'webhookDescriptionFields'>>;

/**
 * The trigger's address. Its path comes from the parameter without an expression where n8n can do
 * that: one expression here would make each delivery many times slower.
 */
export function storeOrderWebhook(n8n: MaybeNative = n8nWorkflow): IWebhookDescription {
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
