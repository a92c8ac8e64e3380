import { formatMoney } from '../../lib/kernel';
import { eur } from '../support/builders';
import { adjustment, all, cancellation, conversion, filter } from './platform-writes';
import {
	ADD,
	count,
	LIST,
	postAffiliatePro,
	REFUND,
	SAVE,
	STATUS,
} from './post-affiliate-pro-harness';

const money = (text: string): unknown => eur(text);

describe('an order in Post Affiliate Pro', () => {
	it('is a transaction of the affiliate, whether named by id or by referral id', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const outcome = await platform().createConversion(conversion());
		await platform().createConversion(conversion({ orderId: 'ORD_2', affiliate: 'u-joli' }));
		expect(outcome).toMatchObject({ outcome: 'confirmed', confirmation: null });
		const own = simulator.transactions().filter(({ tier }) => tier === '1');
		expect(own).toMatchObject([
			{
				transid: outcome.externalId,
				orderid: 'ORD_1',
				userid: 'u-joli',
				totalcost: '100.00',
				campaignid: 'c1',
				rtype: 'S',
				rstatus: 'P',
				productid: 'TEA-1',
				// The clock of the server is eight hours behind UTC in November.
				dateinserted: '2026-11-20 01:00:00',
			},
			{ orderid: 'ORD_2', userid: 'u-joli' },
		]);
	});

	it('has its time by the summer clock of the server in summer', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion({ occurredAt: '2026-07-01T05:30:00.000Z' }));
		expect(simulator.transactions()[0]).toMatchObject({ dateinserted: '2026-06-30 22:30:00' });
		const [read] = await all((cursor) => platform().listConversions(filter(), cursor));
		expect(read?.occurredAt).toBe('2026-07-01T05:30:00.000Z');
	});

	it('that is sent twice is one conversion', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const first = await platform().createConversion(conversion());
		const again = await platform().createConversion(conversion());
		expect(again).toMatchObject({ outcome: 'duplicate', externalId: first.externalId });
		expect(simulator.transactions().filter(({ tier }) => tier === '1')).toHaveLength(1);
	});

	it('whose answer is lost is not sent again, and is found by the next run', async () => {
		const { simulator, platform } = await postAffiliatePro();
		simulator.setFaults([{ when: ADD, then: 'lose_answer' }]);
		expect(await platform().createConversion(conversion())).toMatchObject({
			outcome: 'failed',
			retryable: true,
			isUncertain: true,
		});
		simulator.setFaults([]);
		expect(await platform().createConversion(conversion())).toMatchObject({ outcome: 'duplicate' });
		expect(count(simulator, 'TransactionsForm.add')).toBe(1);
	});

	it('that a page answers may have been saved, and is found by the next run', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const page = { status: 200, text: '<html><body>Fatal error</body></html>' };
		simulator.setFaults([{ when: ADD, then: { answer: page } }]);
		expect(await platform().createConversion(conversion())).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
	});

	it('earns by the rules of the campaign for all tiers, or what ours gave for its own alone', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion());
		const ours = conversion({ orderId: 'ORD_2', commission: eur('12.34'), status: 'approved' });
		await platform().createConversion(ours);
		expect(
			simulator.transactions().map(({ orderid, userid, commission, rstatus }) => ({
				...{ orderid, userid, commission, rstatus },
			})),
		).toEqual([
			{ orderid: 'ORD_1', userid: 'u-joli', commission: '10.0000', rstatus: 'P' },
			{ orderid: 'ORD_1', userid: 'u-rita', commission: '2.0000', rstatus: 'P' },
			{ orderid: 'ORD_2', userid: 'u-joli', commission: '12.34', rstatus: 'A' },
		]);
	});

	it('of an unknown affiliate, another currency or nobody is refused before it is sent', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const refused = [
			conversion({ affiliate: 'nobody' }),
			conversion({ amount: { amountMinor: 10_000n, currency: 'USD' } }),
			conversion({ affiliate: null }),
			conversion({ affiliate: null, coupon: 'joli' }),
		];
		for (const order of refused) {
			expect(await platform().createConversion(order)).toMatchObject({ outcome: 'rejected' });
		}
		expect(count(simulator, 'TransactionsForm.add')).toBe(0);
	});

	it('of an unknown campaign is refused in the words of the form', async () => {
		const { platform } = await postAffiliatePro();
		const outcome = await platform().createConversion(conversion({ programmeId: 'c9' }));
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			field: 'campaignid',
			reason: expect.stringContaining('Campaign does not exist') as string,
		});
	});

	it('cannot have its amount in a further field', async () => {
		const { platform } = await postAffiliatePro();
		const order = conversion({ more: { totalCost: '9000' } });
		await expect(platform().createConversion(order)).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'more.totalCost',
		});
	});

	it('is not created while the account does not filter by order id', async () => {
		const { simulator, platform } = await postAffiliatePro({ ignoredFilters: ['orderid'] });
		simulator.addTransaction({
			userid: 'u-joli',
			campaignid: 'c1',
			orderid: 'OTHER',
			totalcost: '5',
		});
		expect(await platform().createConversion(conversion())).toMatchObject({ outcome: 'failed' });
		expect(simulator.transactions()).toHaveLength(1);
	});

	it('that fraud protection declines or drops is no success', async () => {
		for (const fraudProtection of ['decline', 'drop'] as const) {
			const { simulator, platform } = await postAffiliatePro({ fraudProtection });
			simulator.setFaults([
				// As if the other one had been saved between the look-up and this one.
				{
					when: LIST,
					times: 1,
					then: { answer: { status: 200, body: [{ rows: [['id', 'orderid']], count: 0 }] } },
				},
			]);
			const order = { userid: 'u-joli', campaignid: 'c1', orderid: 'ORD_1', totalcost: '5' };
			const id = simulator.addTransaction(order);
			const outcome = await platform().createConversion(conversion());
			expect(outcome.outcome).toBe(fraudProtection === 'decline' ? 'rejected' : 'confirmed');
			// Dropped: what is there is the other run's.
			if (fraudProtection === 'drop') expect(outcome.externalId).toBe(id);
		}
	});
});

