import { formatMoney, parseAmount } from '../../lib/kernel';
import { eur } from '../support/builders';
import { affise, closeAffise, NOON, ORDER, TOMORROW, told, writes } from './affise-harness';
import { adjustment, affiliate, all, cancellation, filter } from './platform-writes';

afterEach(closeAffise);

describe('an order in Affise', () => {
	it('is queued, and confirmed once it is there', async () => {
		const { simulator, platform, joli } = await affise();
		const outcome = await platform().createConversion(ORDER);
		expect(outcome).toMatchObject({ outcome: 'accepted', confirmation: { by: 'operation' } });
		const reference = outcome.confirmation?.reference ?? '';
		expect(await platform().confirmConversion(reference)).toMatchObject({
			outcome: 'accepted',
			confirmation: { reference },
		});
		simulator.work();
		expect(simulator.conversions()).toMatchObject([
			{
				action_id: 'ORD_1',
				partner_id: String(joli),
				sum: 100,
				goal_value: '1',
				status: 'pending',
			},
		]);
		expect(await platform().confirmConversion(reference)).toMatchObject({
			outcome: 'confirmed',
			externalId: simulator.conversions()[0]?.['id'],
		});
	});

	it('is told once: a second time it is found, and offer and goal belong to what it is', async () => {
		const world = await affise();
		await told(world);
		expect(await world.platform().createConversion(ORDER)).toMatchObject({ outcome: 'duplicate' });
		await told(world, { ...ORDER, actionType: '2' });
		expect(world.simulator.conversions()).toHaveLength(2);
		expect(writes(world.simulator)).toHaveLength(2);
	});

	it('with a click alone goes to the tracking domain, without the key', async () => {
		const { simulator, platform, joli } = await affise();
		const clicked = { ...ORDER, affiliate: null, clickId: `${joli}-xyz` };
		expect((await platform().createConversion(clicked)).outcome).toBe('accepted');
		simulator.work();
		expect(simulator.conversions()).toMatchObject([
			{ clickid: `${joli}-xyz`, partner_id: String(joli), status: 'pending' },
		]);
		const { platform: bare } = await affise({ hasTracking: false });
		expect(await bare().createConversion(clicked)).toMatchObject({
			outcome: 'rejected',
			field: 'clickid',
		});
	});

	it('gets our commission once it is there', async () => {
		const world = await affise();
		const reference = await told(world, { ...ORDER, commission: eur('12.34') });
		const set = await world.platform().confirmConversion(reference);
		expect(set).toMatchObject({ outcome: 'accepted' });
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ payouts: 12.34 }]);
		const next = set.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(next)).outcome).toBe('confirmed');
	});

	it('gets back the cents that an import drops', async () => {
		const world = await affise();
		const reference = await told(world, { ...ORDER, amount: eur('12.50') });
		expect(world.simulator.conversions()).toMatchObject([{ sum: 12 }]);
		const set = await world.platform().confirmConversion(reference);
		expect(set).toMatchObject({ outcome: 'accepted' });
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ sum: 12.5 }]);
		const next = set.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(next)).outcome).toBe('confirmed');
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('confirmed');
	});

	it('keeps what was told of it before it was confirmed', async () => {
		const world = await affise();
		const reference = await told(world);
		await world.platform().adjustConversion(adjustment());
		world.simulator.work();
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('confirmed');
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ sum: 60 }]);
	});

	it('whose cents Affise does not take is reported after three days', async () => {
		const world = await affise();
		const reference = await told(world, { ...ORDER, amount: eur('12.50') });
		world.goTo(TOMORROW);
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('accepted');
		world.goTo('2026-11-23T12:00:00.001Z');
		expect(await world.platform().confirmConversion(reference)).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('not changed as told its sum') as string,
		});
	});

	it('that Affise never made is refused after a day', async () => {
		const world = await affise();
		const reference = await told(world, { ...ORDER, programmeId: '9999' });
		expect(world.simulator.refusals()).toEqual(['Offer not found']);
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('accepted');
		world.goTo(TOMORROW);
		expect(await world.platform().confirmConversion(reference)).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('within a day') as string,
		});
	});

	it('is not confirmed in another currency', async () => {
		const world = await affise();
		const reference = await told(world, { ...ORDER, programmeId: '2000' });
		expect(await world.platform().confirmConversion(reference)).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
	});

	it.each([
		['without an offer', { programmeId: null }, 'offer'],
		['that nobody brought', { affiliate: null }, 'pid'],
		['of somebody unknown', { affiliate: 'nobody' }, 'pid'],
	])('%s is refused before anything is sent', async (_what, more, field) => {
		const { simulator, platform } = await affise();
		const outcome = await platform().createConversion({ ...ORDER, ...more });
		expect(outcome).toMatchObject({ outcome: 'rejected', field });
		expect(writes(simulator)).toEqual([]);
	});

	it('is refused when Affise says so in an answer that is good by its number', async () => {
		const { platform } = await affise();
		const outcome = await platform().createConversion({ ...ORDER, more: { sum: 'much' } });
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('sum should be a number') as string,
		});
	});
});

