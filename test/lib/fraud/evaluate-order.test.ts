import { factsNeeded, fraudPolicySchema, DEFAULT_FRAUD_POLICY } from '../../../lib/fraud';
import { verdictSchema } from '../../../lib/model/verdict';
import { aCustomer, anAttribution, anOrder, aCredit } from '../../support/builders';
import { creditByClick, creditOf, judge, someCredit, somePolicy } from './scenario';

const selfReferral = {
	order: anOrder({ customer: aCustomer({ email: 'anna@partner.example' }) }),
};
const duplicate = {
	recordedOrder: { conversionId: 'cnv_1', contentHash: 'of another order', orderUpdatedAt: null },
};
const banGermany = { F4: { parameters: { countries: ['DE'] } } };

describe('the verdict on an order', () => {
	it('approves a clean order and shows every rule as clear', () => {
		const verdict = judge();
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0, affiliateIds: ['aff_anna'] });
		expect(verdict.findings.map(({ ruleId, status }) => `${ruleId} ${status}`)).toEqual([
			'F1 clear',
			'F3 clear',
			'F4 clear',
			'F11 clear',
			'F13 clear',
			'F15 clear',
		]);
		expect(verdictSchema.parse(verdict)).toEqual(verdict);
	});

	it('approves an order without credit, since there is nothing to check', () => {
		const attribution = anAttribution({ credits: [], outcome: 'unknown_click' });
		expect(judge({ credits: [], attribution, ...duplicate })).toEqual({
			verdict: 'approve',
			score: 0,
			affiliateIds: [],
			findings: [],
			reason: 'No affiliate is credited (unknown_click): nothing to check.',
			affiliateReason: 'No affiliate is credited.',
		});
	});

	it('holds a self-referral for review and tells both sides why', () => {
		expect(judge(selfReferral)).toMatchObject({
			verdict: 'review',
			score: 0.7,
			reason:
				"Score 0.7 reaches 'hold' at 0.6 (F11: The customer has the e-mail of the affiliate).",
			affiliateReason:
				"The order waits for a check. Orders of a programme's own affiliates are checked by a person.",
		});
	});

	it('adds soft hits up: 1 − (1 − 0.7)(1 − 0.25)', () => {
		const disguised = {
			order: anOrder({ customer: aCustomer({ email: 'joe+x@gmail.com' }) }),
			credits: [creditOf({ email: 'joe@gmail.com' })],
		};
		expect(judge(disguised)).toMatchObject({ verdict: 'review', score: 0.775 });
	});

	it.each([
		{ weight: 0.29, verdict: 'approve', because: 'it is below the flag threshold' },
		{ weight: 0.3, verdict: 'review', because: 'a threshold includes its own value' },
		{ weight: 0.89, verdict: 'review', because: 'it is below the decline threshold' },
		{ weight: 0.9, verdict: 'reject', because: 'it reaches the decline threshold' },
	] as const)('is $verdict at a score of $weight because $because', ({ weight, verdict }) => {
		expect(judge(selfReferral, { rules: { F11: { weight } } })).toMatchObject({
			verdict,
			score: weight,
		});
	});

	it('rejects on a ban and reviews a duplicate, whatever the score', () => {
		expect(judge({}, { rules: banGermany })).toMatchObject({ verdict: 'reject', score: 0 });
		expect(judge(duplicate)).toMatchObject({ verdict: 'review', score: 0 });
		expect(judge(duplicate, { rules: banGermany }).verdict).toBe('reject');
	});

	it.each([
		['a click', someCredit({ click: { status: 'missing' } })],
		['an affiliate', someCredit({ affiliate: { status: 'missing' } })],
	])('reviews an order when %s that is named cannot be found', (_name, credit) => {
		const verdict = judge({ credits: [credit] });
		expect(verdict.verdict).toBe('review');
		expect(verdict.reason).toContain('could not look');
	});

	it('lets an unknown pass only when the policy says so', () => {
		const credits = [someCredit({ click: { status: 'missing' } })];
		const verdict = judge({ credits }, { rules: { F3: { onUnknown: 'allow' } } });
		expect(verdict.verdict).toBe('approve');
		expect(verdict.findings.filter(({ status }) => status === 'unknown')).toHaveLength(2);
	});

	it('shows a monitored hit without letting it decide', () => {
		const verdict = judge(selfReferral, { rules: { F11: { mode: 'monitor' } } });
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
		expect(verdict.findings.find(({ ruleId }) => ruleId === 'F11')).toMatchObject({
			status: 'hit',
			isMonitored: true,
		});
	});

	it('leaves out a rule that is off', () => {
		const verdict = judge(selfReferral, { rules: { F11: { mode: 'off' } } });
		expect(verdict.findings.map(({ ruleId }) => ruleId)).not.toContain('F11');
	});

	it('refuses a policy for a rule that does not exist and lists those that do', () => {
		expect(() => judge({}, { rules: { F99: {} } })).toThrow(
			expect.objectContaining({
				code: 'unknown_fraud_rule',
				hint: 'Use one of: F1, F3, F4, F11, F13, F15.',
			}),
		);
	});

	it('holds no personal data', () => {
		const text = JSON.stringify(
			judge({
				order: anOrder({
					customer: aCustomer({ email: 'anna@partner.example', phone: '+4930123456' }),
				}),
				credits: [creditOf({ phone: '+4930123456' })],
			}),
		);
		for (const secret of ['anna@partner.example', '+4930123456', 'Carla', '203.0.113']) {
			expect(text).not.toContain(secret);
		}
	});
});

