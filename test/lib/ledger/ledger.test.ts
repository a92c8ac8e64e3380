import fc from 'fast-check';
import { priceOrder } from '../../../lib/commission';
import { money, negateMoney, zeroMoney } from '../../../lib/kernel';
import {
	approveCommission,
	recordConversion,
	recordRefund,
	reverseCommission,
	type ConversionInput,
} from '../../../lib/ledger';
import type { LedgerTransaction } from '../../../lib/model/posting';
import type { Refund } from '../../../lib/model/refund';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import {
	aCredit,
	anAttribution,
	anOrder,
	anOrderLine,
	aPlan,
	aProgramme,
	aRefund,
	aVerdict,
	eur,
} from '../../support/builders';
import { accountBalance, applyWrite, emptyState, netOf } from './ledger-state';

const act = { at: '2026-11-17T12:31:00.000Z', actor: 'test' };
const later = { at: '2027-01-01T00:00:00.000Z', actor: 'test' };

function input(overrides: Partial<Parameters<typeof priceOrder>[0]> = {}): ConversionInput {
	const facts = {
		order: anOrder(),
		attribution: anAttribution(),
		verdict: aVerdict(),
		programme: aProgramme(),
		plan: aPlan(),
		metrics: new Map(),
		exchangeRate: null,
		...overrides,
	};
	return { ...facts, commission: priceOrder(facts), customerKey: 'key' };
}

/** One order's ledger: state, and every transaction ever written. */
class OrderLedger {
	state: OrderState = emptyState;

	transactions: LedgerTransaction[] = [];

	run<Result>(decide: (state: OrderState) => { write: LedgerWrite; result: Result }): Result {
		const { write, result } = decide(this.state);
		this.state = applyWrite(this.state, write);
		this.transactions.push(...(write.transactions ?? []));
		return result;
	}

	record(overrides = {}) {
		return this.run((state) => recordConversion(state, input(overrides), act));
	}

	refund(refund: Refund) {
		return this.run((state) => recordRefund(state, refund, later));
	}

	owed(account: string) {
		return negateMoney(accountBalance(this.transactions, `${account}:aff_anna`, 'EUR'));
	}
}

/** A refund of part of the only line. */
function partial(refundId: string, net: string): Refund {
	return aRefund({
		refundId,
		lines: [{ lineId: 'line-1', quantity: 0, net: eur(net), tax: eur('0.00') }],
		total: eur(net),
	});
}

describe('recording an order', () => {
	it('accrues the commission as pending', () => {
		const ledger = new OrderLedger();
		expect(ledger.record()).toMatchObject({ outcome: 'recorded' });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(accountBalance(ledger.transactions, 'expense:prg_spring', 'EUR')).toEqual(eur('10.00'));
	});

	it('a second time changes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const before = ledger.state;
		const again = ledger.record({ order: anOrder({ updatedAt: later.at, status: 'refunded' }) });
		expect(again.outcome).toBe('duplicate');
		expect(again.commissions).toHaveLength(1);
		expect(ledger.state).toEqual(before);
	});

	it('with other amounts is a visible conflict that writes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.record({
			order: anOrder({ lines: [anOrderLine({ net: eur('999.00') })] }),
		});
		expect(result.outcome).toBe('conflict');
		expect(result.contentHash).not.toBe(result.recordedHash);
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('under review accrues as held', () => {
		const ledger = new OrderLedger();
		ledger.record({ verdict: aVerdict({ verdict: 'review' }) });
		expect(ledger.owed('held')).toEqual(eur('10.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('without an affiliate keeps the order and books nothing', () => {
		const ledger = new OrderLedger();
		ledger.record({ attribution: anAttribution({ credits: [], programmeId: null }) });
		expect(ledger.state.conversion).toMatchObject({ reason: 'no_affiliate' });
		expect(ledger.transactions).toEqual([]);
	});

	it('gets its price later when a plan or rate was missing', () => {
		const ledger = new OrderLedger();
		expect(ledger.record({ plan: null })).toMatchObject({ outcome: 'recorded' });
		expect(ledger.record({ plan: null })).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.record()).toMatchObject({ outcome: 'repriced' });
		expect(ledger.record()).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});
});

