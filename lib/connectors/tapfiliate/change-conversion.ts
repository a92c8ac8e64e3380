import {
	confirmedOutcome,
	duplicateOutcome,
	exactNumber,
	failureOutcome,
	rejectedOutcome,
	type ConversionAdjustment,
	type ConversionCancellation,
	type PlatformOutcome,
} from '../affiliate-platform';
import { applyCommission } from './apply-commission';
import type { TapfiliateClient } from './client';
import { isMissing, TAPFILIATE_WORDS } from './failure';
import { findByOrder } from './find-conversions';
import { conversionSchema } from './schema';

/** Sets the amount that is left; Tapfiliate computes its commissions again unless ours are sent. */
export async function adjustConversion(
	client: TapfiliateClient,
	{ orderId, amount, commission, more }: ConversionAdjustment,
): Promise<PlatformOutcome> {
	const [found] = await findByOrder(client, orderId);
	if (found === undefined) {
		return rejectedOutcome({
			reason: 'Tapfiliate has no conversion of this order',
			hint: 'Create the conversion first, or check the order ID.',
			field: 'external_id',
		});
	}
	const { id, currency } = found.source;
	if (currency !== null && currency.toUpperCase() !== amount.currency) {
		return rejectedOutcome({
			reason: `Tapfiliate has the order in ${currency}, and what is left is in ${amount.currency}`,
			hint: 'Give the amount in the currency of the order.',
			field: 'currency',
		});
	}
	const answer = await client.write(
		'PATCH',
		`/conversions/${encodeURIComponent(id)}/`,
		{ amount: exactNumber(amount, 'amount'), ...more },
		{ recalculate_commissions: String(commission === null) },
	);
	if (!answer.ok) return failureOutcome(answer.failure, TAPFILIATE_WORDS);
	const { body } = answer.response;
	const read = conversionSchema.safeParse(body);
	const now = read.success ? read.data : found.source;
	const applied = await applyCommission(client, now, { commission, status: 'pending' });
	return applied ?? confirmedOutcome(id, body);
}

/** Deletes the conversion. One that is not there is no failure: it may be gone since an earlier run. */
export async function cancelConversion(
	client: TapfiliateClient,
	{ orderId }: ConversionCancellation,
): Promise<PlatformOutcome> {
	const [found] = await findByOrder(client, orderId);
	if (found === undefined) {
		return duplicateOutcome(null, 'Tapfiliate has no conversion of this order', null);
	}
	const { id } = found.source;
	const answer = await client.write('DELETE', `/conversions/${encodeURIComponent(id)}/`);
	if (answer.ok || isMissing(answer.failure)) return confirmedOutcome(id, null);
	return failureOutcome(answer.failure, TAPFILIATE_WORDS);
}
