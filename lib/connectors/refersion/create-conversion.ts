import {
	acceptedOutcome,
	exactNumber,
	failureOutcome,
	rejectedOutcome,
	requireId,
	type ConversionWrite,
	type PlatformAffiliate,
	type PlatformConfirmation,
	type PlatformOutcome,
} from '../affiliate-platform';
import type { VendorClient } from '../vendor';
import { post } from './client';
import { REFERSION_WORDS } from './failure';
import { areGoodsAlone, itemsOf } from './order-items';

const LONGEST_CART_ID = 255;

/** What sending an order needs besides the order. */
export interface OrderSending {
	readonly orders: VendorClient;
	findAffiliate(affiliate: string): Promise<PlatformAffiliate | null>;
	/** How it can be learned later what became of the order; throws nothing. */
	confirmation(conversion: ConversionWrite): Promise<PlatformConfirmation>;
}

/**
 * Hands the order over, once: Refersion counts the same order again when it is sent again. Who is credited
 * is the affiliate, else the cart that the browser told of, else the coupon.
 */
export async function createConversion(
	{ orders, findAffiliate, confirmation }: OrderSending,
	conversion: ConversionWrite,
): Promise<PlatformOutcome> {
	const orderId = requireId(conversion.orderId, 'orderId');
	const refused = refusalOf(conversion);
	if (refused !== null) return refused;
	const cartId = conversion.more['cart_id'] ?? conversion.clickId ?? orderId;
	if (cartId.length > LONGEST_CART_ID) {
		return rejectedOutcome({
			reason: 'Refersion takes no cart of more than 255 characters',
			hint: 'Use a shorter order ID, or give the cart as More Field cart_id.',
			field: 'cart_id',
		});
	}
	const { affiliate, customer } = conversion;
	const credited = affiliate === null ? null : await findAffiliate(affiliate);
	if (affiliate !== null && credited === null) {
		return rejectedOutcome({
			reason: 'Refersion has no such affiliate',
			hint: 'Give its number, its code, both as 4000123.k9x2, or the e-mail address.',
			field: 'auto_credit_affiliate_id',
		});
	}
	const body = bodyOf(conversion, { orderId, cartId, affiliateId: credited?.id ?? null });
	const answer = await post(orders, '/tracker/orders/paid', body, 'once');
	if (!answer.ok) {
		const sent = [customer.email ?? '', customer.name ?? '', customer.ip ?? ''];
		return failureOutcome(answer.failure, REFERSION_WORDS, sent);
	}
	return acceptedOutcome(null, await confirmation(conversion), answer.response.body);
}

function refusalOf({ amount, lines, tax, shipping }: ConversionWrite): PlatformOutcome | null {
	if (amount.amountMinor < 0n) {
		return rejectedOutcome({
			reason: 'An order of Refersion is worth nothing or more',
			hint: 'Take money back with Adjust or Cancel.',
			field: 'amount',
		});
	}
	const amounts = [...lines.map((line) => line.amount), tax, shipping];
	const other = amounts.find((one) => one !== null && one.currency !== amount.currency);
	if (other === undefined || other === null) return null;
	return rejectedOutcome({
		reason: `The order is in ${amount.currency}, and a part of it in ${other.currency}`,
		hint: 'Give all amounts in the currency of the order.',
		field: 'currency',
	});
}

/**
 * Items add up to the amount. Discounts are off the lines already, so that the discount is not sent; tax and
 * shipping are, unless the amount may hold them.
 */
function bodyOf(
	conversion: ConversionWrite,
	ids: { readonly orderId: string; readonly cartId: string; readonly affiliateId: string | null },
): Record<string, unknown> {
	const { amount, coupon, tax, shipping, customer } = conversion;
	const { cart_id: _cartId, ...more } = conversion.more;
	const isApart = areGoodsAlone(conversion);
	return {
		...more,
		...(more['is_subscription'] === undefined
			? {}
			: { is_subscription: more['is_subscription'].toLowerCase() === 'true' }),
		cart_id: ids.cartId,
		order_id: ids.orderId,
		currency_code: amount.currency,
		...(isApart && tax !== null ? { tax: exactNumber(tax, 'tax') } : {}),
		...(isApart && shipping !== null ? { shipping: exactNumber(shipping, 'shipping') } : {}),
		...(coupon === null ? {} : { discount_code: coupon }),
		...(ids.affiliateId === null ? {} : { auto_credit_affiliate_id: Number(ids.affiliateId) }),
		customer: customerOf(customer),
		items: itemsOf(conversion),
	};
}

function customerOf({ email, name, ip }: ConversionWrite['customer']): Record<string, string> {
	const [firstName = '', ...others] = name?.trim().split(/\s+/) ?? [];
	return {
		...(firstName === '' ? {} : { first_name: firstName }),
		...(others.length === 0 ? {} : { last_name: others.join(' ') }),
		...(email === null ? {} : { email }),
		...(ip === null ? {} : { ip_address: ip }),
	};
}
