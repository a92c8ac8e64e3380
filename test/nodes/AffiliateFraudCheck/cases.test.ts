import { orderCaseId } from '../../../lib/fraud/scan';
import { toJson } from '../../../lib/model/json';
import type { FraudPolicy } from '../../../lib/model/fraud-policy';
import type { Order } from '../../../lib/model/order';
import type { Verdict } from '../../../lib/model/verdict';
import type { AffiliateStore } from '../../../lib/ports/store';
import { DEFAULT_FRAUD_POLICY } from '../../../lib/fraud';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import {
	aClick,
	aCustomer,
	anAffiliate,
	anAttribution,
	anOrder,
	aProgramme,
	ORDERED_AT,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';

let workspace = '';
let store: AffiliateStore;
let run = 0;

beforeEach(async () => {
	run += 1;
	workspace = `fraud-cases-${run}`;
	store = await testStore(workspace);
	await store.registry.saveProgramme(aProgramme());
	await store.registry.saveAffiliate(anAffiliate());
	await store.clicks.append([aClick()], 3_600);
});

const selfReferral = { customer: aCustomer({ email: 'anna@partner.example' }) };

async function check(order: Partial<Order> = {}): Promise<Verdict> {
	const result = await runNode(AffiliateFraudCheck, {
		workspace,
		items: [{ order: toJson(anOrder(order)), attribution: toJson(anAttribution()) }],
	});
	const verdicts = [0, 1, 2].flatMap((output) => result.json<{ fraud: Verdict }>(output));
	if (verdicts[0] === undefined) throw new Error('there is no verdict');
	return verdicts[0].fraud;
}

const caseId = orderCaseId({ storeKey: STORE_KEY, orderId: anOrder().orderId });

function policyWith(overrides: Partial<FraudPolicy>): FraudPolicy {
	return { ...DEFAULT_FRAUD_POLICY, ...overrides };
}

describe('the case of an order', () => {
	it('opens with the verdict that asks for a person, once', async () => {
		await check(selfReferral);
		await check(selfReferral);
		const [fraudCase, ...others] = await store.fraud.cases({ status: 'open', limit: 10 });
		expect(others).toEqual([]);
		expect(fraudCase).toMatchObject({
			caseId,
			subject: 'order',
			score: 0.7,
			affiliateIds: [anAffiliate().affiliateId],
		});
		expect(fraudCase?.findings.some(({ ruleId }) => ruleId === 'F11')).toBe(true);
	});

	it('does not open for a clean order', async () => {
		await check();
		expect(await store.fraud.cases({ limit: 10 })).toEqual([]);
	});

	it('is superseded once the same order has nothing odd any more', async () => {
		await check(selfReferral);
		expect(await check()).toMatchObject({ verdict: 'approve' });
		expect(await store.fraud.case(caseId)).toMatchObject({ status: 'superseded' });
	});

	it.each([
		['cleared', 'approve', 'A person looked at the order and cleared it.'],
		['confirmed', 'reject', 'A person looked at the order and found it to be fraud.'],
	] as const)('that was %s stands when the order comes again', async (to, verdict, reason) => {
		await check(selfReferral);
		const move = { caseId, from: 'open', to, actor: 'Mia', note: null, at: ORDERED_AT } as const;
		await store.fraud.moveCase(move);
		const again = await check(selfReferral);
		expect(again).toMatchObject({ verdict, reason });
		expect(again.findings.find(({ ruleId }) => ruleId === 'F11')?.status).toBe('hit');
	});

	it('holds no personal data', async () => {
		await check(selfReferral);
		const text = JSON.stringify(toJson((await store.fraud.case(caseId)) ?? {}));
		expect(text).not.toMatch(/@|partner\.example/);
	});
});

describe("the programme's policy", () => {
	it('applies without being named, and the verdict says which version it was', async () => {
		const rules = { F11: { mode: 'off' }, F13: { mode: 'off' }, F12: { mode: 'off' } } as const;
		await store.fraud.savePolicy(PROGRAMME_ID, policyWith({ rules }), ORDERED_AT);
		expect(await check(selfReferral)).toMatchObject({ verdict: 'approve', policyVersion: 1 });
	});

	it('gives the case its time and its end', async () => {
		const review = { days: 3, onExpiry: 'decline' } as const;
		await store.fraud.savePolicy(PROGRAMME_ID, policyWith({ review }), ORDERED_AT);
		await check(selfReferral);
		const fraudCase = await store.fraud.case(caseId);
		expect(fraudCase?.onExpiry).toBe('decline');
		const days =
			(Date.parse(fraudCase?.expiresAt ?? '') - Date.parse(fraudCase?.openedAt ?? '')) / 86_400_000;
		expect(days).toBe(3);
	});
});

describe('a rule that people mostly found wrong', () => {
	async function decideCases(count: number, to: 'cleared' | 'confirmed'): Promise<void> {
		for (let index = 0; index < count; index += 1) {
			const orderId = `${to}-${index}`;
			await check({ ...selfReferral, orderId });
			const decided = orderCaseId({ storeKey: STORE_KEY, orderId });
			await store.fraud.moveCase({
				caseId: decided,
				from: 'open',
				to,
				actor: 'Mia',
				note: null,
				at: ORDERED_AT,
			});
		}
	}

	it('counts no more after 30 cases, and says so', async () => {
		await decideCases(29, 'cleared');
		expect(await check({ ...selfReferral, orderId: 'before' })).toMatchObject({
			verdict: 'review',
		});
		await decideCases(1, 'confirmed');
		const after = await check({ ...selfReferral, orderId: 'after' });
		expect(after.verdict).toBe('approve');
		const finding = after.findings.find(({ ruleId }) => ruleId === 'F11');
		expect(finding).toMatchObject({ status: 'hit', isMuted: true, isMonitored: true });
		expect(finding?.reason).toContain('muted');
	});

	it('goes on counting where the policy keeps it', async () => {
		const rules = { F11: { keepsUnmuted: true } };
		await store.fraud.savePolicy(PROGRAMME_ID, policyWith({ rules }), ORDERED_AT);
		await decideCases(30, 'cleared');
		expect(await check({ ...selfReferral, orderId: 'after' })).toMatchObject({
			verdict: 'review',
		});
	});
});

describe('a sign-up', () => {
	async function signup(code: string): Promise<Array<Verdict | undefined>> {
		const result = await runNode(AffiliateFraudCheck, {
			workspace,
			items: [{ code }],
			parameters: { operation: 'checkSignup', affiliateCode: code },
		});
		return [0, 1, 2].map((output) => result.json<{ fraud: Verdict }>(output)[0]?.fraud);
	}

	it('of somebody new passes', async () => {
		await store.registry.saveAffiliate(
			anAffiliate({ affiliateId: 'aff_zoe', code: 'zoe', email: 'zoe@zoe.example' }),
		);
		expect((await signup('zoe'))[0]).toMatchObject({ verdict: 'approve' });
	});

	it('of somebody who has joined already goes to Review, with a case', async () => {
		const again = { affiliateId: 'aff_anna2', code: 'anna2', email: 'Anna@partner.example' };
		await store.registry.saveAffiliate(anAffiliate(again));
		const [approve, review] = await signup('anna2');
		expect(approve).toBeUndefined();
		expect(review?.findings.find(({ ruleId }) => ruleId === 'F28')?.status).toBe('hit');
		const [opened] = await store.fraud.cases({ subject: 'signup', limit: 5 });
		expect(opened).toMatchObject({ status: 'open', affiliateIds: ['aff_anna2'] });
	});

	it('of a code that nobody has is an error that says what to do', async () => {
		await expect(signup('nobody')).rejects.toMatchObject({
			message: "There is no affiliate with the code 'nobody'",
			description: expect.stringContaining('Affiliate: Create or Update'),
		});
	});
});
