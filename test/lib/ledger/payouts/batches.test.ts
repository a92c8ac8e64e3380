import {
	approveBatch,
	batchIdOf,
	cancelBatch,
	draftBatch,
	payoutIdOf,
	recordPayoutResults,
	sendBatch,
	type PayoutResult,
} from '../../../../lib/ledger/payouts';
import type { PayoutPolicy, PayoutProfile } from '../../../../lib/model/payout-profile';
import { anAffiliate, eur } from '../../../support/builders';
import { aPayoutPolicy, aPayoutProfile } from '../../../support/builders/payout';
import { PayoutLedger, type OpenCommission } from './payout-ledger';

const at = (day: string) => `2026-12-${day}T09:00:00.000Z`;
const otto = { at: at('01'), actor: 'otto' };
const bea = { at: at('02'), actor: 'bea' };

const BATCH = batchIdOf('2026-11', 'EUR', 'sepa');
const ANNA = payoutIdOf(BATCH, 'aff_anna');
const BERT = payoutIdOf(BATCH, 'aff_bert');

const person = (name: string, profile: Partial<PayoutProfile> = {}) => ({
	affiliate: anAffiliate({ affiliateId: `aff_${name}`, code: name }),
	profile: aPayoutProfile({ affiliateId: `aff_${name}`, ...profile }),
	customers: 5,
	wasPaidBefore: true,
	heldCommissions: 0,
	openCaseIds: [],
});

const open = (id: string, amount: string, overrides: Partial<OpenCommission> = {}) => ({
	commissionId: id,
	affiliateId: 'aff_anna',
	status: 'approved' as const,
	amount: eur(amount),
	...overrides,
});

const bertsOpen = (id: string, amount: string) => open(id, amount, { affiliateId: 'aff_bert' });

function world(commissions: OpenCommission[], profile: Partial<PayoutProfile> = {}) {
	const ledger = new PayoutLedger(commissions, [person('anna', profile), person('bert')]);
	const steps = {
		draft: (key = '2026-11', policy: Partial<PayoutPolicy> = {}, act = otto) => {
			const request = { batchKey: key, currency: 'EUR', method: 'sepa' as const };
			const id = batchIdOf(key, 'EUR', 'sepa');
			const existing = ledger.batches.has(id) ? ledger.state(id) : null;
			return ledger.run(
				draftBatch(
					{ candidates: ledger.candidates(), existing },
					{ ...request, policy: aPayoutPolicy(policy) },
					act,
				),
			);
		},
		approve: (act = bea, id = BATCH) => ledger.run(approveBatch(ledger.state(id), act)),
		cancel: (id = BATCH) =>
			ledger.run(cancelBatch(ledger.state(id), { reason: 'wrong month' }, bea)),
		send: (id = BATCH) =>
			ledger.run(sendBatch(ledger.state(id), { providerReference: 'ref-1' }, bea)),
		results: (results: PayoutResult[], id = BATCH) =>
			ledger.run(recordPayoutResults(ledger.state(id), results, { at: at('05'), actor: 'bank' })),
	};
	const toSent = () => {
		steps.draft();
		steps.approve();
		steps.send();
	};
	return { ledger, ...steps, toSent };
}

const result = (payoutId: string, outcome: PayoutResult['outcome'], reason = ''): PayoutResult => ({
	payoutId,
	outcome,
	reason,
	providerReference: 'tx-1',
});

describe('drafting a batch', () => {
	it('claims everything open, negative entries too, into one payout each', () => {
		const { ledger, draft } = world([
			open('c1', '80.00'),
			open('c2', '40.00'),
			open('c3', '-20.00', { status: 'paid' }),
			bertsOpen('c4', '60.00'),
		]);

		const { outcome, batch, payouts } = draft();

		expect(outcome).toBe('drafted');
		expect(batch).toMatchObject({ total: eur('160.00'), payoutCount: 2, status: 'draft' });
		expect(payouts.map(({ payoutId, payable }) => [payoutId, payable])).toEqual([
			[ANNA, eur('100.00')],
			[BERT, eur('60.00')],
		]);
		expect(ledger.credit('in_batch:aff_anna')).toEqual(eur('100.00'));
		expect(ledger.net()).toEqual(eur('0.00'));
		expect(Object.fromEntries(ledger.statuses)).toEqual({
			c1: 'in_batch',
			c2: 'in_batch',
			c3: 'paid',
			c4: 'in_batch',
		});
		expect(ledger.candidates()).toEqual([]);
	});

	it('tells who is not paid and why', () => {
		const { draft } = world([open('c1', '80.00'), bertsOpen('c4', '49.99')]);
		const { payouts, notPaid } = draft();
		expect(payouts).toHaveLength(1);
		expect(notPaid).toEqual([
			expect.objectContaining({
				affiliateCode: 'bert',
				balance: eur('49.99'),
				reasons: [expect.objectContaining({ code: 'below_minimum' })],
			}),
		]);
	});

	it('gives the same batch for the same key, whatever is open by then', () => {
		const { ledger, draft } = world([open('c1', '80.00'), bertsOpen('c4', '60.00')]);
		const first = draft('2026-11', { minimums: [eur('70.00')] });
		const written = ledger.transactions.length;

		const second = draft();

		expect(second).toMatchObject({ outcome: 'existing', batch: first.batch });
		expect(second.payouts).toEqual(first.payouts);
		expect(ledger.transactions).toHaveLength(written);
	});

	it('writes nothing when nobody can be paid', () => {
		const decision = draftBatch(
			{ candidates: [], existing: null },
			{ batchKey: 'x', currency: 'EUR', method: 'sepa', policy: aPayoutPolicy() },
			otto,
		);
		expect(decision).toMatchObject({
			write: {},
			result: { outcome: 'nothing_to_pay', batch: null },
		});
	});

	it('needs a policy, and pays SEPA in euros only', () => {
		const request = { batchKey: 'x', currency: 'EUR', method: 'sepa', policy: null } as const;
		const state = { candidates: [], existing: null };
		expect(() => draftBatch(state, request, otto)).toThrow(
			expect.objectContaining({ code: 'no_payout_policy' }),
		);
		const dollars = { ...request, currency: 'USD', policy: aPayoutPolicy() };
		expect(() => draftBatch(state, dollars, otto)).toThrow(
			expect.objectContaining({ code: 'invalid_input', path: 'currency' }),
		);
	});

	it('needs two people above the limit of its currency, not at it', () => {
		expect(world([open('c1', '1000.00')]).draft().batch?.approvalsNeeded).toBe(1);
		expect(world([open('c1', '1000.01')]).draft().batch?.approvalsNeeded).toBe(2);
	});
});

