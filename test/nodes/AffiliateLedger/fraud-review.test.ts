import type { FraudCase } from '../../../lib/model/fraud-case';
import { aVerdict } from '../../support/builders';
import { testStore } from '../../support/runNode';
import { aCase, anAffiliateCase, SHARED, suspected } from '../../lib/store/fraud-writes';
import {
	balanceOf,
	byCode,
	currentWorkspace,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	orderItem,
	place,
	setUp,
	type Json,
	type Placed,
} from './ledger-user';
import { createBatch, payoutOf, savePolicy, saveProfile } from './payout-user';

const odd = { verdict: 'review', reason: 'odd' } as const;

/** An order under review, with its case as the fraud check opens it. */
async function placeReviewed(found: Partial<FraudCase> = {}, placed: Placed = {}): Promise<string> {
	await place({ verdict: odd, ...placed });
	const { order, attribution } = await orderItem(placed);
	const { storeKey, orderId } = order as { storeKey: string; orderId: string };
	const { programmeId, credits } = attribution as { programmeId: string; credits: Json[] };
	const caseId = `cas_${orderId}`;
	const affiliateIds = credits.map((credit) => String(credit['affiliateId']));
	const store = await testStore(currentWorkspace());
	const verdict = aVerdict({ ...odd, ...placed.verdict, findings: [SHARED] });
	const about = { storeKey, orderId, programmeId };
	await store.fraud.recordCheck(
		suspected({ ...about, verdict }, { caseId, ...about, affiliateIds, reason: 'odd', ...found }),
	);
	return caseId;
}

const decide = async (
	caseId: string,
	caseDecision: string,
	parameters: object = {},
): Promise<Json> =>
	await ledgerOne('fraudReview', 'decide', {
		caseId,
		caseDecision,
		decidedBy: 'Mia',
		note: 'checked',
		...parameters,
	});

const expire = async (): Promise<Json> => await ledgerOne('fraudReview', 'expire');

async function openAffiliateCase(overrides: Partial<FraudCase> = {}): Promise<string> {
	const { affiliateId } = await ledgerOne('affiliate', 'get', { code: 'anna' });
	const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
	const store = await testStore(currentWorkspace());
	const about = { programmeId, affiliateIds: [affiliateId] } as Partial<FraudCase>;
	await store.fraud.openCase(anAffiliateCase({ ...about, ...overrides }));
	return 'cas_affiliate';
}

