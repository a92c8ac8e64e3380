import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError, parseAmount } from '../../../../lib/kernel';
import { systemClock } from '../../../shared/clock';
import { momentOf } from '../../../shared/momentOf';
import type { StoreOperation, StoreOperationContext } from '../../operation';
import { writtenItem } from '../../storeItem';
import type { AffiliateCoupon } from '../../systems';

const fields: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ANNA10',
		description: 'What customers enter; give the ledger the same code, so that orders are credited',
	},
	{
		displayName: 'Affiliate',
		name: 'affiliate',
		type: 'string',
		default: '',
		placeholder: 'e.g. anna',
		description: 'Whose coupon it is; the admin of the store lists it under this name',
	},
	{
		displayName: 'Discount',
		name: 'discountKind',
		type: 'options',
		options: [
			{ name: 'Amount', value: 'fixed', description: 'Once off the whole order' },
			{ name: 'Percentage', value: 'percentage', description: 'Of the goods' },
		],
		default: 'percentage',
	},
	{
		displayName: 'Percent',
		name: 'percent',
		type: 'string',
		default: '10',
		displayOptions: { show: { discountKind: ['percentage'] } },
		description: 'Such as 10 or 7.5',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5.00',
		displayOptions: { show: { discountKind: ['fixed'] } },
		description: 'With a point before the decimals, in the currency of the shop',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'EUR',
		displayOptions: { show: { discountKind: ['fixed'] } },
		description: 'ISO 4217 code; it must be that of the shop',
	},
	{
		displayName: 'Coupon Options',
		name: 'couponOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ends At',
				name: 'endsAt',
				type: 'dateTime',
				default: '',
				description: 'From this moment on (UTC) it is no longer taken',
			},
			{
				displayName: 'Once per Customer',
				name: 'oncePerCustomer',
				type: 'boolean',
				default: false,
				description: 'Whether a customer may use it only once',
			},
			{
				displayName: 'Usage Limit',
				name: 'usageLimit',
				type: 'number',
				default: 0,
				typeOptions: { minValue: 0, numberPrecision: 0 },
				description: 'How often it can be used in all; 0 for no limit',
			},
		],
	},
];

function couponOf({ execute, itemIndex }: StoreOperationContext): AffiliateCoupon {
	const text = (name: string): string =>
		String(execute.getNodeParameter(name, itemIndex, '')).trim();
	const code = text('code');
	if (code === '') {
		throw new AffiliateError('The coupon has no code', {
			code: 'missing_input',
			path: 'code',
			hint: "Fill in 'Code', such as ANNA10.",
		});
	}
	const affiliate = text('affiliate');
	const options = execute.getNodeParameter('couponOptions', itemIndex, {}) as {
		endsAt?: unknown;
		oncePerCustomer?: unknown;
		usageLimit?: unknown;
	};
	const limit = Number(options.usageLimit ?? 0);
	return {
		code,
		title: affiliate === '' ? `Affiliate coupon ${code}` : `Affiliate ${affiliate}: ${code}`,
		discount:
			text('discountKind') === 'fixed'
				? { kind: 'fixed', amount: parseAmount(text('amount'), text('currency').toUpperCase()) }
				: { kind: 'percentage', percent: text('percent') },
		usageLimit: Number.isInteger(limit) && limit > 0 ? limit : null,
		oncePerCustomer: options.oncePerCustomer === true,
		startsAt: systemClock.now(),
		endsAt: momentOf(options.endsAt),
	};
}

/** One code per affiliate: the same terms again change nothing, other terms are an error. */
export const createCoupon: StoreOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create coupon of an affiliate',
	description: 'Make a discount code for an affiliate; one that is there with the same terms stays',
	fields,
	async run(context) {
		const coupon = couponOf(context);
		return writtenItem(context, await context.store.ensureCoupon(coupon), { code: coupon.code });
	},
};
