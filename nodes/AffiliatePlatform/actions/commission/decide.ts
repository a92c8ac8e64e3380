import type { INodeProperties } from 'n8n-workflow';
import { noteField, requiredText, textOf } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';

const fields: INodeProperties[] = [
	{
		displayName: 'Commission ID',
		name: 'commissionId',
		type: 'string',
		default: '={{ $json.platform?.commission?.id }}',
		required: true,
		description: "The platform's own ID, as Get Many gives it",
	},
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		default: '={{ $json.platform?.commission?.orderId }}',
		description: 'Order of the commission, for platforms that decide by order',
	},
	noteField,
];

function deciding(to: 'approved' | 'declined'): PlatformNodeOperation['run'] {
	return async (context) =>
		writtenItem(
			context,
			await context.platform.decideCommission(
				{
					commissionId: requiredText(context, 'commissionId', 'commission to decide about'),
					orderId: textOf(context, 'orderId'),
					note: textOf(context, 'note'),
				},
				to,
			),
		);
}

export const approveCommission: PlatformNodeOperation = {
	value: 'approve',
	name: 'Approve',
	action: 'Approve commission',
	description: 'Let a commission be paid',
	needs: 'commission.approve',
	fields,
	run: deciding('approved'),
};

export const declineCommission: PlatformNodeOperation = {
	value: 'decline',
	name: 'Decline',
	action: 'Decline commission',
	description: 'Keep a commission from being paid',
	needs: 'commission.decline',
	fields,
	run: deciding('declined'),
};
