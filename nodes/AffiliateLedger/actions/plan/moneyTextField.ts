import type { INodeProperties } from 'n8n-workflow';

/** A field for an amount or a decimal, kept as text so that it stays exact. */
export function moneyText(
	displayName: string,
	name: string,
	description: string,
	placeholder = 'e.g. 500.00',
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}
