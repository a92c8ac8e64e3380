import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import type { MagentoClient, MagentoResult } from './client';
import { commentedOrderSchema } from './schema';

/**
 * With this our comments begin, so that whoever reads the order's history for traces of where the
 * customer came from can pass them over.
 */
export const OWN_COMMENT_PREFIX = 'Affiliate Loop:';

export interface OrderComment {
	/** Plain text, at most 1,000 characters; the prefix is put in front unless it is there. */
	readonly text: string;
	/** Whether the customer sees it in the account; no e-mail is sent in any case. */
	readonly isVisibleToCustomer?: boolean;
}

/**
 * Adds a comment to an order unless the same one is there. Throws `invalid_input` for an empty text and
 * for one with angle brackets, which Magento takes for markup and changes.
 *
 * The order's own status goes with it: without one, Magento before 2.4.7 sets the order's status to
 * null, and the order vanishes from its lists (magento2 issue 34180).
 */
export async function addOrderComment(
	client: MagentoClient,
	entityId: string,
	comment: OrderComment,
): Promise<MagentoResult<'created' | 'unchanged'>> {
	const text = commentText(comment.text);
	const path = `/orders/${encodeURIComponent(entityId)}`;
	const order = await client.call(
		{ method: 'GET', path, safety: 'repeatable' },
		commentedOrderSchema,
	);
	if (!order.ok) return order;
	const { status, status_histories: histories } = order.value;
	const isThere = histories.some((entry) => plain(entry.comment ?? '') === plain(text));
	if (isThere) return { ok: true, value: 'unchanged' };
	const added = await client.call(
		{
			method: 'POST',
			path: `${path}/comments`,
			body: {
				statusHistory: {
					comment: text,
					parent_id: Number(order.value.entity_id),
					is_customer_notified: 0,
					is_visible_on_front: comment.isVisibleToCustomer === true ? 1 : 0,
					...(status === null || status === undefined ? {} : { status }),
				},
			},
			safety: 'once',
		},
		z.unknown(),
	);
	return added.ok ? { ok: true, value: 'created' } : added;
}

function commentText(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.length > 1_000 || /[<>]/.test(trimmed)) {
		throw new AffiliateError('The comment is empty, too long or has angle brackets', {
			code: 'invalid_input',
			path: 'comment',
			hint: 'Write 1 to 1,000 characters of plain text without < and >.',
		});
	}
	return trimmed.startsWith(OWN_COMMENT_PREFIX) ? trimmed : `${OWN_COMMENT_PREFIX} ${trimmed}`;
}

/** Texts are compared as people see them: Magento may write entities, and line ends its own way. */
function plain(text: string): string {
	return text
		.replace(/&#0?39;/g, "'")
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
}
