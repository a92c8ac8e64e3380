import { shopifyOrder } from '../../../lib/mapping/shopify/order';
import { wooOrder } from '../../../lib/mapping/woocommerce/order';
import { wooOrderSchema } from '../../../lib/mapping/woocommerce/schema';
import { toldAddress } from '../../../lib/mapping/told-address';

const SHOPIFY = {
	id: 1,
	created_at: '2026-11-17T12:00:00Z',
	currency: 'EUR',
	line_items: [],
	billing_address: {
		address1: 'Main Street 1',
		address2: 'Floor 2',
		city: 'Berlin',
		zip: '10115',
		country_code: 'de',
		last_name: 'Sample',
	},
	shipping_address: { city: 'Hamburg', zip: '20095', country_code: 'DE' },
	payment_gateway_names: ['shopify_payments', 'gift_card'],
};

const WOO = {
	id: 7,
	status: 'processing',
	currency: 'EUR',
	date_created_gmt: '2026-11-17T12:00:00',
	total: '10.00',
	line_items: [],
	billing: { last_name: 'Sample', address_1: 'Main Street 1', postcode: '10115', country: 'DE' },
	shipping: { last_name: '', address_1: '', city: '', postcode: '', country: '' },
	payment_method: 'bacs',
};

describe('what a store tells of addresses and payment', () => {
	it('reads both addresses and the payment of a Shopify order', () => {
		const order = shopifyOrder(SHOPIFY, 'demo.myshopify.com');
		expect(order.billingAddress).toEqual({
			line: 'Main Street 1, Floor 2',
			postcode: '10115',
			city: 'Berlin',
			country: 'DE',
			lastName: 'Sample',
		});
		expect(order.shippingAddress).toMatchObject({ city: 'Hamburg', line: null, lastName: null });
		expect(order.payment).toEqual({
			method: 'shopify_payments, gift_card',
			fingerprint: null,
			failedAttempts: null,
		});
	});

	it('has no address where Shopify hides it', () => {
		const order = shopifyOrder(
			{ ...SHOPIFY, billing_address: null, shipping_address: undefined, payment_gateway_names: [] },
			'demo.myshopify.com',
		);
		expect([order.billingAddress, order.shippingAddress, order.payment]).toEqual([
			null,
			null,
			null,
		]);
	});

	it('takes the empty shipping address of a WooCommerce order for none', () => {
		const order = wooOrder(wooOrderSchema.parse(WOO), 'shop.example', []);
		expect(order.billingAddress).toMatchObject({ line: 'Main Street 1', lastName: 'Sample' });
		expect(order.shippingAddress).toBeNull();
		expect(order.payment?.method).toBe('bacs');
	});

	it('cuts what is too long', () => {
		const address = toldAddress({
			lines: ['x'.repeat(1_000)],
			postcode: null,
			city: null,
			country: null,
			lastName: null,
		});
		expect(address?.line).toHaveLength(300);
	});
});
