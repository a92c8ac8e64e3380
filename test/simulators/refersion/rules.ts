import { RefersionError, type Row } from './refused.ts';

const PROFILE = [
	...['first_name', 'last_name', 'email', 'paypal_email', 'company', 'phone', 'country'],
	...['address1', 'address2', 'city', 'state', 'zip', 'offer'],
];

/** Fields that a call knows; any other is answered with 204. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
	'affiliate/new': [
		...PROFILE,
		...['password', 'status', 'send_welcome', 'conversion_trigger_coupon', 'unique_merchant_id'],
	],
	'affiliate/get': ['id', 'affiliate_code'],
	'affiliate/list': ['limit', 'page'],
	'affiliate/search': ['keyword', 'first_name', 'last_name', 'page'],
	'affiliate/edit': [...PROFILE, 'custom_fields'],
	'conversion/cancel': ['order_id', 'items'],
	'orders/paid': [
		...['cart_id', 'order_id', 'currency_code', 'shipping', 'tax', 'discount', 'discount_code'],
		...['customer', 'items', 'auto_credit_affiliate_id', 'subscription_id', 'is_subscription'],
	],
};

export function fieldsOf(call: string, row: Row): void {
	const unknown = Object.keys(row).find((name) => KNOWN[call]?.includes(name) === false);
	if (unknown !== undefined) throw new RefersionError(204, `Invalid field ${unknown}`);
}

export function passwordComplaint(password: string, email: string): string | null {
	const { length } = password;
	if (length < 9) {
		return `The password should be at least 9 characters long. Current password length is ${length}`;
	}
	if (length > 72) {
		return `The password should not be longer than 72 characters. Current password length is ${length}`;
	}
	if (![/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/].every((kind) => kind.test(password))) {
		return 'The password should have at least 1 number, 1 uppercase letter, 1 lowercase letter and 1 symbol.';
	}
	if (password === email) return "The password can't be the same as the e-mail";
	return /(.)\1{3}/.test(password)
		? "The password can't have the same character repeated more than 3 times in a row"
		: null;
}
