import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	ATTRIBUTION_MODEL_DEFINITIONS,
	COUPON_POLICY_DEFINITIONS,
	DEFAULT_LOOKBACK_DAYS,
	DEFAULT_SIGNAL_SETTINGS,
	MAXIMUM_LOOKBACK_DAYS,
} from '../../lib/attribution';
import { DEFAULT_ATTRIBUTION_SETTINGS } from '../../lib/model/programme';
import { modelSourceProperties } from '../shared/modelSource';

const { attributeKeys, clickParameter, codeParameter, codeAttributeKeys } = DEFAULT_SIGNAL_SETTINGS;
const { firstPercent, halfLifeDays, interceptionSeconds, lastPercent } =
	DEFAULT_ATTRIBUTION_SETTINGS;

/** Stands for whatever the programme of the order says. */
export const FROM_PROGRAMME = 'programme';

/** Choices of a catalogue, together with the programme's own, by name. */
function withFromProgramme(
	definitions: ReadonlyArray<{ id: string; title: string; description: string }>,
	what: string,
): INodePropertyOptions[] {
	const fromProgramme = {
		name: 'From Programme',
		value: FROM_PROGRAMME,
		description: `The ${what} that the programme of the order has`,
	};
	return [
		fromProgramme,
		...definitions.map(({ id, title, description }) => ({ name: title, value: id, description })),
	].sort((a, b) => a.name.localeCompare(b.name));
}

/** Every field of the node. */
export const attributionProperties: INodeProperties[] = [
	...modelSourceProperties('order', 'Order'),
	{
		displayName: 'Programme From',
		name: 'programmeFrom',
		type: 'options',
		noDataExpression: true,
		default: 'touch',
		options: [
			{
				name: 'Choose Below',
				value: 'choose',
				description: 'Only clicks and coupons of one programme count',
			},
			{
				name: 'Touch',
				value: 'touch',
				description: 'The programme that the click or coupon belongs to',
			},
		],
		description: 'Which programme the order belongs to',
	},
	{
		displayName: 'Programme',
		name: 'programme',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { programmeFrom: ['choose'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchProgrammes', searchable: true },
			},
			{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. main' },
		],
		description: 'The affiliate programme',
	},
	{
		displayName: 'Model',
		name: 'model',
		type: 'options',
		noDataExpression: true,
		default: FROM_PROGRAMME,
		options: withFromProgramme(Object.values(ATTRIBUTION_MODEL_DEFINITIONS), 'model'),
		description:
			'Who gets the credit when several affiliates were clicked. Payments of a running subscription stay with the affiliate of the first payment, and orders of a bound customer with the affiliate of the binding.',
	},
	{
		displayName: 'Coupon Policy',
		name: 'couponPolicy',
		type: 'options',
		noDataExpression: true,
		default: FROM_PROGRAMME,
		options: withFromProgramme(Object.values(COUPON_POLICY_DEFINITIONS), 'coupon policy'),
		description: "Whether an affiliate's coupon goes before clicks",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Affiliate Code Attributes',
				name: 'codeAttributeKeys',
				type: 'string',
				default: codeAttributeKeys.join(', '),
				placeholder: 'e.g. affiliate_code',
				description:
					"Cart attributes or order meta that hold an affiliate's code, with commas between them; used only where no click is recorded",
			},
			{
				displayName: 'Affiliate Code Parameter',
				name: 'codeParameter',
				type: 'string',
				default: codeParameter,
				placeholder: 'e.g. aff',
				description:
					"Query parameter of the landing page that holds an affiliate's code; used only where no click is recorded",
			},
			{
				displayName: 'Checkout Seconds',
				name: 'interceptionSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 3_600, numberPrecision: 0 },
				default: interceptionSeconds,
				description:
					"A first click this shortly before the order came into a purchase under way: the credit goes back to an earlier partner; 0 switches this off. Goes before the programme's own setting.",
			},
			{
				displayName: 'Click ID Attributes',
				name: 'attributeKeys',
				type: 'string',
				default: attributeKeys.join(', '),
				placeholder: 'e.g. aff_click',
				description:
					'Cart attributes or order meta that hold the click ID, with commas between them, strongest first',
			},
			{
				displayName: 'Click ID Parameter',
				name: 'clickParameter',
				type: 'string',
				default: clickParameter,
				placeholder: 'e.g. aff_click',
				description: 'Query parameter of the landing page that holds the click ID',
			},
			{
				displayName: 'Credit Returning Customers',
				name: 'creditReturningCustomers',
				type: 'boolean',
				default: false,
				description:
					"Whether the affiliate of a customer's earlier order gets the credit when the order has no click and no coupon",
			},
			{
				displayName: 'First Touch Percent',
				name: 'firstPercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
				default: firstPercent,
				description: `Position-based: part of the first touch, together with 'Last Touch Percent' (${lastPercent} unless added here)`,
			},
			{
				displayName: 'Half-Life Days',
				name: 'halfLifeDays',
				type: 'number',
				typeOptions: { minValue: 0.1, maxValue: 365 },
				default: halfLifeDays,
				description:
					"Time decay: a touch this many days older counts half; goes before the programme's own setting",
			},
			{
				displayName: 'Last Touch Percent',
				name: 'lastPercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
				default: lastPercent,
				description: `Position-based: part of the last touch, together with 'First Touch Percent' (${firstPercent} unless added here)`,
			},
			{
				displayName: 'Look-Back Days',
				name: 'lookbackDays',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: MAXIMUM_LOOKBACK_DAYS, numberPrecision: 0 },
				default: DEFAULT_LOOKBACK_DAYS,
				description:
					'Days before the order in which a click counts; goes before the windows of programme and affiliate',
			},
			{
				displayName: 'Shopify Journey',
				name: 'shopifyJourney',
				type: 'json',
				default: '',
				placeholder: 'e.g. {{ $json.data.order.customerJourneySummary }}',
				description:
					"The object customerJourneySummary of Shopify's Admin API; earlier visits of the customer then count as well. Not needed for an order that Store Sync has read.",
			},
		],
	},
];
