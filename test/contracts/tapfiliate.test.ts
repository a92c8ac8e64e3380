import { TapfiliatePlatform } from '../../lib/connectors/tapfiliate';
import { formatMoney, parseAmount } from '../../lib/kernel';
import {
	startTapfiliateSimulator,
	type TapfiliateSimulator,
	type TapfiliateSimulatorOptions,
} from '../simulators/tapfiliate';
import { axiosHttpPort } from '../support/axios-http-port';
import { eur } from '../support/builders';
import { countedWaits } from './crm-writes';
import { adjustment, affiliate, all, cancellation, conversion, filter } from './platform-writes';

const API_KEY = 'tap-key';

const open: TapfiliateSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

async function tapfiliate(options: Partial<TapfiliateSimulatorOptions> = {}) {
	const simulator = await startTapfiliateSimulator({ apiKey: API_KEY, ...options });
	open.push(simulator);
	simulator.addProgramme({ id: 'main', title: 'Main programme' });
	simulator.addAffiliate({ id: 'joli', email: 'jo@example.com' });
	const { waits, sleeper } = countedWaits();
	const platform = (key = API_KEY): TapfiliatePlatform =>
		new TapfiliatePlatform({
			api: {
				http: axiosHttpPort({ 'X-Api-Key': key }),
				sleeper,
				jitter: () => 0,
				baseUrl: simulator.url,
			},
		});
	return { simulator, waits, platform };
}

const to = (method: string, start: string) => (request: { method: string; path: string }) =>
	request.method === method && request.path.startsWith(start);

