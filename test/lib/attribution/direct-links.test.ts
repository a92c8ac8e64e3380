import { aClick, aProgramme, CLICK_ID, PROGRAMME_ID } from '../../support/builders';
import {
	ANNA,
	attribute,
	BOB,
	bobsLanding,
	creditedTo,
	sentences,
	type OrderSignalsGiven,
} from './scenario';

const referrer = 'https://blog.anna.example/review';
const siteOwners = [{ host: 'blog.anna.example', affiliateId: ANNA }];
const lastCredit = {
	affiliateId: BOB,
	programmeId: PROGRAMME_ID,
	orderedAt: '2026-11-10T00:00:00.000Z',
};

describe("a visit from an affiliate's registered site", () => {
	it('credits them where nothing stronger does', () => {
		const attribution = attribute({ referrer }, { siteOwners, lastCredit });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.credits[0]).toMatchObject({
			confidence: 0.65,
			touch: { kind: 'direct_link', clickId: null, foundIn: 'referrer', medium: 'web' },
		});
		expect(sentences(attribution)).toContain(
			'The referrer is a registered site of anna, without a recorded click.',
		);
	});

	it.each<[string, OrderSignalsGiven]>([
		['a click', { referrer, landingUrl: bobsLanding }],
		['a code', { referrer, landingUrl: '/?aff=bob' }],
		['a coupon that its policy always credits', { referrer, coupons: ['BOB5'] }],
	])('gives way to %s', (_name, given) => {
		expect(creditedTo(attribute(given, { siteOwners }))).toEqual([BOB]);
	});

	it('goes before an earlier order of the customer', () => {
		const facts = { siteOwners, lastCredit };
		const policy = { creditReturningCustomers: true };
		expect(creditedTo(attribute({ referrer }, facts, policy))).toEqual([ANNA]);
		expect(creditedTo(attribute({}, facts, policy))).toEqual([BOB]);
	});

	it('counts where the click of the order is too old to', () => {
		const given = { referrer, cartClick: CLICK_ID };
		const clicks = [aClick({ affiliateId: BOB, occurredAt: '2026-01-01T00:00:00.000Z' })];
		expect(creditedTo(attribute(given, { siteOwners, clicks }))).toEqual([ANNA]);
	});

	it('is surer with a coupon of the same affiliate', () => {
		const [credit] = attribute({ referrer, coupons: ['ANNA10'] }, { siteOwners }).credits;
		expect(credit).toMatchObject({
			confidence: 0.9,
			confidenceReason: 'The referring site and the coupon belong to the same affiliate',
		});
	});

	it('is held against the window by the time of the visit', () => {
		const visit = (occurredAt: string) => ({
			visits: [{ landingUrl: '/', referrer, occurredAt }],
		});
		const facts = { siteOwners };
		expect(creditedTo(attribute(visit('2026-11-01T00:00:00.000Z'), facts))).toEqual([ANNA]);
		expect(attribute(visit('2026-09-01T00:00:00.000Z'), facts).outcome).toBe('outside_window');
		expect(attribute(visit('2026-11-18T00:00:00.000Z'), facts).outcome).toBe('no_affiliate');
	});

	it('needs a programme, as it names none', () => {
		const facts = { siteOwners, defaultProgrammeId: null };
		expect(sentences(attribute({ referrer }, facts))).toContain('names no programme; choose one');
		const paused = { siteOwners, programmes: [aProgramme({ status: 'paused' })] };
		expect(attribute({ referrer }, paused).outcome).toBe('affiliate_inactive');
	});

	it('of nobody leaves no word in the trace', () => {
		const attribution = attribute({ referrer: 'https://search.example/' }, { siteOwners });
		expect(attribution).toMatchObject({ outcome: 'no_affiliate', touches: [] });
		expect(sentences(attribution)).not.toContain('search.example');
	});
});
