import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ledgerAnswerSchema, type LedgerAnswer, type PurchaseFacts } from '../../lib/mapping/crm';
import { attributionSchema } from '../../lib/model/credit';
import { parseModel } from '../../lib/model/parse';
import { readOrder } from './itemRecords';
import { modelSourceProperties, readModelJson } from './modelSource';

/** Where a purchase is read from: by default the keys that the steps before have added. */
export function purchaseSourceProperties(
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties[] {
	return [
		...modelSourceProperties('order', 'Order', displayOptions),
		...modelSourceProperties('attribution', 'Attribution', displayOptions),
		...modelSourceProperties('ledger', 'Ledger Result', displayOptions),
	];
}

/** The order, and what the item knows about its affiliate and its customer's history. */
export function readPurchaseFacts(execute: IExecuteFunctions, itemIndex: number): PurchaseFacts {
	const attribution = readModelJson(execute, itemIndex, 'attribution');
	return {
		order: readOrder(execute, itemIndex),
		attribution: isThere(attribution)
			? parseModel(attributionSchema, attribution, 'attribution')
			: null,
		ledger: readLedgerAnswer(execute, itemIndex),
	};
}

export function readLedgerAnswer(
	execute: IExecuteFunctions,
	itemIndex: number,
): LedgerAnswer | null {
	const ledger = readModelJson(execute, itemIndex, 'ledger');
	return isThere(ledger) ? parseModel(ledgerAnswerSchema, ledger, 'ledger') : null;
}

function isThere(json: unknown): boolean {
	return json !== undefined && json !== null;
}
