import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { mapValues, type SourcePath } from '../../lib/mapping/crm';
import type { FieldWrite } from '../../lib/model/field-write';
import { fieldPoliciesProperty } from './fieldPolicies';
import { chosenSystem, CRM_SYSTEMS, type CrmSystem } from './systems';

/** What a preset takes from an item, as expressions: to start from when mapping by hand. */
const EXPRESSIONS: Readonly<Partial<Record<SourcePath, string>>> = {
	'customer.firstName': '={{ $json.order.customer.firstName }}',
	'customer.lastName': '={{ $json.order.customer.lastName }}',
	'customer.phone': '={{ $json.order.customer.phone }}',
	'affiliate.code': '={{ $json.attribution?.credits?.[0]?.affiliateCode }}',
	'affiliate.programme': '={{ $json.attribution?.programmeCode }}',
	'affiliate.clickAt':
		'={{ $json.attribution?.credits?.[0]?.touch?.clickId ? $json.attribution.credits[0].touch.occurredAt : null }}',
	'affiliate.coupon': '={{ $json.attribution?.credits?.[0]?.touch?.couponCode }}',
	'history.firstOrderAt': '={{ $json.ledger?.customer?.firstOrderAt }}',
	'history.lastOrderAt': '={{ $json.order.createdAt }}',
	'history.orderCount': '={{ $json.ledger?.customer?.orderCount }}',
	'history.lifetimeValue': '={{ $json.ledger?.customer?.lifetimeValue?.amount }}',
	'history.lifetimeCurrency': '={{ $json.ledger?.customer?.lifetimeValue?.currency }}',
	'lastOrder.number': '={{ $json.order.orderNumber }}',
	'lastOrder.value': '={{ $json.order.totals.total.amount }}',
	'lastOrder.currency': '={{ $json.order.currency }}',
	'firstTouch.affiliate': '={{ $json.ledger?.customer?.firstAffiliateCode }}',
	'firstTouch.at': '={{ $json.ledger?.customer?.firstTouchAt }}',
	'lastTouch.affiliate': '={{ $json.ledger?.customer?.lastAffiliateCode }}',
	'lastTouch.at': '={{ $json.ledger?.customer?.lastTouchAt }}',
};

const EMAIL_EXPRESSION = '={{ $json.order.customer.email }}';

/** Contact fields of a system's preset with their expressions. */
export function presetExpressions({ preset, emailField }: CrmSystem): Record<string, string> {
	return {
		[emailField]: EMAIL_EXPRESSION,
		...Object.fromEntries(
			preset.contact.flatMap(({ source, target }) => {
				const expression = EXPRESSIONS[source];
				return expression === undefined ? [] : [[target, expression]];
			}),
		),
	};
}

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
				description: 'Choose the contact fields and their values yourself',
			},
			{
				name: 'From Field Mapper',
				value: 'mapped',
				description: "What Affiliate Field Mapper put on the item (this item's 'mapped')",
			},
			{
				name: 'Preset: Affiliate Loop',
				value: 'preset',
				description: 'Affiliate, order history and lifetime value, without any expression',
			},
		],
		default: 'preset',
		description: 'Which contact fields to write; first-touch fields are never overwritten',
	},
	...CRM_SYSTEMS.map(contactFieldsProperty),
	fieldPoliciesProperty,
];

function contactFieldsProperty(system: CrmSystem): INodeProperties {
	return {
		displayName: 'Contact Fields',
		name: 'contactFields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: {
			mappingMode: 'defineBelow',
			matchingColumns: [system.emailField],
			value: presetExpressions(system),
		},
		required: true,
		displayOptions: { show: { fieldMapping: ['define'], '/crm': [system.value] } },
		typeOptions: {
			loadOptionsDependsOn: ['authentication', 'options.apiBaseUrl'],
			resourceMapper: {
				resourceMapperMethod: 'getContactFields',
				mode: 'upsert',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	};
}

/** Where the contact's fields come from. */
export type FieldSource = 'define' | 'mapped' | 'preset';

export function fieldSourceOf(execute: IExecuteFunctions): FieldSource {
	return execute.getNodeParameter('fieldMapping', 0, 'preset') as FieldSource;
}

/** The contact as mapped by hand for one item; its key, the e-mail address, is null when left empty. */
export function readContactFields(
	execute: IExecuteFunctions,
	itemIndex: number,
): { key: string | null; writes: FieldWrite[] } {
	const mode = execute.getNodeParameter('contactFields.mappingMode', itemIndex, 'defineBelow');
	const values =
		mode === 'autoMapInputData'
			? matchingKeys(execute, itemIndex)
			: (execute.getNodeParameter('contactFields.value', itemIndex, {}) as IDataObject | null);
	const { emailField, firstTouchFields } = chosenSystem(execute);
	const { [emailField]: email, ...others } = values ?? {};
	return {
		key: typeof email === 'string' && email.trim() !== '' ? email : null,
		writes: mapValues(others, firstTouchFields),
	};
}

/** Keys of the item that are named like a field of the account. */
function matchingKeys(execute: IExecuteFunctions, itemIndex: number): IDataObject {
	const schema = execute.getNodeParameter('contactFields.schema', itemIndex, []) as Array<{
		id: string;
	}>;
	const names = new Set(schema.map(({ id }) => id));
	const json = execute.getInputData()[itemIndex]?.json ?? {};
	return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name)));
}