describe('fraud cases', () => {
	it('are listed with findings, evidence, score and what is at stake', async () => {
		await setUp();
		await placeReviewed();
		await openAffiliateCase({ score: 0.9 });
		expect(await ledger('fraudReview', 'getAll')).toMatchObject([
			{ caseId: 'cas_affiliate', score: 0.9, atStake: [{ amount: '10.00', currency: 'EUR' }] },
			{
				caseId: 'cas_1001',
				subject: 'order',
				status: 'open',
				findings: [{ ruleId: 'F11' }, {}, {}],
				atStake: [{ amount: '10.00', currency: 'EUR' }],
			},
		]);
	});

	it('can be asked for by status, subject, programme and affiliate', async () => {
		await setUp();
		const caseId = await placeReviewed();
		await openAffiliateCase();
		const ids = async (parameters: object) =>
			(await ledger('fraudReview', 'getAll', { ...parameters })).map((entry) => entry['caseId']);
		expect(await ids({ caseSubject: 'order' })).toEqual([caseId]);
		expect(await ids({ affiliate: byCode('ben') })).toEqual([]);
		expect(await ids({ programme: byCode('main'), affiliate: byCode('anna') })).toHaveLength(2);
		await decide(caseId, 'cleared');
		expect(await ids({})).toEqual(['cas_affiliate']);
		expect(await ids({ caseStatus: 'cleared' })).toEqual([caseId]);
		expect(await ids({ caseStatus: '' })).toHaveLength(2);
		expect(await ids({ caseStatus: '', limit: 1 })).toHaveLength(1);
	});

	it('that are no fraud let the commission go on, and what is at stake is nothing', async () => {
		await setUp();
		const caseId = await placeReviewed();
		expect(await balanceOf('anna')).toMatchObject({ held: '10.00' });
		expect(await decide(caseId, 'cleared')).toMatchObject({
			outcome: 'cleared',
			message: 'The commission of anna is pending now.',
			banned: [],
		});
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: '10.00' });
		expect(await ledger('fraudReview', 'getAll', { caseStatus: 'cleared' })).toMatchObject([
			{ decidedBy: 'Mia', note: 'checked', atStake: [] },
		]);
		expect(await decide(caseId, 'cleared')).toMatchObject({ outcome: 'unchanged' });
		expect(await decide(caseId, 'confirmed')).toMatchObject({
			outcome: 'refused',
			message: 'The case is already cleared.',
		});
	});

	it('that are fraud decline the commission and ban nobody by themselves', async () => {
		await setUp();
		const caseId = await placeReviewed();
		expect(await decide(caseId, 'confirmed', { banAffiliate: true })).toMatchObject({
			outcome: 'confirmed',
			commissions: [{ status: 'declined', statusReason: 'fraud confirmed: checked' }],
			banned: [],
		});
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: null });
		expect(await ledgerOne('affiliate', 'get', { code: 'anna' })).toMatchObject({
			status: 'active',
		});
	});

	it('about an affiliate ban it only when told to', async () => {
		await setUp();
		const caseId = await openAffiliateCase();
		expect(await decide(caseId, 'confirmed')).toMatchObject({ outcome: 'confirmed', banned: [] });
		const statusOf = async () => (await ledgerOne('affiliate', 'get', { code: 'anna' }))['status'];
		expect(await statusOf()).toBe('active');
		expect(await decide(caseId, 'confirmed', { banAffiliate: true })).toMatchObject({
			outcome: 'unchanged',
			banned: ['anna'],
		});
		expect(await statusOf()).toBe('banned');
	});

	it('that are cleared book an order the check had rejected', async () => {
		await setUp();
		const verdict = { verdict: 'reject', reason: 'score 0.95' } as const;
		const caseId = await placeReviewed({ verdict: 'reject' }, { verdict });
		expect(await balanceOf('anna')).toMatchObject({ held: null, pending: null });
		expect(await decide(caseId, 'cleared')).toMatchObject({
			outcome: 'cleared',
			commissions: [{ status: 'pending', amount: { amount: '10.00' } }],
			message: expect.stringContaining('Recorded: 10.00 EUR for anna (pending).'),
		});
		expect(await decide(caseId, 'cleared')).toMatchObject({ outcome: 'unchanged' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
	});

	it('that are cleared raise earlier orders to the tier that the booked one reaches', async () => {
		const tiers = {
			tier: [
				{ from: '0', percent: '10' },
				{ from: '150', percent: '20' },
			],
		};
		await setUp({ rateType: 'tiered', tiers, tierOptions: { isRetroactive: true } });
		await place({ orderId: '1000', createdAt: '2026-11-05T12:00:00.000Z' });
		expect(await balanceOf('anna')).toMatchObject({ pending: '10.00' });
		const verdict = { verdict: 'reject', reason: 'score 0.95' } as const;
		await decide(await placeReviewed({ verdict: 'reject' }, { verdict }), 'cleared');
		expect(await balanceOf('anna')).toMatchObject({ pending: '40.00' });
	});

	it('that are fraud end the binding that came with the order, and no other', async () => {
		await setUp({ additionalFields: { lifetimeDays: 365 } });
		const first = await placeReviewed();
		const later = { orderId: '1002', createdAt: '2026-11-12T12:00:00.000Z' };
		const second = await placeReviewed({}, later);
		const boundTo = async () => {
			const { order } = (await orderItem()) as { order: Json };
			const { programmeId } = await ledgerOne('programme', 'get', { code: 'main' });
			const store = await testStore(currentWorkspace());
			const { email, customerId } = order['customer'] as { email: string; customerId: string };
			const storeKey = String(order['storeKey']);
			const customerKey = store.history.customerKey({ storeKey, email, customerId }) ?? '';
			return await store.ledger.binding(
				String(programmeId),
				customerKey,
				'2026-12-01T00:00:00.000Z',
			);
		};
		await decide(second, 'confirmed');
		expect(await boundTo()).not.toBeNull();
		await decide(first, 'confirmed');
		expect(await boundTo()).toBeNull();
		expect(await decide(first, 'confirmed')).toMatchObject({ outcome: 'unchanged' });
	});

	it('that stop payouts leave the affiliate out of the run until they are decided', async () => {
		await setUp();
		await savePolicy();
		await saveProfile('anna');
		await place({ net: '1000.00' });
		await ledgerOne('commission', 'approveDue');
		const caseId = await openAffiliateCase();
		const preview = async () =>
			(await ledger('payout', 'preview', { currency: 'EUR', method: 'sepa' }))[0];
		expect((await preview())?.['reasons']).toMatchObject([{ code: 'under_review' }]);
		await decide(caseId, 'cleared');
		const batch = await createBatch('2026-11');
		expect(payoutOf(batch, 'anna')).toMatchObject({ gross: { amount: '100.00' } });
	});

	it.each([
		[{ caseId: 'cas_none' }, /no such fraud case/],
		[{ caseId: ' ' }, /'Case ID' is empty/],
		[{ decidedBy: ' ' }, /'Decided By' is empty/],
	])('need what the audit needs: %#', async (parameters, message) => {
		await setUp();
		await openAffiliateCase();
		const error = await errorOf(decide('cas_affiliate', 'cleared', parameters));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});

describe('cases that nobody decides', () => {
	const END = { expiresAt: '2026-12-01T00:00:00.000Z' };

	it('end as they say once their time is over, and not before', async () => {
		await setUp();
		await placeReviewed({ ...END, onExpiry: 'release' });
		await placeReviewed({ ...END, onExpiry: 'decline' }, { orderId: '1002', by: ['ben'] });
		await openAffiliateCase({ ...END });
		expect(await expire()).toMatchObject({ expired: 0, completed: 0, cases: [] });
		goTo('2026-12-02T00:00:00.000Z');
		expect(await expire()).toMatchObject({ expired: 3, failed: 0, completed: 0 });
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: '10.00' });
		expect(await balanceOf('ben')).toMatchObject({ held: '0.00', pending: null });
		expect(await expire()).toMatchObject({ expired: 0, cases: [] });
		const statuses = (await ledger('fraudReview', 'getAll', { caseStatus: '' })).map(
			(entry) => entry['status'],
		);
		expect(statuses).toEqual(['expired', 'expired', 'expired']);
	});

	it('are followed by what is recorded after the decision', async () => {
		await setUp();
		const { order } = await orderItem();
		const { storeKey, orderId } = order as { storeKey: string; orderId: string };
		const { affiliateId } = await ledgerOne('affiliate', 'get', { code: 'anna' });
		const store = await testStore(currentWorkspace());
		await store.fraud.openCase(
			aCase({ storeKey, orderId, affiliateIds: [String(affiliateId)], reason: 'odd' }),
		);
		await decide('cas_1', 'cleared');
		await place({ verdict: odd });
		expect(await balanceOf('anna')).toMatchObject({ held: '10.00' });
		expect(await expire()).toMatchObject({ expired: 0, completed: 1 });
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: '10.00' });
	});
});

