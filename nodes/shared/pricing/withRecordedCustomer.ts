import type { CommissionFacts } from '../../../lib/commission';
import type { PricingContext } from '../../../lib/model/commission';

/**
 * A journal holds nothing of the customer but what it was priced by; that is kept, for by now the
 * order itself is one of the customer's.
 */
export function withRecordedCustomer(
	facts: CommissionFacts,
	recorded: PricingContext | null,
): CommissionFacts {
	if (recorded === null) return facts;
	const { customerType, paymentNumber, firstPaymentAt } = recorded;
	return { ...facts, context: { ...facts.context, customerType, paymentNumber, firstPaymentAt } };
}
