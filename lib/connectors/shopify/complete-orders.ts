import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { DeniedField, ShopifyClient } from './client';
import { completeOrderLists, completeRefundLines } from './complete-lists';
import type { AnyRecord } from './connection-page';
import { DISPUTES_BY_ID, REFUNDS_BY_ID } from './documents';
import { globalId, idNumber } from './global-id';
import { readNodes } from './read-nodes';

/** Small, because each refund brings its lists. */
const REFUNDS_AT_ONCE = 2;

const DISPUTES_AT_ONCE = 25;

const idsSchema = z
	.array(z.object({ id: z.string() }))
	.nullish()
	.catch(null);

/**
 * Orders with everything that their page left out: long lists, refunds in full, and their disputes
 * where the app may read them (`paymentsDisputes`). Throws like `readAnswer`.
 */
export async function completeOrders(
	client: ShopifyClient,
	orders: readonly AnyRecord[],
): Promise<{ orders: AnyRecord[]; denied: readonly DeniedField[] }> {
	const refunds = await readRefunds(
		client,
		orders.flatMap((order) => idsOf(order['refunds'])),
	);
	const { disputes, denied } = await readDisputes(
		client,
		orders.flatMap((order) => idsOf(order['disputes'])),
	);
	const whole: AnyRecord[] = [];
	for (const order of orders) {
		whole.push({
			...(await completeOrderLists(client, order)),
			refunds: idsOf(order['refunds']).flatMap((id) => refunds.get(id) ?? []),
			paymentsDisputes: idsOf(order['disputes']).flatMap((id) => disputes.get(idNumber(id)) ?? []),
		});
	}
	return { orders: whole, denied };
}

async function readRefunds(
	client: ShopifyClient,
	ids: readonly string[],
): Promise<Map<string, AnyRecord>> {
	const { records } = await readNodes(client, REFUNDS_BY_ID, ids, REFUNDS_AT_ONCE);
	const refunds = new Map<string, AnyRecord>();
	for (const refund of records) refunds.set(refund.id, await completeRefundLines(client, refund));
	return refunds;
}

/**
 * An order only sums its disputes up, without an amount. That the number of a summary is that of the
 * Shopify Payments dispute is not documented: a dispute that is not found that way stays a summary,
 * and nothing but Shopify being out of reach keeps the orders back.
 */
async function readDisputes(
	client: ShopifyClient,
	ids: readonly string[],
): Promise<{ disputes: Map<string, AnyRecord>; denied: readonly DeniedField[] }> {
	try {
		const { records, denied } = await readNodes(
			client,
			DISPUTES_BY_ID,
			ids.map((id) => globalId('ShopifyPaymentsDispute', idNumber(id))),
			DISPUTES_AT_ONCE,
		);
		return {
			disputes: new Map(records.map((record) => [idNumber(record.id), record])),
			denied: denied.map(({ scopes }) => ({ field: 'disputes', scopes })),
		};
	} catch (error) {
		if (!(error instanceof AffiliateError) || error.code === 'vendor_unavailable') throw error;
		return { disputes: new Map(), denied: [{ field: 'disputes', scopes: [] }] };
	}
}

function idsOf(list: unknown): string[] {
	return (idsSchema.parse(list) ?? []).map(({ id }) => id);
}
