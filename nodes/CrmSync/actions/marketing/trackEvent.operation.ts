import type { IExecuteFunctions } from 'n8n-workflow';
import { requireTrackable, type TrackedEvent } from '../../../../lib/connectors/klaviyo';
import { AffiliateError, parseAmount, parseInstant, type Money } from '../../../../lib/kernel';
import { systemClock } from '../../../shared/clock';
import type { CrmOperation } from '../../operation';
import { runInBatches } from '../../runInBatches';
import {
	emailProperty,
	marketingConnector,
	marketingNotice,
	readEmail,
} from './marketingConnector';
import { noEmail } from './marketingOutcome';

interface Assignment {
	readonly name?: string;
	readonly value?: unknown;
}

function read(execute: IExecuteFunctions, itemIndex: number): TrackedEvent | null {
	const email = readEmail(execute, itemIndex);
	if (email === null) return null;
	const textOf = (name: string): string =>
		String(execute.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const occurredAt = textOf('occurredAt');
	const event: TrackedEvent = {
		email,
		metric: textOf('metric'),
		uniqueId: textOf('uniqueId'),
		occurredAt: occurredAt === '' ? systemClock.now() : parseInstant(occurredAt),
		amount: amountOf(textOf('value'), textOf('currency')),
		properties: propertiesOf(execute, itemIndex),
	};
	requireTrackable(event);
	return event;
}

function amountOf(value: string, currency: string): Money | null {
	if (value === '') return null;
	if (currency !== '') return parseAmount(value, currency.toUpperCase());
	throw new AffiliateError('The value of the event has no currency', {
		code: 'invalid_input',
		path: 'currency',
		hint: 'Give the ISO 4217 code, such as EUR, or leave the value out.',
	});
}

function propertiesOf(execute: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const { property = [] } = execute.getNodeParameter('eventProperties', itemIndex, {}) as {
		property?: readonly Assignment[];
	};
	return Object.fromEntries(
		property
			.filter(({ name }) => (name ?? '').trim() !== '')
			.map(({ name, value }) => [String(name).trim(), String(value ?? '')]),
	);
}

/** An event of any kind; flows and segments start from it. */
export const trackEvent: CrmOperation = {
	value: 'trackEvent',
	name: 'Track Event',
	action: 'Track event',
	description:
		'Record that something happened to a person, once, such as joining a loyalty programme',
	fields: [
		marketingNotice,
		emailProperty,
		{
			displayName: 'Metric',
			name: 'metric',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Loyalty Joined',
			description: 'Name that the event is counted under; it is made with the first event',
		},
		{
			displayName: 'Unique ID',
			name: 'uniqueId',
			type: 'string',
			default: '={{ $json.order?.orderId }}',
			required: true,
			description:
				'Of several events of a person with one ID under one metric the first one counts, so that running again records nothing twice',
		},
		{
			displayName: 'Occurred At',
			name: 'occurredAt',
			type: 'dateTime',
			default: '',
			description: 'When it happened; now when left empty',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. 49.90',
			description: 'Money that it is worth, if any',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '={{ $json.order?.currency }}',
			placeholder: 'e.g. EUR',
			description: 'ISO 4217 code of the value',
		},
		{
			displayName: 'Event Properties',
			name: 'eventProperties',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Property',
			default: {},
			options: [
				{
					displayName: 'Property',
					name: 'property',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'Name of the property',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'What the property says',
						},
					],
				},
			],
			description: 'What else to tell of the event, for messages and segments',
		},
	],
	async run(execute) {
		const connector = await marketingConnector(execute);
		return await runInBatches<TrackedEvent>(
			execute,
			(itemIndex) => {
				const write = read(execute, itemIndex);
				return write === null ? noEmail() : { write };
			},
			async (events) => await connector.trackEvents(events),
		);
	},
};
