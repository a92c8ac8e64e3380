import { zeroMoney, type Instant, type Money } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import { PLAIN_ATTRIBUTION, type Attribution, type Credit } from '../../model/credit';
import { UNKNOWN_CUSTOMER, UNKNOWN_TRACKING, UNTOLD_CHECKOUT } from '../../model/nobody';
import type { Order, OrderLine } from '../../model/order';
import { sourceName } from '../import-kinds';
import type { ImportContext } from './import-intent';

/** The one line of an order of which only the total is known. */
export const IMPORTED_LINE_ID = 'imported';

export interface ImportedOrder {
	readonly orderId: string;
	readonly orderNumber: string;
	readonly orderedAt: Instant;
	readonly currency: string;
	/** Total of the order; null for none, or one that is not known. */
	readonly amount: Money | null;
}

/** Shop that everything imported from one platform into one programme belongs to. */
export function importStoreKey({ source, programme }: ImportContext): string {
	return `import:${source}:${programme.code.toLowerCase()}`;
}

/** An order without customer and tracking, as the old platform knew it: paid, with one line. */
export function importedOrder(facts: ImportedOrder, context: ImportContext): Order {
	const { orderId, orderNumber, orderedAt, currency, amount } = facts;
	const zero = zeroMoney(currency);
	const total = amount ?? zero;
	return {
		platform: 'generic',
		storeKey: importStoreKey(context),
		orderId,
		orderNumber,
		status: 'paid',
		isTest: false,
		createdAt: orderedAt,
		paidAt: orderedAt,
		updatedAt: orderedAt,
		cancelledAt: null,
		cancelReason: null,
		currency,
		lines: amount === null ? [] : [lineOf(amount, sourceName(context.source))],
		totals: {
			items: total,
			discount: zero,
			shipping: zero,
			tax: zero,
			fees: zero,
			tip: zero,
			total,
		},
		coupons: [],
		customer: UNKNOWN_CUSTOMER,
		tracking: UNKNOWN_TRACKING,
		action: null,
		subscription: null,
		storeCredit: null,
		...UNTOLD_CHECKOUT,
	};
}

/** The credit that the old platform gave. */
export function importedAttribution(
	affiliate: Affiliate,
	orderedAt: Instant,
	{ programme, source }: ImportContext,
): Attribution {
	const credit: Credit = {
		affiliateId: affiliate.affiliateId,
		affiliateCode: affiliate.code,
		weight: 1,
		confidence: 1,
		confidenceReason: 'imported',
		touch: {
			kind: 'click',
			affiliateId: affiliate.affiliateId,
			affiliateCode: affiliate.code,
			programmeId: programme.programmeId,
			occurredAt: orderedAt,
			clickId: null,
			couponCode: null,
			medium: 'web',
			subIds: {},
			foundIn: 'import',
		},
	};
	return {
		outcome: 'attributed',
		programmeId: programme.programmeId,
		programmeCode: programme.code,
		model: programme.attributionModel,
		couponPolicy: programme.couponPolicy,
		lookbackDays: programme.lookbackDays,
		credits: [credit],
		touches: [credit.touch],
		...PLAIN_ATTRIBUTION,
		trace: [{ rule: 'import', text: `Credited by ${sourceName(source)}.` }],
	};
}

function lineOf(amount: Money, title: string): OrderLine {
	const zero = zeroMoney(amount.currency);
	return {
		lineId: IMPORTED_LINE_ID,
		productId: null,
		variantId: null,
		sku: null,
		title: `Imported from ${title}`,
		categories: [],
		quantity: 1,
		gross: amount,
		discount: zero,
		net: amount,
		tax: zero,
		isGiftCard: false,
		isTip: false,
	};
}
