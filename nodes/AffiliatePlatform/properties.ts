import type { INodeProperties } from 'n8n-workflow';
import type { PlatformNodeOperation, PlatformResource } from './operation';
import { PLATFORM_SYSTEMS, type PlatformSystem } from './platforms';
import { PLATFORM_RESOURCES } from './resources';

/** Whether a platform offers an operation, by whatever route. */
export function offers(
	{ capabilities }: PlatformSystem,
	{ needs }: Pick<PlatformNodeOperation, 'needs'>,
): boolean {
	return needs === null || capabilities[needs].support !== 'none';
}

/** Platforms that offer the same of something, so that it is shown for them and no others. */
function alike(
	keyOf: (system: PlatformSystem) => string,
): ReadonlyArray<readonly PlatformSystem[]> {
	const groups = new Map<string, PlatformSystem[]>();
	for (const system of PLATFORM_SYSTEMS) {
		groups.set(keyOf(system), [...(groups.get(keyOf(system)) ?? []), system]);
	}
	return [...groups.values()];
}

function namesOf(systems: readonly PlatformSystem[]): string[] {
	return systems.map(({ value }) => value);
}

const platformProperty: INodeProperties = {
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	noDataExpression: true,
	options: PLATFORM_SYSTEMS.map(({ name, value }) => ({ name, value })),
	default: 'tapfiliate',
	description: 'The affiliate platform that you run',
};

function offeredOperations(
	system: PlatformSystem,
	{ operations }: PlatformResource,
): readonly PlatformNodeOperation[] {
	return operations.filter((operation) => offers(system, operation));
}

function resourceProperties(): INodeProperties[] {
	const offered = (system: PlatformSystem): readonly PlatformResource[] =>
		PLATFORM_RESOURCES.filter((resource) => offeredOperations(system, resource).length > 0);
	return alike((system) => JSON.stringify(offered(system).map(({ value }) => value))).flatMap(
		(systems) => {
			const [first] = systems;
			if (first === undefined) return [];
			return [
				{
					displayName: 'Resource',
					name: 'resource',
					type: 'options',
					noDataExpression: true,
					displayOptions: { show: { platform: namesOf(systems) } },
					options: offered(first).map(({ name, value }) => ({ name, value })),
					default: 'conversion',
				} satisfies INodeProperties,
			];
		},
	);
}

function operationProperties(resource: PlatformResource): INodeProperties[] {
	const keyOf = (system: PlatformSystem): string =>
		JSON.stringify(offeredOperations(system, resource).map(({ value }) => value));
	return alike(keyOf).flatMap((systems) => {
		const [first] = systems;
		const operations = first === undefined ? [] : offeredOperations(first, resource);
		if (operations.length === 0) return [];
		const preset = operations.find(({ value }) => value === 'mirror') ?? operations[0];
		return [
			// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- derived just above
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { platform: namesOf(systems), resource: [resource.value] } },
				options: operations.map(({ name, value, action, description }) => ({
					name,
					value,
					action,
					description,
				})),
				default: preset?.value ?? '',
			} satisfies INodeProperties,
		];
	});
}

function fieldsOf({ value: resource, operations }: PlatformResource): INodeProperties[] {
	return operations.flatMap(({ value, fields }) =>
		fields.map((field) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { resource: [resource], operation: [value], ...field.displayOptions?.show },
			},
		})),
	);
}

const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:4020',
			description:
				'Another address of the platform, for test accounts and proxies: HTTPS, or HTTP to this machine only. All of its hosts are taken to be there.',
		},
		...PLATFORM_SYSTEMS.flatMap(({ options }) => options),
		{
			displayName: 'Send Unanswered Again',
			name: 'resendUnanswered',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/resource': ['conversion', 'payout'] } },
			description:
				'Whether to send again what an earlier run sent without learning what became of it. Look on the platform first.',
		},
	],
};

export const platformProperties: INodeProperties[] = [
	platformProperty,
	...resourceProperties(),
	...PLATFORM_RESOURCES.flatMap(operationProperties),
	...PLATFORM_RESOURCES.flatMap(fieldsOf),
	optionsProperty,
];