describe('approving a batch', () => {
	it('gives every payout its statement number', () => {
		const { ledger, draft, approve } = world([open('c1', '80.00'), bertsOpen('c4', '60.00')]);
		draft();
		expect(approve()).toMatchObject({ outcome: 'approved', batch: { status: 'approved' } });
		const numbers = [...ledger.payouts.values()].map(({ payout }) => payout.statementNumber);
		expect(numbers).toEqual(['SB-1', 'SB-2']);
		expect(approve()).toMatchObject({ outcome: 'unchanged' });
	});

	it('takes two different people, of whom one may have drafted it', () => {
		const { ledger, draft, approve } = world([open('c1', '5000.00')]);
		draft();
		expect(approve(otto).outcome).toBe('approval_recorded');
		expect(approve(otto).outcome).toBe('unchanged');
		expect(approve({ ...bea, actor: ' OTTO ' }).outcome).toBe('unchanged');
		expect(ledger.state(BATCH).batch.status).toBe('draft');
		expect(approve(bea)).toMatchObject({
			outcome: 'approved',
			batch: { approvals: [{ actor: 'otto' }, { actor: 'bea' }] },
		});
		expect(ledger.state(BATCH).batch.approvals).toHaveLength(2);
	});

	it('is refused once the batch is cancelled', () => {
		const { draft, cancel, approve } = world([open('c1', '80.00')]);
		draft();
		cancel();
		expect(approve().outcome).toBe('refused');
	});
});

describe('cancelling a batch', () => {
	it('puts everything back, and the next batch claims it again', () => {
		const { ledger, draft, approve, cancel } = world([
			open('c1', '80.00'),
			open('c3', '-20.00', { status: 'paid' }),
		]);
		const before = ledger.candidates();
		draft();
		approve();
		expect(cancel()).toMatchObject({ outcome: 'cancelled' });
		expect(ledger.candidates()).toEqual(before);
		expect(ledger.balances()).toEqual({});
		expect(ledger.payouts.get(ANNA)?.payout.status).toBe('cancelled');
		expect(cancel().outcome).toBe('unchanged');
		expect(draft().outcome).toBe('existing');
		expect(draft('2026-11b')).toMatchObject({ outcome: 'drafted' });
	});

	it('is refused once it was sent', () => {
		const { toSent, cancel, ledger } = world([open('c1', '80.00')]);
		toSent();
		expect(cancel().outcome).toBe('refused');
		expect(ledger.credit('in_batch:aff_anna')).toEqual(eur('80.00'));
	});

	it('leaves a commission alone that was taken back meanwhile', () => {
		const { ledger, draft, cancel } = world([open('c1', '80.00')]);
		draft();
		ledger.statuses.set('c1', 'reversed');
		cancel();
		expect(ledger.statuses.get('c1')).toBe('reversed');
		expect(ledger.credit('in_batch:aff_anna')).toEqual(eur('0.00'));
	});
});

describe('sending a batch', () => {
	it('needs its approval and keeps the reference', () => {
		const { ledger, draft, approve, send } = world([open('c1', '80.00')]);
		draft();
		expect(send().outcome).toBe('refused');
		approve();
		expect(send().outcome).toBe('sent');
		expect(ledger.payouts.get(ANNA)?.payout).toMatchObject({
			status: 'sent',
			providerReference: 'ref-1',
		});
		expect(send().outcome).toBe('unchanged');
	});
});

