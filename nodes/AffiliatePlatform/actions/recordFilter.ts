import type { INodeProperties } from 'n8n-workflow';
import type { RecordFilter } from '../../../lib/connectors/affiliate-platform';
import { momentOf } from '../../shared/momentOf';
import { affiliateField, collectionOf, programmeField } from '../fields';
import type { PlatformOperationContext } from '../operation';

/** Which conversions, commissions or payouts are listed. */
export const recordFilterField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		affiliateField({ required: false, description: 'Only those of this affiliate' }),
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Only those from this moment on (UTC)',
		},
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			description: 'Only those of this order',
		},
		programmeField({ description: 'Only those of this programme' }),
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Only those up to this moment (UTC)',
		},
	],
	description: 'Which ones are listed',
};

export function recordFilterOf(context: PlatformOperationContext): RecordFilter {
	const { text, all } = collectionOf(context, 'filters');
	return {
		orderId: text('orderId'),
		affiliateId: text('affiliateId'),
		programmeId: text('programmeId'),
		from: momentOf(all['from']),
		to: momentOf(all['to']),
	};
}
