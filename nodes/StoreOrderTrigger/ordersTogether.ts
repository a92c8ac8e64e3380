import type { ITriggerFunctions } from 'n8n-workflow';
import { canonicalEmail } from '../../lib/kernel';
import type { StoreEventItem, StoreEventKind } from '../../lib/model/store-event';
import { emitAndWait } from '../shared/pump/emitAndWait';
import { endedWithoutError } from '../shared/pump/runEnding';
import type { Together } from '../shared/pump/together';
import type { InboxPayload } from './inboxEntries';

/** What is new; changes of what is there already run alone, in their order. */
const NEW: readonly StoreEventKind[] = ['order.created', 'order.paid', 'action.recorded'];

/** How orders of different customers run in one execution, each as an item. */
export function runsOfOrders(context: ITriggerFunctions): Pick<Together<string>, 'keysOf' | 'run'> {
	return {
		keysOf,
		run: async (payloads) => {
			const items = payloads.flatMap((payload) => {
				const content = JSON.parse(payload) as InboxPayload;
				return 'item' in content ? [{ json: content.item }] : [];
			});
			const run = await emitAndWait(context, items);
			// Not even one that the workflow ended for good: it did so for one of them, perhaps before the others.
			if (endedWithoutError(run)) return { outcome: 'done' };
			return { outcome: 'retry', reason: 'A run of several orders failed' };
		},
	};
}

/**
 * An order and its customer, by whatever tells one: who is new, whose first order it is, and whose affiliate
 * stands for life is decided from what was booked before.
 */
export function keysOf(payload: string): readonly string[] | null {
	const content = JSON.parse(payload) as InboxPayload;
	if (!('item' in content)) return null;
	// Written by this node, perhaps of an earlier version: what is not there makes the order run alone.
	const { event, order } = content.item as unknown as Partial<StoreEventItem>;
	if (event === undefined || order === undefined || !NEW.includes(event.kind)) return null;
	const { storeKey, orderId, customer, subscription } = order;
	const email = customer.email === null ? null : canonicalEmail(customer.email);
	return [
		JSON.stringify(['order', storeKey, orderId]),
		...(email === null ? [] : [JSON.stringify(['email', email])]),
		...(customer.customerId === null
			? []
			: [JSON.stringify(['customer', storeKey, customer.customerId])]),
		...(subscription === null
			? []
			: [JSON.stringify(['subscription', storeKey, subscription.subscriptionId])]),
	];
}
