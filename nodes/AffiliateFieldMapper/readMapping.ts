import type { IExecuteFunctions } from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { presetMapping } from '../../lib/mapping/fields';
import type { CrmObject } from '../../lib/model/crm-field';
import {
	fieldMappingDocumentSchema,
	type FieldMappingDocument,
} from '../../lib/model/field-mapping';
import { parseModel } from '../../lib/model/parse';
import { readLine, type FormLine } from './readLine';

/** The mapping of the node, read once for all items. Throws `invalid_input` that names the line. */
export function readMapping(execute: IExecuteFunctions): FieldMappingDocument {
	const text = (name: string): string => String(execute.getNodeParameter(name, 0, '') ?? '').trim();
	const object: CrmObject = text('object') === 'purchase' ? 'purchase' : 'contact';
	switch (text('mapping')) {
		case 'json':
			return parseModel(fieldMappingDocumentSchema, jsonOf(execute), 'mapping');
		case 'define': {
			const lines = execute.getNodeParameter('fields.field', 0, []) as readonly FormLine[];
			const target = text('target') === '' ? 'custom' : text('target');
			const document = {
				schemaVersion: 1,
				name: `Mapping to ${target}`,
				target,
				object,
				keyPath: text('keyPath') === '' ? null : text('keyPath'),
				fields: lines.map(readLine),
			};
			return parseModel(fieldMappingDocumentSchema, document, 'mapping');
		}
		default:
			return presetMapping(text('presetSource'), text('presetTarget'), object);
	}
}

function jsonOf(execute: IExecuteFunctions): unknown {
	const json: unknown = execute.getNodeParameter('mappingJson', 0, '');
	if (typeof json !== 'string') return json;
	try {
		return JSON.parse(json) as unknown;
	} catch {
		throw invalidJson();
	}
}

function invalidJson(): AffiliateError {
	return new AffiliateError('The mapping is not valid JSON', {
		code: 'invalid_json',
		path: 'mappingJson',
		hint: "Check brackets, commas and quotes, or start from what 'Export Mapping' gives.",
	});
}
