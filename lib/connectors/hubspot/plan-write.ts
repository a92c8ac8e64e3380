import type { PropertyWrite } from './record-types';
import { isSameValue } from './same-value';
import type { HubSpotRecord } from './schema';

export interface WritePlan {
	/** Only what differs; empty when the record is as wanted. */
	readonly properties: Readonly<Record<string, string>>;
	/** Properties left alone although another value was offered. */
	readonly kept: readonly string[];
}

/**
 * What to send so that a record becomes as wanted. HubSpot itself cannot "set if empty", so the
 * record as it is (null for a new one) decides. Pure.
 */
export function planWrite(
	existing: HubSpotRecord | null,
	writes: readonly PropertyWrite[],
	types: ReadonlyMap<string, string>,
): WritePlan {
	const current = (property: string): string => existing?.properties[property] ?? '';
	const filledGroups = new Set(
		writes
			.filter(({ policy, property }) => policy === 'fill_empty' && current(property) !== '')
			.map(({ group }) => group),
	);
	const properties: Record<string, string> = {};
	const kept: string[] = [];
	for (const write of writes) {
		const { property, value } = write;
		if (isSameValue(types.get(property), current(property), value)) continue;
		const isInFilledGroup = write.group !== undefined && filledGroups.has(write.group);
		if (mayWrite(write, current(property), isInFilledGroup)) properties[property] = value;
		else kept.push(property);
	}
	return { properties, kept };
}

function mayWrite(write: PropertyWrite, current: string, isInFilledGroup: boolean): boolean {
	if (write.policy === 'fill_empty') return current === '' && !isInFilledGroup;
	return write.replaces === undefined || current === '' || write.replaces.includes(current);
}
