import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

/** Older versions of n8n know paths from parameters only as expressions. */
type MaybeNative = Partial<Pick<typeof n8nWorkflow, 'fromParameter' | 'webhookDescriptionFields'>>;

/**
 * An address whose path comes from the parameter 'Path', without an expression where n8n can do that: one
 * here would make each call many times slower.
 */
export function pathWebhook(
	{ name, httpMethod }: Pick<IWebhookDescription, 'name'> & { readonly httpMethod: 'GET' | 'POST' },
	n8n: MaybeNative = n8nWorkflow,
): IWebhookDescription {
	const common = { name, httpMethod, responseMode: 'onReceived', isFullPath: true } as const;
	const { fromParameter, webhookDescriptionFields } = n8n;
	if (!fromParameter || !webhookDescriptionFields) {
		return { ...common, path: '={{$parameter["path"]}}' };
	}
	return { ...common, ...webhookDescriptionFields({ path: fromParameter('path') }) };
}
