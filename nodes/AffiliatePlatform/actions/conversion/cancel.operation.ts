import {
	collectionOf,
	moreFields,
	moreOf,
	programmeField,
	requiredText,
	textOf,
} from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';
import { PlatformMemory } from '../../sending/memory';
import { noLongerAwaited } from '../../sending/noLongerAwaited';
import { sendOnce } from '../../sending/sendOnce';
import { resendsUnanswered } from '../resend';

const REASONS = [
	'refund',
	'chargeback',
	'cancelled',
	'fraud',
	'duplicate',
	'test',
	'other',
] as const;

export const cancelConversion: PlatformNodeOperation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel conversion',
	description: 'Take the whole order back, with every commission of it',
	needs: 'conversion.cancel',
	fields: [
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '={{ $json.refund?.orderId ?? $json.order?.orderId }}',
			required: true,
			description: 'By which the platform was told of the order',
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'options',
			options: [
				{ name: 'Cancelled', value: 'cancelled' },
				{ name: 'Chargeback', value: 'chargeback' },
				{ name: 'Duplicate', value: 'duplicate' },
				{ name: 'Fraud', value: 'fraud' },
				{ name: 'Other', value: 'other' },
				{ name: 'Refund', value: 'refund' },
				{ name: 'Test', value: 'test' },
			],
			default: 'refund',
			description: 'Why nothing is left of it',
		},
		programmeField(),
		{
			displayName: 'Details',
			name: 'details',
			type: 'collection',
			placeholder: 'Add detail',
			default: {},
			options: [
				{
					displayName: 'Action Type',
					name: 'actionType',
					type: 'string',
					default: '',
					description: 'Action tracker (Impact) of the conversion',
				},
				{
					displayName: 'Conversion ID',
					name: 'conversionId',
					type: 'string',
					default: '',
					description: "The platform's own ID; when left out it is looked for by the order",
				},
				moreFields(),
				{
					displayName: 'Note',
					name: 'note',
					type: 'string',
					default: '',
					description: 'Kept on the platform where it takes one',
				},
			],
			description: 'What else the platform is told',
		},
	],
	async run(context) {
		const { execute, itemIndex, platform, system } = context;
		const { text, all } = collectionOf(context, 'details');
		const reason = execute.getNodeParameter('reason', itemIndex, 'refund');
		const cancellation = {
			orderId: requiredText(context, 'orderId', 'order ID'),
			conversionId: text('conversionId'),
			programmeId: textOf(context, 'programmeId'),
			leftAmount: null,
			actionType: text('actionType'),
			reason: REASONS.find((value) => value === reason) ?? ('other' as const),
			note: text('note'),
			more: moreOf(all['more']),
		};
		const memory = new PlatformMemory(execute, system);
		await noLongerAwaited(memory, cancellation.orderId, null);
		const written = await sendOnce(memory, {
			object: 'cancellation',
			recordKey: cancellation.orderId,
			content: { orderId: cancellation.orderId },
			find: async () => await Promise.resolve(undefined),
			send: async () => await platform.cancelConversion(cancellation),
			resendsUnanswered:
				resendsUnanswered(context) || system.capabilities['conversion.cancel'].support === 'native',
		});
		return writtenItem(context, written, { orderId: cancellation.orderId });
	},
};
