import {
	adjustCommission,
	approveCommission,
	holdCommission,
	reRateConversion,
	reverseCommission,
} from '../../../lib/ledger';
import { anOrder, aVerdict, eur } from '../../support/builders';
import { aDispute, OrderLedger, orderOf, partialRefund, priced } from './order-ledger';
import { creditedTo, reattribute } from './reattributions';

const anna = creditedTo({ anna: 1 });
const ben = creditedTo({ ben: 1 });
const shared = creditedTo({ anna: 60, ben: 40 });
const nobody = creditedTo({});

function ofAnna(overrides: Parameters<OrderLedger['record']>[0] = {}): OrderLedger {
	const ledger = new OrderLedger();
	ledger.record({ attribution: anna, ...overrides });
	return ledger;
}

function balances(ledger: OrderLedger, account = 'pending') {
	return [ledger.owed(account), ledger.owed(account, 'aff_ben')];
}

const byHand = { decidedBy: 'Mia' };

describe('an order that is attributed anew', () => {
	it('moves the commission with entries, keeps the old ones and makes the next version', () => {
		const ledger = ofAnna();
		const result = reattribute(ledger, { recorded: anna }, ben);
		expect(result).toMatchObject({
			outcome: 'reattributed',
			before: [{ affiliateCode: 'anna', earned: eur('10.00'), owed: eur('10.00') }],
			after: [{ affiliateCode: 'ben', earned: eur('10.00'), status: 'pending' }],
			difference: eur('0.00'),
		});
		expect(result.message).toBe(
			'The order is credited otherwise: 10.00 EUR for anna becomes 10.00 EUR for ben. ' +
				'No fraud check looked at: ben.',
		);
		expect(balances(ledger)).toEqual([eur('0.00'), eur('10.00')]);
		expect(ledger.state.conversion).toMatchObject({
			version: 2,
			touches: [{ affiliateId: 'aff_ben' }],
			recordedAt: ledger.writes[0]?.conversion?.recordedAt,
		});
		expect(ledger.adjustments).toMatchObject([
			{
				kind: 're_attribution',
				amount: eur('-10.00'),
				baseChange: eur('-100.00'),
				cause: 'late facts:2',
			},
		]);
		expect(ledger.adjustments[0]?.trace.at(-1)).toMatchObject({ text: 'a click was found' });
		expect(ledger.writes.at(-1)?.journal?.attribution).toBe(ben);
		expect(ledger.expense()).toEqual(eur('10.00'));
	});

	it('the same again is unchanged, whatever words describe it', () => {
		const ledger = ofAnna({ attribution: shared });
		const again = creditedTo({ anna: 3, ben: 2 }, { trace: [{ rule: 'x', text: 'other words' }] });
		const [first, second] = again.credits;
		const turned = { ...again, credits: [second, first].flatMap((credit) => credit ?? []) };
		const result = reattribute(ledger, { recorded: shared }, turned);
		expect(result).toMatchObject({ outcome: 'unchanged', difference: null });
		expect(ledger.writes.at(-1)).toEqual({});
	});

	it('of the same affiliate by another contact changes no money', () => {
		const ledger = ofAnna();
		const [credit] = anna.credits;
		const touch = { ...credit?.touch, clickId: 'clk_other' };
		const other = { ...anna, credits: [{ ...credit, touch }] } as typeof anna;
		expect(reattribute(ledger, { recorded: anna }, other)).toMatchObject({
			outcome: 'reattributed',
			difference: null,
			adjustments: [],
		});
		expect(ledger.state.conversion?.touches).toMatchObject([{ clickId: 'clk_other' }]);
	});

	it('takes only the difference from those who keep a part, base and all', () => {
		const ledger = ofAnna();
		reattribute(ledger, { recorded: anna }, shared);
		expect(balances(ledger)).toEqual([eur('6.00'), eur('4.00')]);
		reattribute(ledger, { recorded: shared }, anna);
		expect(balances(ledger)).toEqual([eur('10.00'), eur('0.00')]);
		expect(ledger.adjustments.map(({ baseChange }) => baseChange)).toEqual(
			['-40.00', '40.00', '-40.00'].map((amount) => eur(amount)),
		);
	});

	it('that nobody was credited for is booked as if recorded so, refunds included', () => {
		const ledger = new OrderLedger();
		const commission = { base: null, baseLines: [], holdUntil: null };
		ledger.record({
			attribution: nobody,
			commission: priced(anOrder(), nobody, undefined, commission),
		});
		ledger.refund(partialRefund('r1', '50.00'));
		reattribute(ledger, { recorded: nobody }, anna);
		const direct = ofAnna();
		direct.refund(partialRefund('r1', '50.00'));
		expect(balances(ledger)).toEqual(balances(direct));
		expect(ledger.state.refunds).toMatchObject([{ base: eur('50.00') }]);
		expect(ledger.state.conversion).toMatchObject({ outcome: 'commissioned', base: eur('100.00') });
		expect(ledger.commission.holdUntil).toBe(direct.commission.holdUntil);
	});

	it('to nobody takes everything and gives it back with the credit', () => {
		const ledger = ofAnna();
		ledger.refund(partialRefund('r1', '50.00'));
		reattribute(ledger, { recorded: anna }, nobody);
		expect(balances(ledger)).toEqual([eur('0.00'), eur('0.00')]);
		expect(ledger.state.conversion).toMatchObject({ touches: [], base: eur('100.00') });
		reattribute(ledger, { recorded: nobody }, anna);
		expect(ledger.owed('pending')).toEqual(eur('5.00'));
	});

	it('nets the next payout of whoever was paid', () => {
		const ledger = ofAnna();
		const { commissionId } = ledger;
		ledger.run((state, act) =>
			approveCommission(state, commissionId, { isEarly: false, reason: 'ok' }, act),
		);
		reattribute(ledger, { recorded: anna }, ben);
		expect(balances(ledger, 'approved')).toEqual([eur('0.00'), eur('0.00')]);
		expect(ledger.commission.status).toBe('approved');
		expect(ledger.owed('pending', 'aff_ben')).toEqual(eur('10.00'));
		reattribute(ledger, { recorded: ben }, anna);
		expect(balances(ledger, 'approved')).toEqual([eur('10.00'), eur('0.00')]);
	});

	it('holds what an open dispute, the verdict or a person holds', () => {
		const disputed = ofAnna();
		disputed.dispute(aDispute());
		reattribute(disputed, { recorded: anna }, ben);
		expect(balances(disputed, 'held')).toEqual([eur('0.00'), eur('10.00')]);
		disputed.dispute(aDispute({ status: 'won' }, 5));
		expect(balances(disputed)).toEqual([eur('0.00'), eur('10.00')]);

		const review = { outcome: 'held', reason: 'review_required' } as const;
		const reviewed = ofAnna();
		const verdict = aVerdict({ verdict: 'review', affiliateIds: ['aff_ben'], reason: 'odd' });
		const commission = priced(anOrder(), ben, undefined, review);
		reattribute(reviewed, { recorded: anna }, ben, { commission, verdict });
		expect(balances(reviewed, 'held')).toEqual([eur('0.00'), eur('10.00')]);
		expect(reviewed.state.conversion?.verdict).toBe(verdict);
		expect(reviewed.state.commissions[1]?.statusReason).toBe('under review: odd');

		const held = ofAnna();
		held.run((state, act) => holdCommission(state, held.commissionId, 'odd address', act));
		reattribute(held, { recorded: anna }, shared);
		expect(balances(held, 'held')).toEqual([eur('6.00'), eur('4.00')]);
	});

	it('keeps a re-rating in proportion, through loss and return', () => {
		const ledger = ofAnna();
		const commission = priced(anOrder(), anna, { percent: '15', planVersion: 2 });
		const reRating = { commission, cause: 'tier', reason: 'tier', adjustments: [] };
		ledger.run((state, act) => reRateConversion(state, reRating, act));
		reattribute(ledger, { recorded: anna }, shared);
		expect(balances(ledger)).toEqual([eur('9.00'), eur('4.00')]);
		reattribute(ledger, { recorded: shared }, ben);
		reattribute(ledger, { recorded: ben }, anna);
		expect(balances(ledger)).toEqual([eur('15.00'), eur('0.00')]);
	});

	it('takes corrections by hand with the credit, and an edit does not bring them back', () => {
		const ledger = ofAnna();
		const correct = (amount: string) =>
			ledger.run((state, act) =>
				adjustCommission(state, ledger.commissionId, { amount: eur(amount), reason: 'x' }, act),
			);
		correct('2.00');
		reattribute(ledger, { recorded: anna }, ben);
		expect(balances(ledger)).toEqual([eur('0.00'), eur('10.00')]);
		const order = orderOf('200.00', 60);
		ledger.record({ order, attribution: ben, adjustments: [...ledger.adjustments] });
		expect(balances(ledger)).toEqual([eur('0.00'), eur('20.00')]);
		correct('1.00');
		const other = creditedTo({ carl: 1 });
		reattribute(ledger, { order, recorded: ben }, other);
		expect(balances(ledger)).toEqual([eur('1.00'), eur('0.00')]);
		reattribute(ledger, { order, recorded: other }, anna);
		expect(balances(ledger)).toEqual([eur('23.00'), eur('0.00')]);
	});

	it('is edited afterwards by its new credits, base and all', () => {
		const ledger = ofAnna();
		reattribute(ledger, { recorded: anna }, shared);
		ledger.record({
			order: orderOf('150.00', 60),
			attribution: shared,
			adjustments: [...ledger.adjustments],
		});
		expect(balances(ledger)).toEqual([eur('9.00'), eur('6.00')]);
		expect(ledger.adjustments.slice(1).map(({ baseChange }) => baseChange)).toEqual([
			eur('30.00'),
			eur('20.00'),
		]);
	});

	it('pays who recruited, and no more who recruited the one before', () => {
		const ledger = ofAnna();
		const [line] = priced(anOrder(), anna).lines;
		if (line === undefined) throw new Error('Nothing is priced');
		const above = (affiliateId: string, sourceAffiliateId: string) => ({
			...line,
			affiliateId,
			kind: 'level' as const,
			level: 1,
			sourceAffiliateId,
			amount: eur('1.00'),
		});
		const commission = priced(anOrder(), ben);
		const withLevel = { ...commission, lines: [...commission.lines, above('aff_carl', 'aff_ben')] };
		reattribute(ledger, { recorded: anna }, ben, { commission: withLevel });
		expect(ledger.owed('pending', 'aff_carl')).toEqual(eur('1.00'));
		reattribute(ledger, { recorded: ben }, anna);
		expect(ledger.owed('pending', 'aff_carl')).toEqual(eur('0.00'));
	});

	it('of another programme with the same currency is booked there', () => {
		const ledger = ofAnna();
		const other = creditedTo({ ben: 1 }, { programmeId: 'prg_other' });
		const commission = priced(anOrder(), other, undefined, { planId: 'pln_other' });
		reattribute(ledger, { recorded: anna }, other, { commission });
		expect(ledger.expense()).toEqual(eur('0.00'));
		expect(ledger.owed('pending', 'aff_ben')).toEqual(eur('10.00'));
		expect(ledger.state.conversion?.programmeId).toBe('prg_other');
		const order = orderOf('150.00', 60);
		const edited = ledger.record({
			order,
			attribution: other,
			commission: priced(order, other, undefined, { planId: 'pln_other' }),
			adjustments: [...ledger.adjustments],
		});
		expect(edited.outcome).toBe('adjusted');
		expect(ledger.owed('pending', 'aff_ben')).toEqual(eur('15.00'));
	});
});