describe('an order recorded before it was paid', () => {
	it.each([
		['with the same content', anOrder()],
		[
			'even when the customer changed it meanwhile',
			anOrder({ lines: [anOrderLine({ net: eur('60.00') })] }),
		],
	])('is decided anew when it is paid, %s', (_how, paid) => {
		const ledger = new OrderLedger();
		ledger.record({ order: anOrder({ status: 'pending', paidAt: null }) });
		expect(ledger.state.conversion).toMatchObject({ reason: 'order_not_paid' });
		expect(ledger.record({ order: paid })).toMatchObject({ outcome: 'repriced' });
		expect(ledger.record({ order: paid })).toMatchObject({ outcome: 'duplicate' });
		expect(ledger.state.commissions).toHaveLength(1);
	});

	it('counts the refunds that came before its price', () => {
		const ledger = new OrderLedger();
		ledger.record({ plan: null });
		expect(ledger.refund(partial('r1', '25.00')).outcome).toBe('recorded');
		expect(ledger.record().outcome).toBe('repriced');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		ledger.refund(partial('r2', '75.00'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('becomes an order without an affiliate when that is what it is', () => {
		const ledger = new OrderLedger();
		ledger.record({ order: anOrder({ status: 'pending' }) });
		const attribution = anAttribution({ credits: [], programmeId: null });
		ledger.record({ attribution: anAttribution({ credits: [] }) });
		expect(ledger.record({ attribution }).outcome).toBe('duplicate');
		expect(ledger.state.conversion).toMatchObject({ reason: 'no_affiliate' });
	});
});

describe('a refund', () => {
	it('takes back its share', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.refund(partial('r1', '25.00'));
		expect(result.outcome).toBe('reversed');
		expect(result.message).toContain('2.50 EUR of 10.00 EUR is taken back');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		expect(ledger.state.commissions[0]?.status).toBe('pending');
	});

	it('a second time changes nothing', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partial('r1', '25.00'));
		expect(ledger.refund(partial('r1', '25.00')).outcome).toBe('duplicate');
		expect(ledger.refund(partial('r1', '26.00')).outcome).toBe('conflict');
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
	});

	it('of everything ends the commission as reversed', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(aRefund());
		expect(ledger.state.commissions[0]).toMatchObject({ status: 'reversed' });
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('of shipping alone takes nothing back when shipping is not in the base', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const result = ledger.refund(aRefund({ lines: [], shipping: eur('4.90'), total: eur('4.90') }));
		expect(result.outcome).toBe('recorded');
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
	});

	it('that comes before its order waits and is applied when it comes', () => {
		const ledger = new OrderLedger();
		expect(ledger.refund(partial('r1', '25.00')).outcome).toBe('waiting');
		const applied = [{ refundId: 'r1', total: eur('25.00') }];
		expect(ledger.record().refunds).toEqual(applied);
		expect(ledger.owed('pending')).toEqual(eur('7.50'));
		expect(ledger.refund(partial('r1', '25.00')).outcome).toBe('duplicate');
		expect(ledger.record().refunds).toEqual(applied);
	});

	it('by a cancellation is overtaken when the order is paid afterwards', () => {
		const ledger = new OrderLedger();
		const cancelled = (createdAt: string) =>
			aRefund({ refundId: 'cancel', kind: 'cancellation', createdAt });
		expect(ledger.refund(cancelled('2026-11-17T12:00:00.000Z')).outcome).toBe('waiting');
		ledger.record({ order: anOrder({ paidAt: '2026-11-17T12:30:00.000Z' }) });
		expect(ledger.owed('pending')).toEqual(eur('10.00'));
		expect(ledger.refund(cancelled('2026-11-17T12:00:00.000Z')).outcome).toBe('duplicate');
		expect(ledger.refund(cancelled('2026-11-18T12:00:00.000Z')).outcome).toBe('reversed');
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('by a cancellation that is newer than the payment takes everything back', () => {
		const ledger = new OrderLedger();
		ledger.refund(aRefund({ refundId: 'cancel', kind: 'cancellation' }));
		ledger.record();
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});

	it('without lines counts by its share of the order total', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(aRefund({ lines: null, total: eur('50.00') }));
		expect(ledger.owed('pending')).toEqual(eur('5.00'));
	});

	it('after a partial one, a cancellation takes the rest and no more', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partial('r1', '33.33'));
		ledger.refund(aRefund({ refundId: 'cancel', kind: 'cancellation' }));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
		expect(ledger.state.commissions[0]?.reversed).toEqual(eur('10.00'));
	});

	it('after approval is taken from what is approved', () => {
		const ledger = new OrderLedger();
		const [commission] = ledger.record().commissions;
		const id = commission?.commissionId ?? '';
		ledger.run((state) => approveCommission(state, id, { isEarly: false, reason: 'ok' }, later));
		ledger.refund(partial('r1', '25.00'));
		expect(ledger.owed('approved')).toEqual(eur('7.50'));
		expect(ledger.owed('pending')).toEqual(eur('0.00'));
	});
});

