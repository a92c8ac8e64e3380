import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { AffiliateError, addDays, type Instant } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import { STORE_EVENT_KINDS, type StoreEventKind } from '../../../../lib/model/store-event';
import { systemClock } from '../../../shared/clock';
import type { ItemResult } from '../../../shared/eachItem';
import { momentOf } from '../../../shared/momentOf';
import { openStoreChanges, type StoreChanges } from '../../../shared/storeChanges';
import type { StoreOperation, StoreOperationContext } from '../../operation';

const fields: INodeProperties[] = [
	{
		displayName: 'Days Back',
		name: 'daysBack',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 0 },
		default: 3,
		description: "Orders and refunds changed within so many days are given, unless 'Since' is set",
	},
	{
		displayName: 'Events',
		name: 'changedEvents',
		type: 'multiOptions',
		options: [
			{ name: 'Order Cancelled', value: 'order.cancelled' },
			{ name: 'Order Created', value: 'order.created' },
			{ name: 'Order Paid', value: 'order.paid' },
			{ name: 'Order Updated', value: 'order.updated' },
			{ name: 'Refund Created', value: 'refund.created' },
		],
		default: ['order.paid', 'refund.created', 'order.cancelled'],
		description: 'Which events are given; each as the Store Order Trigger gives it',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description: 'Moment (UTC) from which on changes are given',
	},
	{
		displayName: 'Include Test Orders',
		name: 'includeTestOrders',
		type: 'boolean',
		default: false,
		description: 'Whether to give orders that the store marks as tests',
	},
];

function sinceOf({ execute, itemIndex }: StoreOperationContext, now: Instant): Instant {
	const daysBack = Number(execute.getNodeParameter('daysBack', itemIndex, 3));
	return momentOf(execute.getNodeParameter('since', itemIndex, '')) ?? addDays(now, -daysBack);
}

function kindsOf({ execute, itemIndex }: StoreOperationContext): StoreEventKind[] {
	const chosen = execute.getNodeParameter('changedEvents', itemIndex, []) as string[];
	const kinds = STORE_EVENT_KINDS.filter((kind) => chosen.includes(kind));
	if (kinds.length > 0) return kinds;
	throw new AffiliateError('No event is chosen', {
		code: 'invalid_parameter',
		path: 'changedEvents',
		hint: "Choose at least one in 'Events'.",
	});
}

/** Every page, oldest change first. */
async function readAll(
	changes: StoreChanges,
	query: { since: Instant; now: Instant; kinds: StoreEventKind[]; includeTestOrders: boolean },
): Promise<ItemResult[]> {
	const { since, now, kinds, includeTestOrders } = query;
	const items: ItemResult[] = [];
	let cursor: string | null = null;
	do {
		const page = await changes.read({
			since,
			cursor,
			createdSince: since,
			receivedAt: now,
			options: { kinds, includeTestOrders, extraMetaKeys: [] },
		});
		for (const item of page.items) items.push({ json: toJson(item) as unknown as IDataObject });
		cursor = page.cursor;
	} while (cursor !== null);
	return items;
}

/** What changed in the store, for finding what no webhook brought. */
export const getChangedOrders: StoreOperation = {
	value: 'getChanged',
	name: 'Get Changed',
	action: 'Get changed orders and refunds',
	description: 'Read what changed in the store, as the same events that its webhooks give',
	fields,
	async run(context) {
		const { execute, itemIndex, store } = context;
		const now = systemClock.now();
		const changes = await openStoreChanges(execute, store.value, { address: null });
		return await readAll(changes, {
			since: sinceOf(context, now),
			now,
			kinds: kindsOf(context),
			includeTestOrders: execute.getNodeParameter('includeTestOrders', itemIndex, false) === true,
		});
	},
};