describe('a re-attribution is refused', () => {
	const refusal = (ledger: OrderLedger, overrides: Parameters<typeof reattribute>[3]) => {
		const before = ledger.state;
		const { outcome, message } = reattribute(ledger, { recorded: anna }, ben, overrides);
		expect(ledger.state).toEqual(before);
		expect(outcome).toBe('refused');
		return message;
	};

	it('of an order that is not recorded', () => {
		expect(refusal(new OrderLedger(), {})).toBe('The order is not recorded.');
	});

	it('of one that was edited or adjusted at the same moment', () => {
		expect(refusal(ofAnna(), { version: 2 })).toMatch(/was edited at the same moment/);
		const ledger = ofAnna();
		const correction = { amount: eur('1.00'), reason: 'x' };
		ledger.run((state, act) => adjustCommission(state, ledger.commissionId, correction, act));
		expect(refusal(ledger, { adjustments: [] })).toMatch(/were adjusted at the same moment/);
	});

	it('without the plan version, under another one, in another currency, unpaid, or rejected', () => {
		const price = (overrides: Parameters<typeof priced>[3]) => ({
			commission: priced(anOrder(), ben, undefined, overrides),
		});
		expect(refusal(ofAnna(), { commission: null })).toMatch(/plan version .* is not there/);
		expect(refusal(ofAnna(), price({ planVersion: 2 }))).toMatch(/keeps its terms/);
		expect(refusal(ofAnna(), price({ reason: 'order_not_paid' }))).toMatch(/is not paid/);
		const rejected = price({ reason: 'rejected_by_fraud_check', lines: [] });
		expect(refusal(ofAnna(), rejected)).toMatch(/rejected_by_fraud_check/);
		const [line] = priced(anOrder(), ben).lines;
		if (line === undefined) throw new Error('Nothing is priced');
		const dollars = { amountMinor: 1000n, currency: 'USD' };
		const other = { programmeId: 'prg_other', lines: [{ ...line, amount: dollars }] };
		expect(refusal(ofAnna(), price(other))).toMatch(/in another currency/);
	});

	it('by rules where a person attributed it, and where a person took everything back', () => {
		expect(refusal(ofAnna(), { recorded: { ...anna, ...byHand } })).toMatch(/^Mia attributed/);
		const ledger = ofAnna();
		const { commissionId } = ledger;
		ledger.run((state, act) => reverseCommission(state, commissionId, 'cookie stuffing', act));
		expect(refusal(ledger, {})).toMatch(/took back everything/);
		const result = reattribute(ledger, { recorded: anna }, { ...ben, ...byHand });
		expect(result.outcome).toBe('reattributed');
		expect(balances(ledger)).toEqual([eur('0.00'), eur('10.00')]);
		expect(ledger.commission.status).toBe('declined');
		const back = reattribute(ledger, { recorded: { ...ben, ...byHand } }, { ...anna, ...byHand });
		expect(back.message).toContain('What a person took back stays taken back from: anna.');
		expect(balances(ledger)).toEqual([eur('0.00'), eur('0.00')]);
	});

	it('of what is no order', () => {
		const ledger = ofAnna({ kind: 'bonus' });
		expect(refusal(ledger, {})).toMatch(/Only an order or an action/);
	});
});

