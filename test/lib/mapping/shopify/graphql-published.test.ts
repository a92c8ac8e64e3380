import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatMoney } from '../../../../lib/kernel';
import { shopifyGraphqlOrder } from '../../../../lib/mapping/shopify/graphql';
import { publishedData } from '../../../support/published-data';

const FOLDER = publishedData('payloads') ?? '';

function payload(name: string): Record<string, unknown> {
	const text = readFileSync(path.join(FOLDER, `${name}.json`), 'utf8');
	return JSON.parse(text) as Record<string, unknown>;
}

/** These documents were taken apart into plain lists, and one time was made unreadable. */
function publishedOrder(): Record<string, unknown> {
	const order = payload('shopify-graphql-orders');
	const nodes = (name: string) => ({ nodes: order[name] ?? [] });
	return {
		...order,
		updatedAt: order['createdAt'],
		lineItems: nodes('lineItems'),
		discountApplications: nodes('discountApplications'),
		shippingLines: nodes('shippingLines'),
		refunds: [],
	};
}

(FOLDER === '' ? describe.skip : describe)('the published GraphQL order', () => {
	it('is part refunded, made in the admin, and adds up', () => {
		const { order, journey, removedUnits } = shopifyGraphqlOrder(
			publishedOrder(),
			'demo.myshopify.com',
		);

		expect(order).toMatchObject({
			orderId: '18697849798701',
			status: 'partially_refunded',
			currency: 'USD',
			coupons: [],
			customer: { customerId: '30911737757741', email: 'buyer@example.com', ordersBefore: 0 },
			tracking: { landingUrl: null, channel: 'shopify_draft_order', attributes: {} },
		});
		const net = order.lines.reduce((sum, line) => sum + line.net.amountMinor, 0n);
		expect(formatMoney({ amountMinor: net, currency: 'USD' })).toBe('1341615.95 USD');
		expect(formatMoney(order.totals.total)).toBe('1341615.95 USD');
		expect(journey?.isReady).toBe(true);
		expect(removedUnits.length).toBeGreaterThan(0);
	});

	it('has refunds whose transactions moved money', () => {
		const { transactions } = payload('shopify-graphql-order-transactions') as {
			transactions: ReadonlyArray<Record<string, unknown>>;
		};
		const refunds = transactions
			.filter(({ kind }) => kind === 'REFUND')
			.map((transaction, index) => ({
				id: `gid://shopify/Refund/${index + 1}`,
				createdAt: transaction['createdAt'],
				order: { id: 'gid://shopify/Order/18697849798701' },
				transactions: { nodes: [transaction] },
			}));
		const read = shopifyGraphqlOrder({ ...publishedOrder(), refunds }, 'demo.myshopify.com');

		const refunded = read.refunds.reduce((sum, { total }) => sum + total.amountMinor, 0n);
		expect(formatMoney({ amountMinor: refunded, currency: 'USD' })).toBe('736515.55 USD');
	});
});
