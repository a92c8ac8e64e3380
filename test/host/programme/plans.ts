import { outputOf } from '../../../scripts/demo/runs.ts';
import { importAgain } from '../support/import-again';
import { ROOT } from '../support/open-world';
import { runLedger } from '../support/run-ledger';
import { expectBalanced, itemsOf, type Stage } from './stage';

const DAY_MILLISECONDS = 86_400_000;

interface JsonMoney {
	readonly amount: string;
	readonly currency: string;
}

/** Amounts of the backtest's output, in cents. */
function cents({ amount, currency }: JsonMoney): number {
	expect(currency).toBe('EUR');
	return Math.round(Number(amount) * 100);
}

/** Workflow 15: another plan over the orders that were recorded so far. */
export function describeBacktest(stage: () => Stage): void {
	describe('a backtest', () => {
		/** Everything a plan that were in effect would have changed. */
		async function everything(): Promise<string> {
			const { ledger, registry } = stage().ledger;
			const programme = await registry.programmeByCode('main');
			const all = [
				await ledger.commissions({ limit: 1_000 }),
				await ledger.pendingEvents(1_000),
				await ledger.balances(''),
				await registry.plans(programme?.programmeId ?? ''),
			];
			return JSON.stringify(all, (_key, value: unknown) =>
				typeof value === 'bigint' ? String(value) : value,
			);
		}

		async function tryPlan(percent: string): Promise<Record<string, unknown>> {
			const { world } = stage();
			await importAgain(ROOT, world, ['15'], { 'Try this plan.percent': percent });
			const workflowId = world.workflowIds['15'] ?? '';
			const run = await world.client.runWorkflowManually(workflowId, 'Start the backtest');
			expect(run.status).toBe('success');
			return outputOf(run, 'Try this plan');
		}

		it('of the plan that is in effect finds no difference', async () => {
			const report = await tryPlan('12.5');
			const totals = report['totals'] as Record<string, JsonMoney>;
			expect(Number(report['orders'])).toBeGreaterThan(3);
			expect(report).toMatchObject({ skipped: { count: 0 }, largest: [] });
			expect(totals['proposed']).toEqual(totals['booked']);
			expect(totals['difference']).toEqual({ amount: '0.00', currency: 'EUR' });
		});

		it('says what a higher rate would have cost, and writes nothing', async () => {
			const before = await everything();
			const report = await tryPlan('20');
			const totals = report['totals'] as Record<string, JsonMoney>;
			const booked = cents(totals['booked'] as JsonMoney);
			const proposed = cents(totals['proposed'] as JsonMoney);
			expect(booked).toBeGreaterThan(0);
			// 20 % in place of 12.5 %, but for the rounding of each order.
			expect(Math.abs(proposed - booked * 1.6)).toBeLessThan(10);
			expect(cents(totals['difference'] as JsonMoney)).toBe(proposed - booked);
			expect(report).toMatchObject({
				planName: 'Proposal',
				affiliates: [{ code: 'anna' }],
				percentOfBase: { booked: expect.any(String), difference: expect.any(String) },
			});
			expect((report['largest'] as unknown[]).length).toBeGreaterThan(0);
			expect(await everything()).toBe(before);
		});
	});
}

/** Workflow 14: what affiliates earn besides orders. */
export function describeBonusesAndClicks(stage: () => Stage): void {
	describe('bonuses and paid clicks', () => {
		const run = async () => {
			const { world } = stage();
			const workflowId = world.workflowIds['14'] ?? '';
			const done = await world.client.runWorkflowManually(workflowId, 'Run every night');
			expect(done.status).toBe('success');
			return done;
		};
		const booked = async (kind: string) =>
			(await stage().ledger.ledger.commissions({ limit: 1_000 })).filter(
				(entry) => entry.kind === kind,
			);

		beforeAll(async () => {
			const { world, ledger } = stage();
			const bonus = {
				name: 'Three orders',
				metric: 'sales',
				from: '3',
				rewardType: 'fixed',
				reward: '25.00',
				window: 'month',
			};
			const plan = { definePlanBy: 'fields', name: 'Standard', percent: '12.5' };
			const since = new Date(Date.now() - 3 * DAY_MILLISECONDS).toISOString();
			await runLedger(world, [
				{
					name: 'Price clicks since three days ago',
					does: 'plan.upsert',
					with: {
						...plan,
						additionalFields: {
							effectiveFrom: since,
							clicks: { terms: { type: 'per_click', amount: '0.25' } },
						},
					},
				},
				{
					name: 'Promise a bonus from now on',
					does: 'plan.upsert',
					with: { ...plan, additionalFields: { bonuses: { bonus: [bonus] } } },
				},
			]);
			await addClicksOfYesterday(ledger);
		});

		it('are booked for the month and the closed day', async () => {
			const night = await run();
			expect(itemsOf(night, 'Book reached bonuses')).toMatchObject([
				{ outcome: 'booked', affiliateCode: 'anna' },
			]);
			expect(itemsOf(night, 'Book paid clicks')).toMatchObject([
				{ outcome: 'booked', affiliateCode: 'anna', clicks: 2 },
			]);
			expect(await booked('bonus')).toMatchObject([{ amount: { amountMinor: 2_500n } }]);
			expect(await booked('click')).toMatchObject([{ amount: { amountMinor: 50n } }]);
		});

		it('are booked once, however often it runs', async () => {
			const again = await run();
			expect(itemsOf(again, 'Book paid clicks')).toEqual([]);
			expect(await booked('bonus')).toHaveLength(1);
			expect(await booked('click')).toHaveLength(1);
			await expectBalanced(stage());
		});
	});
}

/** Two visits by people and one by a bot, as the click trigger would have kept them. */
async function addClicksOfYesterday(ledger: Stage['ledger']): Promise<void> {
	const seen = await ledger.clicks.list({ limit: 100 });
	const real = seen.find(({ isCounted }) => isCounted);
	if (real === undefined) throw new Error('No click was counted so far');
	const occurredAt = new Date(Date.now() - DAY_MILLISECONDS).toISOString();
	const visit = (name: string) => ({
		...real,
		occurredAt,
		clickId: `clk_yesterday_${name}`,
		visitorHash: `visitor-${name}`,
	});
	const bot = { ...visit('bot'), category: 'bot', isCounted: false, countReason: 'bot' } as const;
	await ledger.clicks.append([visit('one'), visit('two'), bot], 3_600);
}
