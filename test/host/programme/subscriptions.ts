import { BROWSING_MILLISECONDS } from '../../../scripts/demo/shopify-order.ts';
import { click } from '../../../scripts/demo/pass.ts';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { deliverStripe, type StripeSender } from '../support/stripe-sender';
import { eur, expectBalanced, runAfter, startsNothing, stateOf, type Stage } from './stage';

type JsonObject = Record<string, unknown>;

const OLD_VERSION = '2024-06-20';
const NEW_VERSION = '2025-09-30.clover';
/** The same order within minutes is a repeated one (F16); a renewal comes later. */
const RENEWAL_SECONDS = 3_600;
let eventCount = 0;

function event(type: string, object: JsonObject, overrides: JsonObject = {}): JsonObject {
	eventCount += 1;
	return {
		id: `evt_host_${eventCount}`,
		object: 'event',
		type,
		api_version: OLD_VERSION,
		created: Math.floor(Date.now() / 1_000),
		livemode: true,
		...overrides,
		data: { object, previous_attributes: overrides['previous'] },
	};
}

/** A paid invoice of 100.00 EUR for a month of a subscription. */
function invoice(id: string, created: number, overrides: JsonObject = {}): JsonObject {
	const line = {
		id: `il_${id}`,
		amount: 10_000,
		description: '1 × Pro (at €100.00 / month)',
		discount_amounts: [],
		metadata: {},
		price: { id: 'price_pro', product: 'prod_pro' },
		quantity: 1,
		tax_amounts: [],
	};
	return {
		id,
		object: 'invoice',
		number: `ACME-${id}`,
		currency: 'eur',
		created,
		livemode: true,
		status: 'paid',
		billing_reason: 'subscription_cycle',
		total: 10_000,
		total_tax_amounts: [],
		starting_balance: 0,
		ending_balance: 0,
		status_transitions: { paid_at: created },
		discounts: [],
		customer: 'cus_host',
		customer_email: 'subscriber@customer.example',
		customer_name: 'Kim Subscriber',
		charge: `ch_${id}`,
		payment_intent: `pi_${id}`,
		subscription: 'sub_host',
		subscription_details: { metadata: {} },
		metadata: {},
		lines: { object: 'list', data: [line], has_more: false },
		...overrides,
	};
}

/** A dispute over an invoice, which only its metadata names. */
function dispute(invoiceId: string, status: string): JsonObject {
	return {
		id: `dp_${invoiceId}`,
		object: 'dispute',
		amount: 10_000,
		currency: 'eur',
		created: Math.floor(Date.now() / 1_000),
		livemode: true,
		status,
		reason: 'fraudulent',
		charge: `ch_${invoiceId}`,
		payment_intent: `pi_${invoiceId}`,
		balance_transactions: [],
		metadata: { invoice_id: invoiceId },
	};
}

/** Workflow 13: events as Stripe signs them. */
export function describeSubscriptions(stage: () => Stage): void {
	describe('a subscription of Stripe', () => {
		let sender: StripeSender;
		let first: JsonObject;
		let startedAt: number;

		const commissionsOf = async (invoiceId: string) =>
			(await stateOf(stage(), 'stripe', invoiceId))?.commissions ?? [];
		const send = async (body: JsonObject) => {
			const run = await runAfter(stage(), '13', async () => {
				expect(await deliverStripe(sender, body)).toBe(200);
			});
			expect(run.status).toBe('success');
			return run;
		};

		beforeAll(async () => {
			const { world } = stage();
			sender = { url: world.urls.stripe, secret: DEMO.stripeSecret };
			const { location } = await click(world);
			const affiliate_click_id = location.searchParams.get('aff_click');
			startedAt = Math.ceil((Date.now() + BROWSING_MILLISECONDS) / 1_000);
			first = event(
				'invoice.paid',
				invoice('in_first', startedAt, {
					billing_reason: 'subscription_create',
					subscription_details: { metadata: { affiliate_click_id } },
				}),
			);
		});

		it('is refused with 401 when the signature is wrong or old, and starts nothing', async () => {
			await startsNothing(stage(), '13', async () => {
				expect(await deliverStripe(sender, first, { wrongSecret: true })).toBe(401);
				expect(await deliverStripe(sender, first, { secondsAgo: 3_600 })).toBe(401);
			});
			expect(await stateOf(stage(), 'stripe', 'in_first')).toBeNull();
		});

		it('pays the affiliate whose click stands in its metadata', async () => {
			const run = await send(first);
			expect(outputOf(run, 'Book payment and commission')).toMatchObject({
				attribution: { outcome: 'attributed', credits: [{ affiliateCode: 'anna' }] },
				ledger: { outcome: 'recorded' },
			});
			expect(await commissionsOf('in_first')).toMatchObject([
				{ kind: 'sale', status: 'pending', amount: eur(1_250n), reversed: eur(0n) },
			]);
		});

		it('changes nothing when Stripe sends the event again', async () => {
			await startsNothing(stage(), '13', async () => {
				expect(await deliverStripe(sender, first)).toBe(200);
			});
			expect(await commissionsOf('in_first')).toHaveLength(1);
		});

		it('pays the same affiliate for a renewal that names no click', async () => {
			const run = await send(
				event('invoice.paid', invoice('in_second', startedAt + RENEWAL_SECONDS)),
			);
			expect(outputOf(run, 'Book payment and commission')['attribution']).toMatchObject({
				outcome: 'attributed',
				credits: [{ affiliateCode: 'anna' }],
			});
			expect(await commissionsOf('in_second')).toMatchObject([
				{ kind: 'recurring', amount: eur(1_250n) },
			]);
		});

		it('takes back the share of a refund, in either shape that Stripe tells it', async () => {
			const charge = {
				id: 'ch_in_first',
				object: 'charge',
				amount_refunded: 4_000,
				currency: 'eur',
				livemode: true,
				invoice: 'in_first',
				payment_intent: 'pi_in_first',
				metadata: {},
			};
			await send(event('charge.refunded', charge, { previous: { amount_refunded: 0 } }));
			expect(await commissionsOf('in_first')).toMatchObject([{ reversed: eur(500n) }]);
			const refund = {
				id: 're_in_second',
				object: 'refund',
				amount: 10_000,
				currency: 'eur',
				created: startedAt + RENEWAL_SECONDS + 1,
				status: 'succeeded',
				reason: 'requested_by_customer',
				charge: 'ch_in_second',
				payment_intent: 'pi_in_second',
				metadata: { invoice_id: 'in_second' },
			};
			await send(event('refund.created', refund, { api_version: NEW_VERSION }));
			expect(await commissionsOf('in_second')).toMatchObject([{ reversed: eur(1_250n) }]);
		});

		it('is held while disputed, and released when the dispute is won', async () => {
			await send(event('invoice.paid', invoice('in_third', startedAt + 2 * RENEWAL_SECONDS)));
			const opened = await send(
				event('charge.dispute.created', dispute('in_third', 'needs_response')),
			);
			expect(outputOf(opened, 'Hold or settle the dispute')['ledger']).toMatchObject({
				outcome: 'held',
			});
			expect(await commissionsOf('in_third')).toMatchObject([{ status: 'held' }]);
			const won = event('charge.dispute.closed', dispute('in_third', 'won'));
			const closed = await send({ ...won, created: Number(won['created']) + 1 });
			expect(outputOf(closed, 'Hold or settle the dispute')['ledger']).toMatchObject({
				outcome: 'released',
			});
			expect(await commissionsOf('in_third')).toMatchObject([
				{ status: 'pending', reversed: eur(0n) },
			]);
			await expectBalanced(stage());
		});
	});
}
