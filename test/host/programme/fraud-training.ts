import axios from 'axios';
import type { Execution } from '../../../host/editor-types.ts';
import type { Attribution } from '../../../lib/model/credit';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { affiliate, runLedger } from '../support/run-ledger';
import { writeHistory } from './fraud-history';
import { addAffiliates, commissionsOf, purchase } from './fraud-purchases';
import { newOrder, type Stage } from './stage';

const BROWSER = {
	'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
	accept: 'text/html,application/xhtml+xml',
	'accept-language': 'fr-FR,fr;q=0.9',
};

/** Later than what counts as coming in at the checkout (C14). */
const DELIBERATION_MILLISECONDS = 600_000;

/** Workflow 19: what is usual, and what each affiliate adds. */
export function describeTraining(stage: () => Stage): void {
	const train = async (): Promise<Execution> => {
		const { client, workflowIds } = stage().world;
		const week = await client.runWorkflowManually(workflowIds['19'] ?? '', 'Run every Sunday');
		expect(week.status).toBe('success');
		return week;
	};
	const programmeId = async () =>
		(await stage().ledger.registry.programmeByCode('main'))?.programmeId ?? '';
	const idOf = async (code: string) =>
		(await stage().ledger.registry.affiliateByCode(code))?.affiliateId ?? '';

	describe('a week with few visits', () => {
		it('teaches nothing, says why, and leaves everything as it is', async () => {
			const week = await train();
			expect(outputOf(week, 'Learn usual days')).toMatchObject({
				isThin: true,
				reason: expect.stringContaining('the detector needs 200'),
				versionInForce: null,
			});
			expect(outputOf(week, 'Learn what affiliates add')).toMatchObject({
				isThin: true,
				isSaved: false,
				reason: expect.stringContaining('100 are needed'),
			});
			const { fraud, journeys } = stage().ledger;
			expect(await fraud.anomalyModel(await programmeId())).toBeNull();
			expect(await journeys.weights(await programmeId())).toBeNull();
		});
	});

	describe('a week after many visits and orders', () => {
		let week: Execution;

		beforeAll(async () => {
			await addAffiliates(stage(), ['lena', 'luca']);
			const [lenaId, lucaId] = [await idOf('lena'), await idOf('luca')];
			await writeHistory(stage().ledger, { programmeId: await programmeId(), lenaId, lucaId });
			week = await train();
		}, 60_000);

		it('teaches what usual days look like', async () => {
			expect(outputOf(week, 'Learn usual days')).toMatchObject({ isThin: false, version: 1 });
			const model = await stage().ledger.fraud.anomalyModel(await programmeId());
			expect(model?.version).toBe(1);
			expect(model?.days).toBeGreaterThanOrEqual(200);
		});

		it('teaches what each affiliate adds', async () => {
			const learnt = outputOf(week, 'Learn what affiliates add');
			expect(learnt).toMatchObject({ isThin: false, isSaved: true, version: 1 });
			expect(Number(learnt['conversions'])).toBeGreaterThanOrEqual(120);
			const { lena, luca } = await weights();
			expect(lena).toBeGreaterThan(0);
			expect(luca).toBeGreaterThan(0);
			expect(lena).not.toBeCloseTo(luca, 3);
		});

		it('shares the next order by these weights, where the programme is data-driven', async () => {
			await switchToDataDriven();
			const landingSite = await visitBoth();
			const paidAt = new Date(Date.now() + DELIBERATION_MILLISECONDS).toISOString();
			const order = { ...newOrder(landingSite), paidAt };
			const { run } = await purchase(stage(), { order, landingSite });
			const attribution = outputOf(run, 'Find the affiliate')['attribution'] as Attribution;
			expect(attribution).toMatchObject({ outcome: 'attributed', model: 'data_driven' });
			expect(attribution.credits.map(({ affiliateCode }) => affiliateCode).sort()).toEqual([
				'lena',
				'luca',
			]);
			const booked = await commissionsOf(stage(), order);
			const { lena, luca } = await weights();
			const part = lena / (lena + luca);
			const ofLena = booked.find(({ line }) => line.affiliateCode === 'lena');
			const cents = booked.map(({ amount }) => amount.amountMinor);
			expect(cents.reduce((sum, amount) => sum + amount, 0n)).toBe(1_090n);
			expect(Math.abs(Number(ofLena?.amount.amountMinor) - 1_090 * part)).toBeLessThan(1.5);
		});

		async function weights(): Promise<{ lena: number; luca: number }> {
			const learnt = (await stage().ledger.journeys.weights(await programmeId()))?.weights ?? {};
			return { lena: learnt[await idOf('lena')] ?? 0, luca: learnt[await idOf('luca')] ?? 0 };
		}

		async function switchToDataDriven(): Promise<void> {
			const { registry } = stage().ledger;
			const programme = await registry.programmeByCode('main');
			if (programme === null) throw new Error('There is no programme');
			const updatedAt = new Date().toISOString();
			await registry.saveProgramme({ ...programme, attributionModel: 'data_driven', updatedAt });
		}

		/** One browser follows Lena's link and then Luca's; gives the page it ends on. */
		async function visitBoth(): Promise<string> {
			const { world } = stage();
			const destination = `${world.shop.url}/products/tea`;
			await runLedger(
				world,
				['lena', 'luca'].map((code) => ({
					name: `Link of ${code}`,
					does: 'link.upsert',
					with: { code: `${code}-tea`, ...affiliate(code), destination, additionalFields: {} },
				})),
			);
			let cookie = '';
			let page = new URL('about:blank');
			for (const code of ['lena', 'luca']) {
				const answer = await axios.get(`${world.urls.clicks}?l=${code}-tea`, {
					headers: { ...BROWSER, cookie },
					maxRedirects: 0,
					proxy: false,
					validateStatus: () => true,
				});
				expect(answer.status).toBe(302);
				page = new URL(String(answer.headers['location']));
				cookie = (answer.headers['set-cookie'] ?? []).map((set) => set.split(';')[0]).join('; ');
			}
			return `${page.pathname}${page.search}`;
		}
	});
}
