import {
	confirmedOutcome,
	duplicateOutcome,
	exactNumber,
	failureOutcome,
	rejectedOutcome,
	type ConversionWrite,
	type PlatformOutcome,
} from '../affiliate-platform';
import { unreadableFailure } from '../vendor';
import type { TapfiliateClient } from './client';
import { applyCommission } from './apply-commission';
import { TAPFILIATE_WORDS } from './failure';
import { findByOrder } from './find-conversions';
import { conversionSchema } from './schema';

/**
 * Creates a conversion unless Tapfiliate has one of the order. It refuses an id that it knows with 422,
 * so that sending twice makes one; a 422 is looked up, because other faults answer with it as well.
 */
export async function createConversion(
	client: TapfiliateClient,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const before = await existing(client, conversion);
	if (before !== null) return before;
	const key = attributionKey(conversion);
	if (key === null) {
		return rejectedOutcome({
			reason: 'Nothing tells Tapfiliate who is credited',
			hint: 'Give the affiliate, a click, a coupon or a known customer.',
			field: 'referral_code',
		});
	}
	const answer = await client.write('POST', '/conversions/', bodyOf(conversion, key), {
		override_max_cookie_time: String(conversion.affiliate !== null),
	});
	const sent = [conversion.customer.email ?? '', conversion.customer.ip ?? ''];
	if (!answer.ok) {
		const { failure } = answer;
		const known = failure.status === 422 ? await existing(client, conversion) : null;
		return known ?? failureOutcome(failure, TAPFILIATE_WORDS, sent);
	}
	const { body } = answer.response;
	const read = conversionSchema.safeParse(body);
	if (!read.success) {
		return failureOutcome(unreadableFailure(answer.response.status), TAPFILIATE_WORDS);
	}
	const applied = await applyCommission(client, read.data, conversion);
	return applied ?? confirmedOutcome(read.data.id, body);
}

/** Also finishes what a run that was cut off left undone: our commission, and its approval. */
async function existing(
	client: TapfiliateClient,
	conversion: ConversionWrite,
): Promise<PlatformOutcome | null> {
	const [found] = await findByOrder(client, conversion.orderId);
	if (found === undefined) return null;
	const { source, raw } = found;
	const isUndecided = source.commissions.every(({ approved }) => approved === null);
	const applied = isUndecided ? await applyCommission(client, source, conversion) : null;
	return applied ?? duplicateOutcome(source.id, 'Tapfiliate has a conversion of this order', raw);
}

/**
 * Exactly one. Of several Tapfiliate takes the customer first, who would bring the credit back to a former
 * affiliate: whoever is credited is decided before.
 */
function attributionKey({
	affiliate,
	clickId,
	coupon,
	customer,
}: ConversionWrite): Record<string, string> | null {
	if (affiliate !== null) return { referral_code: affiliate };
	if (clickId !== null) return { click_id: clickId };
	if (coupon !== null) return { coupon };
	return customer.id === null ? null : { customer_id: customer.id };
}

function bodyOf(conversion: ConversionWrite, key: Record<string, string>): Record<string, unknown> {
	const { orderId, amount, actionType, customer, more } = conversion;
	return {
		external_id: orderId,
		amount: exactNumber(amount, 'amount'),
		currency: amount.currency,
		...key,
		...(actionType === null ? {} : { commission_type: actionType }),
		...(customer.userAgent === null ? {} : { user_agent: customer.userAgent }),
		...(customer.ip === null ? {} : { ip: customer.ip }),
		...more,
	};
}