describe('an order in Tapfiliate', () => {
	it('is a conversion of the credited affiliate, by one key alone', async () => {
		const { simulator, platform } = await tapfiliate();
		const outcome = await platform().createConversion(
			conversion({ clickId: 'other', coupon: 'OTHER10' }),
		);
		expect(outcome).toMatchObject({ outcome: 'confirmed', confirmation: null });
		expect(simulator.conversions()).toMatchObject([
			{ id: Number(outcome.externalId), external_id: 'ORD_1', amount: 100, currency: 'EUR' },
		]);
		const posted = simulator.requests().find(to('POST', '/conversions/'))?.body as object;
		expect(posted).toMatchObject({ referral_code: 'joli' });
		expect(Object.keys(posted)).not.toEqual(
			expect.arrayContaining(['click_id', 'coupon', 'customer_id']),
		);
	});

	it('that is sent twice is one conversion', async () => {
		const { simulator, platform } = await tapfiliate();
		const first = await platform().createConversion(conversion());
		const again = await platform().createConversion(conversion());
		expect(again).toMatchObject({ outcome: 'duplicate', externalId: first.externalId });
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('whose answer is lost is one conversion, and is found', async () => {
		const { simulator, platform } = await tapfiliate();
		simulator.setFaults([{ when: to('POST', '/conversions/'), times: 1, then: 'lose_answer' }]);
		const outcome = await platform().createConversion(conversion());
		expect(outcome.outcome).toBe('duplicate');
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('is not taken for the one that another filter would give', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		simulator.setFaults([
			{
				when: (request) => request.method === 'GET' && request.path === '/conversions/',
				then: { answer: { status: 200, body: simulator.conversions() } },
			},
		]);
		const outcome = await platform().cancelConversion(cancellation({ orderId: 'ORD_2' }));
		expect(outcome).toMatchObject({ outcome: 'duplicate', externalId: null });
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('that nobody is credited for is refused before it is sent', async () => {
		const { simulator, platform } = await tapfiliate();
		const nobody = conversion({
			affiliate: null,
			customer: { ...conversion().customer, id: null },
		});
		expect(await platform().createConversion(nobody)).toMatchObject({ outcome: 'rejected' });
		expect(simulator.requests().filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('of an unknown affiliate is refused in the words of Tapfiliate', async () => {
		const { platform } = await tapfiliate();
		const outcome = await platform().createConversion(conversion({ affiliate: 'nobody' }));
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			retryable: false,
			reason: expect.stringContaining('No affiliate could be found') as string,
		});
	});

	it('earns what our rules gave, approved, where that is wanted', async () => {
		const { simulator, platform } = await tapfiliate();
		const ours = conversion({ commission: eur('12.34'), status: 'approved' });
		expect(await platform().createConversion(ours)).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.commissions()).toMatchObject([{ amount: 12.34, approved: true }]);
	});

	it('is finished by the next run when the commission could not be set', async () => {
		const { simulator, platform } = await tapfiliate();
		const ours = conversion({ commission: eur('12.34'), status: 'approved' });
		simulator.setFaults([
			{ when: to('PATCH', '/commissions/'), then: { answer: { status: 500, body: {} } } },
		]);
		expect(await platform().createConversion(ours)).toMatchObject({ outcome: 'failed' });
		simulator.setFaults([]);
		expect(await platform().createConversion(ours)).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.commissions()).toMatchObject([{ amount: 12.34, approved: true }]);
	});

	it('keeps what people decided about its commission', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		const [commission] = simulator.commissions();
		await platform().decideCommission(
			{ commissionId: String(commission?.['id']), orderId: null, note: null },
			'declined',
		);
		await platform().createConversion(conversion({ status: 'approved' }));
		expect(simulator.commissions()).toMatchObject([{ approved: false }]);
	});

	it('says that ours has no place among several commissions', async () => {
		const { platform } = await tapfiliate({ commissionsPerConversion: 2 });
		const outcome = await platform().createConversion(conversion({ commission: eur('5.00') }));
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('2 commissions') as string,
		});
	});
});

describe('what becomes of it', () => {
	it('is the amount that is left, with commissions computed again', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		expect(await platform().adjustConversion(adjustment())).toMatchObject({ outcome: 'confirmed' });
		await platform().adjustConversion(adjustment());
		expect(simulator.conversions()).toMatchObject([{ amount: 60 }]);
		expect(simulator.commissions()).toMatchObject([{ amount: 6 }]);
	});

	it('is our commission where that is sent', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		await platform().adjustConversion(adjustment({ commission: eur('7.00') }));
		expect(simulator.commissions()).toMatchObject([{ amount: 7 }]);
	});

	it('is nothing once it is cancelled, however often', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'confirmed',
		});
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.conversions()).toEqual([]);
	});

	it('is never told in another currency', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createConversion(conversion());
		const dollars = parseAmount('60.00', 'USD');
		expect(await platform().adjustConversion(adjustment({ amount: dollars }))).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
		expect(await platform().adjustConversion(adjustment({ commission: dollars }))).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
		expect(simulator.commissions()).toMatchObject([{ amount: 10 }]);
	});

	it('cannot be adjusted when it is not there', async () => {
		const { platform } = await tapfiliate();
		expect(await platform().adjustConversion(adjustment())).toMatchObject({
			outcome: 'rejected',
			field: 'external_id',
		});
	});
});

describe('lists of Tapfiliate', () => {
	it.each([true, false])(
		'are read to their end (Link header: %s)',
		async (hasLinks) => {
			const { platform } = await tapfiliate({ hasLinks });
			for (let number = 1; number <= 30; number += 1) {
				await platform().createConversion(conversion({ orderId: `ORD_${number}` }));
			}
			const read = await all((cursor) => platform().listConversions(filter(), cursor));
			expect(new Set(read.map(({ orderId }) => orderId)).size).toBe(30);
			expect(read[0]).toMatchObject({
				affiliateId: 'joli',
				status: 'pending',
				programmeId: 'main',
			});
			expect(read[0]?.amount && formatMoney(read[0].amount)).toBe('100.00 EUR');
			expect(read[0]?.commission && formatMoney(read[0].commission)).toBe('10.00 EUR');
		},
		20_000,
	);

	it('can be narrowed to an order, and to a stretch of time', async () => {
		const { platform } = await tapfiliate();
		await platform().createConversion(conversion());
		await platform().createConversion(conversion({ orderId: 'ORD_2' }));
		const one = await all((cursor) =>
			platform().listConversions(filter({ orderId: 'ORD_2' }), cursor),
		);
		expect(one.map(({ orderId }) => orderId)).toEqual(['ORD_2']);
		const [{ id = '' } = {}] = one;
		expect(await platform().getConversion(id)).toMatchObject({ id, orderId: 'ORD_2' });
		expect(await platform().getConversion('9999')).toBeNull();
		const later = filter({ from: '2026-11-20T23:00:00.000Z' });
		expect(await all((cursor) => platform().listConversions(later, cursor))).toEqual([]);
		const commissions = await all((cursor) =>
			platform().listCommissions(filter({ orderId: 'ORD_2' }), cursor),
		);
		expect(commissions).toMatchObject([{ orderId: 'ORD_2', affiliateId: 'joli' }]);
		const listed = await all((cursor) => platform().listCommissions(filter(), cursor));
		expect(listed.map(({ orderId }) => orderId).sort()).toEqual(['ORD_1', 'ORD_2']);
	});

	it('refuse a place to go on from that is none', async () => {
		const { platform } = await tapfiliate();
		await expect(platform().listConversions(filter(), 'page 2')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'cursor',
		});
	});

	it('name the programmes with their currency', async () => {
		const { platform } = await tapfiliate();
		expect(await all((cursor) => platform().listProgrammes(cursor))).toMatchObject([
			{ id: 'main', name: 'Main programme', currency: 'EUR' },
		]);
	});
});

