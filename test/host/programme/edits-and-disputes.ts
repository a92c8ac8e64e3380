import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { click } from '../../../scripts/demo/pass.ts';
import { outputOf } from '../../../scripts/demo/runs.ts';
import {
	shopifyOrder,
	shopifyRefund,
	type DemoOrder,
} from '../../../scripts/demo/shopify-order.ts';
import { deliver } from '../../../scripts/demo/shopify-sender.ts';
import { crmCaughtUp } from '../support/crm-caught-up';
import {
	eur,
	expectBalanced,
	newOrder,
	runAfter,
	sendOrder,
	SHOPIFY,
	startsNothing,
	stateOf,
	type Stage,
} from './stage';

type JsonObject = Record<string, unknown>;

function later(instant: string, seconds: number): string {
	return new Date(Date.parse(instant) + seconds * 1_000).toISOString();
}

/** The order with a second line of 40.00, as a shop's employee adds it afterwards. */
function withSecondLine(order: DemoOrder): JsonObject {
	const body = shopifyOrder(order) as { line_items: JsonObject[] };
	const [line] = body.line_items;
	const extra = {
		...line,
		id: order.id + 11,
		sku: 'TEA-2',
		quantity: 1,
		price: '40.00',
		price_set: undefined,
		discount_allocations: [],
		tax_lines: [],
	};
	return {
		line_items: [line, extra],
		total_line_items_price: '139.90',
		subtotal_price: '127.20',
		total_price: '148.67',
		updated_at: later(order.paidAt, 60),
	};
}

/** Workflows 02 and 03: what a shop does with an order after it was paid. */
export function describeEditsAndDisputes(stage: () => Stage): void {
	const commissionsOf = async ({ id }: DemoOrder) =>
		(await stateOf(stage(), DEMO.shop, String(id)))?.commissions ?? [];
	const dealsOf = ({ id }: DemoOrder) =>
		stage()
			.world.hubspot.deals()
			.map(({ properties }) => properties)
			.filter((properties) => properties['external_order_key'] === `${DEMO.shop}:${id}`);

	async function paidOrder(): Promise<DemoOrder> {
		const { location } = await click(stage().world);
		const order = newOrder(`${location.pathname}${location.search}`);
		const run = await runAfter(stage(), '02', async () => await sendOrder(stage(), order));
		expect(run.status).toBe('success');
		return order;
	}

	describe('an order that is changed in the shop after it was recorded', () => {
		let order: DemoOrder;

		beforeAll(async () => {
			order = await paidOrder();
		});

		it('starts nothing as long as nothing that matters changed', async () => {
			await startsNothing(stage(), '02', async () => {
				const updated_at = later(order.paidAt, 30);
				await sendOrder(stage(), order, { topic: 'orders/updated' });
				await sendOrder(stage(), order, { topic: 'orders/updated', updated_at, tags: 'vip' });
				await sendOrder(stage(), order, { topic: 'orders/updated', updated_at, note: 'Gift' });
			});
			expect(await commissionsOf(order)).toHaveLength(1);
		});

		it('adds the difference once, and tells the CRM, when its amounts changed', async () => {
			const changes = { ...withSecondLine(order), topic: 'orders/updated' };
			const run = await runAfter(stage(), '02', async () => {
				await sendOrder(stage(), order, changes);
			});
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Book order and commission')).toMatchObject({
				ledger: { outcome: 'adjusted' },
			});
			await crmCaughtUp(stage().ledger);
			expect(await commissionsOf(order)).toMatchObject([
				{ amount: eur(1_090n), adjusted: eur(500n), reversed: eur(0n) },
			]);
			expect(dealsOf(order)).toMatchObject([
				{ amount: '148.67', affiliate_commission_amount: '15.9' },
			]);
			await startsNothing(stage(), '02', async () => {
				await sendOrder(stage(), order, changes);
				await sendOrder(stage(), order, { ...changes, updated_at: later(order.paidAt, 90) });
			});
			expect(await commissionsOf(order)).toMatchObject([{ adjusted: eur(500n) }]);
		});

		it('starts nothing when the update only says that it was refunded', async () => {
			const refund = shopifyRefund(order, order.id + 500, later(order.paidAt, 120));
			const { world } = stage();
			const run = await runAfter(stage(), '03', async () => {
				const { refunds: url } = world.urls;
				expect(await deliver(SHOPIFY, { url, topic: 'refunds/create', body: refund })).toBe(200);
			});
			expect(run.status).toBe('success');
			await startsNothing(stage(), '02', async () => {
				await sendOrder(stage(), order, {
					...withSecondLine(order),
					topic: 'orders/updated',
					financial_status: 'partially_refunded',
					refunds: [refund],
					updated_at: later(order.paidAt, 121),
				});
			});
			// 43.60 of 127.20 went back; half of the first line's 10.90.
			expect(await commissionsOf(order)).toMatchObject([
				{ amount: eur(1_090n), adjusted: eur(500n), reversed: eur(545n) },
			]);
		});
	});

	describe('a dispute of Shopify Payments', () => {
		let order: DemoOrder;
		const notice = async (topic: string, overrides: JsonObject) =>
			await runAfter(stage(), '03', async () => {
				const body = {
					id: order.id + 900,
					order_id: order.id,
					type: 'chargeback',
					amount: '108.67',
					currency: 'EUR',
					reason: 'fraudulent',
					status: 'needs_response',
					initiated_at: order.paidAt,
					finalized_on: null,
					...overrides,
				};
				const { refunds: url } = stage().world.urls;
				expect(await deliver(SHOPIFY, { url, topic, body })).toBe(200);
			});

		beforeAll(async () => {
			order = await paidOrder();
		});

		it('holds the commission while it is open, and asks nothing of the CRM', async () => {
			await crmCaughtUp(stage().ledger);
			const requests = stage().world.hubspot.requests().length;
			const run = await notice('disputes/create', {});
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Hold or settle the dispute')).toMatchObject({
				event: { kind: 'dispute.opened' },
				ledger: { outcome: 'held' },
			});
			expect(await commissionsOf(order)).toMatchObject([{ status: 'held' }]);
			expect(stage().world.hubspot.requests()).toHaveLength(requests);
		});

		it('takes the commission back when the bank decides for the customer', async () => {
			const run = await notice('disputes/update', { status: 'lost' });
			expect(outputOf(run, 'Hold or settle the dispute')['ledger']).toMatchObject({
				outcome: 'reversed',
			});
			expect(await commissionsOf(order)).toMatchObject([{ reversed: eur(1_090n) }]);
			await expectBalanced(stage());
		});
	});
}
