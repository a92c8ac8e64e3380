import { PostAffiliateProPlatform } from '../../lib/connectors/post-affiliate-pro';
import { AffiliateError } from '../../lib/kernel';
import { eur } from '../support/builders';
import { affiliate, all, conversion, filter } from './platform-writes';
import { calling, count, LIST, LOGIN, postAffiliatePro } from './post-affiliate-pro-harness';

const anyone = { email: null, programmeId: null, status: null };

describe('an affiliate in Post Affiliate Pro', () => {
	it('is created once, and added to the private campaign that is named', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const kim = affiliate({ code: 'kim', programmeId: 'c1', parentId: 'u-rita' });
		const created = await platform().createAffiliate(kim);
		const again = await platform().createAffiliate({ ...kim, email: 'KIM@example.com' });
		expect([created.outcome, again.outcome]).toEqual(['confirmed', 'duplicate']);
		expect(again.externalId).toBe(created.externalId);
		expect(simulator.affiliates()).toHaveLength(3);
		expect(simulator.affiliates()[2]).toMatchObject({
			...{ username: 'kim@example.com', refid: 'kim', rstatus: 'A', parentuserid: 'u-rita' },
		});
		expect(simulator.members()).toEqual([{ userid: created.externalId, campaignid: 'c1' }]);
	});

	it('that could not join is joined by the next run', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const kim = affiliate({ programmeId: 'c1' });
		simulator.setFaults([
			{ when: calling('Pap_Db_UserInCommissionGroup', 'addUsers'), then: 'drop' },
		]);
		expect(await platform().createAffiliate(kim)).toMatchObject({ outcome: 'failed' });
		simulator.setFaults([]);
		expect(await platform().createAffiliate(kim)).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.members()).toHaveLength(1);
	});

	it('whose answer is lost is one affiliate', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const add = calling('Pap_Merchants_User_AffiliateForm', 'add');
		simulator.setFaults([{ when: add, times: 1, then: 'lose_answer' }]);
		expect(await platform().createAffiliate(affiliate())).toMatchObject({ outcome: 'failed' });
		expect(await platform().createAffiliate(affiliate())).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.affiliates()).toHaveLength(3);
	});

	it('is refused without naming the person', async () => {
		const { platform } = await postAffiliatePro();
		const outcome = await platform().createAffiliate(affiliate({ lastName: '' }));
		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'lastname' });
		expect(JSON.stringify(outcome)).not.toContain('kim@example.com');
	});

	it('has a company only where a field for it is named', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const kim = affiliate({ company: 'Kim Ltd' });
		expect(await platform().createAffiliate(kim)).toMatchObject({ field: 'company' });
		const named = { companyField: 'data2' };
		await platform(named).createAffiliate(kim);
		expect(simulator.affiliates()[2]).toMatchObject({ data2: 'Kim Ltd' });
		expect(await platform(named).getAffiliate('kim@example.com')).toMatchObject({
			company: 'Kim Ltd',
		});
	});

	it('is read by id, referral id or address, and null when there is none', async () => {
		const { platform } = await postAffiliatePro();
		for (const name of ['u-joli', 'joli', 'Jo@Example.com']) {
			expect(await platform().getAffiliate(name)).toMatchObject({
				...{ id: 'u-joli', code: 'joli', status: 'approved', parentId: 'u-rita' },
			});
		}
		expect(await platform().getAffiliate('nobody')).toBeNull();
		await expect(platform().getAffiliate('a\nb')).rejects.toMatchObject({ path: 'affiliate' });
	});

	it('is not said to be missing where the account does not filter', async () => {
		const { platform } = await postAffiliatePro({ ignoredFilters: ['userid', 'username'] });
		await expect(platform().getAffiliate('nobody')).rejects.toMatchObject({
			code: 'vendor_refused',
		});
		await expect(platform().getAffiliate('no@example.com')).rejects.toMatchObject({
			code: 'vendor_refused',
		});
	});

	it('is listed by address and status, and not by programme', async () => {
		const { platform } = await postAffiliatePro();
		await platform().createAffiliate(affiliate({ status: 'pending' }));
		const emails = async (own: object): Promise<Array<string | null>> => {
			const list = { ...anyone, ...own };
			const read = await all((cursor) => platform().listAffiliates(list, cursor));
			return read.map(({ email }) => email);
		};
		expect(await emails({})).toHaveLength(3);
		expect(await emails({ status: 'pending' })).toEqual(['kim@example.com']);
		expect(await emails({ email: 'JO@example.com' })).toEqual(['jo@example.com']);
		await expect(emails({ programmeId: 'c1' })).rejects.toMatchObject({ code: 'not_supported' });
	});

	it('is changed in what is named, and keeps the rest', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const change = {
			affiliateId: 'u-joli',
			firstName: 'Joe',
			code: 'joe',
			more: { data5: 'gold' },
		};
		expect(await platform().updateAffiliate(change)).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.affiliates()[1]).toMatchObject({
			...{ firstname: 'Joe', refid: 'joe', data5: 'gold', username: 'jo@example.com' },
		});
		const nobody = { ...change, affiliateId: 'nobody' };
		expect(await platform().updateAffiliate(nobody)).toMatchObject({ outcome: 'rejected' });
	});

	it('is approved and declined, and one that is not there is no success', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const outcomes = [
			await platform().setAffiliateStatus('u-joli', 'declined'),
			await platform().setAffiliateStatus('u-joli', 'declined'),
			await platform().setAffiliateStatus('nobody', 'approved'),
		];
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['confirmed', 'duplicate', 'rejected']);
		expect(simulator.affiliates()[1]).toMatchObject({ rstatus: 'D' });
	});
});

