import type { Money } from '../../kernel';
import {
	exactNumber,
	failureOutcome,
	rejectedOutcome,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { TapfiliateClient } from './client';
import { TAPFILIATE_WORDS } from './failure';
import type { TapfiliateConversion } from './schema';

/**
 * Sets our commission in place of Tapfiliate's, and approves it where that is wanted. Null when all went
 * well, or nothing was to be done. What people have approved or declined stays. With several commissions ours has no one place: it is refused.
 */
export async function applyCommission(
	client: TapfiliateClient,
	{ id, commissions }: TapfiliateConversion,
	{
		commission,
		status,
	}: { readonly commission: Money | null; readonly status: 'pending' | 'approved' },
): Promise<PlatformOutcome | null> {
	if (commission !== null) {
		const [only, ...others] = commissions;
		if (only === undefined || others.length > 0) {
			return {
				...rejectedOutcome({
					reason: `Tapfiliate made ${commissions.length} commissions of the conversion, so that ours has no place`,
					hint: "Switch 'Send Our Commission' off, or correct the commissions in Tapfiliate.",
				}),
				externalId: id,
			};
		}
		const theirs = only.currency?.toUpperCase() ?? commission.currency;
		if (theirs !== commission.currency) {
			return {
				...rejectedOutcome({
					reason: `Tapfiliate counts the commission in ${theirs}, and ours is in ${commission.currency}`,
					hint: "Switch 'Send Our Commission' off, or use the programme's currency in your shop.",
					field: 'currency',
				}),
				externalId: id,
			};
		}
		const amount = exactNumber(commission, 'commission');
		const set = await client.write('PATCH', `/commissions/${only.id}/`, { amount });
		if (!set.ok) return failureOutcome(set.failure, TAPFILIATE_WORDS);
	}
	if (status === 'pending') return null;
	for (const pending of commissions.filter(({ approved }) => approved === null)) {
		const approved = await client.write('PUT', `/commissions/${pending.id}/approved/`);
		if (!approved.ok) return failureOutcome(approved.failure, TAPFILIATE_WORDS);
	}
	return null;
}