describe('allow lists', () => {
	const bot = creditByClick({ category: 'bot' });

	it.each([
		['the code of the affiliate', { affiliates: ['ANNA'], emails: [], customerKeys: [] }],
		['the id of the affiliate', { affiliates: ['aff_anna'], emails: [], customerKeys: [] }],
		[
			'the e-mail of the customer',
			{ affiliates: [], emails: ['Anna@partner.example'], customerKeys: [] },
		],
		['the key of the customer', { affiliates: [], emails: [], customerKeys: ['customer-key-1'] }],
	])('pass an order by %s, and still show what was found', (_name, allow) => {
		const verdict = judge({ ...selfReferral, credits: [bot] }, { allow, rules: banGermany });
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
		expect(verdict.reason).toContain('on the allow list');
		const hits = verdict.findings.filter(({ status }) => status === 'hit');
		expect(hits.map(({ ruleId }) => ruleId)).toEqual(['F3', 'F4', 'F11']);
	});

	it('need every credited affiliate on them', () => {
		const other = someCredit({ credit: aCredit({ affiliateId: 'aff_bob', affiliateCode: 'bob' }) });
		const allow = { affiliates: ['anna'], emails: [], customerKeys: [] };
		expect(judge({ ...selfReferral, credits: [bot, other] }, { allow }).verdict).not.toBe(
			'approve',
		);
	});
});

describe('a fraud policy', () => {
	it('is plain JSON that its schema reads back', () => {
		const policy = somePolicy({
			rules: { F4: { mode: 'monitor', parameters: { countries: ['AQ'] } } },
		});
		expect(fraudPolicySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
		expect(fraudPolicySchema.parse(DEFAULT_FRAUD_POLICY)).toEqual(DEFAULT_FRAUD_POLICY);
	});

	it.each([
		{ flag: 0.6, hold: 0.3, decline: 0.9 },
		{ flag: 0, hold: 0.6, decline: 0.9 },
		{ flag: 0.3, hold: 0.95, decline: 0.9 },
	])('refuses thresholds that do not rise: %j', (thresholds) => {
		expect(fraudPolicySchema.safeParse(somePolicy({ thresholds })).success).toBe(false);
	});

	it('names the facts that its rules need', () => {
		expect(factsNeeded(DEFAULT_FRAUD_POLICY)).toEqual(['click', 'affiliate', 'recordedOrder']);
		const off = { mode: 'off' as const };
		expect(factsNeeded(somePolicy({ rules: { F1: off, F3: off, F4: off } }))).toEqual([
			'affiliate',
			'recordedOrder',
		]);
	});
});
