import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError, isCurrencyCode } from '../../../../lib/kernel';
import { PAYOUT_METHODS, type PayoutMethod } from '../../../../lib/model/payout-profile';
import type { BatchState } from '../../../../lib/ports/payout-store';
import { requireText } from '../../fields';
import type { OperationContext } from '../../operation';

export const METHOD_NAMES: Readonly<Record<PayoutMethod, string>> = {
	manual: 'Manual',
	paypal: 'PayPal',
	sepa: 'SEPA Bank Transfer',
	wise: 'Wise',
};

export const methodField: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: PAYOUT_METHODS.map((value) => ({ name: METHOD_NAMES[value], value })).sort((a, b) =>
		a.name.localeCompare(b.name),
	),
	default: 'sepa',
	description: 'Only affiliates with this payout method are in it',
};

export const currencyField: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: 'EUR',
	required: true,
	placeholder: 'e.g. EUR',
};

export const batchIdField: INodeProperties = {
	displayName: 'Batch ID',
	name: 'batchId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. bat_3f9a…',
	description: "ID of the batch, as in 'Payout: Create Batch'",
};

export const approverField: INodeProperties = {
	displayName: 'Approved By',
	name: 'approver',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. finance@example.com',
	description: 'Who decided; two people are two different names',
};

/** Throws `unknown_currency`. */
export function requireCurrency(context: OperationContext): string {
	const currency = requireText(context, 'currency', 'Currency').toUpperCase();
	if (isCurrencyCode(currency)) return currency;
	throw new AffiliateError(`'${currency}' is not an active ISO 4217 currency code`, {
		code: 'unknown_currency',
		path: 'currency',
		hint: 'Write a code such as EUR.',
	});
}

export function readMethod({ execute, itemIndex }: OperationContext): PayoutMethod {
	return execute.getNodeParameter('method', itemIndex, 'sepa') as PayoutMethod;
}

export function unknownBatch(batchId: string): AffiliateError {
	return new AffiliateError(`There is no payout batch '${batchId}'`, {
		code: 'unknown_batch',
		path: 'batchId',
		hint: "Look it up with 'Payout: Get Many Batches'.",
	});
}

/** Throws `missing_input` and `unknown_batch`. */
export async function requireBatch(context: OperationContext): Promise<BatchState> {
	const batchId = requireText(context, 'batchId', 'Batch ID');
	const state = await context.store.payouts.batch(batchId);
	if (state === null) throw unknownBatch(batchId);
	return state;
}
