import { formatMoney, money, parseAmount } from '../../../lib/kernel';
import {
	reconcile,
	withinPeriod,
	type LedgerSide,
	type PlatformSide,
} from '../../../lib/reconciliation';
import { eur } from '../../support/builders';
import { ours, RULES, theirs } from './sides';

const usd = (amount: string) => parseAmount(amount, 'USD');

const one = (ledger: readonly LedgerSide[], platform: readonly PlatformSide[], rules = RULES) => {
	const { findings } = reconcile(ledger, platform, rules);
	expect(findings.length).toBeLessThanOrEqual(1);
	return findings[0];
};

describe('an order that both sides have', () => {
	it('matches when it is the same', () => {
		expect(one([ours()], [theirs()])).toMatchObject({
			kind: 'match',
			proposal: 'none',
			differences: [],
		});
	});

	it.each([
		['another amount', { amount: eur('90.00') }, ['amount'], 'adjust'],
		['another affiliate', { affiliateId: 'bert' }, ['affiliate'], 'adjust'],
		['another currency', { amount: usd('100.00') }, ['currency'], 'review'],
		['a status of its own', { status: 'approved' as const }, ['status'], 'review'],
		[
			'another affiliate and amount',
			{ affiliateId: 'bert', amount: eur('1.00') },
			['affiliate', 'amount'],
			'adjust',
		],
	])('differs with %s there', (_what, there, about, proposal) => {
		const finding = one([ours()], [theirs(there)]);
		expect(finding).toMatchObject({ kind: 'differs', proposal });
		expect(finding?.differences.map((difference) => difference.about)).toEqual(about);
	});

	it('tells by how much, theirs less ours', () => {
		const [difference] = one([ours()], [theirs({ amount: eur('90.00') })])?.differences ?? [];
		expect(difference?.about === 'amount' && formatMoney(difference.by)).toBe('-10.00 EUR');
	});

	it('is to be approved there once it is approved here', () => {
		expect(one([ours({ status: 'approved' })], [theirs()])).toMatchObject({
			kind: 'differs',
			proposal: 'approve',
		});
		const paid = one([ours({ status: 'approved' })], [theirs({ status: 'paid' })]);
		expect(paid?.kind).toBe('match');
	});

	it('compares commissions only where the platform is told ours', () => {
		expect(one([ours()], [theirs({ commission: eur('99.00') })])?.kind).toBe('match');
		expect(one([ours({ commission: eur('12.00') })], [theirs()])?.differences).toMatchObject([
			{ about: 'commission' },
		]);
	});

	it('says nothing of an affiliate or amount that the platform does not tell', () => {
		expect(one([ours()], [theirs({ affiliateId: null, amount: null })])?.kind).toBe('match');
	});

	it('counts refunds that are records of their own', () => {
		const refund = theirs({ id: 'c2', amount: eur('-40.00'), status: 'reversed' });
		expect(one([ours({ amount: eur('60.00') })], [theirs(), refund])?.kind).toBe('match');
		expect(one([ours()], [theirs(), refund])).toMatchObject({
			kind: 'differs',
			proposal: 'adjust',
		});
	});

	it('is there twice when two records stand for the whole', () => {
		expect(one([ours()], [theirs(), theirs({ id: 'c2' })])).toMatchObject({
			kind: 'duplicate_there',
			proposal: 'review',
			theirs: { ids: ['c1', 'c2'] },
		});
	});

	it('is not there twice when one of the two was declined', () => {
		const declined = theirs({ id: 'c2', status: 'declined' });
		expect(one([ours()], [declined, theirs()])?.kind).toBe('match');
	});
});

describe('an order that was taken back', () => {
	const gone = ours({ nothingBecause: 'refunded', amount: eur('0.00'), status: 'declined' });

	it('is to be cancelled where the platform still holds it', () => {
		expect(one([gone], [theirs()])).toMatchObject({ kind: 'not_taken_back', proposal: 'cancel' });
	});

	it.each([
		['declined', [theirs({ status: 'declined' })]],
		['reversed', [theirs({ status: 'reversed' })]],
		['refunded by a record of its own', [theirs(), theirs({ id: 'c2', amount: eur('-100.00') })]],
	])('matches when the platform has it %s', (_how, records) => {
		expect(one([gone], records)?.kind).toBe('match');
	});

	it('and was never told by us is for a person: the platform has tracked it itself', () => {
		const uncredited = { ...gone, nothingBecause: 'no_affiliate' };
		expect(one([{ ...uncredited, isTold: false }], [theirs()])).toMatchObject({
			kind: 'not_credited_here',
			proposal: 'review',
		});
		expect(one([uncredited], [theirs()])).toMatchObject({ proposal: 'cancel' });
	});

	it('is nothing to speak of when the platform never had it', () => {
		expect(one([gone], [])).toBeUndefined();
	});

	it('there alone is for a person: a decision of the platform is not undone', () => {
		expect(one([ours()], [theirs({ status: 'declined' })])).toMatchObject({
			kind: 'differs',
			proposal: 'review',
			differences: [{ about: 'status', theirs: 'declined' }],
		});
	});
});

