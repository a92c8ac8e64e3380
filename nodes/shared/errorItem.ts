import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * JSON of an item that could not be handled. n8n moves an item to the error output when its JSON
 * has no other keys than these, and puts the incoming JSON back itself; an item with more keys, or
 * with its own `error` field, would stay where it is or lose them. On a regular output nobody puts
 * anything back, so the item keeps its JSON here.
 */
export function errorItemJson(
	context: IExecuteFunctions,
	json: IDataObject,
	error: string,
	details: IDataObject,
): IDataObject {
	const isErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return { ...(isErrorOutput ? {} : json), error, details };
}
