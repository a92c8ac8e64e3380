import { formatAmount } from '../../kernel';
import type { FieldWrite, PurchaseWrite } from '../crm';
import { keyOf } from './record';
import type { PipedriveSettings } from './settings';
import type { WantedRecord } from './sync-records';

/**
 * The deal of an order: what the mapping writes, and value, currency, status and stage where it does
 * not. Status and stage move between ours only, so that one that somebody chose by hand stays.
 */
export function purchaseRecord(
	{ purchase, stage, amount, occurredAt }: PurchaseWrite,
	{ statuses, stageIds, pipelineId }: PipedriveSettings,
): WantedRecord {
	const stageId = stageIds[stage];
	const mapped = purchase.writes;
	const ofValue = mapped.find(({ field }) => field === 'value');
	const own: readonly FieldWrite[] = [
		{ field: 'value', value: formatAmount(amount), policy: 'source_wins' },
		// An amount without its currency would be taken for the account's own.
		{ field: 'currency', value: amount.currency, policy: ofValue?.policy ?? 'source_wins' },
		{
			field: 'status',
			value: statuses[stage],
			policy: 'source_wins',
			replaces: Object.values(statuses),
		},
		...optional(pipelineId, (value) => ({
			field: 'pipeline_id',
			value,
			policy: 'never_overwrite' as const,
		})),
		...optional(stageId, (value) => ({
			field: 'stage_id',
			value,
			policy: 'source_wins' as const,
			replaces: Object.values(stageIds).flatMap((id) => id ?? []),
		})),
	];
	const written = new Set(mapped.map(({ field }) => field));
	return {
		key: keyOf('purchase', purchase.key),
		writes: [...mapped, ...own.filter(({ field }) => !written.has(field))],
		currency: amount.currency,
		ifNew: { title: `Order ${purchase.key}` },
		along: ({ status }) => timeOf(status, occurredAt),
	};
}

/**
 * When a deal was won or lost goes along with its status, else Pipedrive takes the time of the
 * request. Whole seconds: Pipedrive refuses fractions in other places.
 */
function timeOf(status: string | undefined, occurredAt: string): Record<string, string> {
	const at = occurredAt.replace(/\.\d+Z$/, 'Z');
	if (status === 'won') return { won_time: at };
	return status === 'lost' ? { lost_time: at } : {};
}

function optional(id: string | null, write: (id: string) => FieldWrite): readonly FieldWrite[] {
	return id === null ? [] : [write(id)];
}
