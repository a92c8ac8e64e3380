import type { Instant } from '../../kernel';
import type { Dispute, DisputeStatus } from '../../model/dispute';
import { genericAmount } from './amount';
import type { GenericDispute } from './schema';

/** A dispute of the generic format in canonical form; the event says how it stands (C29). */
export function genericDispute(
	source: GenericDispute,
	status: DisputeStatus,
	storeKey: string,
	fallbackTime: Instant,
): Dispute {
	const { currency } = source;
	const openedAt = source.openedAt ?? source.updatedAt ?? fallbackTime;
	return {
		platform: 'generic',
		storeKey,
		disputeId: source.id,
		orderId: source.orderId,
		status,
		reason: source.reason,
		currency,
		amount: genericAmount(source.amount, currency, 'dispute.amount'),
		openedAt,
		updatedAt: source.updatedAt ?? (status === 'open' ? openedAt : fallbackTime),
	};
}
