import { AffiliateError } from '../../../kernel';
import type { CrmObject } from '../../../model/crm-field';
import type { FieldLine, FieldMappingDocument } from '../../../model/field-mapping';
import { CONCEPTS, type Concept } from './concepts';
import { SOURCE_VOCABULARIES } from './sources';
import { TARGET_VOCABULARIES } from './targets';

export { SOURCE_VOCABULARIES } from './sources';
export { TARGET_VOCABULARIES } from './targets';

/**
 * The mapping from one system to another: what both have words for. Throws `unknown_preset` when
 * there is no such system, or nothing that both have.
 */
export function presetMapping(
	sourceValue: string,
	targetValue: string,
	object: CrmObject,
): FieldMappingDocument {
	const source = SOURCE_VOCABULARIES.find(({ value }) => value === sourceValue);
	const target = TARGET_VOCABULARIES.find(({ value }) => value === targetValue);
	if (source === undefined || target === undefined) {
		throw unknown(`There is no preset from '${sourceValue}' to '${targetValue}'`);
	}
	const names = target.fields[object];
	const fields = (Object.keys(names) as Concept[]).flatMap((concept): FieldLine[] => {
		const path = source.paths[concept];
		const field = names[concept];
		return path === undefined || field === undefined ? [] : [line(concept, path, field)];
	});
	if (fields.length === 0) {
		throw unknown(`${source.name} tells nothing that ${target.name} has a field for`);
	}
	return {
		schemaVersion: 1,
		name: `${source.name} to ${target.name}`,
		target: targetValue,
		object,
		keyPath: source.keys[object],
		fields,
	};
}

function line(concept: Concept, path: string, target: string): FieldLine {
	const { type, policy } = CONCEPTS[concept];
	return {
		target,
		source: { kind: 'path', path },
		transforms: type === 'moment' ? [{ kind: 'date', from: 'iso', to: 'moment' }] : [],
		policy,
		owner: policy === 'fill_empty' ? 'target' : 'source',
		type,
		required: false,
		clearWhenEmpty: false,
	};
}

function unknown(message: string): AffiliateError {
	return new AffiliateError(message, {
		code: 'unknown_preset',
		path: 'preset',
		hint: "Choose other systems, or 'Define Below'.",
	});
}
