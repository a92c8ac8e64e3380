import { zeroMoney } from '../../kernel';
import { UNTOLD_CHECKOUT } from '../../model/nobody';
import type { Order } from '../../model/order';
import { genericAmountOrZero } from './amount';
import { genericCustomer } from './customer';
import type { GenericAction } from './schema';
import { genericTracking } from './tracking';

/**
 * A lead, signup or other named action as an order without lines, paid at once. Its id names the
 * action, so that it never meets an order of the shop that has the same number.
 */
export function genericAction(source: GenericAction, storeKey: string): Order {
	const { currency, name, occurredAt } = source;
	const zero = zeroMoney(currency);
	const value = genericAmountOrZero(source.value, currency, 'action.value');
	return {
		platform: 'generic',
		storeKey,
		orderId: `action:${name}:${source.id}`,
		orderNumber: source.id,
		status: 'paid',
		isTest: source.test,
		createdAt: occurredAt,
		paidAt: occurredAt,
		updatedAt: occurredAt,
		cancelledAt: null,
		cancelReason: null,
		currency,
		lines: [],
		totals: {
			items: value,
			discount: zero,
			shipping: zero,
			tax: zero,
			fees: zero,
			tip: zero,
			total: value,
		},
		coupons: [],
		customer: genericCustomer(source.customer),
		tracking: genericTracking(source.tracking, storeKey),
		action: name,
		subscription: null,
		storeCredit: null,
		...UNTOLD_CHECKOUT,
	};
}
