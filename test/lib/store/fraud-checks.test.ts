import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseMove } from '../../../lib/model/fraud-case';
import type { CheckedOrder } from '../../../lib/ports/fraud-store';
import {
	aCredit,
	aFinding,
	anAttribution,
	anOrder,
	aTouch,
	aVerdict,
	PROGRAMME_ID,
	STORE_KEY,
} from '../../support/builders';
import { describeStores, type TestWorkspace } from '../../support/stores';
import {
	aCase,
	aCheck,
	fraudFacts,
	passed,
	SHARED,
	suspected,
	type CheckWrite,
} from './fraud-writes';
import { day } from './ledger-entries';

const decision = (move: Partial<CaseMove> = {}): CaseMove => ({
	caseId: 'cas_1',
	from: 'open',
	to: 'confirmed',
	actor: 'Petra',
	note: 'known address',
	at: day(20),
	...move,
});

async function all(entries: AsyncIterable<CheckedOrder>): Promise<CheckedOrder[]> {
	const found: CheckedOrder[] = [];
	for await (const entry of entries) found.push(entry);
	return found;
}

describeStores('The check of an order', (engine) => {
	it('is kept with its facts', async () => {
		const { fraud } = await engine.open();
		expect(await fraud.check(STORE_KEY, 'order-1')).toBeNull();
		const write = suspected();
		await fraud.recordCheck(write);
		expect(await fraud.check(STORE_KEY, 'order-1')).toEqual({
			check: write.check,
			facts: write.facts,
			label: null,
		});
	});

	it('takes the place of the former one, traits, clicks and interceptions included', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		const rows = async () =>
			await Promise.all([
				workspace.execute('select kind, hash, customer_key from order_traits order by kind'),
				workspace.execute('select click_id from order_clicks'),
				workspace.execute('select affiliate_id, programme_id from order_interceptions'),
			]);
		const intercepted = {
			affiliateId: 'aff_late',
			affiliateCode: 'late',
			clickId: null,
			secondsBeforeOrder: 5,
			givenTo: [],
		};
		await fraud.recordCheck(
			passed(
				{},
				{
					facts: fraudFacts({
						attribution: anAttribution({ interceptions: [intercepted, intercepted] }),
					}),
					traits: [
						{ kind: 'email', hash: 'e' },
						{ kind: 'network', hash: 'n' },
						{ kind: 'network', hash: 'n' },
					],
				},
			),
		);
		expect(await rows()).toEqual([
			[
				{ kind: 'email', hash: 'e', customer_key: 'carla' },
				{ kind: 'network', hash: 'n', customer_key: 'carla' },
			],
			[{ click_id: aTouch().clickId }],
			[{ affiliate_id: 'aff_late', programme_id: PROGRAMME_ID }],
		]);
		await fraud.recordCheck(
			passed(
				{},
				{
					facts: fraudFacts({
						attribution: anAttribution({
							credits: [aCredit({ touch: aTouch({ clickId: null, couponCode: 'ANNA10' }) })],
						}),
					}),
					traits: [{ kind: 'phone', hash: 'p' }],
				},
			),
		);
		expect(await rows()).toEqual([[{ kind: 'phone', hash: 'p', customer_key: 'carla' }], [], []]);
	});

	it('keeps what the scan reads in columns of its own', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		const facts = fraudFacts();
		const payment = { method: 'card', fingerprint: null, failedAttempts: 3 };
		await fraud.recordCheck(
			passed(
				{},
				{
					facts: {
						...facts,
						order: { ...facts.order, payment },
						visit: { ...facts.visit, referrerHost: 'coupons.example', isFromCouponSite: true },
					},
				},
			),
		);
		expect(await workspace.execute('select * from fraud_checks')).toMatchObject([
			{
				customer_key: 'carla',
				country: 'DE',
				referrer_host: 'coupons.example',
				is_from_coupon_site: 1,
				failed_payments: 3,
				verdict: 'approve',
			},
		]);
	});

	it('opens one case, however often and however much at once the order is checked', async () => {
		const { fraud } = await engine.open();
		await Promise.all(Array.from({ length: 8 }, () => fraud.recordCheck(suspected())));
		await fraud.recordCheck(suspected());
		expect(await fraud.cases({ limit: 9 })).toEqual([aCase()]);
		expect(await fraud.caseMoves('cas_1')).toEqual([
			{
				caseId: 'cas_1',
				from: null,
				to: 'open',
				actor: 'system',
				note: null,
				at: aCase().openedAt,
			},
		]);
	});

	it('gives its open case the new findings and leaves it its time', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		await fraud.recordCheck(suspected());
		const found = {
			findings: [aFinding({ ruleId: 'F4' })],
			score: 0.8,
			affiliateIds: ['aff_other'],
			holds: true,
		};
		await fraud.recordCheck(
			suspected({}, { ...found, openedAt: day(25), expiresAt: '2027-01-01T00:00:00.000Z' }),
		);
		expect(await fraud.case('cas_1')).toEqual(aCase(found));
		expect(await fraud.cases({ affiliateId: 'aff_other', limit: 9 })).toHaveLength(1);
		expect(await fraud.cases({ affiliateId: 'aff_anna', limit: 9 })).toEqual([]);
		await fraud.moveCase(decision());
		expect(await fraud.ruleRecords({})).toEqual([{ ruleId: 'F4', confirmed: 1, cleared: 0 }]);
		const audit = "select action from audit_entries where kind = 'fraud_case'";
		expect(await workspace.execute(audit)).toEqual([{ action: 'updated' }]);
	});

	it('leaves a decided case as it is', async () => {
		const { fraud } = await engine.open();
		await fraud.recordCheck(suspected());
		await fraud.moveCase(decision({ to: 'cleared' }));
		const decided = await fraud.case('cas_1');
		await fraud.recordCheck(suspected({}, { score: 0.9, findings: [] }));
		await fraud.recordCheck(passed());
		expect(await fraud.case('cas_1')).toEqual(decided);
		expect(decided).toMatchObject({
			status: 'cleared',
			decidedAt: day(20),
			decidedBy: 'Petra',
			note: 'known address',
		});
	});

	it('without ground any more ends its open case, and opens it again with a new one', async () => {
		const { fraud } = await engine.open();
		await fraud.recordCheck(suspected());
		await fraud.recordCheck(suspected({ orderId: 'order-2' }, { caseId: 'cas_2' }));
		await fraud.recordCheck(passed({ checkedAt: day(21) }));
		expect((await fraud.case('cas_1'))?.status).toBe('superseded');
		expect((await fraud.case('cas_2'))?.status).toBe('open');
		const again = { openedAt: day(22), expiresAt: day(29), findings: [SHARED] };
		await fraud.recordCheck(suspected({}, again));
		expect(await fraud.case('cas_1')).toEqual(aCase(again));
		const moves = await fraud.caseMoves('cas_1');
		expect(moves.map(({ from, to, at }) => [from, to, at])).toEqual([
			[null, 'open', aCase().openedAt],
			['open', 'superseded', day(21)],
			['superseded', 'open', day(22)],
		]);
	});

	it('that asks for a review without a case of its own leaves the open one', async () => {
		const { fraud } = await engine.open();
		await fraud.recordCheck(suspected());
		await fraud.recordCheck({ ...suspected(), openCase: null });
		expect((await fraud.case('cas_1'))?.status).toBe('open');
	});

	it('and a decision at the same moment leave one end', async () => {
		const { fraud } = await engine.open();
		for (let round = 0; round < 10; round += 1) {
			const caseId = `cas_${round}`;
			const orderId = `order-${round}`;
			await fraud.recordCheck(suspected({ orderId }, { caseId }));
			const outcomes = await Promise.allSettled([
				fraud.recordCheck(passed({ orderId })),
				fraud.moveCase(decision({ caseId })),
			]);
			const moves = await fraud.caseMoves(caseId);
			expect(moves).toHaveLength(2);
			expect(outcomes[0].status).toBe('fulfilled');
			expect((await fraud.case(caseId))?.status).toBe(moves[1]?.to);
			expect(outcomes[1].status === 'fulfilled').toBe(moves[1]?.to === 'confirmed');
		}
	});

	it('writes nothing at all when its case cannot be written', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		const broken = suspected({}, { caseId: null as unknown as string });
		await expect(fraud.recordCheck(broken)).rejects.toThrow();
		expect(await workspace.execute('select order_id from fraud_checks')).toEqual([]);
	});
});

