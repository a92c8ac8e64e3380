import type { CustomerBinding } from '../../../lib/ports/ledger-store';
import { aCredit, anAttribution, anOrder, aTouch, ORDERED_AT } from '../../support/builders';
import { emptyState } from './ledger-state';
import { OrderLedger, priced } from './order-ledger';

const bound: CustomerBinding = {
	programmeId: 'prg_spring',
	customerKey: 'key',
	affiliateId: 'aff_anna',
	boundAt: '2026-10-01T00:00:00.000Z',
	expiresAt: '2026-12-01T00:00:00.000Z',
	reason: 'first_order',
	actor: 'test',
	at: '2026-10-01T00:00:00.000Z',
};

function record(
	binding: CustomerBinding | null,
	overrides: Parameters<OrderLedger['record']>[0] & { lifetimeDays?: number | null } = {},
): readonly CustomerBinding[] {
	const { lifetimeDays = 365, ...given } = overrides;
	const ledger = new OrderLedger();
	ledger.state = { ...emptyState, binding };
	const attribution = given.attribution ?? anAttribution();
	ledger.record({
		commission: priced(anOrder(), attribution, undefined, { lifetimeDays }),
		...given,
	});
	return ledger.writes[0]?.bindings ?? [];
}

describe('a customer', () => {
	it('is bound to the affiliate of the first order', () => {
		expect(record(null)).toMatchObject([
			{
				affiliateId: 'aff_anna',
				boundAt: ORDERED_AT,
				expiresAt: '2027-11-17T12:30:00.000Z',
				reason: 'first_order',
			},
		]);
	});

	it.each([
		['without a lifetime', { lifetimeDays: null }],
		['that nobody knows', { customerKey: null }],
		['without a credit', { attribution: anAttribution({ credits: [] }) }],
	])('%s is not bound', (_how, overrides) => {
		expect(record(null, overrides)).toEqual([]);
	});

	it('of an order that was rejected is not bound', () => {
		const commission = priced(anOrder(), undefined, undefined, {
			lifetimeDays: 365,
			outcome: 'skipped',
			reason: 'rejected_by_fraud_check',
			lines: [],
		});
		expect(record(null, { commission })).toEqual([]);
	});

	it('stays with the affiliate, for as long as the last order says', () => {
		expect(record(bound)).toMatchObject([
			{ reason: 'renewed', boundAt: bound.boundAt, expiresAt: '2027-11-17T12:30:00.000Z' },
		]);
		expect(record(bound, { lifetimeDays: 1 })).toEqual([]);
		expect(record({ ...bound, expiresAt: null })).toEqual([]);
	});

	it('of another affiliate is not taken over while the binding lasts', () => {
		const other = { ...bound, affiliateId: 'aff_ben' };
		expect(record(other)).toEqual([]);
		expect(record({ ...other, expiresAt: null })).toEqual([]);
		const ended = record({ ...other, expiresAt: ORDERED_AT });
		expect(ended).toMatchObject([{ affiliateId: 'aff_anna', reason: 'first_order' }]);
	});

	it('that a person released is bound by a later order only', () => {
		const released = { ...bound, affiliateId: null, expiresAt: null };
		expect(record(released)).toMatchObject([{ reason: 'first_order' }]);
		expect(record({ ...released, at: '2027-01-01T00:00:00.000Z' })).toEqual([]);
	});

	it('is bound to the highest credit, and to the latest of equal ones', () => {
		const credit = (affiliateId: string, weight: number, occurredAt: string) =>
			aCredit({ affiliateId, weight, touch: aTouch({ affiliateId, occurredAt }) });
		const early = '2026-11-01T00:00:00.000Z';
		const late = '2026-11-10T00:00:00.000Z';
		const winner = (...credits: ReturnType<typeof credit>[]) =>
			record(null, { attribution: anAttribution({ credits }) })[0]?.affiliateId;
		expect(winner(credit('aff_a', 1, late), credit('aff_b', 2, early))).toBe('aff_b');
		expect(winner(credit('aff_a', 1, late), credit('aff_b', 1, early))).toBe('aff_a');
		expect(winner(credit('aff_a', 1, early), credit('aff_b', 1, late))).toBe('aff_b');
	});

	it('is bound once, whatever is delivered again', () => {
		const ledger = new OrderLedger();
		const commission = priced(anOrder(), undefined, undefined, { lifetimeDays: 365 });
		ledger.record({ commission });
		ledger.record({ commission });
		expect(ledger.writes.flatMap(({ bindings = [] }) => bindings)).toHaveLength(1);
	});
});
