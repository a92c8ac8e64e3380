import { createHash } from 'node:crypto';
import { ImpactPlatform } from '../../lib/connectors/impact';
import { formatMoney } from '../../lib/kernel';
import { startImpactSimulator, type ImpactSimulator } from '../simulators/impact';
import { axiosHttpPort } from '../support/axios-http-port';
import { eur } from '../support/builders';
import { countedWaits } from './crm-writes';
import { adjustment, affiliate, all, cancellation, conversion, filter } from './platform-writes';

const ACCOUNT = { accountSid: 'IR1', authToken: 'token-1' };
const NOW = '2026-11-22T12:00:00.000Z';

const open: ImpactSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

async function impact({ token = ACCOUNT.authToken } = {}) {
	const simulator = await startImpactSimulator(ACCOUNT);
	open.push(simulator);
	simulator.addCampaign({ Id: 1000, Name: 'Tea', Currency: 'EUR' });
	simulator.addPartner({ Id: 10_000, Name: 'Joli', State: 'ACTIVE', email: 'jo@example.com' });
	const { waits, sleeper } = countedWaits();
	const basic = Buffer.from(`${ACCOUNT.accountSid}:${token}`).toString('base64');
	const connection = (headers: Readonly<Record<string, string>>) => ({
		http: axiosHttpPort(headers),
		sleeper,
		jitter: () => 0,
		baseUrl: simulator.url,
	});
	const platform = (): ImpactPlatform =>
		new ImpactPlatform(
			{ api: connection({ authorization: `Basic ${basic}` }), tracking: connection({}) },
			{ accountSid: ACCOUNT.accountSid, now: () => NOW },
		);
	return { simulator, waits, platform };
}

const ORDER = conversion({ programmeId: '1000', actionType: '2240', affiliate: '10000' });
const TRACKED = { actionType: '2240' };

/** Tells the order and lets Impact carry it out; gives what came of it. */
async function told({ simulator, platform }: Awaited<ReturnType<typeof impact>>, order = ORDER) {
	const outcome = await platform().createConversion(order);
	simulator.work();
	return await platform().confirmConversion(outcome.confirmation?.reference ?? '');
}

const sent = (simulator: ImpactSimulator, index = -1) =>
	Object.fromEntries(
		new URLSearchParams(String(simulator.requests().filter(isWrite).at(index)?.body)),
	);

const isWrite = ({ method }: { method: string }) => method !== 'GET';

