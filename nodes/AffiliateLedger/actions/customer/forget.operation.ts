import { normalizeEmail } from '../../../../lib/kernel';
import type { LedgerOperation, OperationContext } from '../../operation';
import { recordItems } from '../../save';
import { readText } from '../../fields';
import { customerFields, requireCustomerKey } from '../customerBinding/customerFields';

/** What the answer says of what stays, in words for the person who asked. */
const REMAINS = [
	"Orders and commissions, without name or address: they are the books, which are never edited. A keyed hash ties a customer's orders together.",
	'That hash and the moment of forgetting, so that a late delivery of an earlier order brings nothing back.',
	'What was already sent to other systems (CRM, store, catch hooks), and the executions that n8n keeps: remove it there.',
	'What sync remembers of orders: what it wrote to their records, by order number, so that nothing is written twice.',
	'Clicks and the journeys they form, under ids that stand for a browser, not for a name or an address.',
	'Store events that wait or were set aside, encrypted until a workflow has taken them.',
];

/** Removes what is kept of a person. Orders stay; they hold no personal data. */
export const forgetCustomer: LedgerOperation = {
	value: 'forget',
	name: 'Forget',
	action: 'Forget customer',
	description:
		'Remove the contact of a customer and what sync with CRM and store remembers of it; the answer says what remains, and why',
	fields: customerFields,
	async run(context) {
		const { store, clock } = context;
		const now = clock.now();
		const customerKeys = await keysOf(context);
		const emails = await emailsOf(context, customerKeys);
		// Memory first: once the contact is gone nobody knows by which address to find it.
		let syncEntries = 0;
		for (const email of emails) syncEntries += await store.sync.forget(email);
		let contacts = 0;
		for (const customerKey of customerKeys) {
			if (await store.contacts.forget(customerKey, now)) contacts += 1;
		}
		return recordItems([
			{ customerKeys, removed: { contacts, syncEntries }, remains: REMAINS, forgottenAt: now },
		]);
	},
};

/** A customer that is known by e-mail may have other orders by the shop's id only, and the reverse. */
async function keysOf(context: OperationContext): Promise<string[]> {
	const { store } = context;
	const named = requireCustomerKey(context);
	const kept = await store.contacts.get(named);
	const given = {
		storeKey: readText(context, 'storeKey'),
		customerId: readText(context, 'customerId'),
	};
	const ids = [given, ...(kept === null ? [] : [kept.contact])];
	const byId = ids.flatMap(({ storeKey, customerId }) =>
		customerId === null || customerId === '' || storeKey === ''
			? []
			: (store.history.customerKey({ storeKey, email: null, customerId }) ?? []),
	);
	return [...new Set([named, ...byId])];
}

/** As sync compares contacts: every way the address is written in the field or in the contact. */
async function emailsOf(
	context: OperationContext,
	customerKeys: readonly string[],
): Promise<string[]> {
	const emails = [readText(context, 'email')];
	for (const customerKey of customerKeys) {
		const kept = await context.store.contacts.get(customerKey);
		if (kept?.contact.email != null) emails.push(kept.contact.email);
	}
	return [...new Set(emails.flatMap((email) => normalizeEmail(email) ?? []))];
}
