import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mapRecord, type FieldProblem } from '../../lib/mapping/fields';
import type { FieldMappingDocument } from '../../lib/model/field-mapping';
import type { ItemResult } from '../shared/eachItem';

export const OUTPUTS = { mapped: 0, invalid: 1 } as const;

/** The item with its fields mapped; on the output Invalid, with every problem, when one does not fit. */
export function mapItem(
	execute: IExecuteFunctions,
	itemIndex: number,
	mapping: FieldMappingDocument,
): ItemResult[] {
	const json = execute.getInputData()[itemIndex]?.json ?? {};
	const { mapped, problems } = mapRecord(json, mapping);
	if (problems.length > 0) {
		return [{ output: OUTPUTS.invalid, json: { ...json, invalid: problems.map(shown) } }];
	}
	const isPlain = execute.getNodeParameter('options.plainFields', itemIndex, false) === true;
	const plain = Object.fromEntries(mapped.writes.map(({ field, value }) => [field, value]));
	const record = mapped as unknown as IDataObject;
	return [{ json: { ...json, mapped: record, ...(isPlain ? { fields: plain } : {}) } }];
}

function shown({ target, source, problem }: FieldProblem): IDataObject {
	return {
		field: target,
		source,
		problem,
		message: `'${target}' cannot be filled from ${source}: ${problem}`,
	};
}
