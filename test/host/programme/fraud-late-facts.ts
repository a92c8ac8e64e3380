import type { Execution } from '../../../host/editor-types.ts';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { click } from '../../../scripts/demo/pass.ts';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { createChain } from '../support/create-workflow';
import { runLedger } from '../support/run-ledger';
import { addAffiliates, commissionsOf, purchase, type Placed } from './fraud-purchases';
import { eur, expectBalanced, newOrder, type Stage } from './stage';

type JsonObject = Record<string, unknown>;

const PACKAGE = 'n8n-nodes-affiliate-loop';
const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Orders whose click became known after they were recorded. */
export function describeLateFacts(stage: () => Stage): void {
	describe('an order that was recorded without an affiliate', () => {
		let placed: Placed;
		let clickId: string;
		let landing: URL;

		beforeAll(async () => {
			const { world } = stage();
			({ location: landing } = await click(world));
			clickId = landing.searchParams.get('aff_click') ?? '';
			placed = await purchaseLater();
			expect(outputOf(placed.run, 'Find the affiliate')['attribution']).toMatchObject({
				outcome: 'no_affiliate',
			});
			expect(await commissionsOf(stage(), placed.order)).toEqual([]);
		});

		it('is credited once its click is known: first as a proposal, then in the ledger', async () => {
			const order = orderOf(placed);
			const tracking = { ...(order['tracking'] as JsonObject), attributes: { aff_click: clickId } };
			const proposed = await reattribute({ ...order, tracking }, 'propose');
			expect(proposed).toMatchObject({
				outcome: 'proposed',
				changes: ['anna had no part of the credit and has all the credit now.'],
				after: [{ affiliateCode: 'anna', earned: { amount: '10.90', currency: 'EUR' } }],
				adjustments: [],
			});
			expect(await commissionsOf(stage(), placed.order)).toEqual([]);
			expect(await reattribute({ ...order, tracking }, 'apply')).toMatchObject({
				outcome: 'reattributed',
			});
			const booked = await commissionsOf(stage(), placed.order);
			expect(booked).toMatchObject([
				{ status: 'pending', amount: eur(1_090n), line: { affiliateCode: 'anna' } },
			]);
			expect(await explained(booked[0]?.commissionId ?? '')).toContain('cart attribute');
			expect(await reattribute({ ...order, tracking }, 'apply')).toMatchObject({
				outcome: 'unchanged',
			});
			await expectBalanced(stage());
		});

		it("is credited by the customer's journey that Shopify tells afterwards", async () => {
			const later = await purchaseLater();
			const visit = {
				landingPage: landing.href,
				referrerUrl: null,
				occurredAt: new Date().toISOString(),
			};
			const shopifyJourney = JSON.stringify({ ready: true, moments: { nodes: [visit] } });
			const options = { shopifyJourney };
			expect(await reattribute(orderOf(later), 'apply', options)).toMatchObject({
				outcome: 'reattributed',
				changes: ['anna had no part of the credit and has all the credit now.'],
			});
			expect(await commissionsOf(stage(), later.order)).toMatchObject([
				{ line: { affiliateCode: 'anna' } },
			]);
		});

		it("goes to somebody else by a person's decision, with their name for the audit", async () => {
			await addAffiliates(stage(), ['mona']);
			const [before] = await commissionsOf(stage(), placed.order);
			const run = await runLedger(stage().world, [
				{
					name: 'Decide by hand',
					does: 'conversion.attributeByHand',
					with: {
						storeKey: DEMO.shop,
						orderId: String(placed.order.id),
						affiliateShares: 'anna=60, mona=40',
						reason: 'Mona sent the basket',
						approvedBy: 'Mia Rossi',
					},
				},
			]);
			expect(outputOf(run, 'Decide by hand')['ledger']).toMatchObject({
				outcome: 'reattributed',
			});
			const booked = await commissionsOf(stage(), placed.order);
			const ofMona = booked.find(({ line }) => line.affiliateCode === 'mona');
			expect(ofMona).toMatchObject({ amount: eur(436n) });
			expect(
				booked.find(({ commissionId }) => commissionId === before?.commissionId),
			).toMatchObject({ amount: eur(1_090n), adjusted: eur(-436n) });
			expect(await explained(before?.commissionId ?? '')).toContain(
				'Mona sent the basket (Mia Rossi)',
			);
			expect(await explained(ofMona?.commissionId ?? '')).toContain('decision of a person');
			await expectBalanced(stage());
			const audit = await runLedger(stage().world, [
				{ name: 'Seal', does: 'audit.seal' },
				{ name: 'Verify', does: 'audit.verify' },
			]);
			expect(outputOf(audit, 'Verify')).toMatchObject({ isIntact: true });
		});

		/** Straight to the shop, a while after the click. */
		async function purchaseLater(): Promise<Placed> {
			const paidAt = new Date(Date.now() + 600_000).toISOString();
			return await purchase(stage(), { order: { ...newOrder('/'), paidAt } });
		}

		const orderOf = ({ run }: Placed): JsonObject =>
			outputOf(run, 'Receive paid orders')['order'] as JsonObject;

		async function reattribute(
			order: JsonObject,
			reattributeMode: 'propose' | 'apply',
			options: JsonObject = {},
		): Promise<JsonObject> {
			const run = await runChain('Credit anew', [
				{
					name: 'Bring the order',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput: JSON.stringify({ order }), options: {} },
				},
				{
					name: 'Find the affiliate',
					type: `${PACKAGE}.affiliateAttribution`,
					parameters: { options },
				},
				{
					name: 'Compare',
					type: `${PACKAGE}.affiliateLedger`,
					parameters: { resource: 'conversion', operation: 'reattribute', reattributeMode },
				},
			]);
			return outputOf(run, 'Compare')['ledger'] as JsonObject;
		}

		async function runChain(
			name: string,
			nodes: Parameters<typeof createChain>[2],
		): Promise<Execution> {
			const { world } = stage();
			const workflowId = await createChain(world, name, [START, ...nodes]);
			const run = await world.client.runWorkflowManually(workflowId, START.name);
			expect([run.status, run.data?.resultData.error?.message]).toEqual(['success', undefined]);
			return run;
		}

		/** The whole story of a commission, as the merchant reads it. */
		async function explained(commissionId: string): Promise<string> {
			const with_ = { commissionId, audience: 'merchant' };
			const step = { name: 'Explain', does: 'commission.explain', with: with_ };
			return JSON.stringify(outputOf(await runLedger(stage().world, [step]), 'Explain'));
		}
	});
}
