import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from './eachItem';

/** The incoming item with one more key; everything else stays as it is. */
export function itemWithKey(
	context: IExecuteFunctions,
	itemIndex: number,
	key: string,
	value: IDataObject,
	output = 0,
): ItemResult[] {
	return [{ output, json: { ...context.getInputData()[itemIndex]?.json, [key]: value } }];
}
