import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatMoney } from '../../../../lib/kernel';
import { magentoOrder, originalOrderId } from '../../../../lib/mapping/magento';
import {
	magentoCreditMemoSchema,
	magentoOrderSchema,
} from '../../../../lib/mapping/magento/schema';
import { toJson } from '../../../../lib/model/json';
import { orderSchema, type Order } from '../../../../lib/model/order';
import { publishedData } from '../../../support/published-data';

const folder = publishedData('payloads');
const isHere =
	folder !== null && existsSync(path.join(folder, 'magento2-order-000000013-io9.json'));

function payload(name: string): Record<string, unknown> {
	return JSON.parse(readFileSync(path.join(folder ?? '', `${name}.json`), 'utf8')) as Record<
		string,
		unknown
	>;
}

const order = (name: string): Order => magentoOrder(payload(name), 'magento.example.com');

(isHere ? describe : describe.skip)('orders of real Magento stores', () => {
	it.each([
		['magento2-order-000000013-io9', 'pending', '362.00 USD', '0.00 USD', '396.87 USD'],
		['magento2-order-000000013-io10', 'cancelled', '362.00 USD', '0.00 USD', '396.87 USD'],
		['magento2-order-000000014-io11', 'pending', '234.40 USD', '58.60 USD', '253.74 USD'],
		['magento2-order-000000015-cancel_export', 'pending', '234.40 USD', '58.60 USD', '253.74 USD'],
		['magento2-order-000000019-io16', 'pending', '49.00 USD', '0.00 USD', '54.00 USD'],
	])('%s is %s with goods of %s after a discount of %s, and comes to %s', (...facts) => {
		const [name, status, goods, discount, total] = facts;
		const read = order(name);
		const net = read.lines.reduce((sum, line) => sum + line.net.amountMinor, 0n);
		const { totals } = read;
		expect(read.status).toBe(status);
		expect(formatMoney({ amountMinor: net, currency: read.currency })).toBe(goods);
		expect(formatMoney(totals.discount)).toBe(discount);
		expect(formatMoney(totals.total)).toBe(total);
		expect(formatMoney(totals.fees)).toBe('0.00 USD');
		expect(read.storeCredit).toBeNull();
		expect(orderSchema.parse(toJson(read))).toEqual(read);
	});

	it('the configurable product of the first is one line of two pieces with its variant', () => {
		const { lines } = order('magento2-order-000000013-io9');
		expect(lines.map(({ sku, quantity, variantId }) => [sku, quantity, variantId])).toEqual([
			['MH09-XS-Blue', 2, '181'],
			['RACER', 1, null],
		]);
	});

	it('the order that was edited keeps its id and is an order of its own', () => {
		const read = order('magento2-order-000000013-io10');
		expect([read.orderId, read.orderNumber]).toEqual(['9', '000000013']);
		expect(originalOrderId(read)).toBeNull();
	});

	it("every field that is read of an event is in Adobe's list, but for the record's own id", () => {
		const listed = (name: string) => new Set(Object.keys(payload(name)));
		const orderFields = listed('adobe-event-schema-sales-order-save-after');
		const memoFields = listed('adobe-event-schema-sales-order-creditmemo-save-after');
		const only = (shape: object, fields: ReadonlySet<string>) =>
			Object.keys(shape).filter((field) => !fields.has(field));
		expect(only(magentoOrderSchema.shape, orderFields)).toEqual([
			'entity_id',
			'base_gift_cards_amount',
			'base_customer_balance_amount',
			'base_reward_currency_amount',
			'billing_address',
			'extension_attributes',
		]);
		expect(only(magentoCreditMemoSchema.shape, memoFields)).toEqual([
			'entity_id',
			'base_gift_cards_amount',
			'base_customer_balance_amount',
			'base_reward_currency_amount',
			'extension_attributes',
		]);
	});
});