describe('an order without an affiliate', () => {
	const traced = conversion({ affiliate: null, coupon: 'joli' });

	it('goes to the sale script where that is switched on, and is confirmed once it has worked', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const tracking = platform({ tracksSales: true });
		expect(tracking.findsByOrderId).toBe(false);
		const outcome = await tracking.createConversion(traced);
		expect(outcome).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'operation', reference: 'ORD_1' },
		});
		expect(simulator.sales()).toMatchObject([
			{ OrderID: 'ORD_1', TotalCost: '100.00', Currency: 'EUR', Coupon: 'joli', PStatus: 'P' },
		]);
		expect(await platform().confirmConversion('ORD_1')).toMatchObject({ outcome: 'accepted' });
		simulator.processSales();
		const [sale] = simulator.transactions();
		expect(await platform().confirmConversion('ORD_1')).toMatchObject({
			outcome: 'confirmed',
			externalId: sale?.['transid'],
		});
	});

	it('names the visitor by the last 32 characters', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const clickId = `default1${'a1'.repeat(16)}`;
		await platform({ tracksSales: true }).createConversion({ ...traced, coupon: null, clickId });
		expect(simulator.sales()).toMatchObject([{ visitorId: 'a1'.repeat(16) }]);
	});
});

describe('an adjustment in Post Affiliate Pro', () => {
	it('sets amount and commission of a pending order, and nothing the second time', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion({ commission: eur('10.00') }));
		const change = adjustment({ commission: eur('6.00') });
		expect(await platform().adjustConversion(change)).toMatchObject({ outcome: 'confirmed' });
		expect(await platform().adjustConversion(change)).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.transactions()).toMatchObject([{ totalcost: '60.00', commission: '6.00' }]);
	});

	it('needs a commission, unless commissions are lowered in proportion, tiers included', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion());
		expect(await platform().adjustConversion(adjustment())).toMatchObject({
			outcome: 'rejected',
			field: 'commission',
		});
		const scaling = platform({ scalesCommission: true });
		expect(await scaling.adjustConversion(adjustment())).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.transactions()).toMatchObject([
			{ tier: '1', totalcost: '60.00', commission: '6.00' },
			{ tier: '2', totalcost: '60.00', commission: '1.20' },
		]);
	});

	it('whose second half failed is finished by the next run', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion());
		simulator.setFaults([
			{
				when: (request) => SAVE(request) && request.rawBody.includes('1.20'),
				then: { answer: { status: 500, body: {} } },
			},
		]);
		const scaling = { scalesCommission: true };
		expect(await platform(scaling).adjustConversion(adjustment())).toMatchObject({
			outcome: 'failed',
			retryable: true,
		});
		simulator.setFaults([]);
		await platform(scaling).adjustConversion(adjustment());
		expect(simulator.transactions()).toMatchObject([
			{ commission: '6.00' },
			{ commission: '1.20' },
		]);
	});

	it('leaves alone what is approved, paid, declined or not there', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const change = adjustment({ commission: eur('6.00') });
		expect(await platform().adjustConversion(change)).toMatchObject({ field: 'orderid' });
		const created = await platform().createConversion(conversion({ commission: eur('10.00') }));
		const states = [
			{ rstatus: 'A' },
			{ rstatus: 'A', payoutstatus: 'P' },
			{ rstatus: 'D', payoutstatus: 'U' },
		];
		for (const state of states) {
			simulator.setTransaction(created.externalId ?? '', state);
			expect(await platform().adjustConversion(change)).toMatchObject({
				outcome: 'rejected',
				field: 'rstatus',
			});
		}
		expect(count(simulator, 'TransactionsForm.save')).toBe(0);
	});

	it('asks which, when an order has several transactions', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const row = { userid: 'u-joli', campaignid: 'c1', orderid: 'ORD_1', totalcost: '50' };
		const [first] = [simulator.addTransaction(row), simulator.addTransaction(row)];
		const change = adjustment({ commission: eur('3.00') });
		expect(await platform().adjustConversion(change)).toMatchObject({ field: 'transid' });
		await platform().adjustConversion({ ...change, conversionId: first ?? '' });
		expect(simulator.transactions()).toMatchObject([
			{ commission: '3.00' },
			{ commission: '5.0000' },
		]);
	});
});

