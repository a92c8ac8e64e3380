import type { LedgerWrite, OrderState } from '../ports/ledger-store';
import { event, type Act } from './entries';

/**
 * Tells whoever listens that the customer of a recorded order is reached in another way now, such as by a
 * corrected address. Books nothing. `cause` is when the order's content is of.
 */
export function contactChanged(
	{ conversion }: OrderState,
	cause: string,
	act: Act,
): { write: LedgerWrite; result: boolean } {
	if (conversion === null) return { write: {}, result: false };
	const { conversionId } = conversion;
	const told = event(conversionId, 'conversion.contact_changed', cause, { conversionId }, act);
	return { write: { events: [told] }, result: true };
}