describeStores('Past checks', (engine) => {
	const onDay = (number: number, more: Partial<CheckWrite['check']> = {}) =>
		passed({ orderId: `order-${number}`, orderedAt: day(number), ...more });

	it('are replayed by the time of their orders, from a moment and to one', async () => {
		const { fraud } = await engine.open();
		for (const number of [4, 2, 3, 1]) await fraud.recordCheck(onDay(number));
		await fraud.recordCheck(onDay(5, { programmeId: 'prg_other' }));
		await fraud.recordCheck(onDay(6, { programmeId: null }));
		const orders = async (filter: { from?: string; to?: string }) =>
			(await all(fraud.replayChecks({ programmeId: PROGRAMME_ID, ...filter }))).map(
				({ check }) => check.orderId,
			);
		expect(await orders({})).toEqual(['order-1', 'order-2', 'order-3', 'order-4']);
		expect(await orders({ from: day(2), to: day(4) })).toEqual(['order-2', 'order-3']);
	});

	it('of any number come once each, also where a page ends among orders of one moment', async () => {
		const { fraud } = await engine.open();
		const ids = Array.from({ length: 403 }, (_, n) => `o${String(n).padStart(4, '0')}`);
		for (const orderId of ids) await fraud.recordCheck(passed({ orderId }));
		const found = await all(fraud.replayChecks({ programmeId: PROGRAMME_ID }));
		expect(found.map(({ check }) => check.orderId)).toEqual(ids);
	}, 60_000);

	it('tell what a person made of them last, and nothing of what ended by itself', async () => {
		const { fraud } = await engine.open();
		for (const number of [1, 2, 3, 4, 5]) {
			const orderId = `order-${number}`;
			await fraud.recordCheck(suspected({ orderId, orderedAt: day(number) }, { caseId: orderId }));
		}
		await fraud.moveCase(decision({ caseId: 'order-1' }));
		await fraud.moveCase(decision({ caseId: 'order-2', to: 'cleared' }));
		await fraud.moveCase(decision({ caseId: 'order-3', to: 'expired' }));
		await fraud.moveCase(decision({ caseId: 'order-4' }));
		await fraud.moveCase(
			decision({ caseId: 'order-4', from: 'confirmed', to: 'cleared', at: day(21) }),
		);
		const found = await all(fraud.replayChecks({ programmeId: PROGRAMME_ID }));
		expect(found.map(({ label }) => label)).toEqual([
			'confirmed',
			'cleared',
			null,
			'cleared',
			null,
		]);
		expect((await fraud.check(STORE_KEY, 'order-1'))?.label).toBe('confirmed');
	});
});