describe('links, clicks and campaigns', () => {
	const link = {
		...{ affiliate: 'joli', programmeId: null, subId: 'news', bannerId: '11a2' },
		landingUrl: 'https://shop.example/tea?x=1',
	};

	it('are the landing page with parameters, or the click script', async () => {
		const { simulator, platform } = await postAffiliatePro();
		expect(await platform().buildLink(link)).toBe(
			'https://shop.example/tea?x=1&a_aid=joli&a_bid=11a2&data1=news',
		);
		const own = platform({ linkParameters: { affiliate: 'ref' }, scripts: { click: 'c7.php' } });
		expect(await own.buildLink({ ...link, subId: null, bannerId: null })).toContain('&ref=joli');
		const redirect = platform({ linkStyle: 'redirect', scripts: { click: 'c7.php' } });
		expect(await redirect.buildLink(link)).toBe(
			`${simulator.url}/scripts/c7.php?a_aid=joli&a_bid=11a2&data1=news&desturl=https%3A%2F%2Fshop.example%2Ftea%3Fx%3D1`,
		);
		await expect(platform().buildLink({ ...link, landingUrl: 'tea' })).rejects.toMatchObject({
			path: 'landingUrl',
		});
	});

	it('tell the tracking script of a visit, which a sale may name', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const visit = {
			...{ affiliate: 'joli', programmeId: 'c1', landingUrl: 'https://shop.example/tea' },
			...{ referrer: null, ip: '192.0.2.7', userAgent: 'Browser', subId: 'news' },
			occurredAt: '2026-11-20T09:00:00.000Z',
			more: {},
		};
		const outcome = await platform().createClick(visit);
		expect(outcome).toMatchObject({ outcome: 'accepted' });
		expect(outcome.externalId).toMatch(/^[0-9a-f]{32}$/);
		expect((await platform().createClick(visit)).externalId).toBe(outcome.externalId);
		expect(simulator.clicks()[0]).toMatchObject({
			...{ visitorId: outcome.externalId, accountId: 'default1', tracking: '1' },
			...{ url: 'S_//shop.example/tea', ip: '192.0.2.7', useragent: 'Browser' },
			getParams: 'AffiliateID=joli&CampaignID=c1&data1=news',
		});
		const order = conversion({ affiliate: null, clickId: outcome.externalId });
		await platform({ tracksSales: true }).createConversion(order);
		simulator.processSales();
		expect(simulator.transactions()).toMatchObject([{ userid: 'u-joli', orderid: 'ORD_1' }]);
	});

	it('name campaigns in the currency of the account', async () => {
		const { platform } = await postAffiliatePro();
		expect(await all((cursor) => platform().listProgrammes(cursor))).toMatchObject([
			{ id: 'c1', name: 'Main campaign', currency: 'EUR' },
		]);
	});
});

