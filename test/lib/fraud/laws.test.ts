import fc from 'fast-check';
import { evaluateOrder } from '../../../lib/fraud';
import { fraudFactsSchema, type FraudFacts } from '../../../lib/model/fraud-facts';
import type { FraudPolicy } from '../../../lib/model/fraud-policy';
import { toJson } from '../../../lib/model/json';
import { verdictSchema, type Verdict } from '../../../lib/model/verdict';
import { factsArbitrary } from './arbitrary-facts';
import { hash, judge, ORDER_STAGE, ruleById, somePolicy } from './scenario';

const ids = ORDER_STAGE.map(({ id }) => id);
const idArbitrary = fc.constantFrom(...ids);
const weightArbitrary = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const modeArbitrary = fc.constantFrom('on' as const, 'monitor' as const, 'off' as const);

const rulesArbitrary: fc.Arbitrary<FraudPolicy['rules']> = fc
	.tuple(
		...ids.map((id) =>
			fc
				.record({ mode: modeArbitrary, weight: weightArbitrary })
				.map((override) => [id, override] as const),
		),
	)
	.map((entries) => Object.fromEntries(entries));

const allOn: FraudPolicy['rules'] = Object.fromEntries(ids.map((id) => [id, { mode: 'on' }]));

const gravity = { approve: 0, review: 1, reject: 2 };

const isEffective = ({ status, isHard, isMonitored }: Verdict['findings'][number]) =>
	status === 'hit' && !isHard && !isMonitored;

/** What a person decided stands above the rules; these laws are about the rules. */
const undecided = factsArbitrary.map((facts) => ({ ...facts, decision: null }));

describe('fraud scoring, whatever the order and the policy', () => {
	it('keeps its contract: a score within 0 and 1, one finding a rule that is not off', () => {
		fc.assert(
			fc.property(factsArbitrary, rulesArbitrary, (facts, rules) => {
				const verdict = judge(facts, { rules });
				expect(verdictSchema.parse(verdict)).toEqual(verdict);
				const expected = ids.filter(
					(id) => (rules[id]?.mode ?? ruleById(id).defaultMode) !== 'off',
				);
				expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual(expected);
			}),
		);
	});

	it('scores 1 − Π(1 − weight) over the hits that count', () => {
		fc.assert(
			fc.property(factsArbitrary, rulesArbitrary, (facts, rules) => {
				const { score, findings } = judge(facts, { rules });
				const doubts = findings.filter(isEffective).map(({ weight }) => 1 - weight);
				const exact = 1 - doubts.reduce((product, doubt) => product * doubt, 1);
				// A score is given to six decimals, so it may lie half of the last one off.
				expect(Math.abs(score - exact)).toBeLessThanOrEqual(0.5e-6 + 1e-12);
			}),
		);
	});

	it('never falls when a weight rises', () => {
		fc.assert(
			fc.property(
				undecided,
				rulesArbitrary,
				idArbitrary,
				weightArbitrary,
				(facts, rules, id, weight) => {
					const given = rules[id]?.weight ?? 0;
					const heavier = { ...rules, [id]: { ...rules[id], weight: Math.max(weight, given) } };
					const [before, after] = [judge(facts, { rules }), judge(facts, { rules: heavier })];
					expect(after.score).toBeGreaterThanOrEqual(before.score);
					expect(gravity[after.verdict]).toBeGreaterThanOrEqual(gravity[before.verdict]);
				},
			),
		);
	});

	it('lets a hard decline dominate every score', () => {
		fc.assert(
			fc.property(undecided, rulesArbitrary, (facts, rules) => {
				const customer = { ...facts.customer, billingCountry: 'AQ' };
				const banned = { ...rules, F4: { parameters: { countries: ['AQ'] } } };
				expect(judge({ ...facts, customer }, { rules: banned }).verdict).toBe('reject');
			}),
		);
	});

	it('lets an allow list dominate everything', () => {
		fc.assert(
			fc.property(undecided, rulesArbitrary, (facts, rules) => {
				const affiliates = facts.credits.map(({ credit }) => credit.affiliateCode.toUpperCase());
				const allow = { affiliates, emails: [], customerKeys: [] };
				expect(judge(facts, { rules, allow })).toMatchObject({ verdict: 'approve', score: 0 });
			}),
		);
	});

	it('lets a monitored, muted or missing rule change nothing', () => {
		let effects = 0;
		fc.assert(
			fc.property(undecided, (facts) => {
				const hits = judge(facts, { rules: allOn }).findings.filter(
					({ status }) => status === 'hit',
				);
				for (const { ruleId: id } of hits) {
					const on = judge(facts, { rules: { [id]: { mode: 'on' } } });
					const off = judge(facts, { rules: { [id]: { mode: 'off' } } });
					const monitored = judge(facts, { rules: { [id]: { mode: 'monitor' } } });
					const muted = judge(
						facts,
						{ rules: { [id]: { mode: 'on' } } },
						{ mutedRuleIds: new Set([id]) },
					);
					for (const { verdict, score } of [monitored, muted]) {
						expect([verdict, score]).toEqual([off.verdict, off.score]);
					}
					if (on.score !== off.score) effects += 1;
				}
			}),
		);
		expect(effects).toBeGreaterThan(0);
	});

	it('never approves by default what F3, F11 or F37 could not look at', () => {
		fc.assert(
			fc.property(undecided, (facts) => {
				const verdict = judge(facts);
				const isBlind = verdict.findings.some(
					({ ruleId, status }) => ['F3', 'F11', 'F37'].includes(ruleId) && status === 'unknown',
				);
				if (isBlind) expect(verdict.verdict).not.toBe('approve');
			}),
		);
	});

	it('rejects by default, where nothing is banned, exactly what scores 0.9 or more', () => {
		fc.assert(
			fc.property(undecided, (facts) => {
				const { verdict, score } = judge(facts);
				expect(verdict === 'reject').toBe(score >= 0.9);
			}),
		);
	});

	it('finds the same in facts that were kept and read back', () => {
		const evaluate = (facts: FraudFacts) =>
			evaluateOrder(facts, somePolicy({ rules: allOn }), {
				mutedRuleIds: new Set(),
				policyVersion: 3,
				hash,
			});
		fc.assert(
			fc.property(factsArbitrary, (facts) => {
				const read = fraudFactsSchema.parse(JSON.parse(JSON.stringify(toJson(facts))));
				expect(evaluate(read)).toEqual(evaluate(facts));
			}),
		);
	});

	it('shows no address of anybody, neither of a mailbox nor of a machine', () => {
		fc.assert(
			fc.property(factsArbitrary, (facts) => {
				for (const { evidence, reason } of judge(facts, { rules: allOn }).findings) {
					for (const text of [reason, ...Object.values(evidence)]) {
						expect(text).not.toMatch(/@|\b\d{1,3}(\.\d{1,3}){3}\b/);
						expect(text).not.toMatch(/undefined|null|NaN|\[object/);
					}
				}
			}),
		);
	});
});
