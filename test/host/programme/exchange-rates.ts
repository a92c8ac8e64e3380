import { shopifyOrder } from '../../../scripts/demo/shopify-order.ts';
import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import { click } from '../../../scripts/demo/pass.ts';
import { outputOf, runIds } from '../../../scripts/demo/runs.ts';
import { ecbFile, startRateFileServer, type RateFileServer } from '../../simulators/rate-file';
import { findRun } from '../support/find-run';
import { importAgain } from '../support/import-again';
import { ROOT } from '../support/open-world';
import { toldAbout } from '../support/told-about';
import { until } from '../support/until';
import { eur, newOrder, runAfter, sendOrder, stateOf, type Stage } from './stage';

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const FILE = ecbFile(YESTERDAY, { USD: '1.0900', JPY: '160.55', GBP: '0.8400' });
const DAILY = [{ field: 'days', daysInterval: 1, triggerAtHour: 17, triggerAtMinute: 30 }];

/** Workflow 12: rates over HTTP, as the bank serves them. */
export function describeExchangeRates(stage: () => Stage): void {
	describe('the daily exchange rates', () => {
		let server: RateFileServer;
		let orderId: string;
		const stateOfOrder = async () => await stateOf(stage(), DEMO.shop, orderId);
		const run = async () => {
			const { world } = stage();
			return await world.client.runWorkflowManually(
				world.workflowIds['12'] ?? '',
				'Run every evening',
			);
		};

		beforeAll(async () => {
			const { world } = stage();
			server = await startRateFileServer(FILE);
			await importAgain(ROOT, world, ['12'], { 'Fetch the rate file.url': server.url });
			const { location } = await click(world);
			const order = newOrder(`${location.pathname}${location.search}`);
			orderId = String(order.id);
			const text = JSON.stringify(shopifyOrder(order)).replaceAll('EUR', 'USD');
			const inDollars = JSON.parse(text) as Record<string, unknown>;
			await runAfter(stage(), '02', async () => await sendOrder(stage(), order, inDollars));
		});

		afterAll(async () => await server?.close());

		it('are waited for by an order in another currency, which is recorded without a commission', async () => {
			expect(await stateOfOrder()).toMatchObject({
				conversion: { reason: 'missing_exchange_rate' },
				commissions: [],
			});
		});

		it('are fetched and stored, and the order that waited is priced', async () => {
			const fetched = await run();
			expect(fetched.status).toBe('success');
			expect(outputOf(fetched, 'Store the rates')).toMatchObject({
				base: 'EUR',
				asOf: `${YESTERDAY}T00:00:00.000Z`,
				skipped: [],
			});
			expect(outputOf(fetched, 'Price waiting orders')).toMatchObject({ priced: 1, waiting: 0 });
			const { registry } = stage().ledger;
			expect(await registry.exchangeRate('EUR', 'JPY', new Date().toISOString(), 7)).toMatchObject({
				rate: '160.55',
				source: 'European Central Bank',
			});
			// 12.5 % of 87.20 USD at 1.09 USD for a euro.
			expect((await stateOfOrder())?.commissions).toMatchObject([
				{
					status: 'pending',
					amount: eur(1_000n),
					line: { lockedRate: { source: expect.stringContaining('European Central Bank') } },
				},
			]);
		});

		it('change nothing when they are fetched again', async () => {
			const again = await run();
			expect(again.status).toBe('success');
			expect(outputOf(again, 'Price waiting orders')).toMatchObject({ priced: 0, waiting: 0 });
			expect((await stateOfOrder())?.commissions).toHaveLength(1);
		});

		it('stop with the reason when something else than a rate file comes', async () => {
			server.serve('<html><body>Maintenance</body></html>');
			const stopped = await run();
			expect(stopped.status).toBe('error');
			expect(stopped.data?.resultData.error?.message).toMatch(
				/^Store the rates: The text is no rate file\. Pass the XML/,
			);
		});

		it('are told to workflow 90 when they cannot be had, after three tries', async () => {
			const { world } = stage();
			const workflowId = world.workflowIds['12'] ?? '';
			server.serve('Not now', 503);
			const asked = server.requests();
			const before = await runIds(world.client, workflowId);
			const interval = 'Run every evening.rule.interval';
			await importAgain(ROOT, world, ['12'], {
				[interval]: [{ field: 'seconds', secondsInterval: 1 }],
			});
			await until('the schedule starts a run', () => server.requests() > asked);
			await world.client.deactivate(workflowId);
			const failed = await findRun(world.client, workflowId, before, () => true);
			expect(failed).toMatchObject({ mode: 'trigger', status: 'error' });
			expect(server.requests() - asked).toBeGreaterThanOrEqual(3);
			expect(await toldAbout(world, failed)).toMatchObject({
				workflow: '12 Fetch exchange rates every day',
				node: 'Fetch the rate file',
				reason: expect.stringMatching(/503|unavailable|overloaded/i),
			});
			await importAgain(ROOT, world, ['12'], { [interval]: DAILY });
		}, 60_000);
	});
}
