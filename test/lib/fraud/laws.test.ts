import fc from 'fast-check';
import {
	FRAUD_RULES,
	type CreditFacts,
	type FraudFacts,
	type FraudPolicy,
} from '../../../lib/fraud';
import { verdictSchema } from '../../../lib/model/verdict';
import { aClick, aCustomer, anAffiliate, anOrder } from '../../support/builders';
import { judge, someCredit } from './scenario';

const emailArbitrary = fc.constantFrom(
	'joe@gmail.com',
	'j.o.e+x@googlemail.com',
	'carla@example.com',
	null,
);

const creditArbitrary: fc.Arbitrary<CreditFacts> = fc
	.record({
		category: fc.constantFrom('human' as const, 'bot' as const),
		countReason: fc.constantFrom('counted' as const, 'repeat' as const),
		click: fc.constantFrom('found', 'missing', 'not_named'),
		affiliate: fc.constantFrom('found', 'missing'),
		email: emailArbitrary,
	})
	.map(({ category, countReason, click, affiliate, email }) =>
		someCredit({
			click:
				click === 'found'
					? { status: 'found', value: aClick({ category, countReason }) }
					: { status: click as 'missing' | 'not_named' },
			affiliate:
				affiliate === 'found'
					? { status: 'found', value: anAffiliate({ email }) }
					: { status: 'missing' },
		}),
	);

const factsArbitrary: fc.Arbitrary<Partial<FraudFacts>> = fc
	.record({
		credits: fc.array(creditArbitrary, { minLength: 1, maxLength: 3 }),
		email: emailArbitrary,
		recordedOrder: fc.constantFrom(null, {
			conversionId: 'cnv_1',
			contentHash: 'other',
			orderUpdatedAt: null,
		}),
	})
	.map(({ credits, email, recordedOrder }) => ({
		credits,
		recordedOrder,
		order: anOrder({ customer: aCustomer({ email }) }),
	}));

const weightArbitrary = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

const rulesArbitrary: fc.Arbitrary<FraudPolicy['rules']> = fc
	.tuple(
		...FRAUD_RULES.map(({ id }) =>
			fc
				.record({
					mode: fc.constantFrom('on' as const, 'monitor' as const, 'off' as const),
					weight: weightArbitrary,
				})
				.map((override) => [id, override] as const),
		),
	)
	.map((entries) => Object.fromEntries(entries));

const gravity = { approve: 0, review: 1, reject: 2 };

describe('fraud scoring, whatever the order and the policy', () => {
	it('keeps its contract: a score within 0 and 1, one finding a rule that is not off', () => {
		fc.assert(
			fc.property(factsArbitrary, rulesArbitrary, (facts, rules) => {
				const verdict = judge(facts, { rules });
				expect(verdictSchema.parse(verdict)).toEqual(verdict);
				const expected = FRAUD_RULES.map(({ id }) => id).filter((id) => rules[id]?.mode !== 'off');
				expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual(expected);
			}),
		);
	});

	it('never falls when a weight rises', () => {
		fc.assert(
			fc.property(
				factsArbitrary,
				rulesArbitrary,
				fc.constantFrom(...FRAUD_RULES.map(({ id }) => id)),
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
			fc.property(factsArbitrary, rulesArbitrary, (facts, rules) => {
				const banned = { ...rules, F4: { parameters: { countries: ['DE'] } } };
				expect(judge(facts, { rules: banned }).verdict).toBe('reject');
			}),
		);
	});

	it('lets an allow list dominate everything', () => {
		fc.assert(
			fc.property(factsArbitrary, rulesArbitrary, (facts, rules) => {
				const verdict = judge(facts, {
					rules: { ...rules, F4: { parameters: { countries: ['DE'] } } },
					allow: { affiliates: ['anna'], emails: [], customerKeys: [] },
				});
				expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
			}),
		);
	});

	it('lets a monitored or missing rule change nothing', () => {
		fc.assert(
			fc.property(
				factsArbitrary,
				fc.constantFrom(...FRAUD_RULES.map(({ id }) => id)),
				(facts, id) => {
					const monitored = judge(facts, { rules: { [id]: { mode: 'monitor' } } });
					const off = judge(facts, { rules: { [id]: { mode: 'off' } } });
					expect([monitored.verdict, monitored.score]).toEqual([off.verdict, off.score]);
				},
			),
		);
	});

	it('never approves by default what F3 or F11 could not look at', () => {
		fc.assert(
			fc.property(factsArbitrary, (facts) => {
				const verdict = judge(facts);
				const isBlind = verdict.findings.some(
					({ ruleId, status }) => ['F3', 'F11'].includes(ruleId) && status === 'unknown',
				);
				if (isBlind) expect(verdict.verdict).not.toBe('approve');
			}),
		);
	});
});
