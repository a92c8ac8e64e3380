import axios from 'axios';
import { createHmac, randomUUID } from 'node:crypto';
import { outputOf } from '../../../scripts/demo/runs.ts';
import { runLedger } from '../support/run-ledger';
import { commissionsOf, purchase } from './fraud-purchases';
import { newOrder, runAfter, startsNothing, type Stage } from './stage';

interface Answer {
	readonly status: number;
	readonly data: Readonly<Record<string, string>>;
}

/** Workflow 04: what apps and partners' servers tell. */
export function describePostbacks(stage: () => Stage): void {
	describe('a postback', () => {
		let secret: string;

		beforeAll(async () => {
			const step = { name: 'Make a secret', does: 'programme.rotatePostbackSecret' };
			const run = await runLedger(stage().world, [step]);
			secret = String(outputOf(run, 'Make a secret')['secret']);
		});

		it('of a click is kept when it is signed, and an order that names it is credited', async () => {
			let clickId = '';
			const told = { ...aClick(), externalId: 'app-4711' };
			const run = await runAfter(stage(), '04', async () => {
				const { status, data } = await post(told);
				expect(status).toBe(201);
				clickId = data['clickId'] ?? '';
			});
			expect(run.status).toBe('success');
			expect(outputOf(run, 'Show the postback')['postback']).toMatchObject({
				type: 'click',
				affiliateCode: 'anna',
				clickId,
			});
			expect(await stage().ledger.clicks.get(clickId)).toMatchObject({
				isCounted: true,
				medium: 'app',
			});
			await startsNothing(stage(), '04', async () => {
				const again = await post({ ...told, nonce: randomUUID() });
				expect([again.status, again.data['clickId']]).toEqual([200, clickId]);
			});
			const { order } = await purchase(stage(), { landingSite: `/?aff_click=${clickId}` });
			expect(await commissionsOf(stage(), order)).toMatchObject([
				{ line: { affiliateCode: 'anna' } },
			]);
		});

		it('that is forged, old or sent once more is refused with 401, and leaves nothing', async () => {
			const known = await clickCount();
			const told = aClick();
			await startsNothing(stage(), '04', async () => {
				expect((await post(told, { key: 'guessed' })).status).toBe(401);
				expect((await post(told, { secondsAgo: 3_600 })).status).toBe(401);
				expect((await post(told, { isUnsigned: true })).status).toBe(401);
			});
			expect(await clickCount()).toBe(known);
			await runAfter(stage(), '04', async () => expect((await post(told)).status).toBe(201));
			await startsNothing(stage(), '04', async () => {
				expect((await post(told)).status).toBe(401);
			});
			expect(await clickCount()).toBe(known + 1);
		});

		it('of an order that the shop tells otherwise holds the commission', async () => {
			const order = newOrder('/');
			const claim = {
				type: 'conversion',
				programme: 'main',
				nonce: randomUUID(),
				orderId: String(order.id),
				affiliate: 'anna',
				amount: '500.00',
				currency: 'EUR',
				status: 'paid',
			};
			await runAfter(stage(), '04', async () => expect((await post(claim)).status).toBe(201));
			const { run } = await purchase(stage(), { order, coupon: 'ANNA10' });
			expect(outputOf(run, 'Check for fraud')['fraud']).toMatchObject({
				verdict: 'review',
				reason: expect.stringContaining('F37'),
			});
			expect(await commissionsOf(stage(), order)).toMatchObject([{ status: 'held' }]);
		});

		const aClick = () => ({
			type: 'click',
			programme: 'main',
			nonce: randomUUID(),
			link: 'anna-tea',
			medium: 'app',
			visitor: {
				ip: '198.51.100.77',
				userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0',
				country: 'DE',
				consent: 'granted',
			},
		});

		const clickCount = async () => (await stage().ledger.clicks.list({ limit: 100_000 })).length;

		/** Signs as docs/postbacks.md says. */
		async function post(
			body: object,
			{ key = secret, secondsAgo = 0, isUnsigned = false } = {},
		): Promise<Answer> {
			const text = JSON.stringify(body);
			const seconds = Math.floor(Date.now() / 1_000) - secondsAgo;
			const hash = createHmac('sha256', key).update(`${seconds}.${text}`).digest('hex');
			const signature = { 'x-affiliate-signature': `t=${seconds},v1=${hash}` };
			return await axios.post(`${stage().world.n8n.url}/webhook/postback`, text, {
				headers: { 'content-type': 'application/json', ...(isUnsigned ? {} : signature) },
				proxy: false,
				validateStatus: () => true,
			});
		}
	});
}
