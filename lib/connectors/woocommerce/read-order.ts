import { z } from 'zod/v4';
import type { WooClient } from './client';
import { failureError } from './describe-failure';
import { requireId } from './require-id';
import { recordSchema, type WooRecord } from './schema';

const PAGE_SIZE = 100;

/** More pages than any order has refunds; stops a shop that counts wrong. */
const MOST_PAGES = 50;

/**
 * An order as webhooks describe it, with its refunds in short; null when there is none. Throws
 * `vendor_unavailable` or `vendor_refused`.
 */
export async function readOrder(client: WooClient, orderId: string): Promise<WooRecord | null> {
	const answer = await client.call(
		{ method: 'GET', path: `/orders/${requireId(orderId)}`, safety: 'repeatable' },
		recordSchema,
	);
	if (answer.ok) return answer.value;
	const isGone = answer.failure.status === 404 && answer.failure.code.endsWith('_invalid_id');
	if (isGone) return null;
	throw failureError(answer.failure);
}

/**
 * The refunds of an order in full: date, amount, reason and lines, oldest first. Throws
 * `vendor_unavailable` or `vendor_refused`.
 */
export async function readRefunds(
	client: WooClient,
	orderId: string,
): Promise<readonly WooRecord[]> {
	const path = `/orders/${requireId(orderId)}/refunds`;
	const refunds: WooRecord[] = [];
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const { value, pages } = await client.read(
			path,
			{ per_page: String(PAGE_SIZE), page: String(page), orderby: 'id', order: 'asc' },
			z.array(recordSchema),
		);
		refunds.push(...value);
		const isLast = pages === null ? value.length < PAGE_SIZE : page >= pages;
		if (isLast) break;
	}
	return refunds;
}
