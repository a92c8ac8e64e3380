import { isClickId } from '../../../lib/kernel';
import { HASH_PURPOSES } from '../../../lib/tracking';
import { aLink, anAffiliate, aProgramme } from '../../support/builders';
import { aClickBody, NOW, startPartner, type Partner } from './postback-partner';

let partner: Partner;

beforeEach(async () => {
	partner = await startPartner();
});

afterEach(async () => await partner.stop());

const storedClicks = async () => await partner.store.clicks.list({ limit: 100 });

const visitorWith = (overrides: object) => ({
	visitor: { ...aClickBody().visitor, ...overrides },
});

describe('a click that a server tells', () => {
	it('is kept like a click of a tracked link, and starts one run', async () => {
		const answer = await partner.send(
			aClickBody({
				medium: 'app',
				subIds: { sub1: 'story' },
				utm: { campaign: 'autumn' },
				occurredAt: '2026-11-19T23:30:00+01:00',
			}),
		);
		const clickId = String(answer.json['clickId']);
		expect([answer.status, isClickId(clickId)]).toEqual([201, true]);
		const { keyedHash } = partner.store;
		expect(await storedClicks()).toEqual([
			expect.objectContaining({
				clickId,
				programmeId: aProgramme().programmeId,
				affiliateId: anAffiliate().affiliateId,
				linkId: aLink().linkId,
				occurredAt: '2026-11-19T22:30:00.000Z',
				destination: 'https://shop.example.com/grinder',
				category: 'human',
				isCounted: true,
				consent: 'granted',
				country: 'DE',
				browser: 'Firefox 144',
				subIds: { sub1: 'story' },
				utm: { source: 'anna', campaign: 'autumn' },
				ipHash: keyedHash(HASH_PURPOSES.ip, '203.0.113.0'),
				medium: 'app',
				opening: 'unknown',
			}),
		]);
		expect(partner.items).toEqual([
			{
				postback: {
					type: 'click',
					programmeCode: 'spring',
					affiliateCode: 'anna',
					linkCode: 'anna-grinder',
					clickId,
					externalId: null,
					occurredAt: '2026-11-19T22:30:00.000Z',
					receivedAt: NOW,
					medium: 'app',
					category: 'human',
					consent: 'granted',
					subIds: { sub1: 'story' },
					utm: { source: 'anna', campaign: 'autumn' },
				},
			},
		]);
	});

	it('may name the affiliate instead of a link, and is of now and of a server then', async () => {
		const answer = await partner.send(aClickBody({ link: null, affiliate: 'ANNA' }));
		expect(answer.status).toBe(201);
		expect(await storedClicks()).toEqual([
			expect.objectContaining({
				linkId: null,
				occurredAt: NOW,
				medium: 'server',
				destination: 'https://shop.example.com/',
			}),
		]);
	});

	it.each([
		['a crawler', visitorWith({ userAgent: 'Googlebot/2.1' }), 'bot'],
		['nobody known', visitorWith({ userAgent: null }), 'no_user_agent'],
	])('of %s is kept and not counted', async (_name, overrides, category) => {
		expect((await partner.send(aClickBody(overrides))).status).toBe(201);
		expect(await storedClicks()).toEqual([
			expect.objectContaining({ category, isCounted: false, countReason: category }),
		]);
	});

	it('from a data centre by the lists of the workspace is kept and not counted', async () => {
		await partner.store.fraud.saveReferenceList({
			name: 'clouds',
			kind: 'datacentre',
			entries: ['203.0.113.0/24'],
			source: null,
			importedAt: NOW,
		});
		expect((await partner.send(aClickBody())).status).toBe(201);
		expect(await storedClicks()).toEqual([
			expect.objectContaining({
				networkKinds: ['datacentre'],
				isCounted: false,
				countReason: 'datacentre',
			}),
		]);
	});

	it('of the same visitor within the repeat window is kept and not counted again', async () => {
		await partner.send(aClickBody({ occurredAt: '2026-11-20T08:00:00Z' }));
		await partner.send(aClickBody({ occurredAt: '2026-11-20T08:10:00Z' }));
		const reasons = (await storedClicks()).map(({ countReason }) => countReason);
		expect(reasons).toEqual(['repeat', 'counted']);
	});

	it('without consent holds nothing of the visitor, and its id is not given away', async () => {
		const answer = await partner.send(
			aClickBody({
				...visitorWith({ consent: 'denied', journeyId: 'user-12345678' }),
				subIds: { sub1: 'user-1' },
				externalId: 'ext-1',
			}),
		);
		expect([answer.status, answer.json]).toEqual([201, { clickId: null }]);
		expect(await storedClicks()).toEqual([
			expect.objectContaining({
				consent: 'denied',
				ipHash: null,
				userAgentHash: null,
				visitorHash: null,
				addressHash: null,
				journeyId: null,
				subIds: {},
			}),
		]);
		expect(JSON.stringify(partner.items)).not.toMatch(/ext-1|user-1/);
	});

	it('is without consent where the trigger requires it and the call says nothing', async () => {
		partner.parameters = { options: { requireConsent: true } };
		await partner.send(aClickBody(visitorWith({ consent: 'not_asked' })));
		await partner.send(aClickBody(visitorWith({ consent: 'granted' })));
		const consents = (await storedClicks()).map(({ consent }) => consent).sort();
		expect(consents).toEqual(['denied', 'granted']);
	});

	it('joins the clicks of one visitor by an id of the partner that cannot be read back', async () => {
		await partner.send(aClickBody(visitorWith({ journeyId: 'user-12345678' })));
		await partner.send(aClickBody(visitorWith({ journeyId: 'user-12345678' })));
		await partner.send(aClickBody(visitorWith({ journeyId: 'user-87654321' })));
		await partner.send(aClickBody(visitorWith({ journeyId: `jny_${'0a'.repeat(10)}` })));
		const journeys = (await storedClicks()).map(({ journeyId }) => journeyId ?? '');
		expect(new Set(journeys).size).toBe(3);
		// A browser's own journey, were it known, takes no clicks of a partner in.
		expect(journeys).not.toContain(`jny_${'0a'.repeat(10)}`);
		expect(journeys.every((id) => /^jny_[0-9a-f]{20}$/.test(id))).toBe(true);
	});
});