describe('an order in Impact', () => {
	it('is queued, and confirmed once the queue has taken it', async () => {
		const { simulator, platform } = await impact();
		const outcome = await platform().createConversion(ORDER);
		expect(outcome).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'operation', reference: 'A-1' },
		});
		expect((await platform().confirmConversion('A-1')).outcome).toBe('accepted');
		simulator.work();
		const [action] = simulator.actions();
		expect(action).toMatchObject({ Oid: 'ORD_1', MediaPartnerId: '10000', Amount: '100' });
		expect(await platform().confirmConversion('A-1')).toMatchObject({
			outcome: 'confirmed',
			externalId: action?.['Id'],
		});
	});

	it('goes with its items where they make the whole, else with its amount', async () => {
		const { simulator, platform } = await impact();
		await platform().createConversion(ORDER);
		expect(sent(simulator)).toMatchObject({
			ItemSku1: 'TEA-1',
			ItemQuantity1: '2',
			ItemSubTotal1: '100.00',
		});
		expect(sent(simulator)).not.toHaveProperty('Amount');
		await platform().createConversion({ ...ORDER, orderId: 'ORD_2', amount: eur('90.00') });
		expect(sent(simulator)).toMatchObject({ Amount: '90.00' });
		expect(sent(simulator)).not.toHaveProperty('ItemSku1');
	});

	it('tells an e-mail address as a hash only', async () => {
		const { simulator, platform } = await impact();
		const { customer } = ORDER;
		await platform().createConversion({
			...ORDER,
			customer: { ...customer, email: ' Carla@Example.com' },
		});
		const hash = createHash('sha1').update('carla@example.com').digest('hex');
		expect(sent(simulator)).toMatchObject({ CustomerEmail: hash, CustomerStatus: 'NEW' });
		expect(JSON.stringify(simulator.requests()).toLowerCase()).not.toContain('carla@');
	});

	it.each([
		['the click before all others', { clickId: '10000-x' }, { ClickId: '10000-x' }],
		['the partner', {}, { MediaPartnerId: '10000' }],
		['a promo code', { affiliate: null, coupon: 'JO10' }, { OrderPromoCode: 'JO10' }],
		['the customer', { affiliate: null }, { CustomerId: 'cust_1' }],
	])('is credited by %s', async (_by, more, form) => {
		const { simulator, platform } = await impact();
		await platform().createConversion({ ...ORDER, ...more });
		expect(sent(simulator)).toMatchObject(form);
	});

	it.each([
		['without a programme', { programmeId: null }, 'CampaignId'],
		['without an action tracker', { actionType: null }, 'ActionTrackerId'],
		[
			'that nobody brought',
			{ affiliate: null, customer: { ...ORDER.customer, id: null } },
			'ClickId',
		],
	])('%s is refused before anything is sent', async (_what, more, field) => {
		const { simulator, platform } = await impact();
		const outcome = await platform().createConversion({ ...ORDER, ...more });
		expect(outcome).toMatchObject({ outcome: 'rejected', field });
		expect(simulator.requests()).toEqual([]);
	});

	it.each([
		['of an unknown partner', { affiliate: '99999' }, /CONTRACT_NOT_FOUND/, /approve/],
		['of an unknown programme', { programmeId: '9' }, /CAMPAIGN_NOT_FOUND/, /programme/],
		['of another tracker', { actionType: '1' }, /ACTIONTRACKER_NOT_FOUND/, /tracker/],
	])('%s is refused by the queue, in words that help', async (_what, more, reason, hint) => {
		const outcome = await told(await impact(), { ...ORDER, ...more });
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringMatching(reason) as string,
			hint: expect.stringMatching(hint) as string,
		});
	});

	it('that may have arrived is not sent twice', async () => {
		const { simulator, platform } = await impact();
		simulator.setFaults([{ when: isWrite, times: 1, then: 'lose_answer' }]);
		expect(await platform().createConversion(ORDER)).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
		expect(simulator.requests().filter(isWrite)).toHaveLength(1);
		expect(platform().findsByOrderId).toBe(false);
	});

	it('is refused with the field that is wrong', async () => {
		const { platform } = await impact();
		const outcome = await platform().createConversion({ ...ORDER, more: { CurrencyCode: '' } });
		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'CurrencyCode' });
	});
});

describe('a change of an order in Impact', () => {
	it('sets what is left, by action tracker and order', async () => {
		const world = await impact();
		await told(world);
		const outcome = await world.platform().adjustConversion(adjustment(TRACKED));
		expect(outcome.outcome).toBe('accepted');
		expect(sent(world.simulator)).toMatchObject({ Reason: 'ITEM_RETURNED', Amount: '60.00' });
		world.simulator.work();
		expect(world.simulator.actions()).toMatchObject([{ Amount: 60 }]);
		const reference = outcome.confirmation?.reference ?? '';
		expect((await world.platform().confirmConversion(reference)).outcome).toBe('confirmed');
	});

	it('reverses what was taken back, with the form in the body of a DELETE', async () => {
		const world = await impact();
		await told(world);
		const outcome = await world.platform().cancelConversion(cancellation(TRACKED));
		expect(outcome.outcome).toBe('accepted');
		expect(sent(world.simulator)).toMatchObject({
			OrderId: 'ORD_1',
			DispositionCode: 'ITEM_RETURNED',
		});
		world.simulator.work();
		expect(world.simulator.actions()).toMatchObject([{ State: 'REVERSED' }]);
	});

	it('goes by the ID of the action where that is known', async () => {
		const world = await impact();
		const { externalId } = await told(world);
		await world.platform().cancelConversion(cancellation({ conversionId: externalId }));
		expect(sent(world.simulator)).toMatchObject({ ActionId: externalId });
		const decision = { commissionId: externalId ?? '', orderId: null, note: null };
		const declined = await world.platform().decideCommission(decision, 'declined');
		expect(declined.outcome).toBe('accepted');
		await expect(world.platform().decideCommission(decision, 'approved')).rejects.toMatchObject({
			code: 'not_supported',
		});
	});

	it('is refused where neither is known', async () => {
		const { platform } = await impact();
		for (const outcome of [
			await platform().adjustConversion(adjustment()),
			await platform().cancelConversion(cancellation()),
		]) {
			expect(outcome).toMatchObject({ outcome: 'rejected', field: 'ActionTrackerId' });
		}
	});

	it('of an order that Impact does not have is refused by the queue', async () => {
		const { simulator, platform } = await impact();
		const outcome = await platform().adjustConversion(adjustment(TRACKED));
		simulator.work();
		const reference = outcome.confirmation?.reference ?? '';
		expect((await platform().confirmConversion(reference)).outcome).toBe('rejected');
		expect((await platform().confirmConversion('A-999')).outcome).toBe('rejected');
	});
});