describe('a cancellation in Post Affiliate Pro', () => {
	it('declines what is pending, with the tier above, however often', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion());
		const outcomes = [
			await platform().cancelConversion(cancellation()),
			await platform().cancelConversion(cancellation()),
		];
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['confirmed', 'duplicate']);
		expect(simulator.transactions()).toMatchObject([{ rstatus: 'D' }, { rstatus: 'D' }]);
	});

	it.each([true, false])(
		'refunds what is approved once, with the tier above (reached by itself: %s)',
		async (refundsReachTiers) => {
			const { simulator, platform } = await postAffiliatePro({ refundsReachTiers });
			await platform().createConversion(conversion({ status: 'approved' }));
			expect(await platform().cancelConversion(cancellation())).toMatchObject({
				outcome: 'confirmed',
			});
			expect(await platform().cancelConversion(cancellation())).toMatchObject({
				outcome: 'duplicate',
			});
			const refunds = simulator.transactions().filter(({ rtype }) => rtype === 'R');
			expect(refunds).toMatchObject([
				{ userid: 'u-joli', commission: '-10.00', totalcost: '-100.00' },
				{ userid: 'u-rita', commission: '-2.00' },
			]);
		},
	);

	it('is a chargeback where it is one, and declines what was fraud unless it is paid', async () => {
		const { simulator, platform } = await postAffiliatePro();
		for (const orderId of ['ORD_1', 'ORD_2', 'ORD_3']) {
			const order = conversion({ orderId, status: 'approved', commission: eur('10.00') });
			const { externalId } = await platform().createConversion(order);
			if (orderId === 'ORD_3') simulator.setTransaction(externalId ?? '', { payoutstatus: 'P' });
		}
		await platform().cancelConversion(cancellation({ reason: 'chargeback' }));
		await platform().cancelConversion(cancellation({ orderId: 'ORD_2', reason: 'fraud' }));
		await platform().cancelConversion(cancellation({ orderId: 'ORD_3', reason: 'fraud' }));
		expect(simulator.transactions()).toMatchObject([
			{ orderid: 'ORD_1', rtype: 'S', rstatus: 'A' },
			{ orderid: 'ORD_2', rtype: 'S', rstatus: 'D' },
			{ orderid: 'ORD_3', rtype: 'S', rstatus: 'A' },
			{ orderid: 'ORD_1', rtype: 'H' },
			{ orderid: 'ORD_3', rtype: 'R' },
		]);
	});

	it('never reaches an order whose id only looks like it', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const row = { userid: 'u-joli', campaignid: 'c1', totalcost: '50', rstatus: 'A' };
		for (const orderid of ['ORD_1(1)', 'ord_1', 'ORD_10'])
			simulator.addTransaction({ ...row, orderid });
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'rejected',
			field: 'orderid',
		});
		expect(simulator.transactions()).toHaveLength(3);
		expect(simulator.transactions().every(({ rstatus }) => rstatus === 'A')).toBe(true);
	});

	it('changes nothing while the account does not filter by order id', async () => {
		const { simulator, platform } = await postAffiliatePro({ ignoredFilters: ['orderid'] });
		const row = { userid: 'u-joli', campaignid: 'c1', totalcost: '50', rstatus: 'A' };
		for (const orderid of ['ORD_1', 'ORD_2']) simulator.addTransaction({ ...row, orderid });
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'failed',
			field: 'orderid',
		});
		expect(simulator.transactions()).toHaveLength(2);
		expect(count(simulator, 'makeRefundChargeback')).toBe(0);
	});

	it('refuses an id that is not one of the order', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const other = simulator.addTransaction({
			...{ userid: 'u-joli', campaignid: 'c1', totalcost: '50', orderid: 'ORD_2' },
		});
		await platform().createConversion(conversion());
		const wrong = cancellation({ conversionId: other });
		expect(await platform().cancelConversion(wrong)).toMatchObject({ field: 'transid' });
		expect(simulator.transactions().every(({ rstatus }) => rstatus === 'P')).toBe(true);
	});

	it('whose answer is lost is not refunded again', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion({ status: 'approved' }));
		simulator.setFaults([{ when: REFUND, then: 'lose_answer' }]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
		simulator.setFaults([]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.transactions().filter(({ rtype }) => rtype === 'R')).toHaveLength(2);
	});

	it('leaves to a person what was refunded in part', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const created = await platform().createConversion(
			conversion({ status: 'approved', commission: eur('10.00') }),
		);
		simulator.addTransaction({
			...{ userid: 'u-joli', campaignid: 'c1', orderid: 'ORD_1', totalcost: '-40' },
			...{ rtype: 'R', rstatus: 'A', commission: '-4', parenttransid: created.externalId ?? '' },
		});
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'rejected',
			externalId: created.externalId,
		});
		expect(count(simulator, 'makeRefundChargeback')).toBe(0);
	});

	it('that changes nothing although all is said to be well is no success', async () => {
		const { simulator, platform } = await postAffiliatePro();
		await platform().createConversion(conversion());
		const fine = { status: 200, body: [{ success: 'Y', infoMessage: 'Done', errorMessage: '' }] };
		simulator.setFaults([{ when: STATUS, then: { answer: fine } }]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
	});
});

