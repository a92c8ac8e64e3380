import * as n8nWorkflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';

const COMMON = { httpMethod: 'GET,HEAD', isFullPath: true } as const;

/** Older versions of n8n know paths from parameters only as expressions. */
type MaybeNative = Partial<
	Pick<typeof n8nWorkflow, 'fromFunction' | 'fromParameter' | 'webhookDescriptionFields'>
>;

/**
 * Both addresses of the trigger: the plain path for links in the query, and the path with the
 * link's code at its end. Their paths come from the parameter without an expression where n8n
 * can do that: one expression here would make each click more than ten times slower.
 *
 * The function must be complete in itself: n8n copies its source into the editor's template.
 */
export function clickWebhooks(n8n: MaybeNative = n8nWorkflow): IWebhookDescription[] {
	const { fromFunction, fromParameter, webhookDescriptionFields } = n8n;
	if (!fromFunction || !fromParameter || !webhookDescriptionFields) {
		return [
			{ name: 'default', ...COMMON, path: '={{$parameter["path"]}}' },
			{ name: 'setup', ...COMMON, path: '={{$parameter["path"] + "/:linkCode"}}' },
		];
	}
	const codePath = fromFunction((parameters: INodeParameters) => parameters.path + '/:linkCode');
	return [
		{ name: 'default', ...COMMON, ...webhookDescriptionFields({ path: fromParameter('path') }) },
		{ name: 'setup', ...COMMON, ...webhookDescriptionFields({ path: codePath }) },
	];
}
