import type { Instant } from '../../kernel';
import type { Refund } from '../../model/refund';
import { genericAmount, genericAmountOrZero } from './amount';
import type { GenericRefund } from './schema';

/** A refund of the generic format in canonical form. Throws `invalid_input` with the path. */
export function genericRefund(
	source: GenericRefund,
	storeKey: string,
	fallbackTime: Instant,
): Refund {
	const { currency } = source;
	return {
		platform: 'generic',
		storeKey,
		refundId: source.id,
		orderId: source.orderId,
		createdAt: source.createdAt ?? fallbackTime,
		kind: source.kind,
		reason: source.reason,
		currency,
		lines:
			source.lines?.map((line, index) => ({
				lineId: line.lineId,
				quantity: line.quantity,
				net: genericAmount(line.total, currency, `refund.lines[${index}].total`),
				tax: genericAmountOrZero(line.tax, currency, `refund.lines[${index}].tax`),
			})) ?? null,
		shipping: genericAmountOrZero(source.shipping, currency, 'refund.shipping'),
		total: genericAmount(source.total, currency, 'refund.total'),
	};
}
