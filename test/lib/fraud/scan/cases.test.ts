import fc from 'fast-check';
import { DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud/policy';
import { caseOfOrder, caseOfSubject } from '../../../../lib/fraud/scan';
import { isoWeek } from '../../../../lib/fraud/scan/iso-week';
import { fraudCaseSchema } from '../../../../lib/model/fraud-case';
import type { Finding, Verdict } from '../../../../lib/model/verdict';
import { anOrder } from '../../../support/builders';
import { NOW } from './scenario';

function aFinding(overrides: Partial<Finding> = {}): Finding {
	return {
		ruleId: 'F18',
		ruleVersion: 1,
		status: 'hit',
		action: 'hold',
		weight: 0.6,
		isHard: false,
		isMonitored: false,
		isMuted: false,
		evidence: { affiliate: 'anna' },
		reason: '40 % of the orders were refunded',
		affiliateReason: 'Many of your orders were refunded.',
		...overrides,
	};
}

const decided = (...findings: Finding[]) => ({
	verdict: 'review' as const,
	score: 0.6,
	findings,
	reason: 'Score 0.6',
	affiliateReason: 'The order waits for a check.',
});

const anna = { subject: 'affiliate' as const, affiliateId: 'aff_anna' };
const context = { programmeId: 'prg_1', policy: DEFAULT_FRAUD_POLICY, now: NOW };

const idOf = (findings: Finding[], now = NOW) =>
	caseOfSubject(decided(...findings), anna, { ...context, now })?.caseId;

describe('a case about an affiliate', () => {
	it('fits its contract, waits thirty days and shows hits and what is unknown', () => {
		const opened = caseOfSubject(
			decided(
				aFinding(),
				aFinding({ ruleId: 'F6', status: 'unknown' }),
				aFinding({ ruleId: 'F7', status: 'clear' }),
			),
			anna,
			context,
		);
		expect(fraudCaseSchema.parse(opened)).toEqual(opened);
		expect(opened).toMatchObject({
			subject: 'affiliate',
			affiliateIds: ['aff_anna'],
			status: 'open',
			holds: true,
			openedAt: NOW,
			expiresAt: '2026-07-17T02:00:00.000Z',
			onExpiry: 'release',
			affiliateReason: 'Many of your orders were refunded.',
		});
		expect(opened?.findings.map(({ ruleId }) => ruleId)).toEqual(['F18', 'F6']);
	});

	it('is none where nothing speaks for one', () => {
		expect(caseOfSubject({ ...decided(), verdict: 'approve' }, anna, context)).toBeNull();
	});

	it('holds only what a rule with effect asks to hold', () => {
		const holdsWith = (...findings: Finding[]) =>
			caseOfSubject(decided(...findings), anna, context)?.holds;
		const flag = aFinding({ ruleId: 'F7', action: 'flag' });
		expect(holdsWith(flag, aFinding({ ruleId: 'F36', action: 'flag' }))).toBe(false);
		expect(holdsWith(flag, aFinding({ isMonitored: true }))).toBe(false);
		expect(holdsWith(flag, aFinding({ status: 'unknown' }))).toBe(false);
		expect(holdsWith(flag, aFinding())).toBe(true);
	});

	it('is the same one within the ISO week, and another one the week after', () => {
		expect(idOf([aFinding()], '2026-06-15T00:00:00.000Z')).toBe(idOf([aFinding()]));
		expect(idOf([aFinding()], '2026-06-21T23:59:59.999Z')).toBe(idOf([aFinding()]));
		expect(idOf([aFinding()], '2026-06-22T00:00:00.000Z')).not.toBe(idOf([aFinding()]));
	});

	it('is another one when another rule hits, but not for what has no effect', () => {
		const other = aFinding({ ruleId: 'F30' });
		expect(idOf([aFinding(), other])).not.toBe(idOf([aFinding()]));
		expect(idOf([aFinding(), other])).toBe(idOf([other, aFinding()]));
		expect(idOf([aFinding(), aFinding({ ruleId: 'F33', isMonitored: true })])).toBe(
			idOf([aFinding()]),
		);
	});

	it('is another one for another affiliate, programme or coupon', () => {
		const findings = decided(aFinding());
		const ids = [
			caseOfSubject(findings, anna, context),
			caseOfSubject(findings, { ...anna, affiliateId: 'aff_ben' }, context),
			caseOfSubject(findings, anna, { ...context, programmeId: 'prg_2' }),
			caseOfSubject(findings, { ...anna, subject: 'signup' }, context),
			caseOfSubject(findings, { ...anna, subject: 'coupon', couponCode: 'A' }, context),
			caseOfSubject(findings, { ...anna, subject: 'coupon', couponCode: 'B' }, context),
		].map((opened) => opened?.caseId);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('a case about an order', () => {
	const verdict: Verdict = {
		...decided(aFinding({ ruleId: 'F11' })),
		affiliateIds: ['aff_anna'],
		policyVersion: 1,
	};
	const at = { ...context, conversionId: 'cnv_1' };

	it('fits its contract and holds nothing but the order', () => {
		const opened = caseOfOrder(verdict, { order: anOrder() }, at);
		expect(fraudCaseSchema.parse(opened)).toEqual(opened);
		expect(opened).toMatchObject({ subject: 'order', holds: false, conversionId: 'cnv_1' });
	});

	it('is one for ever, whatever is found and whenever', () => {
		const first = caseOfOrder(verdict, { order: anOrder() }, at);
		const later = caseOfOrder(
			{ ...verdict, verdict: 'reject', findings: [] },
			{ order: anOrder() },
			{ ...at, now: '2027-01-01T00:00:00.000Z' },
		);
		expect(later?.caseId).toBe(first?.caseId);
		const other = caseOfOrder(verdict, { order: anOrder({ orderId: 'other' }) }, at);
		expect(other?.caseId).not.toBe(first?.caseId);
	});

	it('is none for an order that passes', () => {
		expect(caseOfOrder({ ...verdict, verdict: 'approve' }, { order: anOrder() }, at)).toBeNull();
	});
});

describe('the ISO week', () => {
	it.each([
		['2026-01-01', '2026-W01'],
		['2025-12-29', '2026-W01'],
		['2025-12-28', '2025-W52'],
		['2021-01-03', '2020-W53'],
		['2021-01-04', '2021-W01'],
		['2024-12-30', '2025-W01'],
		['2027-01-03', '2026-W53'],
	])('of %s is %s', (date, week) => {
		expect(isoWeek(`${date}T00:00:00.000Z`)).toBe(week);
		expect(isoWeek(`${date}T23:59:59.999Z`)).toBe(week);
	});

	it('changes on Mondays only', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
				const at = (index: number) => new Date(index * 86_400_000).toISOString();
				const isMonday = new Date(day * 86_400_000).getUTCDay() === 1;
				expect(isoWeek(at(day)) !== isoWeek(at(day - 1))).toBe(isMonday);
			}),
		);
	});
});
