import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatAmount, formatMoney } from '../../../lib/kernel';
import { parseModel } from '../../../lib/model/parse';
import { toJson } from '../../../lib/model/json';
import { orderSchema, type Order } from '../../../lib/model/order';
import { shopifyOrder, shopifyRefund } from '../../../lib/mapping/shopify';
import { wooOrder } from '../../../lib/mapping/woocommerce/order';
import { wooRefunds } from '../../../lib/mapping/woocommerce/refunds';
import { wooOrderSchema } from '../../../lib/mapping/woocommerce/schema';
import { publishedData } from '../../support/published-data';

const FOLDER = publishedData('payloads') ?? '';
const isHere = FOLDER !== '';

function payload(name: string): Record<string, unknown> {
	const json = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Record<
		string,
		unknown
	>;
	return (json.order ?? json.refund ?? json.data ?? json) as Record<string, unknown>;
}

function woo(name: string) {
	return parseModel(wooOrderSchema, payload(name), 'order');
}

function sumOfParts({ items, discount, shipping, tax, fees, tip }: Order['totals']): bigint {
	return (
		items.amountMinor -
		discount.amountMinor +
		shipping.amountMinor +
		tax.amountMinor +
		fees.amountMinor +
		tip.amountMinor
	);
}

(isHere ? describe : describe.skip)('payloads of real stores', () => {
	it.each([
		['shopify-order-created-aud-test', '44.95 AUD', '59.45 AUD'],
		[
			'shopify-order-created-hkd-percentage-code-plus-line-discount-shipping',
			'164.90 HKD',
			'186.90 HKD',
		],
		['shopify-order-jpy-zero-decimal-1002', '14090 JPY', '14319 JPY'],
		['shopify-order-pln-100500', '1746.00 PLN', '2147.58 PLN'],
		['shopify-order-cancelled-voided-test-notification', '393.00 USD', '403.00 USD'],
	])('%s has goods of %s and adds up to %s', (name, goods, total) => {
		const order = shopifyOrder(payload(name), 'demo.myshopify.com');
		const net = order.lines.reduce((sum, line) => sum + line.net.amountMinor, 0n);
		expect(formatMoney({ amountMinor: net, currency: order.currency })).toBe(goods);
		expect(formatMoney(order.totals.total)).toBe(total);
		expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
		expect(orderSchema.parse(toJson(order))).toEqual(order);
	});

	it('the draft order whose manual discount is titled like a code has no coupon', () => {
		const order = shopifyOrder(
			payload('shopify-order-created-hkd-percentage-code-plus-line-discount-shipping'),
			'demo.myshopify.com',
		);
		expect(order.coupons).toEqual([]);
	});

	it('the refund of two lines without subtotals gives back both prices', () => {
		const { refund } = shopifyRefund(payload('shopify-refund-rest'), 'demo.myshopify.com');
		expect(refund.lines?.map(({ net }) => formatMoney(net))).toEqual(['199.00 USD', '199.00 USD']);
		expect(formatMoney(refund.total)).toBe('209.00 USD');
	});

	it('the WooCommerce order with part refunds is part refunded and lists both', () => {
		const source = woo('woo-order-partially-refunded');
		const order = wooOrder(source, 'shop.example.com', []);
		expect(order.status).toBe('partially_refunded');
		expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
		expect(wooRefunds(source, order).map(({ total }) => formatAmount(total))).toEqual([
			'16.20',
			'8.10',
		]);
	});

	it('the WooCommerce order with attribution tells where the buyer came from', () => {
		const { tracking } = wooOrder(woo('woo-order-attribution'), 'shop.example.com', []);
		expect(tracking.landingUrl).toBe('https://ddev.site/shop/');
		expect(tracking.utm).toMatchObject({ source: 'woocommerce.com', medium: 'referral' });
	});

	it('the example of the WooCommerce documentation adds up', () => {
		const order = wooOrder(woo('woo-order-docs-rest-v3'), 'shop.example.com', []);
		expect(sumOfParts(order.totals)).toBe(order.totals.total.amountMinor);
	});
});
