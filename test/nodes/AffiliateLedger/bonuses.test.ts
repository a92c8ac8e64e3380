import { clickId } from '../../../lib/kernel';
import { AffiliateLedger } from '../../../nodes/AffiliateLedger/AffiliateLedger.node';
import { aClick } from '../../support/builders';
import { testStore } from '../../support/runNode';
import {
	approveAll,
	balanceOf,
	byCode,
	commissionsOf,
	currentWorkspace,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	place,
	refund,
	saveAffiliate,
	savePlan,
	saveProgramme,
	setUp,
	type Json,
} from './ledger-user';

const bonuses = (bonus: object, others: object = {}) => ({
	additionalFields: {
		bonuses: { bonus: [{ name: 'Two orders', from: '2', reward: '25.00', ...bonus }] },
		...others,
	},
});

const evaluate = async (parameters: object = {}): Promise<Json[]> =>
	await ledger('bonus', 'evaluate', { programme: byCode('main'), ...parameters });

const at = (moment: string) => ({ additionalFields: { at: moment } });

/** Two orders of Anna and one of Ben in November. */
async function placeOrders(): Promise<void> {
	await place();
	await place({ orderId: '1002', createdAt: '2026-11-11T12:00:00.000Z' });
	await place({ orderId: '2001', by: ['ben'] });
}

describe('a performance bonus', () => {
	it('has every field it needs in the form', () => {
		const { properties } = new AffiliateLedger().description;
		const bonus = properties
			.filter(({ displayOptions }) => displayOptions?.show?.['resource']?.[0] === 'plan')
			.flatMap(({ name, options = [] }) => (name === 'additionalFields' ? options : []))
			.find(({ name }) => name === 'bonuses') as { options: Array<{ values: Json[] }> };
		expect(bonus.options[0]?.values.map(({ name }) => name)).toEqual([
			'affiliateGroups',
			'bonusId',
			'from',
			'metric',
			'name',
			'rewardType',
			'reward',
			'isClawedBack',
			'timeZone',
			'window',
		]);
	});

	it('is booked once per window for whoever reached it', async () => {
		await setUp(bonuses({}));
		await placeOrders();
		expect(await evaluate()).toEqual([
			{
				outcome: 'booked',
				bonusId: 'two-orders',
				affiliateCode: 'anna',
				windowFrom: '2026-11-01T00:00:00.000Z',
				message: expect.stringContaining('anna has 2 orders in the month from 2026-11-01'),
			},
		]);
		expect(await evaluate()).toEqual([]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '45.00' });
		expect(await balanceOf('ben')).toMatchObject({ pending: '10.00' });
		await approveAll();
		expect(await balanceOf('anna')).toMatchObject({ approved: '45.00' });
		const kinds = (await commissionsOf('anna')).map(({ kind }) => kind).sort();
		expect(kinds).toEqual(['bonus', 'sale', 'sale']);
	});

	it('of the window before is still booked after it ended', async () => {
		await setUp(bonuses({}));
		await placeOrders();
		goTo('2026-12-01T00:05:00.000Z');
		expect(await evaluate()).toMatchObject([{ windowFrom: '2026-11-01T00:00:00.000Z' }]);
		goTo('2027-01-02T00:00:00.000Z');
		expect(await evaluate()).toEqual([]);
	});

	it('is taken back after refunds, and stays so', async () => {
		await setUp(bonuses({}));
		await placeOrders();
		await evaluate();
		await refund('1002', '100.00');
		expect(await evaluate()).toMatchObject([{ outcome: 'clawed_back', affiliateCode: 'anna' }]);
		expect(await evaluate()).toEqual([]);
		await place({ orderId: '1003', createdAt: '2026-11-12T12:00:00.000Z' });
		expect(await evaluate()).toEqual([]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '20.00' });
	});

	it('stays where the plan does not take it back', async () => {
		await setUp(bonuses({ isClawedBack: false }));
		await placeOrders();
		await evaluate();
		await refund('1002', '100.00');
		expect(await evaluate()).toEqual([]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '35.00' });
	});

	it('is for groups, by revenue, and a percentage, as the form says', async () => {
		const reward = { rewardType: 'percentage', reward: '10', metric: 'revenue', from: '150.00' };
		await setUp(bonuses({ ...reward, affiliateGroups: 'gold', window: 'quarter' }));
		await placeOrders();
		expect(await evaluate()).toEqual([]);
		await saveAffiliate('anna', { groupCode: 'gold' });
		expect(await evaluate()).toMatchObject([
			{ affiliateCode: 'anna', windowFrom: '2026-10-01T00:00:00.000Z' },
		]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '22.00' });
	});

	it('counts customers, not orders, where it says so', async () => {
		await setUp(bonuses({ metric: 'customers' }));
		await placeOrders();
		expect(await evaluate()).toEqual([]);
	});

	it('begins its window in its time zone', async () => {
		await setUp(bonuses({ timeZone: 'Europe/Berlin', from: '1' }));
		await place({ createdAt: '2026-10-31T23:30:00.000Z' });
		expect(await evaluate(at('2026-11-15T00:00:00'))).toMatchObject([
			{ windowFrom: '2026-10-31T23:00:00.000Z' },
		]);
	});

	it('that a later version of the plan brings is not paid for a window before it', async () => {
		await setUp();
		await placeOrders();
		goTo('2026-12-05T00:00:00.000Z');
		const december = { effectiveFrom: '2026-12-01T00:00:00' };
		await savePlan(bonuses({}, december));
		expect(await evaluate()).toEqual([]);
		expect(await evaluate(at('2026-11-15T00:00:00'))).toEqual([]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '20.00' });
	});

	it('that the plan dropped since is still paid for the window that it was promised for', async () => {
		await setUp(bonuses({}));
		await placeOrders();
		goTo('2026-12-05T00:00:00.000Z');
		await savePlan({ additionalFields: { effectiveFrom: '2026-12-01T00:00:00' } });
		expect(await evaluate()).toMatchObject([{ outcome: 'booked', affiliateCode: 'anna' }]);
	});

	it('without a plan is refused', async () => {
		await saveProgramme();
		expect(await errorOf(evaluate())).toMatchObject({
			message: "Programme 'main' has no plan in effect",
			hint: expect.stringContaining('Plan: Create or Update'),
		});
		expect((await errorOf(evaluate({ programme: byCode('nobody') }))).message).toContain(
			"no programme with the code 'nobody'",
		);
		expect(await errorOf(evaluate(at('soon')))).toEqual({
			message: "'soon' is not a date and time",
			hint: expect.stringContaining('Field: at'),
		});
	});
});

