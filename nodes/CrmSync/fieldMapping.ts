import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { mapValues, type MappedProperty } from '../../lib/mapping/hubspot';

/** Contact fields of the preset as expressions, to start from when mapping by hand. */
const PRESET_EXPRESSIONS: Readonly<Record<string, string>> = {
	email: '={{ $json.order.customer.email }}',
	firstname: '={{ $json.order.customer.firstName }}',
	lastname: '={{ $json.order.customer.lastName }}',
	phone: '={{ $json.order.customer.phone }}',
	affiliate_source: '={{ $json.attribution?.credits?.[0]?.affiliateCode }}',
	affiliate_programme: '={{ $json.attribution?.programmeCode }}',
	affiliate_click_date:
		'={{ $json.attribution?.credits?.[0]?.touch?.clickId ? $json.attribution.credits[0].touch.occurredAt : null }}',
	affiliate_coupon: '={{ $json.attribution?.credits?.[0]?.touch?.couponCode }}',
	affiliate_first_order_date: '={{ $json.ledger?.customer?.firstOrderAt }}',
	affiliate_last_order_number: '={{ $json.order.orderNumber }}',
	affiliate_last_order_value: '={{ $json.order.totals.total.amount }}',
	affiliate_last_order_currency: '={{ $json.order.currency }}',
	affiliate_last_order_date: '={{ $json.order.createdAt }}',
	affiliate_order_count: '={{ $json.ledger?.customer?.orderCount }}',
	affiliate_lifetime_value: '={{ $json.ledger?.customer?.lifetimeValue?.amount }}',
	affiliate_lifetime_currency: '={{ $json.ledger?.customer?.lifetimeValue?.currency }}',
	affiliate_first_touch_source: '={{ $json.ledger?.customer?.firstAffiliateCode }}',
	affiliate_first_touch_date: '={{ $json.ledger?.customer?.firstTouchAt }}',
	affiliate_last_touch_source: '={{ $json.ledger?.customer?.lastAffiliateCode }}',
	affiliate_last_touch_date: '={{ $json.ledger?.customer?.lastTouchAt }}',
};

export const PRESET_FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(PRESET_EXPRESSIONS));

/** The choice between the preset, which costs no expression, and a mapping by hand. */
export const fieldMappingProperties: INodeProperties[] = [
	{
		displayName: 'Field Mapping',
		name: 'fieldMapping',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Define Below',
				value: 'define',
				description: 'Choose the contact properties and their values yourself',
			},
			{
				name: 'Preset: Affiliate Loop',
				value: 'preset',
				description: 'Affiliate, order history and lifetime value, without any expression',
			},
		],
		default: 'preset',
		description: 'Which contact properties to write; first-touch fields are never overwritten',
	},
	{
		displayName: 'Contact Fields',
		name: 'contactFields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: {
			mappingMode: 'defineBelow',
			matchingColumns: ['email'],
			value: { ...PRESET_EXPRESSIONS },
		},
		required: true,
		displayOptions: { show: { fieldMapping: ['define'] } },
		typeOptions: {
			loadOptionsDependsOn: ['authentication', 'options.apiBaseUrl'],
			resourceMapper: {
				resourceMapperMethod: 'getContactFields',
				mode: 'upsert',
				fieldWords: { singular: 'property', plural: 'properties' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
];

export function isDefinedByHand(execute: IExecuteFunctions): boolean {
	return execute.getNodeParameter('fieldMapping', 0, 'preset') === 'define';
}

/** The contact as mapped by hand for one item; its e-mail address is null when left empty. */
export function readContactFields(
	execute: IExecuteFunctions,
	itemIndex: number,
): { email: string | null; writes: MappedProperty[] } {
	const mode = execute.getNodeParameter('contactFields.mappingMode', itemIndex, 'defineBelow');
	const values =
		mode === 'autoMapInputData'
			? matchingKeys(execute, itemIndex)
			: (execute.getNodeParameter('contactFields.value', itemIndex, {}) as IDataObject | null);
	const { email, ...others } = values ?? {};
	return {
		email: typeof email === 'string' && email.trim() !== '' ? email : null,
		writes: mapValues(others),
	};
}

/** Keys of the item that are named like a property of the account. */
function matchingKeys(execute: IExecuteFunctions, itemIndex: number): IDataObject {
	const schema = execute.getNodeParameter('contactFields.schema', itemIndex, []) as Array<{
		id: string;
	}>;
	const names = new Set(schema.map(({ id }) => id));
	const json = execute.getInputData()[itemIndex]?.json ?? {};
	return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name)));
}
