export type ObjectType = 'contacts' | 'deals';

export interface SimulatedProperty {
	readonly name: string;
	readonly label: string;
	readonly type: string;
	readonly fieldType: string;
	readonly groupName: string;
	readonly hasUniqueValue: boolean;
	readonly hubspotDefined: boolean;
	readonly isReadOnly: boolean;
	readonly options: ReadonlyArray<{ label: string; value: string }>;
}

export const PIPELINES = [
	{
		id: 'default',
		label: 'Sales Pipeline',
		stages: [
			{ id: 'appointmentscheduled', label: 'Appointment Scheduled' },
			{ id: 'qualifiedtobuy', label: 'Qualified To Buy' },
			{ id: 'contractsent', label: 'Contract Sent' },
			{ id: 'closedwon', label: 'Closed Won' },
			{ id: 'closedlost', label: 'Closed Lost' },
		],
	},
] as const;

function property(
	name: string,
	type: string,
	overrides: Partial<SimulatedProperty> = {},
): SimulatedProperty {
	return {
		name,
		label: name,
		type,
		fieldType: type === 'number' ? 'number' : 'text',
		groupName: 'standard',
		hasUniqueValue: false,
		hubspotDefined: true,
		isReadOnly: false,
		options: [],
		...overrides,
	};
}

const readOnly = { isReadOnly: true };

/** The part of HubSpot's own properties that matters here. */
export function standardProperties(
	currencies: readonly string[],
): Record<ObjectType, SimulatedProperty[]> {
	return {
		contacts: [
			property('email', 'string', { hasUniqueValue: true }),
			property('firstname', 'string'),
			property('lastname', 'string'),
			property('phone', 'string', { fieldType: 'phonenumber' }),
			property('lifecyclestage', 'enumeration', {
				fieldType: 'radio',
				options: ['lead', 'customer'].map((value) => ({ label: value, value })),
			}),
			property('hs_additional_emails', 'enumeration', { fieldType: 'checkbox', ...readOnly }),
			property('hs_object_id', 'number', readOnly),
			property('createdate', 'datetime', readOnly),
			property('lastmodifieddate', 'datetime', readOnly),
		],
		deals: [
			property('dealname', 'string'),
			property('amount', 'number'),
			property('closedate', 'datetime', { fieldType: 'date' }),
			property('deal_currency_code', 'enumeration', {
				fieldType: 'select',
				options: currencies.map((value) => ({ label: value, value })),
			}),
			property('pipeline', 'enumeration', {
				fieldType: 'select',
				options: PIPELINES.map(({ id, label }) => ({ label, value: id })),
			}),
			property('dealstage', 'enumeration', {
				fieldType: 'radio',
				options: PIPELINES.flatMap(({ stages }) =>
					stages.map(({ id, label }) => ({ label, value: id })),
				),
			}),
			property('hs_object_id', 'number', readOnly),
			property('createdate', 'datetime', readOnly),
			property('hs_lastmodifieddate', 'datetime', readOnly),
		],
	};
}
