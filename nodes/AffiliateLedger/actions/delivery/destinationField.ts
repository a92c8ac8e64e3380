import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import type { DestinationStatus } from '../../../../lib/ports/delivery-store';
import { workspaceStore } from '../../../shared/workspaceStore';
import type { OperationContext } from '../../operation';

/** One queue of events: a node Affiliate Event Trigger of a workflow. */
export function destinationField(required: boolean): INodeProperties {
	return {
		displayName: 'Destination',
		name: 'destination',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchDestinations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 8sZ1kQ0cXw:5c1e…',
			},
		],
		description: required
			? 'The queue of one Affiliate Event Trigger, by the name it was given there'
			: 'The queue of one Affiliate Event Trigger; all of them if empty',
	};
}

/** Destinations of the workspace, by name. */
export async function searchDestinations(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const store = await workspaceStore(this);
	const wanted = filter.toLowerCase();
	const destinations = await store.deliveries.destinations();
	return {
		results: destinations
			.filter(({ name, destinationId }) =>
				`${name} ${destinationId}`.toLowerCase().includes(wanted),
			)
			.map(({ name, destinationId }) => ({ name, value: destinationId })),
	};
}

/** The destination that is named; null when the field is empty. Throws `unknown_destination`. */
export async function readDestination({
	execute,
	itemIndex,
	store,
}: OperationContext): Promise<DestinationStatus | null> {
	const value = execute.getNodeParameter('destination', itemIndex, '', { extractValue: true });
	const destinationId = String(value ?? '').trim();
	if (destinationId === '') return null;
	const destinations = await store.deliveries.destinations();
	const found = destinations.find((destination) => destination.destinationId === destinationId);
	if (found !== undefined) return found;
	throw new AffiliateError(`There is no destination '${destinationId}'`, {
		code: 'unknown_destination',
		path: 'destination',
		hint: "Choose one from the list, or take 'destinationId' from 'Delivery: Get Queues'. A destination is there once its workflow was published.",
	});
}

/** Throws `missing_input` when the field is empty. */
export async function requireDestination(context: OperationContext): Promise<DestinationStatus> {
	const destination = await readDestination(context);
	if (destination !== null) return destination;
	throw new AffiliateError("'Destination' is empty", {
		code: 'missing_input',
		path: 'destination',
		hint: "Choose one from the list, or give its ID as 'Delivery: Get Queues' tells it.",
	});
}
