import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { PlatformOutcome } from '../../lib/connectors/affiliate-platform';
import { toJson } from '../../lib/model/json';
import type { ItemResult } from '../shared/eachItem';
import { itemWithKey } from '../shared/itemWithKey';
import { withRetryAdvice } from '../shared/pump/retryAdvice';
import type { PlatformOperationContext } from './operation';

/** The item with what became of a write under `platform`; throws when it did not go well. */
export function writtenItem(
	context: PlatformOperationContext,
	written: PlatformOutcome,
	more: IDataObject = {},
): ItemResult[] {
	const { execute, itemIndex } = context;
	const { reason, hint, retryable, retryAfterMilliseconds } = written;
	if (written.outcome === 'rejected' || written.outcome === 'failed') {
		const error = new NodeOperationError(
			execute.getNode(),
			reason ?? `${context.system.name} did not take it`,
			{ itemIndex, ...(hint === null ? {} : { description: hint }) },
		);
		throw withRetryAdvice(error, { retryable, retryAfterMilliseconds });
	}
	const { outcome, externalId, confirmation, raw } = written;
	return platformItem(context, {
		outcome,
		externalId,
		confirmation: confirmation === null ? null : { ...confirmation },
		...(reason === null ? {} : { reason }),
		raw: raw as IDataObject,
		...more,
	});
}

/** A normal end without a write, such as an order that no affiliate brought. */
export function skippedItem(
	context: PlatformOperationContext,
	reason: string,
	message: string,
): ItemResult[] {
	return platformItem(context, { outcome: 'skipped', externalId: null, reason, message });
}

export function platformItem(context: PlatformOperationContext, values: IDataObject): ItemResult[] {
	const { execute, itemIndex, system } = context;
	return itemWithKey(execute, itemIndex, 'platform', { system: system.value, ...values });
}

/** One item for each record that was read, under its own name. */
export function recordItems(
	{ system }: PlatformOperationContext,
	name: string,
	records: readonly object[],
): ItemResult[] {
	return records.map((record) => ({
		json: {
			platform: {
				system: system.value,
				outcome: 'found',
				[name]: toJson(record) as unknown as IDataObject,
			},
		},
	}));
}
