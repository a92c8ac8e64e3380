import { ageOfNegativeBalances, writeOffBalance } from '../../../../lib/ledger/payouts';
import { anAffiliate, eur, PROGRAMME_ID } from '../../../support/builders';
import { anOpenEntry, aPayoutCandidate } from '../../../support/builders/payout';

const act = { at: '2026-12-01T09:00:00.000Z', actor: 'otto' };
const given = { reason: 'affiliate went out of business', approver: 'bea' };

const debt = (commissionId: string, amount: string, since: string) =>
	anOpenEntry({
		commissionId,
		status: 'paid',
		amount: eur(amount),
		since: `${since}T00:00:00.000Z`,
	});

describe('a write-off', () => {
	it('books a negative balance to the expense of its programmes', () => {
		const entries = [debt('c1', '-30.00', '2026-09-01'), debt('c2', '-12.00', '2026-10-01')];
		const { write, result } = writeOffBalance(aPayoutCandidate({ entries }), given, act);
		expect(result).toMatchObject({ outcome: 'written_off', amount: eur('42.00') });
		expect(write.transactions).toEqual([
			expect.objectContaining({
				kind: 'write_off',
				commissionId: 'c1',
				cause: expect.stringMatching(/otto, approved by bea/),
				postings: [
					{ account: `expense:${PROGRAMME_ID}`, amount: eur('30.00') },
					{ account: 'approved:aff_anna', amount: eur('-30.00') },
				],
			}),
			expect.objectContaining({ commissionId: 'c2' }),
		]);
	});

	it('gives up no more than the negative balance', () => {
		const entries = [
			anOpenEntry({ commissionId: 'c0', amount: eur('35.00') }),
			debt('c2', '-12.00', '2026-10-01'),
			debt('c1', '-30.00', '2026-09-01'),
		];
		const { write, result } = writeOffBalance(aPayoutCandidate({ entries }), given, act);
		expect(result.amount).toEqual(eur('7.00'));
		expect(write.transactions?.map(({ commissionId }) => commissionId)).toEqual(['c2']);
	});

	it('needs two people and a reason', () => {
		const candidate = aPayoutCandidate({ entries: [debt('c1', '-30.00', '2026-09-01')] });
		for (const refusal of [
			{ ...given, approver: 'Otto ' },
			{ ...given, approver: ' ' },
			{ ...given, reason: '' },
		]) {
			expect(writeOffBalance(candidate, refusal, act)).toMatchObject({
				write: {},
				result: { outcome: 'refused' },
			});
		}
	});

	it('does nothing where nothing is negative', () => {
		const entries = [anOpenEntry(), debt('c1', '-30.00', '2026-09-01')];
		for (const candidate of [null, aPayoutCandidate({ entries })]) {
			expect(writeOffBalance(candidate, given, act)).toMatchObject({
				write: {},
				result: { outcome: 'nothing' },
			});
		}
	});
});

describe('the age of negative balances', () => {
	it('is told per affiliate in four buckets that sum to the balance', () => {
		const entries = [
			debt('c1', '-1.00', '2026-11-15'),
			debt('c2', '-2.00', '2026-10-15'),
			debt('c3', '-4.00', '2026-09-15'),
			debt('c4', '-8.00', '2026-08-01'),
		];
		expect(ageOfNegativeBalances([aPayoutCandidate({ entries })], act.at)).toEqual([
			{
				affiliateId: 'aff_anna',
				affiliateCode: 'anna',
				balance: eur('-15.00'),
				oldestSince: '2026-08-01T00:00:00.000Z',
				days: 122,
				buckets: {
					'0-30': eur('-1.00'),
					'31-60': eur('-2.00'),
					'61-90': eur('-4.00'),
					'over 90': eur('-8.00'),
				},
			},
		]);
	});

	it('ends each bucket after its last whole day', () => {
		const bucketOf = (since: string) => {
			const entries = [{ ...debt('c1', '-1.00', '2026-01-01'), since }];
			const [row] = ageOfNegativeBalances([aPayoutCandidate({ entries })], act.at);
			return Object.entries(row?.buckets ?? {}).find(
				([, { amountMinor }]) => amountMinor !== 0n,
			)?.[0];
		};
		expect(bucketOf('2026-11-01T09:00:00.000Z')).toBe('0-30');
		expect(bucketOf('2026-10-31T09:00:00.000Z')).toBe('31-60');
		expect(bucketOf('2026-10-01T09:00:00.000Z')).toBe('61-90');
		expect(bucketOf('2026-09-02T09:00:00.000Z')).toBe('61-90');
		expect(bucketOf('2026-09-01T09:00:00.000Z')).toBe('over 90');
	});

	it('sets open commissions against the oldest debt, leaves out who owes nothing, oldest first', () => {
		const bert = anAffiliate({ affiliateId: 'aff_bert', code: 'bert' });
		const rows = ageOfNegativeBalances(
			[
				aPayoutCandidate({
					entries: [
						anOpenEntry({ amount: eur('8.00') }),
						debt('c4', '-8.00', '2026-08-01'),
						debt('c1', '-1.00', '2026-11-15'),
					],
				}),
				aPayoutCandidate({ affiliate: bert, entries: [debt('c5', '-5.00', '2026-10-15')] }),
				aPayoutCandidate(),
			],
			act.at,
		);
		expect(rows.map(({ affiliateCode, balance, days }) => [affiliateCode, balance, days])).toEqual([
			['bert', eur('-5.00'), 47],
			['anna', eur('-1.00'), 16],
		]);
		expect(rows[1]?.buckets['over 90']).toEqual(eur('0.00'));
	});
});
