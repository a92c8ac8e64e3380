import type { IExecuteFunctions } from 'n8n-workflow';
import type { CrmConnector } from '../../lib/connectors/crm';
import { AffiliateError } from '../../lib/kernel';
import { liveMisfits } from '../../lib/mapping/fields';
import { CRM_OBJECTS, type CrmField, type CrmObject } from '../../lib/model/crm-field';
import { fieldSourceOf } from './fieldMapping';
import type { MappedItem } from './mappedRecord';
import { chosenSystem } from './systems';

/** The account's fields, of the kinds of record that the items bring; read once for a run. */
export type LiveFields = Readonly<Partial<Record<CrmObject, readonly CrmField[]>>>;

/** Nothing is read where the mapping is not the Affiliate Field Mapper's. */
export async function readLiveFields(
	execute: IExecuteFunctions,
	connector: Pick<CrmConnector, 'listFields'>,
): Promise<LiveFields> {
	if (fieldSourceOf(execute) !== 'mapped') return {};
	const items = execute.getInputData().map(({ json }) => json['mapped']);
	const live: Partial<Record<CrmObject, readonly CrmField[]>> = {};
	for (const object of CRM_OBJECTS) {
		const isUsed = items.some((mapped) => objectOf(mapped) === object);
		if (isUsed) live[object] = await connector.listFields(object);
	}
	return live;
}

function objectOf(mapped: unknown): unknown {
	return typeof mapped === 'object' && mapped !== null && 'object' in mapped ? mapped.object : null;
}

/** Throws `field_misfit`, with every field that does not fit, before anything of the item is sent. */
export function requireFit(
	execute: IExecuteFunctions,
	{ object, writes }: MappedItem,
	live: LiveFields,
): void {
	const misfits = liveMisfits(writes, live[object] ?? []);
	if (misfits.length === 0) return;
	const words = misfits.map(({ field, problem }) => `'${field}' (${problem})`).join(', ');
	throw new AffiliateError(`${chosenSystem(execute).name} would not take ${words}`, {
		code: 'field_misfit',
		path: 'mapped.writes',
		hint: "Choose another field or add a transform in 'Affiliate Field Mapper'.",
	});
}
