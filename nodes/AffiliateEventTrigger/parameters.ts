import type { INodeProperties } from 'n8n-workflow';
import { LEDGER_EVENT_TYPES } from '../../lib/delivery';

const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Attempts Before Dead Letter',
			name: 'maxAttempts',
			type: 'number',
			default: 30,
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
			description:
				"How often an event is given to the workflow until a run succeeds (pauses of 5 seconds up to 1 hour, so 30 take a day); then it is set aside. Unpublish and publish the workflow to give it again. A record that the other system refuses for good is set aside at once. A 'Stop and Error' with an error object of type 'final' ends an event.",
		},
		{
			displayName: 'Begin With Events Since',
			name: 'replayFrom',
			type: 'dateTime',
			default: '',
			noDataExpression: true,
			description:
				'Give past events, too, back to this moment, when the workflow is published for the first time. Later it changes nothing.',
		},
		{
			displayName: 'Parallel Runs',
			name: 'parallelRuns',
			type: 'number',
			default: 1,
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			description:
				'How many events may run at the same time. Events of one customer always run one after the other, in their order.',
		},
		{
			displayName: 'Starts per Minute',
			name: 'startsPerMinute',
			type: 'number',
			default: 0,
			noDataExpression: true,
			typeOptions: { minValue: 0, maxValue: 6000, numberPrecision: 0 },
			description:
				'How many runs may begin within any 60 seconds, for a system that limits requests; 0 for no limit',
		},
	],
};

/** What the marketer sees: which events, a name, everything else optional. */
export const eventTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		default: ['conversion.recorded'],
		options: LEDGER_EVENT_TYPES.map(({ type, name }) => ({ name, value: type })),
		description: 'What starts the workflow',
	},
	{
		displayName: 'Destination Name',
		name: 'destinationName',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. CRM',
		description:
			'What this queue of events is called where queues and dead letters are listed; the names of workflow and node if empty',
	},
	optionsProperty,
];
