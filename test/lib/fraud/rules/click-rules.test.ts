import { addDays } from '../../../../lib/kernel';
import { aCredit, anAttribution, ORDERED_AT } from '../../../support/builders';
import {
	creditByClick,
	creditByCoupon,
	missingAffiliate,
	missingClick,
	observe,
	someAffiliate,
	someCredit,
	someVisit,
} from '../scenario';

const secondsBefore = (seconds: number) => addDays(ORDERED_AT, -seconds / 86_400);

describe.each(['F1', 'F2', 'F3', 'F5', 'F8', 'F9', 'F25'])('%s, a rule about a click', (id) => {
	it('has nothing to look at where a coupon was credited', () => {
		expect(observe(id, { credits: [creditByCoupon] }).status).toBe('clear');
	});

	it('is unknown when the named click is not in the ledger', () => {
		expect(observe(id, { credits: [missingClick] }).status).toBe('unknown');
	});
});

describe('F1, a repeated click', () => {
	it.each([
		['hit', 'the click repeats an earlier one', 'repeat'],
		['clear', 'the click was counted', 'counted'],
		['clear', 'a burst is another matter', 'burst'],
	] as const)('is %s when %s', (status, _because, countReason) => {
		expect(observe('F1', { credits: [creditByClick({ countReason })] }).status).toBe(status);
	});
});

describe('F2, a burst of clicks', () => {
	it('is a hit for a click that the trigger marked, and clear for a repeat', () => {
		expect(observe('F2', { credits: [creditByClick({ countReason: 'burst' })] })).toMatchObject({
			status: 'hit',
			evidence: { affiliate: 'anna' },
		});
		expect(observe('F2', { credits: [creditByClick({ countReason: 'repeat' })] }).status).toBe(
			'clear',
		);
	});
});

describe('F3, a click by a machine', () => {
	it.each([
		['hit', 'a bot clicked', creditByClick({ category: 'bot' })],
		['hit', 'a HEAD request asked', creditByClick({ category: 'head' })],
		['clear', 'a browser that loaded the page ahead', creditByClick({ category: 'prefetch' })],
		['hit', 'the program gave no name', creditByClick({ category: 'no_user_agent' })],
		['clear', 'a person clicked', creditByClick({ category: 'human' })],
		['hit', 'the address is of a data centre', creditByClick({ networkKinds: ['datacentre'] })],
		['hit', 'it was not counted for that', creditByClick({ countReason: 'datacentre' })],
		['clear', 'a VPN is a matter of F27', creditByClick({ networkKinds: ['vpn'] })],
	])('is %s when %s', (status, _because, credit) => {
		expect(observe('F3', { credits: [credit] }).status).toBe(status);
	});

	it('weighs a data centre less, since companies browse through one', () => {
		const credits = [creditByClick({ networkKinds: ['datacentre'] })];
		expect(observe('F3', { credits })).toMatchObject({
			weight: 0.3,
			evidence: { network: 'datacentre' },
		});
	});

	it('lets the gravest hit of all credits stand, and unknown over clear', () => {
		const datacentre = creditByClick({ networkKinds: ['datacentre'] });
		const credits = [
			creditByClick({}),
			missingClick,
			datacentre,
			creditByClick({ category: 'bot' }),
		];
		expect(observe('F3', { credits }).evidence).toMatchObject({ category: 'bot' });
		expect(observe('F3', { credits: credits.slice(0, 2) }).status).toBe('unknown');
	});

	it('names affiliate and click as evidence', () => {
		const credit = { ...creditByClick({ category: 'bot' }), credit: aCredit() };
		expect(observe('F3', { credits: [credit] }).evidence).toEqual({
			affiliate: 'anna',
			click: aCredit().touch.clickId,
			category: 'bot',
		});
	});
});

describe('F5, an opening that nobody saw', () => {
	it.each([
		['clear', undefined, 'page'],
		['hit', undefined, 'embedded'],
		['hit', 0.15, 'no_activation'],
		['unknown', undefined, 'unknown'],
	] as const)('is %s with weight %s for %s', (status, weight, opening) => {
		const observation = observe('F5', { credits: [creditByClick({ opening })] });
		expect(observation.status).toBe(status);
		expect(observation.weight).toBe(weight);
	});

	it('is clear for a widget that stands in a frame by agreement', () => {
		const credits = [creditByClick({ opening: 'embedded' })];
		expect(observe('F5', { credits }, { widgetAffiliates: ['ANNA'] }).status).toBe('clear');
		expect(observe('F5', { credits }, { widgetAffiliates: ['ben'] }).status).toBe('hit');
	});
});