describe('an affiliate in Tapfiliate', () => {
	it('is created once, and joins the programme', async () => {
		const { simulator, platform } = await tapfiliate();
		const kim = affiliate({ programmeId: 'main' });
		const created = await platform().createAffiliate(kim);
		const again = await platform().createAffiliate(kim);
		expect([created.outcome, again.outcome]).toEqual(['confirmed', 'duplicate']);
		expect(simulator.affiliates()).toHaveLength(2);
		expect(simulator.members('main')).toMatchObject([{ id: created.externalId, approved: true }]);
	});

	it('joins with the next run when that was cut off', async () => {
		const { simulator, platform } = await tapfiliate();
		simulator.setFaults([{ when: to('POST', '/programs/'), then: 'drop' }]);
		const kim = affiliate({ programmeId: 'main' });
		expect(await platform().createAffiliate(kim)).toMatchObject({ outcome: 'failed' });
		simulator.setFaults([]);
		await platform().createAffiliate(kim);
		expect(simulator.members('main')).toHaveLength(1);
		expect(simulator.affiliates()).toHaveLength(2);
	});

	it('is approved and declined for each programme', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().createAffiliate(affiliate({ programmeId: 'main', status: 'pending' }));
		const id = String(simulator.members('main')[0]?.['id']);
		const about = { programmeId: 'main', note: null };
		await platform().setAffiliateStatus(id, 'approved', about);
		expect(simulator.members('main')).toMatchObject([{ approved: true }]);
		await platform().setAffiliateStatus(id, 'declined', about);
		expect(simulator.members('main')).toMatchObject([{ approved: false }]);
		const anywhere = { programmeId: null, note: null };
		expect(await platform().setAffiliateStatus(id, 'approved', anywhere)).toMatchObject({
			outcome: 'rejected',
			field: 'programmeId',
		});
		const listed = { email: null, programmeId: 'main', status: 'declined' } as const;
		expect(await all((cursor) => platform().listAffiliates(listed, cursor))).toMatchObject([
			{ id },
		]);
	});

	it('is read by id or address, and null when there is none', async () => {
		const { platform } = await tapfiliate();
		expect(await platform().getAffiliate('joli')).toMatchObject({ code: 'joli' });
		expect(await platform().getAffiliate('jo@example.com')).toMatchObject({ id: 'joli' });
		expect(await platform().getAffiliate('nobody')).toBeNull();
		await expect(platform().getAffiliate(' ')).rejects.toMatchObject({ code: 'invalid_input' });
	});

	it('gets meta data and a group, and no other profile', async () => {
		const { simulator, platform } = await tapfiliate();
		const more = { tier: 'gold', group_id: 'vip' };
		await platform().updateAffiliate({ affiliateId: 'joli', more });
		expect(simulator.affiliates()[0]).toMatchObject({
			meta_data: { tier: 'gold' },
			affiliate_group_id: 'vip',
		});
		const renamed = { affiliateId: 'joli', firstName: 'Joe', more: {} };
		expect(await platform().updateAffiliate(renamed)).toMatchObject({
			outcome: 'rejected',
			field: 'firstName',
		});
	});

	it('has links that name it, and clicks', async () => {
		const { simulator, platform } = await tapfiliate();
		const link = { affiliate: 'joli', programmeId: null, subId: null, bannerId: null };
		expect(
			await platform().buildLink({ ...link, landingUrl: 'https://shop.example/tea?x=1' }),
		).toBe('https://shop.example/tea?x=1&ref=joli');
		const clicked = await platform().createClick({
			affiliate: 'joli',
			programmeId: null,
			landingUrl: 'https://shop.example/',
			referrer: null,
			ip: null,
			userAgent: null,
			subId: 'news',
			occurredAt: '2026-11-20T09:00:00.000Z',
			more: {},
		});
		expect(clicked).toMatchObject({
			outcome: 'confirmed',
			externalId: simulator.clicks()[0]?.['id'],
		});
		const bought = conversion({ affiliate: null, clickId: clicked.externalId });
		expect(await platform().createConversion(bought)).toMatchObject({ outcome: 'confirmed' });
	});
});

