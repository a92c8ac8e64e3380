import type { IDataObject } from 'n8n-workflow';
import type { AwaitedSend } from '../../../../lib/ports/send-store';
import type { ItemResult } from '../../../shared/eachItem';
import { limitOf, returnAllFields } from '../../fields';
import type { PlatformNodeOperation, PlatformOperationContext } from '../../operation';
import { PlatformMemory } from '../../sending/memory';

const ALL = 100_000;

/** What a platform may only take in: orders first, then what changed in them. */
const OBJECTS = ['conversion', 'adjustment', 'cancellation'] as const;

/** Changes are kept by order and what makes each of them one, which a cancellation need not have. */
function orderIdOf({ object, recordKey }: AwaitedSend['key']): string {
	if (object === 'conversion') return recordKey;
	const suffix = object === 'adjustment' ? /:[^:]*$/ : /:[0-9a-f]{32,}$/;
	return recordKey.replace(suffix, '');
}

/** What became of one; a refusal is a result, so that it does not hold up the others. */
async function confirmOne(
	{ platform, system }: PlatformOperationContext,
	memory: PlatformMemory,
	{ key, reference, begunAt }: AwaitedSend,
): Promise<ItemResult> {
	const { sends } = await memory.store();
	const { outcome, externalId, reason, hint, raw } = await platform.confirmConversion(reference);
	if (outcome === 'confirmed' || outcome === 'duplicate') await sends.confirm(key, externalId);
	if (outcome === 'rejected') await sends.forget(key);
	return {
		json: {
			platform: {
				system: system.value,
				outcome,
				orderId: orderIdOf(key),
				change: key.object,
				externalId,
				sentAt: begunAt,
				reason,
				hint,
				raw: raw as IDataObject,
			},
		},
	};
}

/** For a schedule: platforms that take an order in say minutes later what became of it. */
export const confirmConversions: PlatformNodeOperation = {
	value: 'confirmMany',
	name: 'Confirm Many',
	action: 'Confirm many conversions',
	description:
		'Ask what became of every conversion, adjustment and cancellation that the platform only accepted, oldest first',
	needs: 'conversion.confirm',
	fields: returnAllFields,
	async run(context) {
		const memory = new PlatformMemory(context.execute, context.system);
		const { sends } = await memory.store();
		const results: ItemResult[] = [];
		for (const object of OBJECTS) {
			const { recordKey: _recordKey, ...scope } = memory.key(object, '');
			const left = (limitOf(context) ?? ALL) - results.length;
			if (left <= 0) break;
			const awaited = await sends.awaiting(scope, left);
			for (const one of awaited) results.push(await confirmOne(context, memory, one));
		}
		return results;
	},
};
