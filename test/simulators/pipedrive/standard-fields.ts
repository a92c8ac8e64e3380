import { createHash } from 'node:crypto';

export type Entity = 'persons' | 'deals';

export interface SimulatedField {
	readonly field_name: string;
	readonly field_code: string;
	readonly field_type: string;
	readonly is_custom_field: boolean;
	readonly is_optional_response_field: boolean;
	readonly options: ReadonlyArray<{ readonly id: number | string; readonly label: string }> | null;
}

/** As `/personFields` and `/dealFields` tell Pipedrive's own; the names of two differ from records'. */
export function standardFields(entity: Entity): SimulatedField[] {
	return entity === 'persons'
		? [
				own('name', 'Name', 'varchar'),
				own('first_name', 'First name', 'varchar'),
				own('last_name', 'Last name', 'varchar'),
				own('email', 'Email', 'varchar'),
				own('phone', 'Phone', 'phone'),
				own('owner_id', 'Owner', 'user'),
				own('org_id', 'Organization', 'org'),
				own('update_time', 'Update time', 'date'),
			]
		: [
				own('title', 'Title', 'varchar'),
				own('value', 'Value', 'monetary'),
				own('currency', 'Currency of value', 'varchar'),
				own('status', 'Status', 'status', [
					{ id: 'open', label: 'Open' },
					{ id: 'won', label: 'Won' },
					{ id: 'lost', label: 'Lost' },
				]),
				own('stage_id', 'Stage', 'stage'),
				own('pipeline', 'Pipeline', 'varchar'),
				own('person_id', 'Contact person', 'people'),
				own('expected_close_date', 'Expected close date', 'date'),
				own('won_time', 'Won time', 'date'),
			];
}

/** A key of 40 hexadecimal digits, another one in every account. */
export function fieldCode(account: number, count: number): string {
	return createHash('sha1').update(`${account}/${count}`).digest('hex');
}

export const PIPELINES = [
	{ id: 1, name: 'Pipeline', order_nr: 1, is_deleted: false },
	{ id: 2, name: 'Online shop', order_nr: 2, is_deleted: false },
];

export const STAGES = [
	{ id: 1, name: 'Qualified', pipeline_id: 1, order_nr: 1, is_deleted: false },
	{ id: 2, name: 'Proposal made', pipeline_id: 1, order_nr: 2, is_deleted: false },
	{ id: 5, name: 'Ordered', pipeline_id: 2, order_nr: 1, is_deleted: false },
	{ id: 6, name: 'Paid', pipeline_id: 2, order_nr: 2, is_deleted: false },
	{ id: 7, name: 'Cancelled', pipeline_id: 2, order_nr: 3, is_deleted: false },
];

function own(
	field_code: string,
	field_name: string,
	field_type: string,
	options: SimulatedField['options'] = null,
): SimulatedField {
	return {
		field_name,
		field_code,
		field_type,
		is_custom_field: false,
		is_optional_response_field: false,
		options,
	};
}