describe('a payout in Post Affiliate Pro', () => {
	const mark = { payoutId: null, affiliateId: 'u-joli', amount: eur('12.34'), note: 'November' };

	const due = conversion({ commission: eur('12.34'), status: 'approved' });

	it.each([true, false])(
		'is listed as due, marked, and listed as paid (at once: %s)',
		async (paysAtOnce) => {
			const { simulator, platform } = await postAffiliatePro({ paysAtOnce });
			await platform().createConversion(due);
			const one = platform();
			expect(await all((cursor) => one.listPayouts(filter(), cursor))).toMatchObject([
				{ id: 'u-joli', affiliateId: 'u-joli', status: 'due', amount: eur('12.34') },
			]);
			expect(await platform().markPaid(mark)).toMatchObject({ outcome: 'confirmed' });
			expect(simulator.payouts()).toMatchObject([{ userid: 'u-joli', amount: '12.34' }]);
			const two = platform();
			expect(await all((cursor) => two.listPayouts(filter(), cursor))).toMatchObject([
				{ affiliateId: 'u-joli', status: 'paid', amount: eur('12.34') },
			]);
		},
	);

	it('of another amount than what is due, or marked again, is refused', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(due);
		const less = { ...mark, amount: eur('12.00') };
		expect(await platform().markPaid(less)).toMatchObject({ field: 'amounttopay' });
		await platform().markPaid(mark);
		expect(await platform().markPaid(mark)).toMatchObject({ outcome: 'rejected' });
		expect(await platform().markPaid({ ...mark, amount: null })).toMatchObject({
			outcome: 'rejected',
		});
		expect(simulator.payouts()).toHaveLength(1);
	});

	it('whose answer is lost is paid once', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(due);
		const pay = calling('Pap_Merchants_Payout_PayAffiliatesForm', 'payAffiliates');
		simulator.setFaults([{ when: pay, then: 'lose_answer' }]);
		expect(await platform().markPaid(mark)).toMatchObject({ outcome: 'failed', isUncertain: true });
		simulator.setFaults([]);
		await platform().markPaid(mark);
		expect(simulator.payouts()).toHaveLength(1);
	});
});

