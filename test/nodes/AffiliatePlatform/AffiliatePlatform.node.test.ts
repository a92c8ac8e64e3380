import type { INodeParameters } from 'n8n-workflow';
import { TapfiliateRestApi } from '../../../credentials/TapfiliateRestApi.credentials';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import { AffiliatePlatform } from '../../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import { startTapfiliateSimulator, type TapfiliateSimulator } from '../../simulators/tapfiliate';
import { anAttribution, anOrder, aCredit, aRecordedCommission, eur } from '../../support/builders';
import { runNode, type NodeRun, type RunNodeOptions } from '../../support/runNode';

const API_KEY = 'tap-key';
const CODE = anAttribution().credits[0]?.affiliateCode ?? '';

interface PlatformJson {
	readonly note?: string;
	readonly error?: string;
	readonly platform: {
		readonly outcome: string;
		readonly externalId?: string | null;
		readonly did?: string;
		readonly reason?: string;
		readonly orderId?: string;
		readonly link?: string;
		readonly affiliate?: { readonly id: string };
		readonly conversion?: {
			readonly orderId: string;
			readonly amount: { readonly amount: string };
		};
		readonly programme?: { readonly id: string };
	};
}

let simulator: TapfiliateSimulator;
/** What one test leaves in the store is nothing to the next. */
let orderId = 'order-0';

beforeEach(async () => {
	orderId = `order-${Number(orderId.slice(6)) + 1}`;
	simulator = await startTapfiliateSimulator({ apiKey: API_KEY });
	simulator.addProgramme({ id: 'main', title: 'Main' });
	simulator.addAffiliate({ id: CODE, email: 'anna@example.com' });
	simulator.addAffiliate({ id: 'bert', email: 'bert@example.com' });
});

afterEach(async () => await simulator.close());

async function run(
	parameters: INodeParameters,
	items: readonly object[] = [{}],
	more: Partial<RunNodeOptions> = {},
): Promise<NodeRun> {
	const options = { apiBaseUrl: simulator.url, ...(parameters['options'] as INodeParameters) };
	return await runNode(AffiliatePlatform, {
		parameters: { platform: 'tapfiliate', resource: 'conversion', ...parameters, options },
		credentials: { tapfiliateRestApi: { apiKey: API_KEY } },
		credentialTypes: [new TapfiliateRestApi()],
		items,
		...more,
	});
}

const outcomesOf = (done: NodeRun) => done.json<PlatformJson>().map(({ platform }) => platform);

/** An item as the Affiliate Event Trigger gives it. */
function purchase(
	commission: Parameters<typeof aRecordedCommission>[0] = {},
	more: { order?: Partial<Order>; attribution?: object; refunds?: object[] } = {},
): object {
	return {
		order: toJson(anOrder({ orderId, ...more.order })),
		attribution: more.attribution ?? toJson(anAttribution()),
		ledger: {
			outcome: 'recorded',
			commissions: [toJson(aRecordedCommission(commission))],
			refunds: more.refunds ?? [],
		},
		note: 'kept',
	};
}

