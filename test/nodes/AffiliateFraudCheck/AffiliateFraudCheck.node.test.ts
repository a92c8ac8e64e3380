import { FRAUD_RULES } from '../../../lib/fraud';
import type { Attribution } from '../../../lib/model/credit';
import { toJson } from '../../../lib/model/json';
import type { Order } from '../../../lib/model/order';
import type { Verdict } from '../../../lib/model/verdict';
import { AffiliateFraudCheck } from '../../../nodes/AffiliateFraudCheck/AffiliateFraudCheck.node';
import {
	aClick,
	aCredit,
	aCustomer,
	anAffiliate,
	anAttribution,
	anOrder,
	aProgramme,
	aTouch,
	eur,
	OTHER_CLICK_ID,
} from '../../support/builders';
import { runNode, testStore, type RunNodeOptions } from '../../support/runNode';

const WORKSPACE = 'fraud';

interface Item {
	readonly id: number;
	readonly fraud: Verdict;
}

beforeAll(async () => {
	const { clicks, registry } = await testStore(WORKSPACE);
	await registry.saveProgramme(aProgramme());
	await registry.saveAffiliate(anAffiliate());
	await clicks.append([aClick()], 3_600);
});

async function run(
	order: Partial<Order> = {},
	options: RunNodeOptions = {},
	attribution: Attribution = anAttribution(),
) {
	return await runNode(AffiliateFraudCheck, {
		workspace: WORKSPACE,
		items: [{ id: 7, order: toJson(anOrder(order)), attribution: toJson(attribution) }],
		...options,
	});
}

/** Verdicts by output: approve, review, reject. */
async function verdicts(...given: Parameters<typeof run>): Promise<Array<Verdict | undefined>> {
	const result = await run(...given);
	return [0, 1, 2].map((output) => result.json<Item>(output)[0]?.fraud);
}

const selfReferral = { customer: aCustomer({ email: 'anna@partner.example' }) };
const [APPROVE, REVIEW, REJECT] = [0, 1, 2];
const LIVE_RULES = FRAUD_RULES.filter(
	({ stage, defaultMode }) => stage === 'order' && defaultMode !== 'off',
);

function customised(parameters: object): RunNodeOptions {
	return { parameters: { policy: 'customise', ...parameters } };
}

