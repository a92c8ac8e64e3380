import type { WooClient } from './client';
import { notKeptFailure } from './failure';
import { DEFAULT_OWN_MARKS, requireOwnKeys, type OwnMarks } from './marks';
import { keyNotKept, metaChanges, type MetaValues } from './meta-entries';
import { requireId } from './require-id';
import { withMetaSchema } from './schema';
import { doneOutcome, failedOutcome, type WriteOutcome } from './write-outcome';

/**
 * Writes meta with our own mark to an order; what is there already is not sent again. Throws
 * `foreign_field` for a key without the mark, `invalid_input` for an id that is no number.
 */
export async function writeOrderMeta(
	client: WooClient,
	orderId: string,
	values: MetaValues,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WriteOutcome> {
	return await writeMeta(client, 'orders', orderId, values, marks);
}

/**
 * Writes meta with our own mark to a customer (`findCustomer`); guests have no record. Throws like
 * `writeOrderMeta`.
 */
export async function writeCustomerMeta(
	client: WooClient,
	customerId: string,
	values: MetaValues,
	marks: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<WriteOutcome> {
	return await writeMeta(client, 'customers', customerId, values, marks);
}

async function writeMeta(
	client: WooClient,
	kind: 'orders' | 'customers',
	id: string,
	values: MetaValues,
	marks: OwnMarks,
): Promise<WriteOutcome> {
	requireOwnKeys(Object.keys(values), marks);
	const path = `/${kind}/${requireId(id)}`;
	const query = { _fields: 'id,meta_data' };
	const sent = Object.values(values).filter((value) => value !== null);
	const before = await client.call(
		{ method: 'GET', path, query, safety: 'repeatable' },
		withMetaSchema,
	);
	if (!before.ok) return failedOutcome(before.failure, id, sent);
	const changes = metaChanges(before.value.meta_data, values);
	if (changes.length === 0) return doneOutcome('unchanged', id);
	const after = await client.call(
		{
			method: 'PUT',
			path,
			query,
			body: { meta_data: changes },
			// A row with an id is replaced; a key without one is written once.
			safety: 'repeatable',
		},
		withMetaSchema,
	);
	if (!after.ok) return failedOutcome(after.failure, id, sent);
	const lost = keyNotKept(after.value.meta_data, values);
	return lost === null ? doneOutcome('updated', id) : failedOutcome(notKeptFailure(lost), id);
}