describe('lists of Impact', () => {
	function addActions(simulator: ImpactSimulator, count: number, at: string): void {
		for (let number = 0; number < count; number += 1) {
			simulator.addAction({
				Id: `${at}-${number}`,
				CampaignId: 1000,
				MediaPartnerId: 10_000,
				State: 'APPROVED',
				Payout: 6.03,
				Amount: '120.5',
				Currency: 'EUR',
				EventDate: at,
				ClearedDate: '',
				Oid: `ORD_${number}`,
			});
		}
	}

	it('of actions are read window by window and page by page, to their end', async () => {
		const { simulator, platform } = await impact();
		addActions(simulator, 2_001, '2026-11-01T10:00:00Z');
		addActions(simulator, 1, '2026-08-01T10:00:00Z');
		addActions(simulator, 1, '2026-05-01T10:00:00Z');
		const since = filter({ from: '2026-07-01T00:00:00.000Z' });
		const read = await all((cursor) => platform().listConversions(since, cursor));
		expect(read).toHaveLength(2_002);
		expect(new Set(read.map(({ id }) => id)).size).toBe(2_002);
		expect(read[0]).toMatchObject({
			status: 'approved',
			affiliateId: '10000',
			programmeId: '1000',
		});
		expect(read[0]?.amount && formatMoney(read[0].amount)).toBe('120.50 EUR');
		expect(simulator.requests().every(({ status }) => status === 200)).toBe(true);
	}, 30_000);

	it('of one order look back 90 days, and give nothing else', async () => {
		const { simulator, platform } = await impact();
		addActions(simulator, 3, '2026-09-10T10:00:00Z');
		const one = filter({ orderId: 'ORD_1' });
		const read = await all((cursor) => platform().listConversions(one, cursor));
		expect(read.map(({ orderId }) => orderId)).toEqual(['ORD_1']);
		const found = await platform().getConversion(read[0]?.id ?? '');
		expect(found).toEqual(read[0]);
		expect(await platform().getConversion('none')).toBeNull();
		const commissions = await all((cursor) => platform().listCommissions(one, cursor));
		expect(commissions).toMatchObject([{ amount: eur('6.03'), status: 'approved' }]);
	});

	it('never follow a next page to another list or account', async () => {
		const { platform } = await impact();
		for (const page of ['/Advertisers/IR2/Actions?Page=2', 'https://evil.example/Actions']) {
			const cursor = JSON.stringify({ from: '2026-11-01', to: NOW, page });
			await expect(platform().listConversions(filter(), cursor)).rejects.toMatchObject({
				code: 'invalid_input',
			});
		}
	});

	it('of campaigns, partners and invoices', async () => {
		const { simulator, platform } = await impact();
		simulator.addInvoice({ Id: 1, TotalAmount: '99.50', Currency: 'EUR', Status: 'PAID' });
		const everybody = { email: null, programmeId: null, status: null };
		expect(await all((cursor) => platform().listProgrammes(cursor))).toMatchObject([
			{ id: '1000', name: 'Tea', currency: 'EUR' },
		]);
		expect(await all((cursor) => platform().listAffiliates(everybody, cursor))).toMatchObject([
			{ id: '10000', company: 'Joli', email: 'jo@example.com', status: 'approved' },
		]);
		expect(await all((cursor) => platform().listPayouts(filter(), cursor))).toMatchObject([
			{ status: 'paid', amount: eur('99.50') },
		]);
	});
});