describe('a change of an order in Affise', () => {
	it('sets what is left, and is confirmed when it is so', async () => {
		const world = await affise();
		await told(world);
		const outcome = await world.platform().adjustConversion(adjustment());
		expect(outcome).toMatchObject({ outcome: 'accepted' });
		const reference = outcome.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('accepted');
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ sum: 60 }]);
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('confirmed');
		const again = await world.platform().adjustConversion(adjustment());
		expect(again.outcome).toBe('confirmed');
		expect(writes(world.simulator)).toHaveLength(2);
	});

	it('declines what was taken back, once', async () => {
		const world = await affise();
		await told(world);
		expect((await world.platform().cancelConversion(cancellation())).outcome).toBe('accepted');
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ status: 'declined' }]);
		expect((await world.platform().cancelConversion(cancellation())).outcome).toBe('confirmed');
		const other = cancellation({ orderId: 'ORD_9' });
		expect((await world.platform().cancelConversion(other)).outcome).toBe('duplicate');
	});

	it('never touches another goal of the order without being told which', async () => {
		const world = await affise();
		await told(world);
		await told(world, { ...ORDER, actionType: '2' });
		expect(await world.platform().adjustConversion(adjustment())).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('offer 1000, goal 2') as string,
		});
		const second = adjustment({ actionType: '2' });
		expect((await world.platform().adjustConversion(second)).outcome).toBe('accepted');
		world.simulator.work();
		expect(world.simulator.conversions().map((row) => row['sum'])).toEqual([100, 60]);
	});

	it('is never told in another currency', async () => {
		const world = await affise();
		await told(world);
		const dollars = adjustment({ amount: parseAmount('60', 'USD') });
		expect(await world.platform().adjustConversion(dollars)).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
	});

	it('of an order that Affise does not have is refused', async () => {
		const { platform } = await affise();
		expect(await platform().adjustConversion(adjustment())).toMatchObject({
			outcome: 'rejected',
			field: 'action_id',
		});
	});

	it('that Affise never carried out is refused after a day', async () => {
		const world = await affise();
		await told(world);
		const outcome = await world.platform().adjustConversion(adjustment());
		world.goTo(TOMORROW);
		const reference = outcome.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('rejected');
	});

	it.each([
		['approved', 'confirmed'],
		['declined', 'declined'],
	] as const)('as a commission that is %s makes it %s', async (to, status) => {
		const world = await affise();
		await told(world);
		const commissionId = String(world.simulator.conversions()[0]?.['id']);
		const decision = { commissionId, orderId: 'ORD_1', note: null };
		expect((await world.platform().decideCommission(decision, to)).outcome).toBe('accepted');
		world.simulator.work();
		expect(world.simulator.conversions()).toMatchObject([{ status }]);
		const wrong = { ...decision, orderId: 'ORD_2' };
		expect((await world.platform().decideCommission(wrong, to)).outcome).toBe('rejected');
	});
});