describe('pay for clicks', () => {
	const clicksPlan = (terms: object) => ({
		rateType: 'none',
		additionalFields: { clicks: { terms } },
	});

	const pay = async (day?: string): Promise<Json[]> =>
		await ledger('click', 'pay', {
			programme: byCode('main'),
			...(day === undefined ? {} : { additionalFields: { day } }),
		});

	let clicks = 0;

	/** Clicks come from the Click Trigger, which has tests of its own. */
	async function click(code: string, number: number, day = '2026-11-19', counted = true) {
		const store = await testStore(currentWorkspace());
		const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
		const { affiliateId } = await ledgerOne('affiliate', 'get', { code });
		const made = Array.from({ length: number }, () => {
			clicks += 1;
			const occurredAt = `${day}T12:00:00.000Z`;
			const random = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, clicks >> 8, clicks & 255]);
			return aClick({
				clickId: clickId(Date.parse(occurredAt), random),
				programmeId,
				affiliateId,
				linkId: `lnk_${code}`,
				visitorHash: `visitor-${clicks}`,
				occurredAt,
				isCounted: counted,
				...(counted ? {} : { category: 'bot' as const, countReason: 'bot' }),
			});
		});
		await store.clicks.append(made, 0);
	}

	it('books each counted click of a closed day, once per affiliate and day', async () => {
		await setUp(clicksPlan({ type: 'per_click', amount: '0.05' }));
		await click('anna', 30);
		await click('anna', 70, '2026-11-19', false);
		await click('ben', 1, '2026-11-18');
		await click('ben', 9, '2026-11-20');
		const booked = await pay();
		expect(booked).toMatchObject([
			{ affiliateCode: 'ben', day: '2026-11-18', clicks: 1, amount: { amount: '0.05' } },
			{
				outcome: 'booked',
				affiliateCode: 'anna',
				day: '2026-11-19',
				clicks: 30,
				amount: { amount: '1.50', currency: 'EUR' },
				sentence: expect.stringContaining('30 counted clicks on 2026-11-19'),
			},
		]);
		expect(await pay()).toEqual([]);
		await click('anna', 5);
		expect(await pay('2026-11-19')).toEqual([]);
		expect(await balanceOf('anna')).toMatchObject({ pending: '1.50' });
		goTo('2026-11-21T00:00:00.000Z');
		expect(await pay()).toMatchObject([{ affiliateCode: 'ben', clicks: 9 }]);
	});

	it('pays per thousand, rounded once', async () => {
		await setUp(clicksPlan({ type: 'per_thousand', amount: '12.00' }));
		await click('anna', 7);
		expect(await pay('2026-11-19')).toMatchObject([{ amount: { amount: '0.08' } }]);
	});

	it('pays nobody who is not active, and nothing where the plan pays no clicks', async () => {
		await setUp(clicksPlan({ type: 'per_click', amount: '0.05' }));
		await click('anna', 10);
		await saveAffiliate('anna', { status: 'paused' });
		expect(await pay()).toEqual([]);
		await saveAffiliate('anna', { status: 'active' });
		await savePlan();
		expect(await pay()).toEqual([]);
	});

	it.each(['2026-11-20', '2026-12-01', '2026-02-30', 'yesterday', '19.11.2026'])(
		'of a day that is not over or none is refused: %s',
		async (day) => {
			await setUp(clicksPlan({ type: 'per_click', amount: '0.05' }));
			const error = await errorOf(pay(day));
			expect(error.message).toBe(`'${day}' is not a day that is over`);
			expect(error.hint).toContain('2026-11-21');
		},
	);

	it('counts for a bonus on clicks', async () => {
		await setUp(bonuses({ metric: 'clicks', from: '20' }));
		await click('anna', 20);
		await click('ben', 19);
		expect(await evaluate()).toMatchObject([
			{ affiliateCode: 'anna', message: expect.stringContaining('20 clicks') },
		]);
	});
});
