import type { FieldLine, FieldMappingDocument } from '../../model/field-mapping';
import type { MappedRecord } from '../../model/mapped-record';
import { misfit } from './check-value';
import { sourceName, sourceValue } from './source-value';
import { transformed } from './transforms';
import { valueAt } from './value-at';

/** Why a field could not be mapped, without the value. */
export interface FieldProblem {
	readonly target: string;
	readonly source: string;
	readonly problem: string;
}

export interface MappingResult {
	readonly mapped: MappedRecord;
	readonly problems: readonly FieldProblem[];
}

type Write = MappedRecord['writes'][number];

/**
 * Maps an item as a mapping says. A value that is not known gives no write, so that nothing is ever
 * emptied by accident; one that does not fit gives a problem and no write. Pure: the same item and
 * mapping give the same record.
 */
export function mapRecord(json: unknown, mapping: FieldMappingDocument): MappingResult {
	const problems: FieldProblem[] = [];
	const writes: Write[] = [];
	for (const line of mapping.fields) {
		const result = mapLine(json, line);
		if (typeof result === 'string') {
			problems.push({ target: line.target, source: sourceName(line.source), problem: result });
		} else if (result !== null) writes.push(result);
	}
	const key = mapping.keyPath === null ? null : valueAt(json, mapping.keyPath);
	const { target, object } = mapping;
	return {
		mapped: { target, object, key: key?.ok === true ? key.value : null, writes },
		problems,
	};
}

/** A write, null for nothing to write, or what is wrong. */
function mapLine(json: unknown, line: FieldLine): Write | string | null {
	const { target, source, transforms, policy, required, clearWhenEmpty } = line;
	const reading = transformed(sourceValue(json, source), transforms, json);
	if (!reading.ok) return reading.why;
	if (reading.value === null) {
		if (required) return 'it is required, and the item does not have it';
		return clearWhenEmpty ? { field: target, value: '', policy } : null;
	}
	const wrong = misfit(reading.value, line);
	return wrong ?? { field: target, value: reading.value, policy };
}