describe('partners of Impact', () => {
	const MORE = {
		Website: 'https://kim.example',
		AddressLine1: 'Main Street 1',
		City: 'Berlin',
		PostalCode: '10115',
		PhoneCountry: 'DE',
		PhoneNumber: '5550100',
		PrimaryPromotionalMethod: 'CONTENT',
		TemplateTermsId: '1',
		Currency: 'EUR',
	};

	it('are added with all that Impact asks for, and named where something is missing', async () => {
		const { simulator, platform } = await impact();
		const made = await platform().createAffiliate(affiliate({ more: MORE }));
		expect(made).toMatchObject({ outcome: 'confirmed', externalId: '20001' });
		expect(JSON.stringify(simulator.partners())).not.toContain('Secret-123456');
		const { City: _city, ...rest } = MORE;
		expect(await platform().createAffiliate(affiliate({ more: rest }))).toMatchObject({
			outcome: 'rejected',
			field: 'City',
		});
	});

	it('are approved and declined by their open application, once', async () => {
		const { simulator, platform } = await impact();
		simulator.addContract({ Id: 'P-1', MediaPartnerId: 10_000 });
		const about = { programmeId: '1000', note: null };
		const approved = await platform().setAffiliateStatus('10000', 'approved', about);
		expect(approved.outcome).toBe('confirmed');
		expect(simulator.contracts()).toMatchObject([{ Status: 'ACTIVE' }]);
		expect(await platform().setAffiliateStatus('10000', 'declined', about)).toMatchObject({
			outcome: 'rejected',
			field: 'contractId',
		});
		const nowhere = { programmeId: null, note: null };
		expect(await platform().setAffiliateStatus('10000', 'approved', nowhere)).toMatchObject({
			field: 'ProgramId',
		});
	});

	it('are found by number, and only their own three values change', async () => {
		const { simulator, platform } = await impact();
		expect(await platform().getAffiliate('10000')).toMatchObject({ company: 'Joli' });
		expect(await platform().getAffiliate('joli')).toBeNull();
		const more = { MPValue1: 'gold' };
		const changed = await platform().updateAffiliate({ affiliateId: '10000', more });
		expect(changed.outcome).toBe('confirmed');
		expect(simulator.partners()[0]).toMatchObject(more);
		const refused = { affiliateId: '10000', email: 'new@example.com', more: {} };
		expect(await platform().updateAffiliate(refused)).toMatchObject({ field: 'email' });
	});
});

describe('links and clicks of Impact', () => {
	it('are made by Impact, with the sub id of the affiliate', async () => {
		const { platform } = await impact();
		const link = {
			affiliate: '10000',
			programmeId: '1000',
			landingUrl: 'https://shop.example.com/tea',
			subId: 'blog',
			bannerId: null,
		};
		const url = new URL(await platform().buildLink(link));
		expect(url.pathname).toBe('/c/10000/506720/1000');
		expect(url.searchParams.get('subId1')).toBe('blog');
	});

	it('are page loads, told without the key', async () => {
		const { platform } = await impact();
		const click = {
			affiliate: '10000',
			programmeId: '1000',
			landingUrl: 'https://shop.example.com/?irpid=10000',
			referrer: null,
			ip: null,
			userAgent: null,
			subId: 'visitor-1',
			occurredAt: NOW,
			more: {},
		};
		expect(await platform().createClick(click)).toMatchObject({
			outcome: 'confirmed',
			externalId: '10000-click',
		});
		const untracked = { ...click, landingUrl: 'https://shop.example.com/' };
		expect(await platform().createClick(untracked)).toMatchObject({ field: 'PageUrl' });
		expect(await platform().createClick({ ...click, subId: null })).toMatchObject({
			outcome: 'rejected',
			field: 'CustomProfileId',
		});
	});
});

describe('an account of Impact that cannot be used', () => {
	it('is an error that says so', async () => {
		const { platform } = await impact({ token: 'wrong' });
		await expect(platform().listProgrammes(null)).rejects.toMatchObject({
			message: expect.stringMatching(/refused the credential/) as string,
		});
	});

	it.each([
		['seconds', '2', {}],
		['a moment', '1795348802', { date: 'Sun, 22 Nov 2026 12:00:00 GMT' }],
	])('is asked again when its hour is over, told in %s', async (_unit, reset, more) => {
		const { simulator, waits, platform } = await impact();
		const headers = { 'x-ratelimit-reset': reset, ...more };
		simulator.setFaults([
			{ when: () => true, times: 1, then: { answer: { status: 429, headers, body: {} } } },
		]);
		expect(await all((cursor) => platform().listProgrammes(cursor))).toHaveLength(1);
		expect(waits).toEqual([2_000]);
	});
});
