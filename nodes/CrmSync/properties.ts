import type { INodeProperties } from 'n8n-workflow';
import type { CrmOperation, CrmResource } from './operation';
import { optionsProperty } from './options';
import { CRM_RESOURCES } from './resources';

const crmProperty: INodeProperties = {
	displayName: 'CRM',
	name: 'crm',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'HubSpot', value: 'hubspot' }],
	default: 'hubspot',
	description: 'System to write to',
};

const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Cannot create properties; create them in HubSpot beforehand',
		},
		{
			name: 'Service Key',
			value: 'serviceKey',
			description: 'A service key, or the token of a private app',
		},
	],
	default: 'serviceKey',
	displayOptions: { show: { crm: ['hubspot'] } },
};

const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: CRM_RESOURCES.map(({ name, value }) => ({ name, value })),
	default: 'purchase',
};

function operationProperty({ value, operations }: CrmResource): INodeProperties {
	// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- the first one
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: operation.description,
		})),
		default: operations[0]?.value ?? '',
	};
}

/** A field of an operation, shown only for it, whatever else it depends on. */
function fieldsOf(resource: string, operation: CrmOperation): INodeProperties[] {
	return operation.fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				resource: [resource],
				operation: [operation.value],
				...field.displayOptions?.show,
			},
		},
	}));
}

/** All parameters of the node, made from the resources. */
export const crmProperties: INodeProperties[] = [
	crmProperty,
	authenticationProperty,
	resourceProperty,
	...CRM_RESOURCES.map(operationProperty),
	...CRM_RESOURCES.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => fieldsOf(value, operation)),
	),
	optionsProperty,
];