describe('cases that a later check found no ground for', () => {
	it('are followed by what was still held for them', async () => {
		await setUp();
		const caseId = await placeReviewed();
		const store = await testStore(currentWorkspace());
		const at = '2026-11-20T09:30:00.000Z';
		const move = { from: 'open', to: 'superseded', actor: 'system', note: null, at } as const;
		await store.fraud.moveCase({ caseId, ...move });
		expect(await decide(caseId, 'cleared')).toMatchObject({ outcome: 'refused' });
		expect(await expire()).toMatchObject({ expired: 0, completed: 1 });
		expect(await balanceOf('anna')).toMatchObject({ held: '0.00', pending: '10.00' });
	});
});

describe('the precision of rules', () => {
	const precision = async (parameters: object = {}): Promise<Json[]> =>
		await ledger('fraudReview', 'precision', { programme: byCode('main'), ...parameters });

	it('counts what people decided, with its uncertainty', async () => {
		await setUp();
		await decide(await placeReviewed(), 'confirmed');
		await decide(await placeReviewed({}, { orderId: '1002' }), 'cleared');
		await placeReviewed({}, { orderId: '1003' });
		const [first] = await precision();
		expect(first).toMatchObject({
			ruleId: 'F11',
			confirmed: 1,
			cleared: 1,
			decided: 2,
			precision: 0.5,
			isMuted: false,
			isKeptUnmuted: false,
		});
		expect(first?.['title']).not.toBe('F11');
		goTo('2028-01-01T00:00:00.000Z');
		expect(await precision({ precisionDays: 30 })).toEqual([]);
	});

	it('says which rules are muted, unless the policy keeps them', async () => {
		await setUp();
		for (let number = 0; number < 30; number += 1) {
			await decide(await placeReviewed({}, { orderId: `9${number}` }), 'cleared');
		}
		const mutedOf = async () => (await precision())[0];
		expect(await mutedOf()).toMatchObject({ cleared: 30, isMuted: true });
		await ledgerOne('fraudPolicy', 'upsert', {
			programme: byCode('main'),
			fraudPolicyJson: '{ "rules": { "F11": { "keepsUnmuted": true } } }',
		});
		expect(await mutedOf()).toMatchObject({ isMuted: false, isKeptUnmuted: true });
	}, 60_000);
});