describe('lists of transactions', () => {
	it('are read to their end in pages of 500, one a second', async () => {
		const { simulator, waits, platform } = await postAffiliatePro();
		for (let number = 1; number <= 1_201; number += 1) {
			simulator.addTransaction({
				...{ userid: 'u-joli', campaignid: 'c1', orderid: `N_${number}`, totalcost: '10' },
			});
		}
		const one = platform();
		const read = await all((cursor) => one.listConversions(filter(), cursor));
		expect(new Set(read.map(({ orderId }) => orderId)).size).toBe(1_201);
		expect(waits).toEqual([1_000, 1_000]);
		expect(simulator.requests().some(({ status }) => status === 429)).toBe(false);
	}, 20_000);

	it('show tiers and refunds as what they are', async () => {
		const { platform } = await postAffiliatePro();
		await platform().createConversion(conversion({ status: 'approved' }));
		await platform().cancelConversion(cancellation());
		const sales = await all((cursor) => platform().listConversions(filter(), cursor));
		expect(sales.map(({ status, amount }) => [status, amount && formatMoney(amount)])).toEqual(
			expect.arrayContaining([
				['approved', '100.00 EUR'],
				['reversed', '-100.00 EUR'],
			]),
		);
		expect(sales).toHaveLength(2);
		const [{ id = '' } = {}] = sales;
		expect(await platform().getConversion(id)).toEqual(sales[0]);
		expect(await platform().getConversion('nobody')).toBeNull();
		const commissions = await all((cursor) => platform().listCommissions(filter(), cursor));
		expect(commissions).toHaveLength(4);
		const tier = commissions.find(
			({ affiliateId, status }) => affiliateId === 'u-rita' && status === 'approved',
		);
		expect(tier).toMatchObject({
			amount: money('2.00'),
			conversionId: sales.find(({ status }) => status === 'approved')?.id,
		});
	});

	it('can be narrowed, also where the platform leaves a filter out', async () => {
		for (const ignoredFilters of [[], ['orderid', 'dateinserted', 'userid']]) {
			const { simulator, platform } = await postAffiliatePro({ ignoredFilters });
			const row = { campaignid: 'c1', totalcost: '10', dateinserted: '2026-11-19 23:30:00' };
			simulator.addTransaction({ ...row, userid: 'u-joli', orderid: 'A' });
			simulator.addTransaction({ ...row, userid: 'u-rita', orderid: 'B' });
			const ids = async (own: Parameters<typeof filter>[0]): Promise<Array<string | null>> => {
				const one = platform();
				const read = await all((cursor) => one.listConversions(filter(own), cursor));
				return read.map(({ orderId }) => orderId);
			};
			expect(await ids({ orderId: 'A' })).toEqual(['A']);
			expect(await ids({ affiliateId: 'u-rita' })).toEqual(['B']);
			// Half past eleven in the evening there is half past seven in the morning of the next day here.
			expect(await ids({ from: '2026-11-20T07:30:00.000Z' })).toEqual(['A', 'B']);
			expect(await ids({ from: '2026-11-20T07:30:01.000Z' })).toEqual([]);
			expect(await ids({ to: '2026-11-20T07:29:59.000Z' })).toEqual([]);
		}
	});

	it('round commissions of more digits half up, and keep what they cannot read', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const row = { userid: 'u-joli', campaignid: 'c1', totalcost: '10', orderid: 'A' };
		simulator.addTransaction({ ...row, commission: '1.005' });
		const id = simulator.addTransaction({ ...row, commission: '1' });
		simulator.setTransaction(id, { commission: 'n/a', rstatus: 'X', dateinserted: '0000-00-00' });
		const read = await all((cursor) => platform().listCommissions(filter(), cursor));
		expect(read.find((record) => record.id === id)).toMatchObject({
			...{ amount: null, status: 'unknown', occurredAt: null },
			raw: { commission: 'n/a' },
		});
		expect(read.find((record) => record.id !== id)).toMatchObject({ amount: money('1.01') });
	});

	it('refuse a place to go on from that is none', async () => {
		const { platform } = await postAffiliatePro();
		for (const cursor of ['page 2', '{"offset":-1}', 'null']) {
			await expect(platform().listConversions(filter(), cursor)).rejects.toMatchObject({
				code: 'invalid_input',
				path: 'cursor',
			});
		}
	});
});