describe("the binding of a re-attributed order's customer", () => {
	const lifelong = (attribution: typeof anna) => ({
		commission: priced(anOrder(), attribution, undefined, { lifetimeDays: 365 }),
	});

	it('follows the credit of the order that brought it, and comes back with it', () => {
		const ledger = ofAnna(lifelong(anna));
		const first = ledger.state.binding;
		expect(first).toMatchObject({ affiliateId: 'aff_anna', reason: 'first_order' });
		reattribute(ledger, { recorded: anna }, ben, lifelong(ben));
		expect(ledger.state.binding).toMatchObject({
			affiliateId: 'aff_ben',
			reason: 'transferred',
			boundAt: first?.boundAt,
			expiresAt: first?.expiresAt,
			actor: 'test',
		});
		reattribute(ledger, { recorded: ben }, nobody);
		expect(ledger.state.binding).toMatchObject({ affiliateId: null, reason: 'released' });
		reattribute(ledger, { recorded: nobody }, anna, lifelong(anna));
		expect(ledger.state.binding).toMatchObject({
			affiliateId: 'aff_anna',
			boundAt: first?.boundAt,
			expiresAt: first?.expiresAt,
		});
	});

	it('that another order or a person made is left as it is', () => {
		const ledger = ofAnna(lifelong(anna));
		const bound = ledger.state.binding;
		if (bound === null) throw new Error('Nobody is bound');
		for (const boundAt of ['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z']) {
			const state = { ...ledger.state, binding: { ...bound, boundAt } };
			const own = ofAnna(lifelong(anna));
			own.state = state;
			reattribute(own, { recorded: anna }, ben, lifelong(ben));
			expect(own.writes.at(-1)?.bindings).toBeUndefined();
		}
		reattribute(ledger, { recorded: anna }, shared, lifelong(shared));
		expect(ledger.state.binding).toEqual(bound);
	});
});
