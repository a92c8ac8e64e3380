import type { Verdict } from '../../../lib/model/verdict';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { click } from '../../../scripts/demo/pass.ts';
import {
	addAffiliates,
	caseOf,
	casesOf,
	commissionsOf,
	couponOf,
	emailOf,
	purchase,
	type Placed,
} from './fraud-purchases';
import { crmCaughtUp } from '../support/crm-caught-up';
import { eur, expectBalanced, sendOrder, SHOPIFY, startsNothing, type Stage } from './stage';

const verdictOf = ({ run }: Placed) => outputOf(run, 'Check for fraud')['fraud'] as Verdict;

/** Workflow 02: what becomes of an order that is not what it seems. */
export function describeCheckedOrders(stage: () => Stage): void {
	describe('an order of somebody who credits themselves', () => {
		let placed: Placed;

		beforeAll(async () => {
			await addAffiliates(stage(), ['selma']);
			placed = await purchase(stage(), { coupon: couponOf('selma'), email: emailOf('selma') });
		});

		it('is sent to a person, with the evidence, and its commission is held', async () => {
			const { findings, ...verdict } = verdictOf(placed);
			expect(verdict).toMatchObject({
				verdict: 'review',
				score: 0.7,
				reason: expect.stringContaining('F11'),
			});
			expect(findings.filter(({ status }) => status === 'hit')).toMatchObject([
				{ ruleId: 'F11', evidence: { affiliate: 'selma', matched: 'e-mail' } },
			]);
			expect(await commissionsOf(stage(), placed.order)).toMatchObject([
				{ status: 'held', amount: eur(1_090n) },
			]);
			expect(await caseOf(stage(), placed.order)).toMatchObject({
				status: 'open',
				verdict: 'review',
				score: 0.7,
			});
		});

		it('goes into the CRM like any other', async () => {
			await crmCaughtUp(stage().ledger);
			const key = `${SHOPIFY.shop}:${placed.order.id}`;
			const deals = stage().world.hubspot.deals();
			expect(deals.map(({ properties }) => properties['external_order_key'])).toContain(key);
		});

		it('is checked and booked once, however often the shop sends it', async () => {
			const { order, changes } = placed;
			const known = await caseOf(stage(), order);
			await startsNothing(stage(), '02', async () => await sendOrder(stage(), order, changes));
			expect(await casesOf(stage(), order)).toEqual([known]);
			expect(await commissionsOf(stage(), order)).toHaveLength(1);
			await expectBalanced(stage());
		});
	});

	describe('an order of a customer who came through a link', () => {
		it('passes, and waits for the end of its hold only', async () => {
			const { location } = await click(stage().world);
			const landingSite = `${location.pathname}${location.search}`;
			const placed = await purchase(stage(), { landingSite });
			const { order } = placed;
			expect(verdictOf(placed)).toMatchObject({ verdict: 'approve' });
			expect(await commissionsOf(stage(), order)).toMatchObject([{ status: 'pending' }]);
			expect(await casesOf(stage(), order)).toEqual([]);
		});
	});
}