describe('a payment in Tapfiliate', () => {
	const mark = { payoutId: null, affiliateId: 'joli', amount: eur('10.00'), note: null };

	it('is recorded and listed', async () => {
		const { simulator, platform } = await tapfiliate();
		expect(await platform().markPaid(mark)).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.payments()).toMatchObject([{ amount: 10, currency: 'EUR' }]);
		expect(await all((cursor) => platform().listPayouts(filter(), cursor))).toMatchObject([
			{ affiliateId: 'joli', status: 'paid' },
		]);
	});

	it('whose answer is lost is not recorded again', async () => {
		const { simulator, platform } = await tapfiliate();
		await platform().markPaid(mark);
		simulator.setFaults([{ when: to('POST', '/payments/'), times: 1, then: 'lose_answer' }]);
		await platform().markPaid(mark);
		expect(simulator.payments()).toHaveLength(2);
	});

	it('needs affiliate and amount', async () => {
		const { platform } = await tapfiliate();
		expect(await platform().markPaid({ ...mark, amount: null })).toMatchObject({
			outcome: 'rejected',
			field: 'amount',
		});
	});
});

describe('Tapfiliate itself', () => {
	it('answers a missing key with a page, which is no answer', async () => {
		const { platform } = await tapfiliate();
		await expect(platform('').listProgrammes(null)).rejects.toMatchObject({
			code: 'vendor_unavailable',
			hint: expect.stringContaining('API key') as string,
		});
	});

	it('refuses a wrong key', async () => {
		const { platform } = await tapfiliate();
		expect(await platform('wrong').createConversion(conversion())).toMatchObject({
			outcome: 'failed',
			reason: expect.stringContaining('credential') as string,
		});
	});

	it('is waited for as long as it asks', async () => {
		const { simulator, waits, platform } = await tapfiliate();
		const busy = { status: 429, headers: { 'retry-after': '3' }, body: { message: 'Slow down' } };
		simulator.setFaults([{ when: to('GET', '/conversions/'), times: 1, then: { answer: busy } }]);
		expect(await platform().createConversion(conversion())).toMatchObject({
			outcome: 'confirmed',
		});
		expect(waits).toEqual([3_000]);
	});

	it('takes any other call, and says when it knows none', async () => {
		const { platform } = await tapfiliate();
		const call = { method: 'GET', query: {}, body: null } as const;
		expect(await platform().request({ ...call, path: '/programs/' })).toMatchObject({
			status: 200,
			failure: null,
		});
		const none = await platform().request({ ...call, path: '/nothing/' });
		expect(none.failure).toMatch(/no answer of Tapfiliate's API/);
	});

	it('has nothing to confirm, and says so', async () => {
		const { platform } = await tapfiliate();
		await expect(platform().confirmConversion()).rejects.toMatchObject({ code: 'not_supported' });
	});

	it('gets no amount that a number does not keep', async () => {
		const { platform } = await tapfiliate();
		const huge = conversion({ amount: eur('90071992547409.93') });
		await expect(platform().createConversion(huge)).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'amount',
		});
	});
});
