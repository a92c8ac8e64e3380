import { daysBefore } from '../../../../lib/fraud/rules/scan/measure/calendar-date';
import { couponFacts, LAST_DATE, look, uses } from './scenario';
import type { CouponFacts } from '../../../../lib/fraud';

const leak = (overrides: Partial<CouponFacts>) => look('F21', couponFacts(overrides));
const on = (daysAgo: number) => `${daysBefore(LAST_DATE, daysAgo)}T15:00:00.000Z`;
/** Spread over 40 days, so that no day jumps. */
const steady = (index: number) => ({ orderedAt: on(40 - (index % 41)) });
const countries = ['DE', 'FR', 'US', 'BR', 'IN', 'PL', 'IT', 'ES', 'NL', 'SE'];

describe('F21, a coupon leak', () => {
	it('is a hit for uses from coupon sites, without the owner', () => {
		const leaked = uses(40, (index) => ({ ...steady(index), isFromCouponSite: index % 2 === 0 }));
		expect(leak({ uses: leaked })).toMatchObject({
			status: 'hit',
			weight: 0.3,
			evidence: { coupon: 'ANNA10', withoutOwner: '40', couponSites: '50 % from coupon sites' },
		});
	});

	it('looks from twenty uses on', () => {
		const leaked = (count: number) => uses(count, () => ({ isFromCouponSite: true }));
		expect(leak({ uses: leaked(19) }).status).toBe('unknown');
		expect(leak({ uses: leaked(20) }).status).toBe('hit');
	});

	it('is clear when the owner brings the people, wherever they come from', () => {
		const brought = uses(40, (index) => ({
			...steady(index),
			hasOwnerClick: index % 5 > 0,
			isFromCouponSite: true,
		}));
		expect(leak({ uses: brought }).status).toBe('clear');
	});

	it('is a hit for many countries and many sites together', () => {
		const spread = uses(60, (index) => ({
			...steady(index),
			country: countries[index % 10] ?? null,
			referrerHost: `site${index % 12}.example`,
		}));
		expect(leak({ uses: spread })).toMatchObject({ status: 'hit', weight: 0.45 });
		expect(leak({ uses: spread, usualCountries: 9, usualReferrers: 11 }).status).toBe('clear');
	});

	it('is clear for a podcast: nobody clicks, but nothing else is odd', () => {
		expect(leak({ uses: uses(60, steady) }).status).toBe('clear');
	});

	it('is clear for an influencer who goes viral at home: a jump alone', () => {
		const viral = [
			...uses(41, steady),
			...uses(60, () => ({ orderedAt: on(0), referrerHost: null })),
		];
		expect(leak({ uses: viral })).toMatchObject({
			status: 'clear',
			evidence: { jump: expect.stringContaining('61 uses on 2026-06-16, usually 1') },
		});
	});

	it('is a hit for a jump from many countries, with more weight for each sign', () => {
		const jump = (index: number) => ({ orderedAt: on(1), country: countries[index % 10] ?? null });
		expect(leak({ uses: [...uses(41, steady), ...uses(90, jump)] })).toMatchObject({
			status: 'hit',
			weight: 0.45,
			evidence: { jump: expect.any(String), countries: expect.any(String) },
		});
	});

	it('takes five times the usual day for a jump, and less for chance', () => {
		const history = uses(410, (index) => ({
			...steady(index),
			country: countries[index % 10] ?? null,
		}));
		const today = (more: number) =>
			leak({
				uses: [
					...history,
					...uses(more, (index) => ({ orderedAt: on(0), country: countries[index % 10] ?? null })),
				],
			}).status;
		expect(today(39)).toBe('clear');
		expect(today(40)).toBe('hit');
	});

	it('does not take a start for a jump', () => {
		const started = uses(60, (index) => ({
			orderedAt: on(index % 2),
			country: countries[index % 10] ?? null,
		}));
		expect(leak({ uses: started }).status).toBe('unknown');
	});

	it('is unknown when neither countries nor sites are told', () => {
		const untold = uses(60, (index) => ({ ...steady(index), country: null, referrerHost: null }));
		expect(leak({ uses: untold }).status).toBe('unknown');
	});
});