describe('the results of a batch', () => {
	it('are taken once it was sent', () => {
		const { draft, results } = world([open('c1', '80.00')]);
		draft();
		expect(results([result(ANNA, 'paid')]).outcome).toBe('refused');
	});

	it('pay what arrived, with VAT on top and tax kept back', () => {
		const { ledger, toSent, results } = world(
			[open('c1', '60.00'), open('c2', '40.00'), open('c3', '-10.00', { status: 'paid' })],
			{ vatMode: 'added', vatPercent: '20', withholdingPercent: '10' },
		);
		toSent();

		expect(results([result(ANNA, 'paid')])).toMatchObject({
			outcome: 'recorded',
			batch: { status: 'completed' },
			payouts: [{ outcome: 'paid' }],
		});

		expect(ledger.balances()).toEqual({
			'approved:aff_anna': '-9000',
			'paid:aff_anna': '9900',
			'vat:aff_anna': '-1800',
			'withheld:aff_anna': '900',
		});
		expect(ledger.payouts.get(ANNA)?.payout.payable).toEqual(eur('99.00'));
		expect([...ledger.statuses.values()]).toEqual(['paid', 'paid', 'paid']);
		const pay = ledger.transactions.filter(({ kind }) => kind === 'pay');
		expect(pay.map(({ commissionId, postings }) => [commissionId, postings.length])).toEqual([
			['c1', 6],
			['c2', 2],
			['c3', 2],
		]);
	});

	it('pay exactly the gross when VAT is inside it', () => {
		const { ledger, toSent, results } = world([open('c1', '100.00')], {
			vatMode: 'included',
			vatPercent: '20',
		});
		toSent();
		results([result(ANNA, 'paid')]);
		expect(ledger.balances()).toEqual({ 'approved:aff_anna': '-10000', 'paid:aff_anna': '10000' });
	});

	it('make what failed claimable again, and the next batch pays it', () => {
		const { ledger, toSent, results, draft } = world([
			open('c1', '80.00'),
			bertsOpen('c4', '60.00'),
		]);
		toSent();
		const first = results([result(ANNA, 'failed', 'account closed'), result(BERT, 'paid')]);
		expect(first).toMatchObject({
			batch: { status: 'completed' },
			message: expect.stringContaining('1 failed'),
		});
		expect(ledger.statuses.get('c1')).toBe('approved');

		const next = draft('2026-12');

		expect(next.payouts.map(({ affiliateCode, gross }) => [affiliateCode, gross])).toEqual([
			['anna', eur('80.00')],
		]);
	});

	it('change nothing when they come again', () => {
		const { ledger, toSent, results } = world([open('c1', '80.00'), bertsOpen('c4', '60.00')]);
		toSent();
		results([result(ANNA, 'paid'), result(ANNA, 'paid')]);
		const written = ledger.transactions.length;
		const again = results([result(ANNA, 'paid')]);
		expect(again.payouts).toEqual([expect.objectContaining({ outcome: 'unchanged' })]);
		expect(again.outcome).toBe('unchanged');
		expect(ledger.transactions).toHaveLength(written);
		expect(ledger.state(BATCH).batch.status).toBe('sent');
	});

	it('never fail a payout that was paid, unless its money came back', () => {
		const { ledger, toSent, results, draft } = world([open('c1', '80.00')], {
			vatMode: 'added',
			vatPercent: '20',
			withholdingPercent: '10',
		});
		toSent();
		results([result(ANNA, 'paid')]);

		expect(results([result(ANNA, 'failed')]).payouts[0]?.outcome).toBe('refused');
		expect(ledger.credit('paid:aff_anna')).toEqual(eur('88.00'));

		expect(results([result(ANNA, 'returned', 'account closed')]).payouts[0]?.outcome).toBe(
			'returned',
		);
		expect(ledger.balances()).toEqual({});
		expect(ledger.statuses.get('c1')).toBe('paid');
		expect(results([result(ANNA, 'returned')]).payouts[0]?.outcome).toBe('unchanged');
		expect(draft('2026-12').payouts).toEqual([expect.objectContaining({ gross: eur('80.00') })]);
	});

	it('never pay a payout that failed', () => {
		const { ledger, toSent, results } = world([open('c1', '80.00')]);
		toSent();
		results([result(ANNA, 'returned')]);
		const late = results([result(ANNA, 'paid')]);
		expect(late.payouts[0]).toMatchObject({ outcome: 'refused' });
		expect(ledger.credit('paid:aff_anna')).toEqual(eur('0.00'));
	});

	it('name a payout that the batch does not have', () => {
		const { toSent, results } = world([open('c1', '80.00')]);
		toSent();
		expect(results([result('pay_other', 'paid')])).toMatchObject({
			outcome: 'unchanged',
			payouts: [{ payoutId: 'pay_other', outcome: 'refused' }],
		});
	});

	it('pay a commission in money only that was taken back meanwhile', () => {
		const { ledger, toSent, results } = world([open('c1', '80.00')]);
		toSent();
		ledger.statuses.set('c1', 'reversed');
		results([result(ANNA, 'paid')]);
		expect(ledger.statuses.get('c1')).toBe('reversed');
		expect(ledger.credit('paid:aff_anna')).toEqual(eur('80.00'));
	});
});
