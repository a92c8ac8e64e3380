import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';

export const commissionIdField: INodeProperties = {
	displayName: 'Commission ID',
	name: 'commissionId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. com_3f9a…',
	description: "ID of the commission, as in 'Commission: Get Many'",
};

export const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Checked with the affiliate',
	description: 'Kept with the entry, for the audit',
};

export function unknownCommission(commissionId: string): AffiliateError {
	return new AffiliateError(`There is no commission '${commissionId}'`, {
		code: 'unknown_commission',
		path: 'commissionId',
		hint: "Look it up with 'Commission: Get Many' or 'Conversion: Get'.",
	});
}
