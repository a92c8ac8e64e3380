import { deterministicId, formatMoney, type Instant } from '../../kernel';
import type { OrderClaim } from '../../model/order-claim';
import type { ToldConversion } from './read-postback';

/** Who a sender is that does not say so. */
const UNNAMED_SOURCE = 'postback';

/**
 * What a partner's server says of an order. The same words are the same claim, however often they
 * are said; another amount or status is another claim (F37 compares the latest of each source).
 */
export function claimOfPostback(
	{ orderId, store, affiliate, amount, status, source }: ToldConversion,
	about: {
		readonly programmeId: string;
		readonly affiliateId: string | null;
		readonly receivedAt: Instant;
	},
): OrderClaim {
	const { programmeId, affiliateId, receivedAt } = about;
	const sender = source ?? affiliate ?? UNNAMED_SOURCE;
	return {
		claimId: deterministicId(
			'clm',
			programmeId,
			affiliateId ?? '',
			store ?? '',
			orderId,
			sender,
			amount === null ? '' : formatMoney(amount),
			status ?? '',
		),
		programmeId,
		affiliateId,
		storeKey: store,
		orderId,
		source: sender,
		amount,
		status,
		receivedAt,
	};
}
