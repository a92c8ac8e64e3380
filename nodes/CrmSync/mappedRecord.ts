import type { IExecuteFunctions } from 'n8n-workflow';
import { AffiliateError, parseInstant } from '../../lib/kernel';
import type { CrmObject } from '../../lib/model/crm-field';
import type { FieldWrite } from '../../lib/model/field-write';
import { mappedRecordSchema } from '../../lib/model/mapped-record';
import { parseModel } from '../../lib/model/parse';
import { chosenSystem } from './systems';

/** Target of a mapping that is not made for one system. */
const ANY_SYSTEM = 'custom';

export interface MappedItem {
	readonly object: CrmObject;
	/** Null when the mapper did not know it. */
	readonly key: string | null;
	readonly writes: readonly FieldWrite[];
}

/**
 * What the Affiliate Field Mapper put on the item. Throws `missing_input` when it put nothing there
 * and `wrong_target` when it mapped for another system.
 */
export function readMappedRecord(execute: IExecuteFunctions, itemIndex: number): MappedItem {
	const json = execute.getInputData()[itemIndex]?.json['mapped'];
	if (json === undefined || json === null) {
		throw new AffiliateError("This item has no 'mapped'", {
			code: 'missing_input',
			path: 'mapped',
			hint: "Connect 'Affiliate Field Mapper' before this node, or choose another 'Field Mapping'.",
		});
	}
	const { target, object, key, writes } = parseModel(mappedRecordSchema, json, 'mapped');
	const { value, name } = chosenSystem(execute);
	if (target !== value && target !== ANY_SYSTEM) {
		throw new AffiliateError(
			`The item is mapped for '${target}', and this node writes to ${name}`,
			{
				code: 'wrong_target',
				path: 'mapped.target',
				hint: `Choose ${name} as the target in 'Affiliate Field Mapper', or another 'CRM' here.`,
			},
		);
	}
	return {
		object,
		key: key?.trim() === '' ? null : (key?.trim() ?? null),
		writes: writes.map(({ field, value: text, policy, group, changedAt }) => ({
			field,
			value: text,
			policy,
			...(group === undefined ? {} : { group }),
			...(changedAt === undefined ? {} : { changedAt: parseInstant(changedAt) }),
		})),
	};
}
