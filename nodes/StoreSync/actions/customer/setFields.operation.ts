import type { INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import type { StoreOperation, StoreOperationContext } from '../../operation';
import { skippedItem, writtenItem } from '../../storeItem';
import { customerOf, emailField } from './customerFields';

const fields: INodeProperties[] = [
	emailField,
	{
		displayName: 'Fields',
		name: 'customerFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'Shopify: metafields of the namespace affiliate. WooCommerce: meta with our mark in front. Magento: customer attributes by code, which must be made there.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. lifecycle_stage',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Empty takes the field away (Shopify leaves it as it is)',
					},
				],
			},
		],
	},
];

function fieldsOf({ execute, itemIndex }: StoreOperationContext): Record<string, string | null> {
	const given = execute.getNodeParameter('customerFields.field', itemIndex, []) as ReadonlyArray<{
		name?: unknown;
		value?: unknown;
	}>;
	const entries = given.map(({ name, value }, index): [string, string | null] => {
		const field = String(name ?? '').trim();
		if (field === '') {
			throw new AffiliateError(`Field ${index + 1} has no name`, {
				code: 'invalid_input',
				path: 'customerFields',
				hint: 'Give every field a name, or remove the empty one.',
			});
		}
		const text = value === null || value === undefined ? '' : String(value);
		return [field, text === '' ? null : text];
	});
	return Object.fromEntries(entries);
}

/** Facts about a customer, such as lifecycle stage, where the shop can use them. */
export const setCustomerFields: StoreOperation = {
	value: 'setFields',
	name: 'Set Fields',
	action: 'Set fields of customer',
	description: 'Write facts about a customer, such as the lifecycle stage from the CRM',
	fields,
	async run(context) {
		const values = fieldsOf(context);
		if (Object.keys(values).length === 0) {
			return skippedItem(context, 'no_fields', 'There is no field to write');
		}
		const customer = await customerOf(context);
		if (customer === null) return skippedItem(context, 'no_customer', 'The store has no record');
		return writtenItem(context, await context.store.setFields(customer, values), {
			fields: values,
		});
	},
};