const PERSONAL = ['secret-landing-value', 'hidden.example'];

async function rawContent(workspace: TestWorkspace): Promise<string> {
	if (workspace.address.kind === 'sqlite') {
		const folder = path.dirname(workspace.address.file);
		return readdirSync(folder)
			.map((name) => readFileSync(path.join(folder, name), 'latin1'))
			.join('\n');
	}
	const tables = ['fraud_checks', 'fraud_cases', 'fraud_policies', 'audit_entries'];
	const parts = tables.map((table) => workspace.execute(`select * from ${table}`));
	return JSON.stringify(await Promise.all(parts));
}

describeStores('The facts of a check', (engine) => {
	it('are nowhere to be read in what is stored', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		const [value = '', emailDomain = ''] = PERSONAL;
		const facts = fraudFacts();
		await fraud.recordCheck(
			passed(
				{ verdict: aVerdict({ reason: 'visible reason' }) },
				{
					facts: {
						...facts,
						customer: { ...facts.customer, emailDomain },
						visit: { ...facts.visit, landingParameters: { q: value } },
					},
				},
			),
		);
		const raw = await rawContent(workspace);
		expect(raw).toContain('visible reason');
		for (const text of PERSONAL) expect(raw).not.toContain(text);
	});

	it('cannot be moved from one order to another behind the back of the store', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		await fraud.recordCheck(passed());
		await fraud.recordCheck(passed({ orderId: 'order-2' }));
		await workspace.execute(
			"update fraud_checks set facts = (select facts from fraud_checks where order_id = 'order-1')",
		);
		await expect(fraud.check(STORE_KEY, 'order-2')).rejects.toMatchObject({
			code: 'sealed_value_damaged',
		});
	});

	it('say nothing of the order number in the hash of its basket', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		for (const orderId of ['order-1', 'order-2']) {
			const order = anOrder({ orderId, orderNumber: `#${orderId}` });
			const lines = order.lines.map((line) => ({ ...line, lineId: `${orderId}-line` }));
			await fraud.recordCheck(
				passed(aCheck({ orderId }), { facts: fraudFacts({ order: { ...order, lines } }) }),
			);
		}
		const baskets = await workspace.execute('select distinct basket_hash from fraud_checks');
		expect(baskets).toHaveLength(1);
	});
});
