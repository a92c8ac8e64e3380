import fc from 'fast-check';
import { money } from '../../../lib/kernel';
import {
	reconcile,
	type Finding,
	type LedgerSide,
	type PlatformSide,
} from '../../../lib/reconciliation';
import { LONG_AGO, NOW, RULES } from './sides';

const orderId = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
const amount = fc.integer({ min: 0, max: 50_000 }).map((minor) => money(BigInt(minor), 'EUR'));
const affiliate = fc.constantFrom('joli', 'bert', 'anna');
const when = fc.constantFrom(LONG_AGO, '2026-11-22T11:59:00.000Z');

const ledgerSide: fc.Arbitrary<LedgerSide> = fc.record({
	orderId,
	affiliate: fc.option(affiliate),
	amount,
	commission: fc.option(amount),
	status: fc.constantFrom('pending', 'approved', 'declined', 'paid', 'none'),
	nothingBecause: fc.option(fc.constantFrom('refunded', 'no_affiliate'), { freq: 4 }),
	isTold: fc.boolean(),
	occurredAt: when,
	isAwaited: fc.boolean(),
});

const ledger = fc.uniqueArray(ledgerSide, { selector: (side) => side.orderId, maxLength: 6 });

const platformSide: fc.Arbitrary<Omit<PlatformSide, 'id'>> = fc.record({
	orderId: fc.option(orderId, { freq: 6 }),
	affiliateId: fc.option(affiliate),
	amount: fc.option(
		fc.integer({ min: -50_000, max: 50_000 }).map((minor) => money(BigInt(minor), 'EUR')),
		{ freq: 6 },
	),
	commission: fc.option(amount),
	status: fc.constantFrom('pending', 'approved', 'declined', 'reversed', 'paid', 'unknown'),
	occurredAt: fc.option(when),
});

const platform = fc
	.array(platformSide, { maxLength: 10 })
	.map((sides) => sides.map((side, index): PlatformSide => ({ ...side, id: `c${index}` })));

/** What the ledger would have the platform hold. */
function asHeld(side: LedgerSide): PlatformSide[] {
	if (side.nothingBecause !== null) return [];
	return [
		{
			id: `p-${side.orderId}`,
			orderId: side.orderId,
			affiliateId: side.affiliate,
			amount: side.amount,
			commission: side.commission,
			status: side.status === 'approved' || side.status === 'paid' ? side.status : 'pending',
			occurredAt: side.occurredAt,
		},
	];
}

/** Carries out what is proposed and needs no person. */
function repaired(
	sides: readonly PlatformSide[],
	findings: readonly Finding[],
	of: ReadonlyMap<string, LedgerSide>,
): PlatformSide[] {
	const left = [...sides];
	for (const { orderId: id, proposal } of findings) {
		const ours = id === null ? undefined : of.get(id);
		if (id === null || ours === undefined) continue;
		if (!['create', 'adjust', 'cancel', 'approve'].includes(proposal)) continue;
		for (const known of left.filter((side) => side.orderId === id)) {
			left.splice(left.indexOf(known), 1);
		}
		left.push(...asHeld(ours));
	}
	return left;
}

describe('a reconciliation, whatever both sides hold', () => {
	it('does not depend on the order of its input', () => {
		fc.assert(
			fc.property(ledger, platform, (ours, theirs) => {
				const turned = reconcile([...ours].reverse(), [...theirs].reverse(), RULES);
				expect(turned).toEqual(reconcile(ours, theirs, RULES));
			}),
		);
	});

	it('names each order at most once, and each conversion in at most one finding', () => {
		fc.assert(
			fc.property(ledger, platform, (ours, theirs) => {
				const { findings, counts } = reconcile(ours, theirs, RULES);
				const named = findings.flatMap(({ orderId: id }) => id ?? []);
				expect(new Set(named).size).toBe(named.length);
				const ids = findings.flatMap((finding) => finding.theirs?.ids ?? []);
				expect(new Set(ids).size).toBe(ids.length);
				expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
			}),
		);
	});

	it('passes over no order that the platform should hold, and no conversion that counts there', () => {
		fc.assert(
			fc.property(ledger, platform, (ours, theirs) => {
				const { findings } = reconcile(ours, theirs, RULES);
				const named = new Set(findings.flatMap(({ orderId: id }) => id ?? []));
				const ids = new Set(findings.flatMap((finding) => finding.theirs?.ids ?? []));
				for (const side of ours) {
					if (side.nothingBecause === null) expect(named).toContain(side.orderId);
				}
				for (const side of theirs) {
					const isWhole = (side.amount?.amountMinor ?? 0n) >= 0n;
					const isLive = side.status !== 'declined' && side.status !== 'reversed';
					if (side.orderId === null && isLive && isWhole) expect(ids).toContain(side.id);
				}
			}),
		);
	});

	it('finds nothing where the platform holds exactly what it should', () => {
		fc.assert(
			fc.property(ledger, (ours) => {
				const { findings, totals } = reconcile(ours, ours.flatMap(asHeld), RULES);
				expect(findings.every(({ kind }) => kind === 'match')).toBe(true);
				expect(totals.every(({ difference }) => difference.amountMinor === 0n)).toBe(true);
			}),
		);
	});

	it('proposes nothing more once its proposals are carried out', () => {
		fc.assert(
			fc.property(ledger, platform, (ours, theirs) => {
				const of = new Map(ours.map((side) => [side.orderId, side]));
				const first = reconcile(ours, theirs, RULES);
				const after = reconcile(ours, repaired(theirs, first.findings, of), RULES);
				const automatic = after.findings.filter(({ proposal }) =>
					['create', 'adjust', 'cancel', 'approve'].includes(proposal),
				);
				expect(automatic).toEqual([]);
			}),
		);
	});

	it('never proposes to touch what is new, awaited, or decided by a person there', () => {
		fc.assert(
			fc.property(ledger, platform, (ours, theirs) => {
				const { findings } = reconcile(ours, theirs, { ...RULES, now: NOW });
				for (const { orderId: id, kind, proposal } of findings) {
					const side = ours.find((entry) => entry.orderId === id);
					if (kind === 'missing_there') expect(side?.isAwaited).toBe(false);
					if (kind === 'not_yet' || kind === 'match') expect(proposal).toBe('none');
					if (kind === 'missing_here' || kind === 'duplicate_there') {
						expect(['import', 'review']).toContain(proposal);
					}
				}
			}),
		);
	});
});