describe('a commission in Post Affiliate Pro', () => {
	it('is approved and declined by its id, and that once', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const { externalId } = await platform().createConversion(conversion());
		const decision = { commissionId: externalId ?? '', orderId: 'ORD_1', note: 'checked' };
		const outcomes = [
			await platform().decideCommission(decision, 'approved'),
			await platform().decideCommission(decision, 'approved'),
		];
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['confirmed', 'duplicate']);
		expect(simulator.transactions()).toMatchObject([{ rstatus: 'A' }, { rstatus: 'P' }]);
		await platform().decideCommission(decision, 'declined');
		expect(simulator.transactions()).toMatchObject([{ rstatus: 'D' }, { rstatus: 'P' }]);
	});

	it('of another order, unknown or paid is left alone', async () => {
		const { simulator, platform } = await postAffiliatePro();
		const { externalId } = await platform().createConversion(conversion({ status: 'approved' }));
		const id = externalId ?? '';
		simulator.setTransaction(id, { payoutstatus: 'P' });
		const decide = async (commissionId: string, orderId: string | null) =>
			await platform().decideCommission({ commissionId, orderId, note: null }, 'declined');
		expect(await decide(id, 'ORD_2')).toMatchObject({ outcome: 'rejected', field: 'orderid' });
		expect(await decide('nothing', null)).toMatchObject({ outcome: 'rejected' });
		expect(await decide(id, null)).toMatchObject({ outcome: 'rejected', field: 'payoutstatus' });
		expect(count(simulator, 'TransactionsForm.changeStatus')).toBe(0);
		await expect(decide(' ', null)).rejects.toMatchObject({ path: 'commissionId' });
	});
});
