import type { Affiliate } from '../../../../lib/model/affiliate';
import type { AffiliateDay } from '../../../../lib/model/affiliate-day';
import { aCheckedAffiliate, LAST_DATE, lookAt, quietDays } from './scenario';

const rest = quietDays('aff_rest', 90, 'rest', () => ({ clicks: 4_000 }));
const anna = quietDays('aff_anna', 90, 'anna');

const withLast = (days: readonly AffiliateDay[], change: (day: AffiliateDay) => AffiliateDay) =>
	days.map((day) => (day.date === LAST_DATE ? change(day) : day));

const lookAtLast = (change: (day: AffiliateDay) => AffiliateDay, days = anna, others = rest) =>
	lookAt('F36', { days: withLast(days, change), others });

const detectedBy = (feature: string) => ({
	date: LAST_DATE,
	score: 0.71,
	threshold: 0.62,
	contributions: [{ feature, value: 0.5, usual: 0.01, part: 0.2 }],
});

interface Scene {
	readonly detects?: string;
	readonly partnerType?: Affiliate['partnerType'];
}

describe('F36, an unusual day', () => {
	it('is clear for a day like the others', () => {
		expect(lookAtLast((day) => day)).toMatchObject({
			status: 'clear',
			evidence: { judged: 'clicks, conversionRate, orderValue, refunds' },
		});
	});

	it.each<[string, (day: AffiliateDay) => AffiliateDay]>([
		['clicks', (day) => ({ ...day, clicks: day.clicks * 8 })],
		['conversionRate', (day) => ({ ...day, orders: 60, orderValue: 360_000 })],
		['conversionRate', (day) => ({ ...day, clicks: 900, orders: 0, orderValue: 0 })],
		['orderValue', (day) => ({ ...day, orderValue: day.orderValue * 6 })],
		['refunds', (day) => ({ ...day, orders: 10, orderValue: 60_000, refundedOrders: 9 })],
	])('is a hit for a sudden change of %s', (metric, change) => {
		expect(lookAtLast(change)).toMatchObject({
			status: 'hit',
			evidence: { [metric]: expect.stringMatching(/\(z -?\d/) },
		});
	});

	it('is clear on a sales day of the whole programme', () => {
		const sale = (day: AffiliateDay) => ({
			...day,
			clicks: day.clicks * 8,
			orders: day.orders * 16,
			customers: day.orders * 16,
			orderValue: day.orderValue * 16,
		});
		expect(lookAtLast(sale, anna, withLast(rest, sale)).status).toBe('clear');
		expect(lookAtLast(sale).status).toBe('hit');
	});

	it('knows the week of the partner: every Tuesday a newsletter', () => {
		const weekly = quietDays('aff_anna', 90, 'weekly', (date) => ({
			clicks: new Date(`${date}T00:00:00Z`).getUTCDay() === 2 ? 2_000 : 200,
		}));
		expect(new Date(`${LAST_DATE}T00:00:00Z`).getUTCDay()).toBe(2);
		expect(lookAt('F36', { days: weekly, others: rest }).status).toBe('clear');
		expect(lookAtLast((day) => ({ ...day, clicks: 2_000 })).status).toBe('hit');
	});

	it('is clear when clicks fall away: a campaign ended', () => {
		expect(lookAtLast((day) => ({ ...day, clicks: 0, orders: 0, orderValue: 0 })).status).toBe(
			'clear',
		);
	});

	it('takes a day without anything for a day', () => {
		const gaps = anna.filter(({ date }) => date === LAST_DATE || date < '2026-06-01');
		expect(lookAt('F36', { days: gaps, others: rest }).status).toBe('clear');
	});

	it('looks from fourteen days before on', () => {
		const jump = (day: AffiliateDay) => ({ ...day, clicks: 9_000 });
		expect(lookAtLast(jump, anna.slice(-14)).status).toBe('unknown');
		expect(lookAtLast(jump, anna.slice(-15)).status).toBe('hit');
	});

	it('is unknown alone in a programme: its sales days could not be told', () => {
		expect(lookAtLast((day) => ({ ...day, clicks: 9_000 }), anna, []).status).toBe('unknown');
	});

	it('ignores small numbers, however regular the days before', () => {
		const still = anna.map((day) => ({ ...day, clicks: 0, orders: 0, orderValue: 0 }));
		expect(lookAtLast((day) => ({ ...day, clicks: 40 }), still).status).toBe('clear');
	});

	it('adds what the trained detector found, by feature', () => {
		const found = { days: anna, others: rest, anomaly: detectedBy('machineShare') };
		expect(lookAt('F36', found)).toMatchObject({
			status: 'hit',
			evidence: {
				detector: '0.710 of 0.620 on 2026-06-16',
				features: 'machineShare 0.50 (usually 0.01)',
			},
		});
		expect(lookAt('F36', { ...found, anomaly: { ...found.anomaly, score: 0.62 } }).status).toBe(
			'clear',
		);
	});

	const CLICKS = (day: AffiliateDay) => ({
		...day,
		clicks: day.clicks * 8,
		orders: day.orders * 8,
		orderValue: day.orderValue * 8,
	});
	const RATE = (day: AffiliateDay) => ({ ...day, orders: 60 });
	const REFUNDS = (day: AffiliateDay) => ({ ...day, orders: 10, refundedOrders: 9 });
	const NOTHING = (day: AffiliateDay) => day;

	it.each<[string, (day: AffiliateDay) => AffiliateDay, Scene, number]>([
		['clicks alone', CLICKS, {}, 0.2],
		['the detector alone', NOTHING, { detects: 'machineShare' }, 0.35],
		['clicks alone, as the detector sees them', NOTHING, { detects: 'clicks' }, 0.2],
		['clicks, seen twice', CLICKS, { detects: 'clicks' }, 0.2],
		['clicks, and by the detector their networks', CLICKS, { detects: 'networkVariety' }, 0.5],
		['the conversion rate', RATE, {}, 0.35],
		['the conversion rate of an e-mail partner', RATE, { partnerType: 'email' }, 0.2],
		['the conversion rate and the detector', RATE, { detects: 'clicks' }, 0.5],
		['refunds of an influencer', REFUNDS, { partnerType: 'influencer' }, 0.35],
	])('weighs by what changed: %s', (_, change, { detects, partnerType = null }, weight) => {
		expect(
			lookAt('F36', {
				affiliate: aCheckedAffiliate({ partnerType }),
				days: withLast(anna, change),
				others: rest,
				...(detects === undefined ? {} : { anomaly: detectedBy(detects) }),
			}),
		).toMatchObject({ status: 'hit', weight });
	});
});
