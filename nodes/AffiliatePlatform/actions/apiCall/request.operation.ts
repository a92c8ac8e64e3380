import type { IDataObject } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { moreFields, moreOf, requiredText } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { platformItem } from '../../platformItem';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function bodyOf({ execute, itemIndex }: PlatformOperationContext): Record<string, unknown> | null {
	const given: unknown = execute.getNodeParameter('body', itemIndex, '');
	if (given === '' || given === null || given === undefined) return null;
	const value: unknown = typeof given === 'string' ? parsed(given) : given;
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw new AffiliateError("'Body' is no JSON object", {
		code: 'invalid_json',
		path: 'body',
		hint: 'Give an object such as {"name": "value"}, or leave it empty.',
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

export const requestCall: PlatformNodeOperation = {
	value: 'request',
	name: 'Send',
	action: 'Send API call',
	description: "Call anything else of the platform's API with the account's credential",
	needs: null,
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: METHODS.map((name) => ({ name, value: name })),
			default: 'GET',
			description: 'What the call does, as the platform documents it',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /programs/',
			description: "Path below the API's address, beginning with a slash",
		},
		{ ...moreFields('query'), displayName: 'Query', description: 'Parameters of the address' },
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '',
			description: 'JSON object; sent as a form where the platform takes forms',
		},
	],
	async run(context) {
		const { execute, itemIndex, platform } = context;
		const { status, body, failure } = await platform.request({
			method: execute.getNodeParameter('method', itemIndex, 'GET') as (typeof METHODS)[number],
			path: requiredText(context, 'path', 'path to call'),
			query: moreOf(execute.getNodeParameter('query', itemIndex, {})),
			body: bodyOf(context),
		});
		if (failure !== null) {
			throw new AffiliateError(failure, {
				code: 'vendor_refused',
				details: { status },
				hint: "Compare method, path and fields with the platform's own documentation.",
			});
		}
		return platformItem(context, { outcome: 'answered', status, body: body as IDataObject });
	},
};