describe('an order that one side has', () => {
	it('is to be created on the platform', () => {
		expect(one([ours()], [])).toMatchObject({ kind: 'missing_there', proposal: 'create' });
	});

	it.each([
		['it is new', { occurredAt: '2026-11-22T11:30:00.000Z' }],
		['the platform has only accepted it', { isAwaited: true }],
	])('is left alone while %s', (_why, more) => {
		expect(one([ours(more)], [])).toMatchObject({ kind: 'not_yet', proposal: 'none' });
	});

	it('is missing exactly when the time of grace is over', () => {
		const at = (occurredAt: string) => one([ours({ occurredAt })], [])?.kind;
		expect(at('2026-11-22T11:00:00.001Z')).toBe('not_yet');
		expect(at('2026-11-22T11:00:00.000Z')).toBe('missing_there');
	});

	it('there may be imported here', () => {
		expect(one([], [theirs()])).toMatchObject({ kind: 'missing_here', proposal: 'import' });
	});

	it('there is nothing to speak of when it was declined', () => {
		expect(one([], [theirs({ status: 'declined' })])).toBeUndefined();
	});

	it('there is told even when it names no order', () => {
		const { findings } = reconcile(
			[],
			[theirs({ id: 'a', orderId: null }), theirs({ id: 'b', orderId: null })],
			RULES,
		);
		expect(findings.map(({ kind, theirs: side }) => [kind, side?.ids])).toEqual([
			['missing_here', ['a']],
			['missing_here', ['b']],
		]);
	});
});

describe('the sums of a reconciliation', () => {
	it('are by currency, of what counts on each side', () => {
		const { totals, counts } = reconcile(
			[ours(), ours({ orderId: 'ORD_2', amount: usd('7.00') })],
			[theirs({ amount: eur('80.00') }), theirs({ id: 'c9', orderId: 'ORD_9' })],
			RULES,
		);
		expect(
			totals.map((total) => [total.ours, total.theirs, total.difference].map(formatMoney)),
		).toEqual([
			['100.00 EUR', '180.00 EUR', '80.00 EUR'],
			['7.00 USD', '0.00 USD', '-7.00 USD'],
		]);
		expect(counts).toMatchObject({ differs: 1, missing_there: 1, missing_here: 1, match: 0 });
	});

	it('leave out what neither side holds', () => {
		const gone = ours({ nothingBecause: 'refunded', amount: money(0n, 'EUR') });
		expect(reconcile([gone], [], RULES)).toMatchObject({ findings: [], totals: [] });
	});
});

describe('the orders of a period', () => {
	const FROM = '2026-11-20T00:00:00.000Z';
	const TO = '2026-11-21T00:00:00.000Z';
	const BEFORE = '2026-11-19T23:59:59.999Z';

	const idsWithin = (ledger: readonly LedgerSide[], platform: readonly PlatformSide[]) => {
		const sides = withinPeriod({ ledger, platform }, FROM, TO);
		return [sides.ledger.map((side) => side.orderId), sides.platform.map((side) => side.id)];
	};

	it('are those of our ledger from its first moment until before its last', () => {
		const at = (orderId: string, occurredAt: string) => ours({ orderId, occurredAt });
		expect(idsWithin([at('A', BEFORE), at('B', FROM), at('C', TO)], [])).toEqual([['B'], []]);
	});

	it('come with what the platform holds of them, whenever it was told', () => {
		const late = theirs({ occurredAt: '2026-11-25T00:00:00.000Z' });
		expect(idsWithin([ours()], [late])).toEqual([['ORD_1'], ['c1']]);
	});

	it('leave out what the platform dates into the period and our ledger before it', () => {
		expect(idsWithin([ours({ occurredAt: BEFORE })], [theirs()])).toEqual([[], []]);
	});

	it('are those of the platform alone by its own dates, and those without a date', () => {
		const alone = [
			theirs({ id: 'in', orderId: 'X' }),
			theirs({ id: 'out', orderId: 'Y', occurredAt: TO }),
			theirs({ id: 'dateless', orderId: 'Z', occurredAt: null }),
			theirs({ id: 'nameless', orderId: null }),
			theirs({ id: 'nameless-out', orderId: null, occurredAt: BEFORE }),
		];
		expect(idsWithin([], alone)).toEqual([[], ['in', 'dateless', 'nameless']]);
	});
});
