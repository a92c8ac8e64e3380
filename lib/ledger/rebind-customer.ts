import type { CustomerBinding } from '../ports/ledger-store';
import type { Attribution } from '../model/credit';
import { bindCustomer, leadingCredit } from './bind-customer';
import type { ConversionInput } from './conversion-record';
import type { Act } from './entries';

/**
 * What a re-attribution of an order makes of its customer's binding (C13): a binding that this
 * order brought follows its credit, or is released when nobody is credited; the end it has by later
 * orders stays. Any other binding is left as by an order that is recorded late. Null: nothing.
 */
export function rebindCustomer(
	binding: CustomerBinding | null,
	recorded: Pick<Attribution, 'credits' | 'programmeId'>,
	input: ConversionInput,
	act: Act,
): CustomerBinding | null {
	if (binding === null || !isOfOrder(binding, recorded, input)) {
		return bindCustomer(binding, input, act);
	}
	const leading = leadingCredit(input.attribution.credits);
	const { programmeId, customerKey, boundAt, expiresAt } = binding;
	const entry = { programmeId, customerKey, boundAt, actor: act.actor, at: act.at };
	if (leading === null) {
		if (binding.affiliateId === null) return null;
		return { ...entry, affiliateId: null, expiresAt: null, reason: 'released' };
	}
	if (binding.affiliateId === null) return bindCustomer(null, input, act);
	const { credits } = input.attribution;
	if (credits.some(({ affiliateId }) => affiliateId === binding.affiliateId)) return null;
	return { ...entry, affiliateId: leading.affiliateId, expiresAt, reason: 'transferred' };
}

/**
 * Whether the binding began with this order. A person's transfer or release begins when it is made,
 * and an earlier or later order has a time of its own.
 */
function isOfOrder(
	{ affiliateId, boundAt, programmeId }: CustomerBinding,
	recorded: Pick<Attribution, 'credits' | 'programmeId'>,
	{ order, attribution }: ConversionInput,
): boolean {
	const creditedIn = attribution.programmeId ?? recorded.programmeId;
	if (boundAt !== order.createdAt || programmeId !== creditedIn) return false;
	if (affiliateId === null) return recorded.credits.length === 0;
	return recorded.credits.some((credit) => credit.affiliateId === affiliateId);
}