describe('lists of Affise', () => {
	it('are read to their end, and narrowed to an order, an affiliate and a time', async () => {
		const world = await affise();
		for (let number = 1; number <= 101; number += 1) {
			await world.platform().createConversion({ ...ORDER, orderId: `ORD_${number}` });
		}
		world.simulator.work();
		const read = await all((cursor) => world.platform().listConversions(filter(), cursor));
		expect(read).toHaveLength(101);
		expect(read[0]).toMatchObject({ programmeId: '1000', status: 'pending' });
		expect(read[0]?.amount && formatMoney(read[0].amount)).toBe('100.00 EUR');
		expect(read[0]?.occurredAt).toBe('2026-11-20T00:00:00.000Z');
		const one = filter({ orderId: 'ORD_7' });
		const [found] = await all((cursor) => world.platform().listConversions(one, cursor));
		expect(found?.orderId).toBe('ORD_7');
		const single = await world.platform().getConversion(found?.id ?? '');
		expect(single).toEqual({ ...found, raw: expect.anything() as unknown });
		const late = filter({ from: '2026-11-21T00:00:00.000Z' });
		expect(await all((cursor) => world.platform().listConversions(late, cursor))).toEqual([]);
		const commissions = await all((cursor) => world.platform().listCommissions(one, cursor));
		expect(commissions).toMatchObject([{ orderId: 'ORD_7', amount: eur('10.00') }]);
	}, 30_000);

	it.each([
		['opened', 'approved'],
		['pending', 'approved'],
		['closed', 'paid'],
	])('tell a confirmed conversion whose payment is %s as %s', async (payment, status) => {
		const world = await affise();
		await told(world, { ...ORDER, status: 'approved' });
		// The code 1 stands for a payment that is open.
		Object.assign(world.simulator.conversions()[0] ?? {}, {
			payment_status: payment,
			is_paid: '1',
		});
		const read = await all((cursor) => world.platform().listConversions(filter(), cursor));
		expect(read).toMatchObject([{ status }]);
		expect(await world.platform().getConversion(read[0]?.id ?? '')).toMatchObject({ status });
	});

	it.each(['none', 'ORD_1', '5f0500000000000000001f6'])(
		'have nothing under %p, which is not asked for',
		async (id) => {
			const { simulator, platform } = await affise();
			expect(await platform().getConversion(id)).toBeNull();
			const decision = { commissionId: id, orderId: null, note: null };
			expect((await platform().decideCommission(decision, 'approved')).outcome).toBe('rejected');
			expect(simulator.requests()).toEqual([]);
		},
	);

	it('of payments tell who is paid; both codes that wait are due', async () => {
		const { simulator, platform } = await affise();
		for (const [id, status] of [
			[1, '1'],
			[2, '2'],
			[3, '4'],
			[4, '-1'],
		]) {
			simulator.addPayment({ id, pid: 501, status, revenue: '12.50000000', currency_code: 'EUR' });
		}
		const read = await all((cursor) => platform().listPayouts(filter(), cursor));
		expect(read.map(({ status }) => status)).toEqual(['due', 'paid', 'due', 'declined']);
		expect(read[0]?.amount).toEqual(eur('12.50'));
		const mark = { payoutId: '1', affiliateId: '501', amount: eur('12.50'), note: 'paid' };
		expect((await platform().markPaid(mark)).outcome).toBe('confirmed');
		expect((await platform().markPaid(mark)).outcome).toBe('duplicate');
		const wrong = { ...mark, payoutId: '3', amount: eur('99.00') };
		expect((await platform().markPaid(wrong)).outcome).toBe('rejected');
		expect(simulator.payments()[2]).toMatchObject({ status: '4' });
	});

	it('of offers and affiliates', async () => {
		const { platform } = await affise();
		const offers = await all((cursor) => platform().listProgrammes(cursor));
		expect(offers.map(({ id, name }) => [id, name])).toEqual([
			['1000', 'Tea'],
			['2000', 'Coffee'],
		]);
		const everybody = { email: null, programmeId: null, status: null };
		const partners = await all((cursor) => platform().listAffiliates(everybody, cursor));
		expect(partners).toMatchObject([{ email: 'jo@example.com', firstName: 'Jo', lastName: 'Li' }]);
	});
});

