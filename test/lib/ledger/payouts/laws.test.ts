import fc from 'fast-check';
import { addMoney, compareMoney, money, sumMoney, zeroMoney } from '../../../../lib/kernel';
import {
	approveBatch,
	batchIdOf,
	cancelBatch,
	draftBatch,
	recordPayoutResults,
	sendBatch,
	type PayoutResult,
} from '../../../../lib/ledger/payouts';
import { VAT_MODES } from '../../../../lib/model/payout-profile';
import { anAffiliate } from '../../../support/builders';
import { aPayoutPolicy, aPayoutProfile } from '../../../support/builders/payout';
import { PayoutLedger, type OpenCommission } from './payout-ledger';

const NAMES = ['anna', 'bert', 'carl'] as const;

const commissions = fc
	.array(
		fc.record({
			name: fc.constantFrom(...NAMES),
			minor: fc.bigInt({ min: -5_000n, max: 20_000n }),
			status: fc.constantFrom('approved' as const, 'paid' as const, 'reversed' as const),
		}),
		{ minLength: 1, maxLength: 12 },
	)
	.map((entries) =>
		entries.map(({ name, minor, status }, index): OpenCommission => ({
			commissionId: `com_${index}`,
			affiliateId: `aff_${name}`,
			status: minor > 0n ? 'approved' : status,
			amount: money(minor, 'EUR'),
		})),
	);

const people = fc.tuple(
	...NAMES.map((name) =>
		fc
			.record({
				vatMode: fc.constantFrom(...VAT_MODES),
				vatPercent: fc.constantFrom('0', '7', '19.6'),
				withholdingPercent: fc.constantFrom('0', '15', '30'),
			})
			.map((terms) => ({
				affiliate: anAffiliate({ affiliateId: `aff_${name}`, code: name }),
				profile: aPayoutProfile({ affiliateId: `aff_${name}`, ...terms }),
				customers: 1,
				wasPaidBefore: false,
				heldCommissions: 0,
				openCaseIds: [],
			})),
	),
);

const outcomes = fc.array(
	fc.constantFrom('paid' as const, 'failed' as const, 'returned' as const),
	{
		minLength: 8,
		maxLength: 8,
	},
);

const act = { at: '2026-12-01T09:00:00.000Z', actor: 'otto' };

function draft(ledger: PayoutLedger, batchKey: string): string {
	const batchId = batchIdOf(batchKey, 'EUR', 'sepa');
	const existing = ledger.batches.has(batchId) ? ledger.state(batchId) : null;
	const policy = aPayoutPolicy({ minimums: [], secondApprovalAbove: [] });
	ledger.run(
		draftBatch(
			{ candidates: ledger.candidates(), existing },
			{ batchKey, currency: 'EUR', method: 'sepa', policy },
			act,
		),
	);
	return batchId;
}

function drafted(all: readonly OpenCommission[], who: ReturnType<typeof people.generate>['value']) {
	const ledger = new PayoutLedger(all, who);
	return { ledger, batchId: draft(ledger, 'first') };
}

function send(ledger: PayoutLedger, batchId: string): void {
	ledger.run(approveBatch(ledger.state(batchId), act));
	ledger.run(sendBatch(ledger.state(batchId), {}, act));
}

const paidIn = (ledger: PayoutLedger) =>
	NAMES.reduce((sum, name) => addMoney(sum, ledger.credit(`paid:aff_${name}`)), zeroMoney('EUR'));