describe('F8, an order too soon after the click', () => {
	it.each([
		['clear', undefined, 10],
		['hit', 0.3, 9.999],
		['hit', 0.3, 3],
		['hit', 0.6, 2.999],
		['hit', 0.6, 0],
		['hit', 0.6, -0.9],
		['hit', 0.6, -60],
	] as const)('is %s with weight %s %s seconds before', (status, weight, seconds) => {
		const credits = [creditByClick({ occurredAt: secondsBefore(seconds) })];
		const observation = observe('F8', { credits });
		expect(observation.status).toBe(status);
		expect(observation.weight).toBe(weight);
	});

	it('says that a click came after the order, which is no matter of seconds', () => {
		const credits = [creditByClick({ occurredAt: secondsBefore(-60) })];
		expect(observe('F8', { credits }).reason).toBe('The credited click came after the order');
	});

	it('is clear for a link into an app, and for media that the policy leaves out', () => {
		const soon = { occurredAt: secondsBefore(1) };
		expect(observe('F8', { credits: [creditByClick({ ...soon, medium: 'app' })] }).status).toBe(
			'clear',
		);
		const byMail = { credits: [creditByClick({ ...soon, medium: 'email' as const })] };
		expect(observe('F8', byMail).status).toBe('hit');
		expect(observe('F8', byMail, { exceptMedia: ['email'] }).status).toBe('clear');
	});

	it('refuses to hold later than it flags', () => {
		expect(() => observe('F8', {}, { flagSeconds: 2 })).toThrow(
			expect.objectContaining({ path: 'F8.parameters.holdSeconds' }),
		);
	});
});

describe('F9, a click outside the window', () => {
	const thirtyDays = secondsBefore(30 * 86_400);
	const older = { occurredAt: addDays(thirtyDays, -1 / 86_400) };
	const withWindow = (lookbackDays: number | null) =>
		someCredit({
			...creditByClick(older),
			affiliate: { status: 'found', value: someAffiliate({ lookbackDays }) },
		});

	it('is clear to the second of the window and a hit beyond it', () => {
		expect(observe('F9', { credits: [creditByClick({ occurredAt: thirtyDays })] }).status).toBe(
			'clear',
		);
		expect(observe('F9', { credits: [creditByClick(older)] })).toMatchObject({
			status: 'hit',
			evidence: { windowDays: '30' },
		});
	});

	it("takes the affiliate's own window where it is longer", () => {
		expect(observe('F9', { credits: [withWindow(60)] }).status).toBe('clear');
		expect(observe('F9', { credits: [withWindow(7)] }).status).toBe('hit');
	});

	it('is unknown when the affiliate may have a longer window that nobody knows', () => {
		const credits = [{ ...missingAffiliate, click: creditByClick(older).click }];
		expect(observe('F9', { credits }).status).toBe('unknown');
	});

	it('leaves alone what a person decided', () => {
		const attribution = anAttribution({ decidedBy: 'otto' });
		expect(observe('F9', { attribution, credits: [creditByClick(older)] }).status).toBe('clear');
	});
});

describe('F25, a site that is not registered', () => {
	const from = (referrer: string | null, sites: string[]) => [
		someCredit({
			...creditByClick({ referrer }),
			affiliate: { status: 'found', value: someAffiliate({ sites }) },
		}),
	];

	it.each([
		['hit', 'another site', 'deals.example/a', ['blog.example']],
		['clear', 'a sub-domain of the own', 'www.blog.example/a', ['blog.example']],
		['hit', 'a host that only ends alike', 'myblog.example', ['blog.example']],
		['clear', 'apps strip the referrer: none is neutral', null, ['blog.example']],
		['clear', 'nobody asked for sites', 'deals.example', []],
	])('is %s for %s', (status, _because, referrer, sites) => {
		expect(observe('F25', { credits: from(referrer, sites) }).status).toBe(status);
	});

	it('is unknown when the affiliate is not in the ledger', () => {
		expect(observe('F25', { credits: [missingAffiliate] }).status).toBe('unknown');
	});
});

describe('F27, a hidden network', () => {
	it.each(['proxy', 'vpn', 'tor'] as const)('is a hit for %s of click or order', (kind) => {
		expect(observe('F27', { credits: [creditByClick({ networkKinds: [kind] })] })).toMatchObject({
			status: 'hit',
			evidence: { click: kind },
		});
		expect(observe('F27', { visit: someVisit({ networkKinds: [kind] }) })).toMatchObject({
			status: 'hit',
			evidence: { order: kind },
		});
	});

	it('leaves data centres to F3', () => {
		expect(observe('F27', { visit: someVisit({ networkKinds: ['datacentre'] }) }).status).toBe(
			'clear',
		);
	});

	it('is unknown when neither side can be looked at', () => {
		expect(observe('F27', { visit: someVisit({ network: null }) }).status).toBe('unknown');
		expect(observe('F27', { credits: [missingClick] }).status).toBe('unknown');
	});
});
