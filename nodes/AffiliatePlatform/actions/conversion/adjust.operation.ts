import type { ConversionAdjustment } from '../../../../lib/connectors/affiliate-platform';
import { AffiliateError, formatMoney } from '../../../../lib/kernel';
import {
	collectionOf,
	moneyOf,
	moreFields,
	moreOf,
	programmeField,
	requiredText,
	textOf,
} from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { writtenItem } from '../../platformItem';
import { PlatformMemory } from '../../sending/memory';
import { sendOnce } from '../../sending/sendOnce';
import { resendsUnanswered } from '../resend';

const REASONS = ['refund', 'edit', 'fraud', 'other'] as const;

function read(context: PlatformOperationContext): ConversionAdjustment {
	const { text, all } = collectionOf(context, 'details');
	const amount = moneyOf(context, 'amount', 'currency');
	if (amount === null) {
		throw new AffiliateError('There is no amount that is left', {
			code: 'missing_input',
			path: 'amount',
			hint: "Fill in what the order is worth now, or use 'Cancel' when nothing is left.",
		});
	}
	return {
		orderId: requiredText(context, 'orderId', 'order ID'),
		conversionId: text('conversionId'),
		programmeId: textOf(context, 'programmeId'),
		actionType: text('actionType'),
		amount,
		formerAmount: moneyOf(context, 'formerAmount', 'currency'),
		commission: null,
		reason: REASONS.find((reason) => reason === text('reason')) ?? 'refund',
		adjustmentId: requiredText(context, 'adjustmentId', 'adjustment ID'),
		note: text('note'),
		more: moreOf(all['more']),
	};
}

export const adjustConversion: PlatformNodeOperation = {
	value: 'adjust',
	name: 'Adjust',
	action: 'Adjust conversion',
	description: 'Tell the platform what is left of an order after a partial refund or an edit',
	needs: 'conversion.adjust',
	fields: [
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			required: true,
			description: 'By which the platform was told of the order',
		},
		{
			displayName: 'Amount Left',
			name: 'amount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 87.20',
			description: 'What the order is worth now',
		},
		{
			displayName: 'Amount Before',
			name: 'formerAmount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 120.50',
			description: 'What it was worth before; PartnerStack and Refersion take the difference',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. EUR',
			description: 'ISO 4217 code of both amounts',
		},
		{
			displayName: 'Adjustment ID',
			name: 'adjustmentId',
			type: 'string',
			default: '={{ $json.refund?.refundId }}',
			required: true,
			description: 'Tells two adjustments of one order apart, such as the ID of the refund',
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
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'options',
					options: [
						{ name: 'Edit', value: 'edit' },
						{ name: 'Fraud', value: 'fraud' },
						{ name: 'Other', value: 'other' },
						{ name: 'Refund', value: 'refund' },
					],
					default: 'refund',
					description: 'Why it is worth less or more',
				},
			],
			description: 'What else the platform is told',
		},
	],
	async run(context) {
		const { execute, platform, system } = context;
		const adjustment = read(context);
		const written = await sendOnce(new PlatformMemory(execute, system), {
			object: 'adjustment',
			recordKey: `${adjustment.orderId}:${adjustment.adjustmentId}`,
			content: { orderId: adjustment.orderId, amount: formatMoney(adjustment.amount) },
			find: async () => await Promise.resolve(undefined),
			send: async () => await platform.adjustConversion(adjustment),
			// Whole amounts may be told twice; a difference may not.
			resendsUnanswered:
				resendsUnanswered(context) || system.capabilities['conversion.adjust'].support === 'native',
		});
		return writtenItem(context, written, { orderId: adjustment.orderId });
	},
};