describe('the session', () => {
	it('is used again, and opened anew when it was closed', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const one = platform();
		await one.createConversion(conversion());
		expect(count(simulator, 'authenticate')).toBe(1);
		simulator.closeSessions();
		expect(await one.createConversion(conversion({ orderId: 'ORD_2' }))).toMatchObject({
			outcome: 'confirmed',
		});
		expect(count(simulator, 'authenticate')).toBe(2);
	});

	it('is opened with a token as well', async () => {
		const { platform } = await postAffiliatePro({ authToken: 'token-of-merchant' });
		const own = { username: null, password: null, authToken: 'token-of-merchant' };
		expect(await platform(own).getAffiliate('joli')).toMatchObject({ id: 'u-joli' });
	});

	it('that is refused is asked for once, and names no login', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const one = platform({ password: 'Wrong-Secret-9' });
		const outcome = await one.createConversion(conversion());
		await one.createConversion(conversion());
		expect(outcome).toMatchObject({
			outcome: 'failed',
			reason: expect.stringContaining('credential') as string,
		});
		expect(JSON.stringify(outcome)).not.toMatch(/Wrong-Secret-9|owner@shop/);
		await expect(one.listProgrammes(null)).rejects.toMatchObject({ code: 'vendor_unavailable' });
		expect(count(simulator, 'authenticate')).toBe(1);
	});

	it('needs settings that an account can have', () => {
		const make = (own: object, baseUrl = 'https://shop.example') => {
			const http = { request: () => Promise.reject(new AffiliateError('', { code: 'network' })) };
			const sleeper = { sleep: () => Promise.resolve() };
			return () =>
				new PostAffiliateProPlatform(
					{ api: { http, sleeper, jitter: () => 0, baseUrl } },
					{ ...LOGIN, authToken: null, currency: 'EUR', ...own },
				);
		};
		const path = (expected: string): object =>
			expect.objectContaining({ code: 'invalid_input', path: expected }) as object;
		expect(make({ password: ' ' })).toThrow(path('password') as Error);
		expect(make({ currency: 'EURO' })).toThrow(path('currency') as Error);
		expect(make({ timeZone: 'Mars' })).toThrow(path('timeZone') as Error);
		expect(make({ scripts: { sale: '../x' } })).toThrow(path('scripts') as Error);
		expect(make({}, 'http://shop.example')).toThrow(path('baseUrl') as Error);
	});
});

describe('Post Affiliate Pro itself', () => {
	it('is waited for when it has too many requests', async () => {
		const { simulator, waits, platform } = await postAffiliatePro();
		const busy = { status: 429, headers: { 'retry-after': '3' }, text: '<html></html>' };
		simulator.setFaults([{ when: LIST, times: 1, then: { answer: busy } }]);
		expect(await platform().createConversion(conversion())).toMatchObject({ outcome: 'confirmed' });
		expect(waits[0]).toBe(3_000);
	});

	it('that another program has just asked for a list is asked again a second later', async () => {
		const { simulator, waits, platform } = await postAffiliatePro();
		const [one, two] = [platform(), platform()];
		await one.listProgrammes(null);
		await two.listProgrammes(null);
		expect(waits).toEqual([1_000]);
		expect(simulator.requests().filter(({ status }) => status === 429)).toHaveLength(1);
	});

	it('that stays away is called for some time, and then left alone', async () => {
		const { simulator, platform } = await postAffiliatePro();
		simulator.setFaults([{ when: LIST, then: { answer: { status: 503, body: {} } } }]);
		const one = platform();
		await expect(one.listConversions(filter(), null)).rejects.toMatchObject({
			code: 'vendor_unavailable',
			details: { retryable: true },
		});
		const asked = simulator.requests().length;
		expect(await one.createConversion(conversion())).toMatchObject({
			outcome: 'failed',
			retryable: true,
		});
		expect(simulator.requests()).toHaveLength(asked);
	});

	it('with a page in place of an answer is refused with a hint', async () => {
		const { platform } = await postAffiliatePro();
		const wrong = platform({ scripts: { server: 'track.php' } });
		await expect(wrong.listProgrammes(null)).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining('scripts') as string,
		});
	});

	it('takes any other request, and says what it refuses', async () => {
		const { platform } = await postAffiliatePro();
		const call = { method: 'POST', path: '/scripts/server.php', query: {} } as const;
		const columns = [['id'], ['id'], ['name']];
		const list = { C: 'Pap_Merchants_Campaign_CampaignsGrid', M: 'getRows', columns };
		expect(await platform().request({ ...call, body: list })).toMatchObject({
			failure: null,
			body: [{ count: 1 }],
		});
		const unknown = await platform().request({ ...call, body: { C: 'Nothing', M: 'run' } });
		expect(unknown).toMatchObject({
			body: null,
			failure: expect.stringContaining('exist') as string,
		});
		await expect(platform().request({ ...call, body: { M: 'run' } })).rejects.toMatchObject({
			path: 'body',
		});
		const none = { method: 'GET', path: '/scripts/none.php', query: {}, body: null } as const;
		expect((await platform().request(none)).status).toBe(404);
	});
});