describe('the fraud policy of a programme', () => {
	const save = async (fraudPolicyJson: string): Promise<Json> =>
		await ledgerOne('fraudPolicy', 'upsert', { programme: byCode('main'), fraudPolicyJson });
	const get = async (): Promise<Json> =>
		await ledgerOne('fraudPolicy', 'get', { programme: byCode('main') });

	it('is the default until one is kept, and every change is a version', async () => {
		await setUp();
		expect(await get()).toMatchObject({ programmeCode: 'main', isDefault: true, version: null });
		expect(await save('{ "thresholds": { "hold": 0.5 } }')).toMatchObject({
			outcome: 'created',
			version: 1,
			policy: { thresholds: { flag: 0.3, hold: 0.5, decline: 0.9 }, review: { days: 30 } },
		});
		expect(await save('{ "thresholds": { "hold": 0.5 } }')).toMatchObject({
			outcome: 'unchanged',
			version: 1,
		});
		expect(await save('{ "review": { "days": 7, "onExpiry": "decline" } }')).toMatchObject({
			version: 2,
			policy: { thresholds: { hold: 0.6 }, review: { days: 7, onExpiry: 'decline' } },
		});
		const exported = await get();
		expect(exported).toMatchObject({ isDefault: false, version: 2 });
		expect(await save(JSON.stringify(exported))).toMatchObject({ outcome: 'unchanged' });
	});

	it.each([
		['{', /'Policy' is not a valid JSON object/],
		['[]', /'Policy' is not a valid JSON object/],
		['{ "threshold": {} }', /no part 'threshold'/],
		['{ "rules": { "F99": { "mode": "on" } } }', /rule 'F99' that does not exist/],
		['{ "rules": { "F11": { "mode": "loud" } } }', /policy\.rules\.F11\.mode/],
		['{ "rules": { "F17": { "parameters": { "hours": 99 } } } }', /F17\.parameters\.hours/],
		['{ "rules": { "F17": { "parameters": { "hour": 1 } } } }', /F17 has no parameter 'hour'/],
		[
			'{ "rules": { "F4": { "mode": "off", "parameters": { "networks": ["x"] } } } }',
			/F4\.parameters\.networks/,
		],
		['{ "thresholds": { "hold": 2 } }', /policy\.thresholds\.hold/],
		['{ "review": { "days": 0 } }', /policy\.review\.days/],
	])('that is wrong is told with its place: %s', async (json, message) => {
		await setUp();
		const error = await errorOf(save(json));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});
