import {
	aCoupon,
	aProgramme,
	CLICK_ID,
	OTHER_CLICK_ID,
	PROGRAMME_ID,
} from '../../support/builders';
import {
	ANNA,
	annasLanding,
	attribute,
	BOB,
	bobsClick,
	bobsLanding,
	creditedTo,
	sentences,
} from './scenario';

const OTHER_PROGRAMME_ID = 'prg_autumn';
const autumn = aProgramme({
	programmeId: OTHER_PROGRAMME_ID,
	code: 'autumn',
	attributionModel: 'first_click',
	couponPolicy: 'if_involved',
	lookbackDays: 60,
});

describe('an affiliate code in the landing page', () => {
	it('credits its affiliate when no recorded click does', () => {
		const attribution = attribute({ landingUrl: '/?aff=Anna' });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.credits[0]).toMatchObject({ confidence: 0.7, touch: { clickId: null } });
		expect(sentences(attribution)).toContain('anybody can write one');
	});

	it('gives way to a recorded click', () => {
		expect(creditedTo(attribute({ landingUrl: `${bobsLanding}&aff=anna` }))).toEqual([BOB]);
	});

	it('beside a click that is not known is credited with little confidence', () => {
		const attribution = attribute({ landingUrl: `${annasLanding}&aff=anna` }, { clicks: [] });
		expect(attribution.credits[0]).toMatchObject({ affiliateId: ANNA, confidence: 0.5 });
		expect(attribution.credits[0]?.confidenceReason).toContain('another click of the order');
	});

	it('needs a programme', () => {
		const attribution = attribute({ landingUrl: '/?aff=anna' }, { defaultProgrammeId: null });
		expect(attribution.outcome).toBe('no_affiliate');
		expect(sentences(attribution)).toContain('choose one in the node');
	});

	it('of nobody is no touch', () => {
		expect(attribute({ landingUrl: '/?aff=zoe' })).toMatchObject({
			outcome: 'no_affiliate',
			touches: [],
		});
	});
});

describe('an earlier order of the customer', () => {
	const lastCredit = {
		affiliateId: ANNA,
		programmeId: PROGRAMME_ID,
		orderedAt: '2026-11-01T00:00:00.000Z',
	};

	it('counts only when the policy says so', () => {
		expect(attribute({}, { lastCredit }).outcome).toBe('no_affiliate');
		const attribution = attribute({}, { lastCredit }, { creditReturningCustomers: true });
		expect(creditedTo(attribution)).toEqual([ANNA]);
		expect(attribution.credits[0]).toMatchObject({ confidence: 0.6, touch: { kind: 'customer' } });
	});

	it.each([
		['a click', { landingUrl: bobsLanding }],
		['a coupon', { coupons: ['BOB5'] }],
		['a code', { landingUrl: '/?aff=bob' }],
	])('gives way to %s', (_name, given) => {
		const attribution = attribute(given, { lastCredit }, { creditReturningCustomers: true });
		expect(creditedTo(attribution)).toEqual([BOB]);
	});

	it('is held against the window like a click', () => {
		const attribution = attribute(
			{},
			{ lastCredit: { ...lastCredit, orderedAt: '2026-10-01T00:00:00.000Z' } },
			{ creditReturningCustomers: true },
		);
		expect(attribution.outcome).toBe('outside_window');
	});
});

describe('the programme of an order', () => {
	const programmes = [aProgramme(), autumn];
	const autumnClick = { ...bobsClick, programmeId: OTHER_PROGRAMME_ID };
	const bothClicks = { cartClick: CLICK_ID, landingUrl: `/?aff_click=${OTHER_CLICK_ID}` };

	it('is that of the latest click, and only its touches compete', () => {
		const facts = { programmes, clicks: [...annasClicks(), autumnClick] };
		const attribution = attribute(bothClicks, facts);
		expect(attribution).toMatchObject({
			programmeId: OTHER_PROGRAMME_ID,
			model: 'first_click',
			couponPolicy: 'if_involved',
			lookbackDays: 60,
		});
		expect(creditedTo(attribution)).toEqual([BOB]);
		expect(sentences(attribution)).toContain('it belongs to another programme');
	});

	it('is that of the latest click by time, wherever it was found', () => {
		const facts = { programmes, clicks: [...annasClicks(), autumnClick] };
		const swapped = { cartClick: OTHER_CLICK_ID, landingUrl: `/?aff_click=${CLICK_ID}` };
		expect(attribute(swapped, facts).programmeId).toBe(OTHER_PROGRAMME_ID);
	});

	it('is the one the policy names', () => {
		const facts = { programmes, clicks: [...annasClicks(), autumnClick] };
		const attribution = attribute(bothClicks, facts, { programmeId: PROGRAMME_ID });
		expect(attribution.programmeId).toBe(PROGRAMME_ID);
		expect(creditedTo(attribution)).toEqual([ANNA]);
	});

	it('is that of a coupon which its programme always credits', () => {
		const facts = {
			programmes,
			clicks: [autumnClick],
			coupons: [aCoupon()],
		};
		const given = { landingUrl: `/?aff_click=${OTHER_CLICK_ID}`, coupons: ['ANNA10'] };
		const attribution = attribute(given, facts);
		expect(attribution.programmeId).toBe(PROGRAMME_ID);
		expect(creditedTo(attribution)).toEqual([ANNA]);
	});

	it('is unknown when nothing names one', () => {
		expect(attribute({}, { defaultProgrammeId: null })).toMatchObject({
			outcome: 'no_affiliate',
			programmeId: null,
			lookbackDays: 30,
		});
	});

	function annasClicks() {
		return [
			{
				...bobsClick,
				clickId: CLICK_ID,
				affiliateId: ANNA,
				occurredAt: '2026-11-14T10:00:00.000Z',
			},
		];
	}
});
