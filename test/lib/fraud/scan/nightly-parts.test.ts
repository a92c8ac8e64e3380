import { DEFAULT_FRAUD_POLICY } from '../../../../lib/fraud';
import { evaluateSubject } from '../../../../lib/fraud/evaluate-subject';
import { ruleOverrideSchema } from '../../../../lib/model/fraud-policy';
import { aCheckedAffiliate, aDay, affiliateFacts, lookAt, type AffiliateScene } from './scenario';

describe('F10 by night, who comes in at the checkout', () => {
	const scene = (interceptions: number, orders: number): AffiliateScene => ({
		interceptions,
		days: [aDay({ clicks: 400, orders })],
	});

	it('is a hit for whom attribution set aside more often than it gave credit', () => {
		expect(lookAt('F10', scene(12, 11))).toMatchObject({
			status: 'hit',
			evidence: { interceptions: '12', orders: '11' },
		});
		expect(lookAt('F10', scene(11, 11)).status).toBe('clear');
	});

	it('looks from five times on, or as the policy says', () => {
		expect(lookAt('F10', scene(4, 0)).status).toBe('clear');
		expect(lookAt('F10', scene(5, 0)).status).toBe('hit');
		expect(lookAt('F10', scene(5, 0), { minimumInterceptions: 6 }).status).toBe('clear');
	});

	it('counts only credit of the same thirty days', () => {
		const old = { ...scene(12, 0), days: [aDay({ date: '2026-05-01', orders: 90 })] };
		expect(lookAt('F10', old).status).toBe('hit');
	});

	it('is clear for a cashback site that may do so by contract', () => {
		const affiliate = aCheckedAffiliate({ mayIntercept: true });
		expect(lookAt('F10', { ...scene(50, 0), affiliate }).status).toBe('clear');
	});
});

describe('F5 by night, links that nobody sees', () => {
	const scene = (unseenOpenings: number, clicks: number): AffiliateScene => ({
		days: [aDay({ clicks, unseenOpenings })],
	});

	it('is a hit once surely most openings were unseen, whether anybody bought or not', () => {
		expect(lookAt('F5', scene(60, 0))).toMatchObject({
			status: 'hit',
			evidence: { openings: '60', unseen: '60' },
		});
		// Wilson's lower bound of 60 of 100 is 50.2 %, of 59 it is 49.2 %.
		expect(lookAt('F5', scene(60, 40)).status).toBe('hit');
		expect(lookAt('F5', scene(59, 41)).status).toBe('clear');
	});

	it('is unknown before fifty openings', () => {
		expect(lookAt('F5', scene(49, 0)).status).toBe('unknown');
		expect(lookAt('F5', scene(50, 0)).status).toBe('hit');
	});

	it('is clear for a partner whose widget stands in frames by agreement', () => {
		expect(lookAt('F5', scene(900, 0), { widgetAffiliates: ['ANNA '] }).status).toBe('clear');
	});
});

describe('a rule that looks at orders and by night', () => {
	const facts = affiliateFacts({ days: [aDay({ unseenOpenings: 900 })] });
	const scanned = (override: Record<string, unknown>) =>
		evaluateSubject(
			'affiliate',
			facts,
			{ ...DEFAULT_FRAUD_POLICY, rules: { F5: ruleOverrideSchema.parse(override) } },
			{ isAllowed: false, mutedRuleIds: new Set() },
		).findings.find(({ ruleId }) => ruleId === 'F5');

	it('follows one override of the policy in both', () => {
		expect(scanned({})).toMatchObject({ status: 'hit', action: 'flag', weight: 0.4 });
		expect(scanned({ mode: 'off' })).toBeUndefined();
		expect(scanned({ mode: 'monitor' })).toMatchObject({ isMonitored: true });
		expect(scanned({ weight: 0.7 })).toMatchObject({ weight: 0.7 });
		expect(scanned({ parameters: { widgetAffiliates: ['anna'] } })).toMatchObject({
			status: 'clear',
		});
	});
});