describe('affiliates of Affise', () => {
	it('are found by number, login and address, exactly', async () => {
		const { platform, joli } = await affise();
		for (const name of [String(joli), 'joli', 'JO@example.com']) {
			expect(await platform().getAffiliate(name)).toMatchObject({ id: String(joli) });
		}
		for (const name of ['jol', '999', 'example.com']) {
			expect(await platform().getAffiliate(name)).toBeNull();
		}
	});

	it('are added once, and get access to the offer', async () => {
		const { simulator, platform } = await affise();
		const kim = affiliate({ programmeId: '1000' });
		const created = await platform().createAffiliate(kim);
		expect(created).toMatchObject({
			outcome: 'confirmed',
			externalId: expect.any(String) as string,
		});
		expect(simulator.access()).toEqual([['1000', created.externalId]]);
		expect((await platform().createAffiliate(kim)).outcome).toBe('duplicate');
		expect(await platform().createAffiliate(affiliate({ country: null }))).toMatchObject({
			outcome: 'rejected',
			field: 'country',
		});
		expect(JSON.stringify(simulator.partners())).not.toContain('Secret-123456');
	});

	it('are approved, declined and changed', async () => {
		const { simulator, platform, joli } = await affise();
		const about = { programmeId: null, note: null };
		await platform().setAffiliateStatus(String(joli), 'declined', about);
		expect(simulator.partners()[0]).toMatchObject({ status: 'not active' });
		await platform().setAffiliateStatus(String(joli), 'approved', about);
		const change = { affiliateId: String(joli), email: 'new@example.com', more: {} };
		expect((await platform().updateAffiliate(change)).outcome).toBe('confirmed');
		expect(simulator.partners()[0]).toMatchObject({ status: 'active', email: 'new@example.com' });
		const nobody = await platform().setAffiliateStatus('999', 'approved', about);
		expect(nobody.outcome).toBe('rejected');
	});
});

describe('links and clicks of Affise', () => {
	const CLICK = {
		affiliate: '501',
		programmeId: '1000',
		landingUrl: 'https://shop.example.com/',
		referrer: null,
		ip: null,
		userAgent: null,
		subId: 'blog',
		occurredAt: NOON,
		more: {},
	};

	it('name affiliate and offer', async () => {
		const { simulator, platform } = await affise();
		const link = { ...CLICK, bannerId: null };
		expect(await platform().buildLink(link)).toBe(
			`${simulator.url}/click?pid=501&offer_id=1000&sub1=blog`,
		);
		await expect(platform().buildLink({ ...link, programmeId: null })).rejects.toMatchObject({
			code: 'missing_input',
		});
	});

	it('are counted by the tracking domain; the click is read without opening the page', async () => {
		const { platform, joli } = await affise();
		const click = { ...CLICK, affiliate: String(joli) };
		expect(await platform().createClick(click)).toMatchObject({
			outcome: 'confirmed',
			externalId: `${joli}-abc`,
		});
		expect(await platform().createClick({ ...click, programmeId: '2000' })).toMatchObject({
			outcome: 'rejected',
			field: 'clickid',
		});
	});
});

describe('an account of Affise that cannot be used', () => {
	it.each([
		['', 'vendor_unavailable', /refused the credential/],
		['wrong', 'vendor_refused', /Auth Denied/],
	])('says why (key %p)', async (key, code, message) => {
		const { platform } = await affise({ key });
		await expect(platform().listProgrammes(null)).rejects.toMatchObject({
			code,
			message: expect.stringMatching(message) as string,
		});
	});

	it('is not asked twice to import what may have arrived', async () => {
		const { simulator, platform } = await affise();
		simulator.setFaults([
			{ when: ({ path }) => path.endsWith('/import'), times: 1, then: 'lose_answer' },
		]);
		expect(await platform().createConversion(ORDER)).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
		simulator.work();
		expect((await platform().createConversion(ORDER)).outcome).toBe('duplicate');
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('tells an address that is no API', async () => {
		const { platform } = await affise();
		expect(
			await platform().request({ method: 'GET', path: '/x', query: {}, body: null }),
		).toMatchObject({ failure: expect.any(String) as string });
		await expect(platform().confirmConversion('{}')).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});
});