describe('Conversion: Mirror', () => {
	const MIRROR = { operation: 'mirror' };
	const { amount, line } = aRecordedCommission();
	const half = { ...amount, amountMinor: amount.amountMinor / 2n };

	it('creates, adjusts and cancels as the ledger moves on, each once', async () => {
		const [created] = outcomesOf(await run(MIRROR, [purchase()]));
		expect(created).toMatchObject({ outcome: 'confirmed', did: 'created' });
		expect(simulator.conversions()).toMatchObject([
			{ external_id: orderId, affiliate: { id: CODE } },
		]);
		const [same] = outcomesOf(await run(MIRROR, [purchase()]));
		expect(same).toMatchObject({ outcome: 'skipped', reason: 'unchanged' });

		const [adjusted] = outcomesOf(await run(MIRROR, [purchase({ reversed: half })]));
		expect(adjusted?.did).toBe('adjusted');
		const whole = Number(line.base.amountMinor) / 100;
		expect(simulator.conversions()).toMatchObject([{ amount: whole / 2 }]);

		const [cancelled] = outcomesOf(await run(MIRROR, [purchase({ reversed: amount })]));
		expect(cancelled).toMatchObject({ did: 'cancelled', outcome: 'confirmed' });
		expect(simulator.conversions()).toEqual([]);
		const [rest] = outcomesOf(await run(MIRROR, [purchase({ reversed: amount })]));
		expect(rest).toMatchObject({ outcome: 'skipped', reason: 'refunded' });
	});

	it('tells a refunded order with what is left of it when it comes late', async () => {
		await run(MIRROR, [purchase({ reversed: half })]);
		expect(simulator.conversions()).toMatchObject([
			{ amount: Number(line.base.amountMinor) / 200 },
		]);
		const gone = purchase({ reversed: amount }, { order: { orderId: `${orderId}-other` } });
		expect(outcomesOf(await run(MIRROR, [gone]))[0]).toMatchObject({ reason: 'refunded' });
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('tells a commission that a person has corrected, though the amount is the same', async () => {
		const details = { sendsCommission: true };
		await run({ ...MIRROR, details }, [purchase()]);
		const corrected = purchase({ adjusted: eur('-1.50') });
		const [adjusted] = outcomesOf(await run({ ...MIRROR, details }, [corrected]));
		expect(adjusted).toMatchObject({ did: 'adjusted', outcome: 'confirmed' });
		const now = Number(line.orderAmount.amountMinor - 150n) / 100;
		expect(simulator.commissions()).toMatchObject([{ amount: now }]);
	});

	it('takes the order from one affiliate and gives it to another', async () => {
		await run(MIRROR, [purchase()]);
		const credit = aCredit({ affiliateCode: 'bert' });
		const attribution = toJson(anAttribution({ credits: [credit] })) as object;
		const [moved] = outcomesOf(await run(MIRROR, [purchase({}, { attribution })]));
		expect(moved?.did).toBe('created');
		expect(simulator.conversions()).toMatchObject([{ affiliate: { id: 'bert' } }]);
		const reversed = purchase({ reversed: amount }, { attribution });
		expect(outcomesOf(await run(MIRROR, [reversed]))[0]?.did).toBe('cancelled');
		expect(simulator.conversions()).toEqual([]);
	});

	it('brings what the platform counted itself to what the ledger holds', async () => {
		const totals = { ...anOrder().totals, total: eur('119.00') };
		const taxed = purchase({}, { order: { totals } });
		await run({ operation: 'create', details: { amountFrom: 'total' } }, [taxed]);
		expect(simulator.conversions()).toMatchObject([{ amount: 119 }]);
		const [done] = outcomesOf(await run(MIRROR, [taxed]));
		expect(done?.did).toBe('adjusted');
		expect(simulator.conversions()).toMatchObject([
			{ amount: Number(line.base.amountMinor) / 100 },
		]);
	});

	it('counts once when the run was cut off before it could remember', async () => {
		simulator.setFaults([
			{
				when: ({ method, path }) => method === 'POST' && path === '/conversions/',
				times: 1,
				then: 'lose_answer',
			},
		]);
		const first = await run(MIRROR, [purchase()], { continueOnFail: true });
		simulator.setFaults([]);
		await run(MIRROR, [purchase()]);
		expect(first.json()).toHaveLength(1);
		expect(simulator.conversions()).toHaveLength(1);
	});

	it('passes on who was brought by nobody, and tests', async () => {
		const nobody = toJson(anAttribution({ outcome: 'no_affiliate', credits: [] })) as object;
		const done = await run(MIRROR, [
			purchase({}, { attribution: nobody }),
			purchase({}, { order: { isTest: true } }),
		]);
		expect(outcomesOf(done)).toMatchObject([{ reason: 'no_affiliate' }, { reason: 'test_order' }]);
		expect(done.json<PlatformJson>()[0]?.note).toBe('kept');
		expect(simulator.requests()).toEqual([]);
	});
});

describe('Conversion: other operations', () => {
	it('create once, and say what differs', async () => {
		const create = {
			operation: 'create',
			details: { more: { field: [{ name: 'x', value: 'y' }] } },
		};
		const [first] = outcomesOf(await run(create, [purchase()]));
		const [again] = outcomesOf(await run(create, [purchase()]));
		expect([first?.outcome, again?.outcome]).toEqual(['confirmed', 'duplicate']);
		const adjust = {
			operation: 'adjust',
			orderId,
			amount: '12.50',
			currency: 'EUR',
			adjustmentId: 'r1',
		};
		expect(outcomesOf(await run(adjust))[0]?.outcome).toBe('confirmed');
		expect(outcomesOf(await run(adjust))[0]?.outcome).toBe('duplicate');
		expect(simulator.conversions()).toMatchObject([{ amount: 12.5 }]);
		const listed = outcomesOf(await run({ operation: 'getMany', returnAll: true }));
		expect(listed).toMatchObject([{ conversion: { orderId } }]);
		expect(listed[0]?.conversion?.amount.amount).toBe('12.50');
		const cancel = { operation: 'cancel', orderId };
		expect(outcomesOf(await run(cancel))[0]?.outcome).toBe('confirmed');
		expect(simulator.conversions()).toEqual([]);
	});

	it('tell which item is wrong, and in what', async () => {
		const done = await run({ operation: 'create' }, [{ nothing: true }, purchase()], {
			continueOnFail: true,
		});
		const [wrong, right] = done.json<PlatformJson>();
		expect(wrong?.error).toMatch(/no 'order'/);
		expect(right?.platform.outcome).toBe('confirmed');
	});

	it('that Tapfiliate does not offer are refused with the other route', async () => {
		await expect(run({ operation: 'confirm', reference: 'x' })).rejects.toMatchObject({
			message: expect.stringMatching(/does not offer/) as string,
			description: expect.stringMatching(/answers at once/) as string,
		});
		expect(simulator.requests()).toEqual([]);
	});
});

describe('Other resources', () => {
	it('create and read affiliates', async () => {
		const create = {
			resource: 'affiliate',
			operation: 'create',
			email: 'kim@example.com',
			firstName: 'Kim',
			lastName: 'Ito',
			details: { programmeId: 'main', status: 'approved' },
		};
		const [created] = outcomesOf(await run(create));
		expect(created?.outcome).toBe('confirmed');
		const get = { resource: 'affiliate', operation: 'get', affiliate: 'kim@example.com' };
		expect(outcomesOf(await run(get))[0]?.affiliate?.id).toBe(created?.externalId);
		const nobody = { ...get, affiliate: 'nobody' };
		expect(outcomesOf(await run(nobody))[0]).toMatchObject({ reason: 'no_affiliate' });
		const many = { resource: 'affiliate', operation: 'getMany', limit: 2 };
		expect(outcomesOf(await run(many))).toHaveLength(2);
		const decline = {
			resource: 'affiliate',
			operation: 'decline',
			affiliateId: created?.externalId ?? '',
			programmeId: 'main',
		};
		await run(decline);
		expect(simulator.members('main')).toMatchObject([{ approved: false }]);
	});

	it('decide about commissions, and list programmes and links', async () => {
		await run({ operation: 'create' }, [purchase()]);
		const commissions = await run({ resource: 'commission', operation: 'getMany' });
		const [item] = commissions.json<object>();
		const approve = { resource: 'commission', operation: 'approve' };
		const id = (item as { platform: { commission: { id: string } } }).platform.commission.id;
		await run({ ...approve, commissionId: id });
		expect(simulator.commissions()).toMatchObject([{ approved: true }]);
		const programmes = await run({ resource: 'programme', operation: 'getMany' });
		expect(outcomesOf(programmes)).toMatchObject([{ programme: { id: 'main' } }]);
		const link = {
			resource: 'link',
			operation: 'build',
			affiliate: 'bert',
			landingUrl: 'https://shop.example/',
		};
		expect(outcomesOf(await run(link))[0]?.link).toBe('https://shop.example/?ref=bert');
	});

	it('record a payment once for its number', async () => {
		const paid = {
			resource: 'payout',
			operation: 'markPaid',
			payoutId: 'pay_2026_11',
			affiliateId: 'bert',
			amount: '10.00',
			currency: 'EUR',
		};
		expect(outcomesOf(await run(paid))[0]?.outcome).toBe('confirmed');
		expect(outcomesOf(await run(paid))[0]?.outcome).toBe('duplicate');
		expect(simulator.payments()).toHaveLength(1);
		const mapped = { ...paid, payoutId: '={{ $json.nothing }}' };
		const [unnumbered] = (await run(mapped, [{}], { continueOnFail: true })).json<PlatformJson>();
		expect(unnumbered?.error).toMatch(/payout ID/);
	});

	it('send any other call', async () => {
		const call = { resource: 'apiCall', operation: 'request', method: 'GET', path: '/programs/' };
		const [answered] = (await run(call)).json<{ platform: { body: unknown } }>();
		expect(answered?.platform.body).toMatchObject([{ id: 'main' }]);
		const [unknown] = (
			await run({ ...call, path: '/nothing/' }, [{}], { continueOnFail: true })
		).json<PlatformJson>();
		expect(unknown?.error).toMatch(/no answer of Tapfiliate's API/);
	});
});
