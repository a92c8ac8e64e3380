import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import type { Act } from './entries';

/**
 * Ends the binding of a customer that an order brought (C13): an order that was fraud binds nobody, as
 * one that the check had rejected. A binding by another order or by a person stays.
 */
export function releaseOwnBinding({ binding, conversion }: OrderState, act: Act): LedgerWrite {
	if (binding === null || binding.affiliateId === null || conversion === null) return {};
	const { affiliateId, boundAt, programmeId, customerKey } = binding;
	const isCredited = conversion.touches.some((touch) => touch.affiliateId === affiliateId);
	if (boundAt !== conversion.orderedAt || !isCredited) return {};
	return {
		bindings: [
			{
				programmeId,
				customerKey,
				boundAt,
				affiliateId: null,
				expiresAt: null,
				reason: 'released',
				actor: act.actor,
				at: act.at,
			},
		],
	};
}
