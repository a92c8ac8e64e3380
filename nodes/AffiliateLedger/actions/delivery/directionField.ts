import type { INodeProperties } from 'n8n-workflow';
import type { OperationContext } from '../../operation';

/** `outgoing`: events of the ledger to workflows. `incoming`: events of stores to workflows. */
export type Direction = 'outgoing' | 'incoming';

export const OUTGOING_ONLY = { show: { direction: ['outgoing'] } };
export const INCOMING_ONLY = { show: { direction: ['incoming'] } };

export function directionField(withBoth: boolean): INodeProperties {
	const both = { name: 'Both', value: 'both', description: 'Outgoing and incoming events' };
	// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- one of the two below
	return {
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			...(withBoth ? [both] : []),
			{
				name: 'Incoming',
				value: 'incoming',
				description: 'What stores told a Store Order Trigger',
			},
			{
				name: 'Outgoing',
				value: 'outgoing',
				description: 'What an Affiliate Event Trigger tells of the ledger',
			},
		],
		default: withBoth ? 'both' : 'outgoing',
	};
}

/** The directions that are asked for, outgoing first. */
export function readDirections({ execute, itemIndex }: OperationContext): readonly Direction[] {
	const chosen = execute.getNodeParameter('direction', itemIndex, 'both');
	if (chosen === 'incoming' || chosen === 'outgoing') return [chosen];
	return ['outgoing', 'incoming'];
}

/** A trigger whose inbox is meant, as dead letters name it. */
export const triggerField: INodeProperties = {
	displayName: 'Trigger ID',
	name: 'triggerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 8sZ1kQ0cXw:5c1e…',
	description:
		"The Store Order Trigger, as 'triggerId' in the answers of 'Get Queues' and 'Get Dead Letters': ID of the workflow, a colon, ID of the node",
};
