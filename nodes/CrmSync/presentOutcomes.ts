import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { SyncOutcome } from '../../lib/connectors/crm';
import { AffiliateError } from '../../lib/kernel';
import { errorItemJson } from '../shared/errorItem';
import { toNodeError } from '../shared/nodeErrors';
import { adviceIn, withRetryAdvice } from '../shared/pump/retryAdvice';
import { conflictItems } from './conflictItems';
import type { ItemOutcome } from './itemOutcome';
import { chosenSystem } from './systems';

interface RefusedItem {
	readonly itemIndex: number;
	readonly error: NodeOperationError;
	readonly code: string;
	readonly sync: SyncOutcome | null;
}

/**
 * Every item with its key `crm`, and on the second output one item for each conflict. Items that the
 * CRM did not take leave as error items when the node is set to continue; otherwise the node stops,
 * but only now that all others are done, and says how many are and when to try again.
 */
export function presentOutcomes(
	execute: IExecuteFunctions,
	outcomes: readonly ItemOutcome[],
): INodeExecutionData[][] {
	const refused = outcomes.flatMap((outcome, itemIndex) => refusal(execute, outcome, itemIndex));
	const [first] = refused;
	if (first !== undefined && !execute.continueOnFail()) {
		throw withAdvice(stopError(execute, first, refused.length, outcomes.length), refused);
	}
	const items = execute.getInputData();
	const byIndex = new Map(refused.map((item) => [item.itemIndex, item]));
	const output = outcomes.map((outcome, itemIndex): INodeExecutionData => {
		const json = items[itemIndex]?.json ?? {};
		const pairedItem = { item: itemIndex };
		const item = byIndex.get(itemIndex);
		if (item !== undefined) {
			const details = {
				code: item.code,
				hint: item.error.description ?? null,
				...(item.sync === null
					? adviceIn(item.error.context)
					: { crm: crmJson(execute, item.sync) }),
			};
			return { json: errorItemJson(execute, json, item.error.message, details), pairedItem };
		}
		return {
			json: 'sync' in outcome ? { ...json, crm: crmJson(execute, outcome.sync) } : json,
			pairedItem,
		};
	});
	return [output, conflictItems(execute, outcomes)];
}

function refusal(
	execute: IExecuteFunctions,
	outcome: ItemOutcome,
	itemIndex: number,
): RefusedItem[] {
	if ('error' in outcome) {
		const error = toNodeError(execute.getNode(), outcome.error, itemIndex) as NodeOperationError;
		const code = outcome.error instanceof AffiliateError ? outcome.error.code : 'node_error';
		return [{ itemIndex, error, code, sync: null }];
	}
	const { sync } = outcome;
	if (sync.outcome !== 'rejected' && sync.outcome !== 'failed') return [];
	const error = new NodeOperationError(
		execute.getNode(),
		`${sync.reason ?? 'The CRM did not take this item'} [item ${itemIndex}]`,
		{ itemIndex, ...(sync.hint === null ? {} : { description: sync.hint }) },
	);
	const code = sync.outcome === 'rejected' ? 'crm_rejected' : 'crm_failed';
	return [{ itemIndex, error, code, sync }];
}

/** Codes of an item that would be refused again as it is. */
const LASTING: ReadonlySet<string> = new Set([
	'field_misfit',
	'invalid_input',
	'invalid_json',
	'missing_input',
	'wrong_object',
	'wrong_target',
]);

/**
 * One item that may go well next time is reason enough to run again, after the longest wait that was
 * asked for. Says nothing where it is not known.
 */
function withAdvice(
	error: NodeOperationError,
	refused: readonly RefusedItem[],
): NodeOperationError {
	const advice = refused.map(adviceOf);
	const isRetryable = advice.some(({ retryable }) => retryable === true);
	if (!isRetryable && advice.some(({ retryable }) => retryable === null)) return error;
	const waits = advice.flatMap(({ retryAfterMilliseconds }) => retryAfterMilliseconds ?? []);
	return withRetryAdvice(error, {
		retryable: isRetryable,
		retryAfterMilliseconds: waits.length === 0 ? null : Math.max(...waits),
	});
}

function adviceOf({ sync, code, error }: RefusedItem): {
	readonly retryable: boolean | null;
	readonly retryAfterMilliseconds: number | null;
} {
	if (sync !== null) return sync;
	const { retryable, retryAfterMilliseconds } = adviceIn(error.context);
	if (typeof retryable !== 'boolean') {
		return { retryable: LASTING.has(code) ? false : null, retryAfterMilliseconds: null };
	}
	const wait = typeof retryAfterMilliseconds === 'number' ? retryAfterMilliseconds : null;
	return { retryable, retryAfterMilliseconds: wait };
}

function stopError(
	execute: IExecuteFunctions,
	first: RefusedItem,
	refusedCount: number,
	count: number,
): NodeOperationError {
	if (count === 1) return first.error;
	return new NodeOperationError(
		execute.getNode(),
		`${refusedCount} of ${count} items could not be synced, ${count - refusedCount} were. The first: ${first.error.message}`,
		{
			itemIndex: first.itemIndex,
			description: [
				first.error.description,
				"Running again is safe: what is synced stays as it is. To go on with the good items, set 'On Error' to 'Continue (using error output)'.",
			]
				.filter((text) => typeof text === 'string' && text !== '')
				.join('\n'),
		},
	);
}

function crmJson(execute: IExecuteFunctions, sync: SyncOutcome): IDataObject {
	const { outcome, contactId, purchaseId, fields, skipped, conflicts } = sync;
	const { reason, field, retryable, retryAfterMilliseconds } = sync;
	return {
		system: chosenSystem(execute).value,
		outcome,
		contactId,
		purchaseId,
		fields: { ...fields },
		skipped: [...skipped],
		...(conflicts.length === 0 ? {} : { conflicts: conflicts.map((each) => ({ ...each })) }),
		...(reason === null ? {} : { reason, field, retryable, retryAfterMilliseconds }),
	};
}