describe('Affiliate Fraud Check', () => {
	it("approves a clean order and adds 'fraud' to the item", async () => {
		const result = await run();
		expect(result.json<Item>()).toEqual([
			expect.objectContaining({
				id: 7,
				fraud: expect.objectContaining({ verdict: 'approve', score: 0 }),
			}),
		]);
		expect(result.json<Item>()[0]?.fraud.findings).toHaveLength(LIVE_RULES.length);
		expect([result.json(1), result.json(2)]).toEqual([[], []]);
	});

	it('sends a self-referral to Review', async () => {
		const [approve, review] = await verdicts(selfReferral);
		expect(approve).toBeUndefined();
		expect(review).toMatchObject({ verdict: 'review', score: 0.7 });
	});

	it('approves an order that nobody is credited for, without findings', async () => {
		const nobody = anAttribution({ credits: [] });
		const [approve] = await verdicts(selfReferral, {}, nobody);
		expect(approve).toMatchObject({ verdict: 'approve', findings: [] });
		expect(approve?.reason).toContain('nothing to check');
	});

	it.each([
		[
			'a click',
			anAttribution({ credits: [aCredit({ touch: aTouch({ clickId: OTHER_CLICK_ID }) })] }),
		],
		['an affiliate', anAttribution({ credits: [aCredit({ affiliateId: 'aff_nobody' })] })],
	])(
		'sends an order to Review when %s it names is not in the store',
		async (_name, attribution) => {
			const [approve, review] = await verdicts({}, {}, attribution);
			expect(approve).toBeUndefined();
			expect(review?.reason).toContain('could not look');
		},
	);

	it('reviews an order that was recorded with other contents, and passes a retry', async () => {
		await recordOrder('1500', 'another hash');
		const findings = async (orderId: string) =>
			(await verdicts({ orderId }))[REVIEW]?.findings.filter(({ status }) => status === 'hit');
		expect(await findings('1500')).toEqual([expect.objectContaining({ ruleId: 'F15' })]);
		expect(await findings('1501')).toBeUndefined();
	});

	it('rejects what a ban list names', async () => {
		const options = customised({
			rules: { rule: [{ ruleId: 'F4', mode: 'on', onUnknown: 'rule', F4_countries: 'AQ, de' }] },
		});
		const result = await verdicts({}, options);
		expect(result[REJECT]).toMatchObject({ verdict: 'reject' });
		expect(result[REJECT]?.reason).toContain("'DE' is on the ban list 'countries'");
	});

	it('passes what an allow list names, and still shows the findings', async () => {
		const options = customised({ allow: { affiliates: 'zoe, Anna' } });
		const [approve] = await verdicts(selfReferral, options);
		expect(approve?.findings.find(({ ruleId }) => ruleId === 'F11')?.status).toBe('hit');
	});

	it.each([
		{ entry: { ruleId: 'F11', mode: 'monitor' }, output: APPROVE, because: 'it only watches' },
		{ entry: { ruleId: 'F11', mode: 'off' }, output: APPROVE, because: 'it does not look' },
		{
			entry: { ruleId: 'F11', hasWeight: true, weight: 0.95 },
			output: REJECT,
			because: 'its weight passes the threshold',
		},
		{ entry: { ruleId: 'F1' }, output: REVIEW, because: 'another rule was changed' },
	])('lets F11 lead to output $output because $because', async ({ entry, output }) => {
		const result = await verdicts(selfReferral, customised({ rules: { rule: [entry] } }));
		expect(result.map((verdict) => verdict !== undefined).indexOf(true)).toBe(output);
	});

	it('holds the score against thresholds of its own', async () => {
		const options = customised({ thresholds: { decline: 0.7 } });
		expect((await verdicts(selfReferral, options))[REJECT]?.verdict).toBe('reject');
	});

	it("takes what 'Fraud Policy: Get' returns as it is", async () => {
		const kept = { programmeId: 'prg_1', version: 3, policy: { rules: { F11: { mode: 'off' } } } };
		const policyJson = JSON.stringify(kept);
		const [approve] = await verdicts(selfReferral, { parameters: { policy: 'json', policyJson } });
		expect(approve?.findings.map(({ ruleId }) => ruleId)).not.toContain('F11');
	});

	it('takes a policy as JSON and keeps the defaults of what it leaves out', async () => {
		const policyJson = JSON.stringify({
			rules: { F11: { mode: 'off' }, F13: { mode: 'monitor' } },
		});
		const [approve] = await verdicts(selfReferral, { parameters: { policy: 'json', policyJson } });
		expect(approve?.findings.map(({ ruleId }) => ruleId)).not.toContain('F11');
	});

	it.each([
		[
			'text that is no JSON',
			{ policy: 'json', policyJson: '{' },
			"'Policy JSON' is not a valid JSON object",
		],
		['a list', { policy: 'json', policyJson: '[]' }, "'Policy JSON' is not a valid JSON object"],
		[
			'a part with a slip in its name',
			{ policy: 'json', policyJson: '{"rule":{"F11":{"mode":"off"}}}' },
			"A fraud policy has no part 'rule'",
		],
		[
			'a rule that does not exist',
			{ policy: 'json', policyJson: '{"rules":{"F99":{}}}' },
			"names a rule 'F99' that does not exist",
		],
		[
			'thresholds that fall',
			{ policy: 'customise', thresholds: { hold: 0.1 } },
			"'policy' is not valid. policy.thresholds: must be above zero and rise",
		],
		[
			'one rule twice',
			{ policy: 'customise', rules: { rule: [{ ruleId: 'F1' }, { ruleId: 'F1' }] } },
			"'Rules' names F1 twice",
		],
	])('refuses %s', async (_name, parameters, message) => {
		await expect(run({}, { parameters })).rejects.toMatchObject({
			message: expect.stringContaining(message),
		});
	});

	it('names the node that is missing before it', async () => {
		const items = [{ order: toJson(anOrder()) }];
		await expect(run({}, { items })).rejects.toMatchObject({
			message: "This item has no 'attribution'",
			description: expect.stringContaining("'Affiliate Attribution'"),
		});
	});

	it('never approves an item that it could not check', async () => {
		const items = [{ order: { broken: true } }];
		const kept = await run({}, { items, continueOnFail: true });
		expect([kept.json(APPROVE), kept.json(REVIEW)]).toEqual([
			[],
			[expect.objectContaining({ error: expect.stringContaining("'order' is not valid") })],
		]);
		const moved = await run({}, { items, onError: 'continueErrorOutput' });
		expect([0, 1, 2, 3].map((output) => moved.json(output).length)).toEqual([0, 0, 0, 1]);
	});

	it("approves an item whose own data has a key 'error'", async () => {
		const checked = { order: toJson(anOrder()), attribution: toJson(anAttribution()) };
		const result = await run({}, { items: [{ ...checked, error: 'of an earlier step' }] });
		expect(result.json(APPROVE)).toHaveLength(1);
	});

	it('offers every rule that looks at an order or a sign-up', () => {
		const { properties } = new AffiliateFraudCheck().description;
		const rules = properties.find(({ name }) => name === 'rules');
		const text = JSON.stringify(rules);
		const offered = FRAUD_RULES.filter(({ stage }) => ['order', 'signup'].includes(stage));
		for (const { id, title } of offered) expect(text).toContain(`${title} (${id})`);
	});
});

/** An order as the ledger keeps it, with this hash of its contents. */
async function recordOrder(orderId: string, contentHash: string): Promise<void> {
	const { ledger } = await testStore(WORKSPACE);
	const order = anOrder({ orderId });
	const { storeKey } = order;
	const conversion = {
		conversionId: `cnv_${orderId}`,
		kind: 'order' as const,
		version: 1,
		orderUpdatedAt: null,
		subscriptionId: null,
		storeKey,
		orderId,
		orderNumber: order.orderNumber,
		contentHash,
		programmeId: 'prg_spring',
		customerKey: null,
		orderedAt: order.createdAt,
		recordedAt: order.createdAt,
		outcome: 'commissioned',
		reason: 'priced',
		base: eur('100.00'),
		net: eur('100.00'),
		lines: [],
		touches: [aTouch()],
		verdict: null,
		orderTotals: order.totals,
	};
	await ledger.decide({ storeKey, orderId }, () => ({ write: { conversion }, result: null }));
}
