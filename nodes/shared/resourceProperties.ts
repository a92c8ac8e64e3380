import type { INodeProperties } from 'n8n-workflow';

/** What the dropdowns need to know of an operation. */
export interface ListedOperation {
	/** Value of the 'operation' parameter. */
	readonly value: string;
	/** Name in the operation dropdown. */
	readonly name: string;
	/** Sentence-case action, e.g. "Record conversion". */
	readonly action: string;
	readonly description: string;
	readonly fields: readonly INodeProperties[];
}

export interface ListedResource<Operation extends ListedOperation> {
	readonly value: string;
	readonly name: string;
	/** Alphabetical. */
	readonly operations: readonly Operation[];
	/** Operation that is preset; left out: 'record' if there is one, else the first. It never changes. */
	readonly preset?: string;
}

function operationProperty({
	value,
	operations,
	preset: presetValue = 'record',
}: ListedResource<ListedOperation>): INodeProperties {
	const preset = operations.find((operation) => operation.value === presetValue) ?? operations[0];
	// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- derived just above
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: preset?.value ?? '',
	};
}

/** Fields of an operation, shown only for it, whatever else they depend on. */
function fieldsOf(resource: string, { value, fields }: ListedOperation): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [value], ...field.displayOptions?.show },
		},
	}));
}

/** 'Resource', 'Operation' and the fields of every operation, made from the resources. */
export function resourceProperties(
	resources: ReadonlyArray<ListedResource<ListedOperation>>,
	presetResource: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: presetResource,
		},
		...resources.map(operationProperty),
		...resources.flatMap(({ value, operations }) =>
			operations.flatMap((operation) => fieldsOf(value, operation)),
		),
	];
}
