import type { IDataObject } from 'n8n-workflow';
import { addDays, type Instant } from '../../../../lib/kernel';
import { overdueRefunds } from '../../../../lib/ledger';
import { toJson } from '../../../../lib/model/json';
import type { RecordedRefund } from '../../../../lib/ports/ledger-store';
import { MOST_RESULTS } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** Refunds whose order never came: somebody should look (C30). */
export const getWaitingRefunds: LedgerOperation = {
	value: 'getWaiting',
	name: 'Get Waiting',
	action: 'Get refunds that wait for their order',
	description: 'List refunds that have waited too long for their order',
	fields: [
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description: 'Only refunds that have waited at least this long',
		},
		{
			displayName: 'Only Newly Overdue',
			name: 'isNewOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to list only those that reached these days yesterday (UTC), so that a workflow that runs once a day tells of each once',
		},
	],
	async run({ execute, itemIndex, store, clock }) {
		const days = Number(execute.getNodeParameter('days', itemIndex, 30));
		const isNewOnly = execute.getNodeParameter('isNewOnly', itemIndex, false) === true;
		const now = clock.now();
		const yesterday = dayOf(addDays(now, -1));
		const isNew = ({ recordedAt }: RecordedRefund) =>
			dayOf(addDays(recordedAt, days)) === yesterday;
		const waiting = await store.ledger.waitingRefunds(MOST_RESULTS);
		return overdueRefunds(waiting, now, days)
			.filter((refund) => !isNewOnly || isNew(refund))
			.map(({ storeKey, orderId, refundId, recordedAt, refund }) => ({
				json: toJson({
					storeKey,
					orderId,
					refundId,
					recordedAt,
					kind: refund.kind,
					total: refund.total,
				}) as unknown as IDataObject,
			}));
	},
};

/** Whole days rather than hours, for no two runs of a schedule are exactly a day apart. */
function dayOf(instant: Instant): string {
	return instant.slice(0, 10);
}