describe('approval', () => {
	it('waits for the end of the hold unless it is early on purpose', () => {
		const ledger = new OrderLedger();
		const id = ledger.record().commissions[0]?.commissionId ?? '';
		const approve = (isEarly: boolean) =>
			ledger.run((state) => approveCommission(state, id, { isEarly, reason: 'ok' }, act));
		expect(approve(false)).toMatchObject({ outcome: 'refused' });
		expect(approve(true)).toMatchObject({ outcome: 'approved' });
		expect(approve(true)).toMatchObject({ outcome: 'unchanged' });
		expect(ledger.owed('approved')).toEqual(eur('10.00'));
	});

	it('moves only what refunds left', () => {
		const ledger = new OrderLedger();
		const id = ledger.record().commissions[0]?.commissionId ?? '';
		ledger.refund(partial('r1', '25.00'));
		ledger.run((state) => approveCommission(state, id, { isEarly: false, reason: '' }, later));
		expect(ledger.owed('approved')).toEqual(eur('7.50'));
	});

	it('of a reversed commission is refused', () => {
		const ledger = new OrderLedger();
		const id = ledger.record().commissions[0]?.commissionId ?? '';
		ledger.refund(aRefund());
		const result = ledger.run((state) =>
			approveCommission(state, id, { isEarly: true, reason: '' }, later),
		);
		expect(result.outcome).toBe('refused');
	});
});

describe('reversal by a person', () => {
	it.each([
		[false, 'declined', 'it was never approved'],
		[true, 'reversed', 'it was approved before'],
	])('after approval %p ends as %s because %s', (isApproved, outcome) => {
		const ledger = new OrderLedger();
		const id = ledger.record().commissions[0]?.commissionId ?? '';
		if (isApproved) {
			ledger.run((state) => approveCommission(state, id, { isEarly: true, reason: '' }, act));
		}
		const result = ledger.run((state) => reverseCommission(state, id, 'self-referral', later));
		expect(result.outcome).toBe(outcome);
		expect(accountBalance(ledger.transactions, 'expense:prg_spring', 'EUR')).toEqual(eur('0.00'));
		expect(ledger.run((state) => reverseCommission(state, id, 'again', later)).outcome).toBe(
			'unchanged',
		);
	});
});

