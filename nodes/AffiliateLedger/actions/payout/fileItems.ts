import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../../shared/eachItem';

export interface FileOfItem {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: string;
}

/** An item that carries a file, as n8n's other nodes take it. */
export async function fileItem(
	execute: IExecuteFunctions,
	{ fileName, mimeType, content }: FileOfItem,
	json: IDataObject,
): Promise<ItemResult> {
	const bytes = Buffer.from(content, 'utf8');
	const data = await execute.helpers.prepareBinaryData(bytes, fileName, mimeType);
	return { json: { fileName, ...json }, binary: { data } };
}
