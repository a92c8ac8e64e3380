import { rejectedOutcome, type PlatformOutcome } from '../affiliate-platform';
import type { PostAffiliateProClient } from './client';
import { TRANSACTION_FORM } from './transactions';

/** The form of one transaction. It must be the one that was asked for, and of the order where one is given. */
export async function loadTransaction(
	client: PostAffiliateProClient,
	id: string,
	orderId: string | null,
): Promise<
	| { readonly ok: true; readonly fields: Record<string, string>; readonly raw: unknown }
	| { readonly ok: false; readonly outcome: PlatformOutcome }
> {
	const loaded = await client.form(TRANSACTION_FORM, 'load', { Id: id }, 'repeatable');
	if (!loaded.ok) return { ok: false, outcome: client.outcomeOf(loaded.failure) };
	const { fields, raw } = loaded;
	const isAsked = (fields['transid'] ?? fields['Id']) === id;
	if (isAsked && (orderId === null || fields['orderid'] === orderId)) {
		return { ok: true, fields, raw };
	}
	const outcome = rejectedOutcome({
		reason: isAsked
			? 'The transaction is not one of this order'
			: 'Post Affiliate Pro did not give the transaction that was asked for',
		hint: 'Check the id and the order ID.',
		field: isAsked ? 'orderid' : 'transid',
	});
	return { ok: false, outcome };
}