describe('laws of payouts', () => {
	it('a total is the sum of what is payable, each of it above zero', () => {
		fc.assert(
			fc.property(commissions, people, (all, who) => {
				const { ledger, batchId } = drafted(all, who);
				if (!ledger.batches.has(batchId)) return;
				const { batch, payouts } = ledger.state(batchId);
				const payable = payouts.map(({ payout }) => payout.payable);
				expect(batch.total).toEqual(sumMoney(payable, 'EUR'));
				expect(payable.every((amount) => compareMoney(amount, zeroMoney('EUR')) > 0)).toBe(true);
				for (const { payout, entries } of payouts) {
					const gross = sumMoney(
						entries.map(({ amount }) => amount),
						'EUR',
					);
					expect(gross).toEqual(payout.gross);
				}
			}),
		);
	});

	it('cancelling restores balances and statuses exactly', () => {
		fc.assert(
			fc.property(commissions, people, fc.boolean(), (all, who, isApproved) => {
				const ledger = new PayoutLedger(all, who);
				const before = { candidates: ledger.candidates(), statuses: new Map(ledger.statuses) };
				const batchId = draft(ledger, 'first');
				if (!ledger.batches.has(batchId)) return;
				if (isApproved) ledger.run(approveBatch(ledger.state(batchId), act));
				ledger.run(cancelBatch(ledger.state(batchId), { reason: 'test' }, act));
				expect(ledger.candidates()).toEqual(before.candidates);
				expect(ledger.statuses).toEqual(before.statuses);
				expect(ledger.balances()).toEqual({});
			}),
		);
	});

	it('results leave the same in any order and however often they come', () => {
		fc.assert(
			fc.property(
				commissions,
				people,
				outcomes,
				fc.array(fc.nat(20)),
				(all, who, told, shuffle) => {
					const once = drafted(all, who);
					const often = drafted(all, who);
					const { batchId } = once;
					if (!once.ledger.batches.has(batchId)) return;
					for (const { ledger } of [once, often]) send(ledger, batchId);
					const results = [...once.ledger.payouts.keys()].map((payoutId, index): PayoutResult => ({
						payoutId,
						outcome: told[index] ?? 'paid',
						providerReference: null,
						reason: '',
					}));
					once.ledger.run(recordPayoutResults(once.ledger.state(batchId), results, act));
					const many = [
						...shuffle.flatMap((at) => results[at % results.length] ?? []),
						...[...results].reverse(),
					];
					for (const result of many) {
						often.ledger.run(recordPayoutResults(often.ledger.state(batchId), [result], act));
					}
					expect(often.ledger.balances()).toEqual(once.ledger.balances());
					expect(often.ledger.statuses).toEqual(once.ledger.statuses);
					expect(often.ledger.state(batchId).batch.status).toBe('completed');
					expect(once.ledger.state(batchId).batch.status).toBe('completed');
					expect(once.ledger.net()).toEqual(zeroMoney('EUR'));
				},
			),
		);
	});

	it('nobody is paid twice: what was paid is what paid payouts say, over any number of runs', () => {
		fc.assert(
			fc.property(
				commissions,
				people,
				fc.array(outcomes, { minLength: 1, maxLength: 4 }),
				(all, who, rounds) => {
					const ledger = new PayoutLedger(all, who);
					for (const [round, told] of rounds.entries()) {
						const batchId = draft(ledger, `run ${round}`);
						draft(ledger, `run ${round}`);
						if (!ledger.batches.has(batchId)) continue;
						send(ledger, batchId);
						const { payouts } = ledger.state(batchId);
						const results = payouts.map(({ payout }, index): PayoutResult => ({
							payoutId: payout.payoutId,
							outcome: told[index] ?? 'paid',
							providerReference: null,
							reason: '',
						}));
						ledger.run(recordPayoutResults(ledger.state(batchId), results, act));
					}
					const paid = [...ledger.payouts.values()].filter(
						({ payout }) => payout.status === 'paid',
					);
					expect(paidIn(ledger)).toEqual(
						sumMoney(
							paid.map(({ payout }) => payout.payable),
							'EUR',
						),
					);
					const claims = paid.flatMap(({ entries }) =>
						entries.map(({ commissionId }) => commissionId),
					);
					expect(new Set(claims).size).toBe(claims.length);
					expect(ledger.net()).toEqual(zeroMoney('EUR'));
				},
			),
		);
	});
});