describe('laws', () => {
	const pieces = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 25 });
	const percent = fc.integer({ min: 1, max: 1000 }).map((n) => (n / 10).toFixed(1));
	const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

	function scenario(sizes: number[], rate: string, shares: number[]) {
		const whole = sizes.reduce((sum, size) => sum + size, 0);
		const credits = shares.map((weight, index) =>
			aCredit({ affiliateId: `aff_${index}`, affiliateCode: `a${index}`, weight }),
		);
		const overrides = {
			order: anOrder({ lines: [anOrderLine({ net: money(BigInt(whole), 'EUR') })] }),
			plan: aPlan({ rate: { type: 'percentage' as const, percent: rate } }),
			attribution: anAttribution({ credits }),
		};
		const refunds = sizes.map((size, index) =>
			aRefund({
				refundId: `r${index}`,
				lines: [
					{
						lineId: 'line-1',
						quantity: 0,
						net: money(BigInt(size), 'EUR'),
						tax: zeroMoney('EUR'),
					},
				],
				total: money(BigInt(size), 'EUR'),
			}),
		);
		return { overrides, refunds };
	}

	it('many small refunds take back exactly the whole, from every beneficiary', () => {
		fc.assert(
			fc.property(pieces, percent, weights, (sizes, rate, shares) => {
				const { overrides, refunds } = scenario(sizes, rate, shares);
				const ledger = new OrderLedger();
				ledger.record(overrides);
				refunds.forEach((refund) => ledger.refund(refund));
				for (const { amount, reversed } of ledger.state.commissions) {
					expect(reversed).toEqual(amount);
				}
				expect(netOf(ledger.transactions, 'EUR')).toEqual(zeroMoney('EUR'));
			}),
		);
	});

	it('the order of arrival makes no difference to what is owed', () => {
		fc.assert(
			fc.property(pieces, percent, fc.nat(), fc.nat(25), (sizes, rate, seed, before) => {
				const { overrides, refunds } = scenario(sizes, rate, [1]);
				const kept = refunds.slice(0, Math.ceil(refunds.length / 2));
				const turned = [...kept].sort((a, b) => (a.refundId + seed < b.refundId + seed ? 1 : -1));
				const first = new OrderLedger();
				first.record(overrides);
				kept.forEach((refund) => first.refund(refund));
				const second = new OrderLedger();
				turned.slice(0, before).forEach((refund) => second.refund(refund));
				second.record(overrides);
				turned.slice(before).forEach((refund) => second.refund(refund));
				const taken = (ledger: OrderLedger) =>
					ledger.state.commissions.map(({ commissionId, reversed }) => [commissionId, reversed]);
				expect(taken(second)).toEqual(taken(first));
			}),
		);
	});

	it('replaying everything emits nothing', () => {
		fc.assert(
			fc.property(pieces, percent, (sizes, rate) => {
				const { overrides, refunds } = scenario(sizes, rate, [1, 2]);
				const ledger = new OrderLedger();
				ledger.record(overrides);
				refunds.forEach((refund) => ledger.refund(refund));
				const count = ledger.transactions.length;
				ledger.record(overrides);
				refunds.forEach((refund) => ledger.refund(refund));
				expect(ledger.transactions).toHaveLength(count);
			}),
		);
	});

	it('no commission is ever reversed by more than its amount', () => {
		fc.assert(
			fc.property(pieces, percent, (sizes, rate) => {
				const { overrides, refunds } = scenario(sizes, rate, [1]);
				const ledger = new OrderLedger();
				ledger.record(overrides);
				for (const refund of [
					...refunds,
					aRefund({ refundId: 'more', lines: null, total: eur('99.00') }),
				]) {
					ledger.refund(refund);
					for (const { amount, reversed } of ledger.state.commissions) {
						expect(reversed.amountMinor <= amount.amountMinor).toBe(true);
					}
				}
				const left = accountBalance(ledger.transactions, 'pending:aff_0', 'EUR');
				expect(left).toEqual(zeroMoney('EUR'));
			}),
		);
	});
});
