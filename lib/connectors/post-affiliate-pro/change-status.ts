import type { VendorFailure } from '../vendor';
import type { PostAffiliateProClient } from './client';
import { TRANSACTION_FORM } from './transactions';

/**
 * Approves or declines transactions by their ids; null when it went well. Never by order id: the platform
 * would go on to everything whose order id looks like it. Setting a status twice leaves the same.
 */
export async function changeStatus(
	client: PostAffiliateProClient,
	ids: readonly string[],
	status: 'A' | 'D',
	note: string | null,
): Promise<VendorFailure | null> {
	const request = {
		C: TRANSACTION_FORM,
		M: 'changeStatus',
		ids,
		status,
		merchant_note: note ?? '',
		send_email: 'N',
	};
	const answer = await client.run([request], 'repeatable');
	return answer.ok ? null : answer.failure;
}
