import type { IExecuteFunctions } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a JSON parameter holds, as text or from an expression. Throws `invalid_json`. */
export function readJsonObject(
	execute: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
	hint: string,
): JsonObject {
	const value: unknown = execute.getNodeParameter(name, itemIndex, '{}');
	const json = typeof value === 'string' ? parsedOrNull(value) : value;
	if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject;
	throw new AffiliateError(`'${label}' is not a valid JSON object`, {
		code: 'invalid_json',
		path: name,
		hint,
	});
}

function parsedOrNull(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
