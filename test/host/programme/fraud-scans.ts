import type { Execution } from '../../../host/editor-types.ts';
import { orderCaseId } from '../../../lib/fraud/scan';
import type { FraudCase } from '../../../lib/model/fraud-case';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { shopifyRefund, type DemoOrder } from '../../../scripts/demo/shopify-order.ts';
import { deliver } from '../../../scripts/demo/shopify-sender.ts';
import { affiliate, runLedger } from '../support/run-ledger';
import {
	addAffiliates,
	caseOf,
	commissionsOf,
	couponOf,
	emailOf,
	purchase,
	type Placed,
} from './fraud-purchases';
import { expectBalanced, itemsOf, newOrder, runAfter, SHOPIFY, type Stage } from './stage';

const DAY_MILLISECONDS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MILLISECONDS).toISOString();

/** Workflow 17: what shows only over many orders. */
export function describeScans(stage: () => Stage): void {
	const run = async (): Promise<Execution> => {
		const { client, workflowIds } = stage().world;
		const night = await client.runWorkflowManually(workflowIds['17'] ?? '', 'Run every night');
		expect(night.status).toBe('success');
		return night;
	};

	describe('an affiliate whose customers send nearly everything back', () => {
		let first: Execution;
		const casesOfRita = async (): Promise<FraudCase[]> => {
			const { registry, fraud } = stage().ledger;
			const { affiliateId = '' } = (await registry.affiliateByCode('rita')) ?? {};
			return await fraud.cases({ subject: 'affiliate', affiliateId, limit: 10 });
		};

		beforeAll(async () => {
			await addAffiliates(stage(), ['rita']);
			await payRita(stage());
			const placed = await Promise.all(
				Array.from({ length: 6 }, async () => await purchaseYesterday(stage(), couponOf('rita'))),
			);
			const [kept, ...returned] = placed.map(({ order }) => order);
			expect(await commissionsOf(stage(), kept as DemoOrder)).toMatchObject([
				{ status: 'pending' },
			]);
			await Promise.all(returned.map(async (order) => await refund(stage(), order)));
			const { client, workflowIds } = stage().world;
			await client.runWorkflowManually(workflowIds['10'] ?? '', 'Run every morning');
			first = await run();
		}, 60_000);

		it('has a case with the evidence after the night', async () => {
			const found = itemsOf(first, 'Scan the programme').filter(
				({ subject }) => subject === 'affiliate',
			);
			expect(found).toMatchObject([
				{
					outcome: 'created',
					verdict: 'review',
					holds: true,
					reason: expect.stringContaining('F18'),
				},
			]);
			const [fraudCase, ...more] = await casesOfRita();
			expect(more).toEqual([]);
			expect(fraudCase).toMatchObject({ status: 'open', caseId: found[0]?.['caseId'] });
			expect(fraudCase?.findings.find(({ status }) => status === 'hit')).toMatchObject({
				ruleId: 'F18',
				evidence: { affiliate: 'rita', orders: '6', refunded: '5', customers: '6' },
			});
		});

		it('has no second one after the next night', async () => {
			expect(itemsOf(await run(), 'Scan the programme')).toEqual([]);
			expect(await casesOfRita()).toHaveLength(1);
		});

		it('is not paid, and the preview says why, until a person finds nothing wrong', async () => {
			const { world } = stage();
			const euros = { currency: 'EUR', method: 'sepa' };
			const preview = { name: 'Preview', does: 'payout.preview', with: euros };
			const claim = { name: 'Claim', does: 'payout.createBatch', with: euros };
			const before = await runLedger(world, [preview]);
			expect(ofRita(before)).toMatchObject({
				isEligible: false,
				reasons: [{ code: 'under_review' }],
			});
			const batch = await runLedger(world, [
				{ ...claim, with: { ...euros, batchKey: 'under review' } },
			]);
			expect(JSON.stringify(outputOf(batch, 'Claim')['payouts'])).not.toContain('rita');
			const [fraudCase] = await casesOfRita();
			await runLedger(world, [
				{
					name: 'Clear',
					does: 'fraudReview.decide',
					with: { caseId: fraudCase?.caseId, caseDecision: 'cleared', decidedBy: 'Mia Rossi' },
				},
			]);
			expect(ofRita(await runLedger(world, [preview]))).toMatchObject({
				isEligible: true,
				reasons: [],
			});
		});

		const ofRita = (preview: Execution) =>
			itemsOf(preview, 'Preview').find(({ affiliateCode }) => affiliateCode === 'rita');
	});

	describe('a review that nobody decided in time', () => {
		it('ends by itself, in doubt for the affiliate', async () => {
			const order = { ...newOrder('/'), email: emailOf('selma') };
			const opened = await openedLongAgo(stage(), order);
			await purchase(stage(), { order, coupon: couponOf('selma') });
			expect(await caseOf(stage(), order)).toMatchObject({
				...opened,
				reason: expect.stringContaining('F11'),
				findings: expect.anything(),
			});
			expect(await commissionsOf(stage(), order)).toMatchObject([{ status: 'held' }]);
			const ended = outputOf(await run(), 'End old reviews');
			expect(ended).toMatchObject({ expired: 1, failed: 0, cases: [{ outcome: 'expired' }] });
			expect(await caseOf(stage(), order)).toMatchObject({ status: 'expired' });
			expect(await commissionsOf(stage(), order)).toMatchObject([{ status: 'pending' }]);
			await expectBalanced(stage());
		});
	});
}

