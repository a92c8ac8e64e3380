import type { INodeProperties } from 'n8n-workflow';
import type { ConversionChoices } from '../../../../lib/mapping/affiliate-platform';
import { purchaseSourceProperties } from '../../../shared/purchaseFacts';
import { collectionOf, moreFields, moreOf, programmeField, textOf } from '../../fields';
import type { PlatformOperationContext } from '../../operation';

/** What an order becomes on the platform; everything may be left to the order itself. */
export const conversionFields: readonly INodeProperties[] = [
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
				description:
					'Action tracker (Impact), goal (Affise), action code (Post Affiliate Pro), category (PartnerStack) or commission type (Tapfiliate)',
			},
			{
				displayName: 'Affiliate',
				name: 'affiliate',
				type: 'string',
				default: '',
				description:
					"The platform's ID or code of the affiliate; when left out the code of who is credited, so use the same codes in both",
			},
			{
				displayName: 'Amount',
				name: 'amountFrom',
				type: 'options',
				options: [
					{
						name: 'Commission Base',
						value: 'base',
						description: 'What our commission was computed on; the goods where there is none',
					},
					{
						name: 'Goods',
						value: 'goods',
						description: 'After discounts, before tax and shipping',
					},
					{ name: 'Order Total', value: 'total', description: 'What the customer paid in all' },
				],
				default: 'base',
				description: 'What the platform is told that the order is worth',
			},
			{
				displayName: 'Click ID',
				name: 'clickId',
				type: 'string',
				default: '',
				description:
					"The platform's own click; when left out it is looked for in the order's landing page and attributes",
			},
			{
				displayName: 'Coupon',
				name: 'coupon',
				type: 'string',
				default: '',
				description:
					'Coupon that tells the affiliate; when left out that of the credit or the order',
			},
			moreFields(),
			{
				displayName: 'Order ID From',
				name: 'orderIdFrom',
				type: 'options',
				options: [
					{ name: 'Order ID', value: 'orderId' },
					{ name: 'Order Number', value: 'orderNumber' },
					{
						name: 'Store and Order ID',
						value: 'storeAndOrderId',
						description: 'For several shops in one account',
					},
				],
				default: 'orderId',
				description: 'By what the platform knows the order; never change it later',
			},
			{
				displayName: 'Send Our Commission',
				name: 'sendsCommission',
				type: 'boolean',
				default: false,
				description:
					'Whether the platform takes the commission that the ledger booked, where it can, instead of computing its own',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Approved', value: 'approved' },
					{ name: 'Pending', value: 'pending' },
				],
				default: 'pending',
				description: 'Whether the platform may pay it at once',
			},
		],
		description: 'What the platform is told otherwise than the order says',
	},
];

/** The same with where the order is read from. */
export const orderFields: readonly INodeProperties[] = [
	...purchaseSourceProperties(),
	...conversionFields,
];

const AMOUNTS = ['base', 'goods', 'total'] as const;
const ORDER_IDS = ['orderId', 'orderNumber', 'storeAndOrderId'] as const;

export function choicesOf(context: PlatformOperationContext): ConversionChoices {
	const { text, all } = collectionOf(context, 'details');
	return {
		platform: context.system.value,
		affiliate: text('affiliate'),
		programmeId: textOf(context, 'programmeId'),
		actionType: text('actionType'),
		clickId: text('clickId'),
		coupon: text('coupon'),
		status: text('status') === 'approved' ? 'approved' : 'pending',
		amountFrom: AMOUNTS.find((value) => value === text('amountFrom')) ?? 'base',
		orderIdFrom: ORDER_IDS.find((value) => value === text('orderIdFrom')) ?? 'orderId',
		sendsCommission: all['sendsCommission'] === true,
		more: moreOf(all['more']),
	};
}
