import type { INodeProperties } from 'n8n-workflow';
import { contactChanged, type Act } from '../../../../lib/ledger';
import { contactOf } from '../../../../lib/model/customer-contact';
import type { Order } from '../../../../lib/model/order';
import type { Conversion } from '../../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import type { OperationContext } from '../../operation';

const NAME = 'keepCustomerContact';

export const keepContactField: INodeProperties = {
	displayName: 'Keep Customer Contact',
	name: NAME,
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		"Whether to keep the customer's email, name, phone, country, store ID and marketing consent for the workflows that an Affiliate Event Trigger starts, such as a CRM sync. It is personal data: encrypted with the workspace's key, one record per customer, removed by 'Customer: Forget'. Without it the ledger knows the customer by a keyed hash only, and those workflows get no email.",
};

/** Whom an order is of, and what it was recorded as before; null for a new one. */
interface ToldOrder {
	readonly order: Order;
	readonly customerKey: string | null;
	readonly isProven: boolean;
	readonly recorded: Conversion | null;
}

/**
 * Keeps how the customer is reached, before the order is booked: whoever is told of the order finds
 * it there. Of an order that is recorded already a new contact is told, for booking it again may say
 * nothing.
 */
export async function keepContact(
	context: OperationContext,
	told: ToldOrder,
	act: Act,
): Promise<void> {
	const { execute, itemIndex, store } = context;
	if (execute.getNodeParameter(NAME, itemIndex, true) !== true) return;
	const { order, isProven, recorded } = told;
	const customerKey = await keyToKeep(store, told);
	if (customerKey === null) return;
	const outcome = await store.contacts.keep({
		customerKey,
		contact: contactOf(order),
		orderedAt: order.createdAt,
		at: order.updatedAt,
		isProven,
	});
	if (outcome !== 'kept' || recorded === null) return;
	await store.ledger.decide(order, (state) => contactChanged(state, order.updatedAt, act));
}

/**
 * An order stays the customer's that it was recorded of, also when its address is corrected. A customer
 * with other orders is not reached by that correction: it may name somebody else.
 */
async function keyToKeep(
	store: AffiliateStore,
	{ order, customerKey, recorded }: ToldOrder,
): Promise<string | null> {
	const recordedKey = recorded?.customerKey ?? null;
	if (recordedKey === null || recordedKey === customerKey) return customerKey;
	const { orderCount } = await store.history.customerSummary(recordedKey, order.currency);
	return orderCount > 1 ? null : recordedKey;
}
