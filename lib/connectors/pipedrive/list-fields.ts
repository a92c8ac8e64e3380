import type { CrmField, CrmObject } from '../crm';
import type { PipedriveClient } from './client';
import { maxLengthOf } from './field-types';
import type { FieldReader, PipedriveField } from './object-fields';
import { namedPageSchema } from './schema';
import { DEAL_STATUSES } from './settings';

type Options = CrmField['options'];

/** The fields of an object, sorted by label; those of deals with the account's pipelines and stages. */
export async function listFields(
	client: PipedriveClient,
	fields: FieldReader,
	object: CrmObject,
): Promise<CrmField[]> {
	const described = await fields.of(object);
	const options = object === 'purchase' ? await dealOptions(client) : new Map<string, Options>();
	return described
		.all()
		.map((field) => crmField(field, options.get(field.code) ?? field.options))
		.sort((a, b) => a.label.localeCompare(b.label, 'en') || (a.name < b.name ? -1 : 1));
}

function crmField(field: PipedriveField, options: Options): CrmField {
	const { code, label, vendorType, type, isWritable, isRequired } = field;
	const hasOptions = type === 'choice' || type === 'choices';
	return {
		name: code,
		label,
		type,
		isWritable,
		isRequired,
		maxLength: maxLengthOf(vendorType),
		options: hasOptions ? options : [],
		...(hasOptions ? { takesOtherValues: true } : {}),
	};
}

/** Stages go by their pipeline as well, because each pipeline may have one called "Won". */
async function dealOptions(client: PipedriveClient): Promise<Map<string, Options>> {
	const pipelines = await client.readAll('/pipelines', namedPageSchema);
	const stages = await client.readAll('/stages', namedPageSchema);
	const nameOf = new Map(pipelines.map(({ id, name }) => [id, name]));
	return new Map([
		['status', DEAL_STATUSES.map((status) => ({ label: capitalised(status), value: status }))],
		['pipeline_id', pipelines.map(({ id, name }) => ({ label: name, value: id }))],
		[
			'stage_id',
			stages.map(({ id, name, pipeline_id: pipeline }) => {
				const of = nameOf.get(pipeline ?? '');
				return { label: of === undefined ? name : `${of}: ${name}`, value: id };
			}),
		],
	]);
}

function capitalised(word: string): string {
	return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
