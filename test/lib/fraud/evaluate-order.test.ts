import { DEFAULT_FRAUD_POLICY, factsNeeded } from '../../../lib/fraud';
import { fraudPolicySchema } from '../../../lib/model/fraud-policy';
import { verdictSchema } from '../../../lib/model/verdict';
import { aCredit, anAttribution, ORDERED_AT } from '../../support/builders';
import {
	creditByClick,
	creditWith,
	hash,
	judge,
	missingAffiliate,
	missingClick,
	ORDER_STAGE,
	someCredit,
	someCustomer,
	somePolicy,
} from './scenario';

const sharedMailbox = creditWith({ shared: ['email', 'email_domain'], sharesPrivateDomain: true });
const selfReferral = { credits: [sharedMailbox] };
const duplicate = {
	recordedOrder: { conversionId: 'cnv_1', contentHash: 'of another order', orderUpdatedAt: null },
};
const banGermany = { F4: { parameters: { countries: ['DE'] } } };
const off = { mode: 'off' as const };

describe('the verdict on an order', () => {
	it('approves a clean order and shows every rule that is not off as clear', () => {
		const verdict = judge();
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0, affiliateIds: ['aff_anna'] });
		const expected = ORDER_STAGE.filter(({ defaultMode }) => defaultMode !== 'off');
		expect(verdict.findings.map(({ ruleId, status }) => `${ruleId} ${status}`)).toEqual(
			expected.map(({ id }) => `${id} clear`),
		);
		expect(verdict.reason).toBe('No ground for a review among 20 rules.');
		expect(verdictSchema.parse(verdict)).toEqual(verdict);
	});

	it('approves an order without credit, since there is nothing to check', () => {
		const attribution = anAttribution({ credits: [], outcome: 'unknown_click' });
		expect(judge({ credits: [], attribution, ...duplicate }, {}, { policyVersion: 2 })).toEqual({
			verdict: 'approve',
			score: 0,
			affiliateIds: [],
			policyVersion: 2,
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
		const credits = [creditWith({ shared: ['email'], emailDifferences: ['tag'] })];
		expect(judge({ credits })).toMatchObject({ verdict: 'review', score: 0.775 });
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

	it("takes a policy's weight before the one that a hit has of its own", () => {
		const credits = [creditWith({ shared: ['device'] })];
		expect(judge({ credits }).score).toBe(0.35);
		expect(judge({ credits }, { rules: { F12: { weight: 0.1 } } }).score).toBe(0.1);
	});

	it('rejects on a ban and reviews a duplicate, whatever the score', () => {
		expect(judge({}, { rules: banGermany })).toMatchObject({ verdict: 'reject', score: 0 });
		expect(judge(duplicate)).toMatchObject({ verdict: 'review', score: 0 });
		expect(judge(duplicate, { rules: banGermany }).verdict).toBe('reject');
	});

	it.each([
		['a click', missingClick],
		['an affiliate', missingAffiliate],
	])('reviews an order when %s that is named cannot be found', (_name, credit) => {
		const verdict = judge({ credits: [credit] });
		expect(verdict.verdict).toBe('review');
		expect(verdict.reason).toContain('could not look');
	});

	it('lets an unknown pass only when the policy says so', () => {
		const verdict = judge({ credits: [missingClick] }, { rules: { F3: { onUnknown: 'allow' } } });
		expect(verdict.verdict).toBe('approve');
		const unknown = verdict.findings.filter(({ status }) => status === 'unknown');
		expect(unknown.map(({ ruleId }) => ruleId)).toEqual(
			expect.arrayContaining(['F1', 'F2', 'F3', 'F5', 'F8', 'F9', 'F26', 'F27']),
		);
	});

	it('does not send an order to review for what weak rules cannot look at', () => {
		const nothingTold = {
			customer: someCustomer({ emailDomain: null, emailDomainKind: null, billingCountry: null }),
			journey: null,
			customerOrders: null,
			networkOrders: null,
			clickCustomers: null,
			valueSample: null,
		};
		expect(judge(nothingTold).verdict).toBe('approve');
	});

	it('shows a monitored hit without letting it decide', () => {
		const verdict = judge(selfReferral, { rules: { F11: { mode: 'monitor' } } });
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
		expect(verdict.findings.find(({ ruleId }) => ruleId === 'F11')).toMatchObject({
			status: 'hit',
			isMonitored: true,
			isMuted: false,
		});
	});

	it('shows a muted hit and says so, unless the policy keeps the rule', () => {
		const mutedRuleIds = new Set(['F11']);
		const muted = judge(selfReferral, {}, { mutedRuleIds });
		expect(muted).toMatchObject({ verdict: 'approve', score: 0 });
		expect(muted.findings.find(({ ruleId }) => ruleId === 'F11')).toMatchObject({
			status: 'hit',
			isMonitored: true,
			isMuted: true,
			reason: expect.stringContaining('muted'),
		});
		const kept = { rules: { F11: { keepsUnmuted: true } } };
		expect(judge(selfReferral, kept, { mutedRuleIds }).verdict).toBe('review');
	});

	it('leaves out a rule that is off', () => {
		const verdict = judge(selfReferral, { rules: { F11: off } });
		expect(verdict.findings.map(({ ruleId }) => ruleId)).not.toContain('F11');
	});

	it('refuses a policy for a rule that does not exist and lists those that do', () => {
		expect(() => judge({}, { rules: { F99: {} } })).toThrow(
			expect.objectContaining({
				code: 'unknown_fraud_rule',
				hint: expect.stringMatching(/^Use one of: F1, F2, .*F38\.$/),
			}),
		);
	});
});

describe("a person's decision about the order", () => {
	const decided = (outcome: 'cleared' | 'confirmed') => ({
		decision: { caseId: 'cas_1', outcome, at: ORDERED_AT },
	});

	it('lets a cleared order pass every rule, bans among them', () => {
		const verdict = judge(
			{ ...selfReferral, ...duplicate, ...decided('cleared') },
			{ rules: banGermany },
		);
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
		expect(verdict.reason).toContain('cleared');
		const hits = verdict.findings.filter(({ status }) => status === 'hit');
		expect(hits.map(({ ruleId }) => ruleId)).toEqual(['F4', 'F11', 'F15']);
	});

	it('rejects a confirmed order that no rule objects to, allow lists or not', () => {
		const allow = { affiliates: ['anna'], emails: [], customerKeys: [] };
		expect(judge(decided('confirmed'), { allow })).toMatchObject({
			verdict: 'reject',
			reason: expect.stringContaining('found it to be fraud'),
		});
	});
});

describe('allow lists', () => {
	const bot = { ...creditByClick({ category: 'bot' }), identity: sharedMailbox.identity };
	const mailbox = { kind: 'email' as const, hash: hash('trait.email', 'carla@example.com') };
	const nobody = { affiliates: [], emails: [], customerKeys: [] };

	it.each([
		['the code of the affiliate', { ...nobody, affiliates: ['ANNA'] }],
		['the id of the affiliate', { ...nobody, affiliates: ['aff_anna'] }],
		['the e-mail of the customer', { ...nobody, emails: ['Carla@Example.com'] }],
		['the key of the customer', { ...nobody, customerKeys: ['customer-key-1'] }],
	])('pass an order by %s, and still show what was found', (_name, allow) => {
		const customer = someCustomer({ traits: [mailbox] });
		const verdict = judge({ credits: [bot], customer }, { allow, rules: banGermany });
		expect(verdict).toMatchObject({ verdict: 'approve', score: 0 });
		expect(verdict.reason).toContain('on the allow list');
		const hits = verdict.findings.filter(({ status }) => status === 'hit');
		expect(hits.map(({ ruleId }) => ruleId)).toEqual(['F3', 'F4', 'F11']);
	});

	it('need every credited affiliate on them', () => {
		const other = someCredit({ credit: aCredit({ affiliateId: 'aff_bob', affiliateCode: 'bob' }) });
		const allow = { ...nobody, affiliates: ['anna'] };
		expect(judge({ credits: [bot, other] }, { allow }).verdict).not.toBe('approve');
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
		expect(factsNeeded(DEFAULT_FRAUD_POLICY)).toEqual([
			'click',
			'affiliate',
			'recordedOrder',
			'journey',
			'customerOrders',
			'networkOrders',
			'clickCustomers',
			'orderValues',
			'claims',
		]);
		const onlyF15 = Object.fromEntries(
			ORDER_STAGE.filter(({ id }) => id !== 'F15').map(({ id }) => [id, off]),
		);
		expect(factsNeeded(somePolicy({ rules: onlyF15 }))).toEqual(['recordedOrder']);
	});
});
