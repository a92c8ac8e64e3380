import type { INodeProperties } from 'n8n-workflow';
import type { LedgerOperation, LedgerResource } from './operation';
import { LEDGER_RESOURCES } from './resources';

const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: LEDGER_RESOURCES.map(({ name, value }) => ({ name, value })),
	default: 'conversion',
};

function operationProperty({ value, operations }: LedgerResource): INodeProperties {
	const preferred = operations.find((operation) => operation.value === 'record') ?? operations[0];
	// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- derived just above
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
		default: preferred?.value ?? '',
	};
}

/** A field of an operation, shown only for it, whatever else it depends on. */
function fieldsOf(resource: string, operation: LedgerOperation): INodeProperties[] {
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
export const ledgerProperties: INodeProperties[] = [
	resourceProperty,
	...LEDGER_RESOURCES.map(operationProperty),
	...LEDGER_RESOURCES.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => fieldsOf(value, operation)),
	),
];