/** Without a hold, and with an account: what is approved of her could be paid at once. */
async function payRita({ world }: Stage): Promise<void> {
	await runLedger(world, [
		{
			name: 'Pay without a hold',
			does: 'plan.upsert',
			with: {
				name: 'Standard',
				percent: '12.5',
				additionalFields: { holdDays: 0, effectiveFrom: daysAgo(3) },
			},
		},
		{
			name: 'Say how it is paid',
			does: 'payoutPolicy.upsert',
			with: { minimums: '5.00 EUR', additionalFields: { coolingDays: 0 } },
		},
		{
			name: 'Say where Rita is paid',
			does: 'payoutProfile.upsert',
			with: {
				...affiliate('rita'),
				method: 'sepa',
				accountHolder: 'Rita Partner',
				iban: 'NL91 ABNA 0417 1643 00',
			},
		},
	]);
}

/** A scan looks at days that are over. */
async function purchaseYesterday(stage: Stage, coupon: string): Promise<Placed> {
	return await purchase(stage, { coupon, order: { ...newOrder('/'), paidAt: daysAgo(1) } });
}

async function refund(stage: Stage, order: DemoOrder): Promise<void> {
	const createdAt = new Date(Date.parse(order.paidAt) + 60_000).toISOString();
	const body = shopifyRefund(order, order.id + 500, createdAt);
	const { refunds: url } = stage.world.urls;
	const isMeant = (run: Execution) => JSON.stringify(run.data).includes(String(order.id));
	const send = async () =>
		expect(await deliver(SHOPIFY, { url, topic: 'refunds/create', body })).toBe(200);
	const done = await runAfter(stage, '03', send, isMeant);
	expect(done.status).toBe('success');
}

/** As if the order had been checked a month ago; a later check leaves the end of its review as it is. */
async function openedLongAgo({ ledger }: Stage, order: DemoOrder): Promise<Partial<FraudCase>> {
	const programme = await ledger.registry.programmeByCode('main');
	const subject = { storeKey: DEMO.shop, orderId: String(order.id) };
	const kept = {
		...subject,
		caseId: orderCaseId(subject),
		subject: 'order',
		status: 'open',
		verdict: 'review',
		openedAt: daysAgo(31),
		expiresAt: daysAgo(1),
		onExpiry: 'release',
	} as const;
	await ledger.fraud.openCase({
		...kept,
		programmeId: programme?.programmeId ?? null,
		affiliateIds: [],
		conversionId: null,
		couponCode: null,
		score: 0,
		findings: [],
		reason: 'As it was found then',
		affiliateReason: 'A person looks at the order.',
		holds: false,
		decidedAt: null,
		decidedBy: null,
		note: null,
	});
	return kept;
}