describe("the partner's own id of a click", () => {
	it('makes a repetition the same click: told again, it answers 200 and starts no run', async () => {
		const first = await partner.send(aClickBody({ externalId: 'ext-1' }));
		const again = await partner.send(
			aClickBody({ externalId: 'ext-1', occurredAt: '2026-11-20T08:00:00Z' }),
		);
		const other = await partner.send(aClickBody({ externalId: 'ext-2' }));
		expect([first.status, again.status, other.status]).toEqual([201, 200, 201]);
		expect(again.json).toEqual(first.json);
		expect(other.json).not.toEqual(first.json);
		expect(isClickId(String(first.json['clickId']))).toBe(true);
		expect(await storedClicks()).toHaveLength(2);
		expect(partner.items).toHaveLength(2);
	});

	it('is one affiliate’s: the same id of another affiliate is another click', async () => {
		await partner.store.registry.saveAffiliate(
			anAffiliate({ affiliateId: 'aff_cleo', code: 'cleo', email: null }),
		);
		const clickOf = (affiliate: string) =>
			aClickBody({ link: null, affiliate, externalId: 'ext-1' });
		expect((await partner.send(clickOf('anna'))).status).toBe(201);
		expect((await partner.send(clickOf('cleo'))).status).toBe(201);
		expect(await storedClicks()).toHaveLength(2);
	});

	it('makes one click and one run of twenty calls at a time, each with its own nonce', async () => {
		// As with several processes, where all have looked before the first has written.
		jest.spyOn(partner.store.clicks, 'get').mockResolvedValue(null);
		const answers = await Promise.all(
			Array.from(
				{ length: 20 },
				async () => await partner.send(aClickBody({ externalId: 'ext-1' })),
			),
		);
		const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
		expect([count(201), count(200)]).toEqual([1, 19]);
		expect(new Set(answers.map(({ json }) => json['clickId'])).size).toBe(1);
		expect(await storedClicks()).toHaveLength(1);
		expect(partner.items).toHaveLength(1);
	});
});

describe('a click that cannot be kept', () => {
	it.each([
		['an unknown link', { link: 'nothing' }, 'postback.link'],
		['an unknown affiliate', { link: null, affiliate: 'nobody' }, 'postback.affiliate'],
		['a banned affiliate', { link: null, affiliate: 'ben' }, 'postback.affiliate'],
	])('names %s', async (_name, overrides, path) => {
		const answer = await partner.send(aClickBody(overrides));
		expect([answer.status, answer.json['path']]).toEqual([400, path]);
		expect(await storedClicks()).toEqual([]);
		expect(partner.items).toEqual([]);
	});

	it('names a link of another programme as if there were none', async () => {
		const { registry } = partner.store;
		await registry.saveProgramme(
			aProgramme({ programmeId: 'prg_autumn', code: 'autumn', name: 'Autumn programme' }),
		);
		await registry.saveLink(
			aLink({ linkId: 'lnk_autumn', code: 'autumn-link', programmeId: 'prg_autumn' }),
		);
		const other = await partner.send(aClickBody({ link: 'autumn-link' }));
		const unknown = await partner.send(aClickBody({ link: 'nothing' }));
		expect([other.status, other.text]).toEqual([400, unknown.text]);
	});

	it('is of a programme that is paused', async () => {
		await partner.store.registry.saveProgramme(aProgramme({ status: 'paused' }));
		const answer = await partner.send(aClickBody());
		expect([answer.status, answer.json['path']]).toEqual([400, 'postback.programme']);
	});
});
