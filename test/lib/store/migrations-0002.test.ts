import { planSchema } from '../../../lib/model/plan';
import { AFFILIATE_ID, CREATED_AT, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores, TEST_KEY, type TestWorkspace } from '../../support/stores';
import { fillFirstRelease, makeFirstRelease, OLD_PLAN } from './first-release';
import { aSale, keyOf, recordWrite } from './ledger-writes';

describeStores('A store of the first release', (engine) => {
	const upgraded = async () => {
		const workspace = await engine.workspace();
		await makeFirstRelease(workspace.address);
		await fillFirstRelease(workspace);
		return { workspace, store: await workspace.open({ key: TEST_KEY }) };
	};

	const history = ['conversions', 'commissions', 'commission_moves', 'ledger_transactions'];

	const rowsOf = async (workspace: TestWorkspace) =>
		await Promise.all(
			history.map((table) => workspace.execute(`select * from ${table} order by record_hash`)),
		);

	it('keeps every row when it is upgraded', async () => {
		const workspace = await engine.workspace();
		await makeFirstRelease(workspace.address);
		await fillFirstRelease(workspace);
		const before = await rowsOf(workspace);
		await (await workspace.open({ key: TEST_KEY })).close();
		const after = await rowsOf(workspace);
		for (const [index, rows] of before.entries()) expect(after[index]).toMatchObject(rows);
		expect(before.map((rows) => rows.length)).toEqual([1, 1, 2, 3]);
		const migrations = await workspace.execute('select name from kysely_migration order by name');
		expect(migrations).toEqual([
			{ name: '0001-initial' },
			{ name: '0002-payouts-and-adjustments' },
			{ name: '0003-attribution-and-fraud' },
			{ name: '0004-deliveries-and-sync' },
			{ name: '0005-sends' },
			{ name: '0006-clicks-at-volume' },
		]);
	});

	it('is read as before, with what is new at its default', async () => {
		const { store } = await upgraded();
		const state = await store.ledger.conversion('cnv_old');
		expect(state).toMatchObject({
			conversion: { orderId: 'old-1', kind: 'order', version: 1, subscriptionId: null },
			commissions: [
				{
					commissionId: 'com_old',
					amount: eur('10.00'),
					adjusted: eur('0.00'),
					reversed: eur('4.00'),
					status: 'approved',
					line: { level: 0, ruleIds: [], parts: [] },
				},
			],
			refunds: [],
			disputes: [],
		});
		expect(await store.ledger.balances('approved:')).toEqual([
			{ account: `approved:${AFFILIATE_ID}`, balance: eur('6.00') },
		]);
		expect(await store.ledger.commissionStory('com_old')).toMatchObject({ journal: null });
		const sums = await store.history.affiliateMetrics(
			AFFILIATE_ID,
			PROGRAMME_ID,
			'EUR',
			null,
			'2027-01-01T00:00:00.000Z',
		);
		expect(sums).toMatchObject({ sales: 1, revenue: eur('100.00'), commission: eur('6.00') });
		expect((await store.history.customerHistory('carla', '2027-01-01')).orderCount).toBe(1);
		expect(await store.history.recordedOrder(STORE_KEY, 'old-1')).toMatchObject({
			conversionId: 'cnv_old',
		});
	});

	it('knows the time of every posting and the hold of every commission', async () => {
		const { workspace, store } = await upgraded();
		const entries = await store.ledger.statement({ affiliateId: AFFILIATE_ID, limit: 9 });
		expect(entries.map(({ kind, balance }) => [kind, balance])).toEqual([
			['accrue', eur('10.00')],
			['approve', eur('0.00')],
			['approve', eur('10.00')],
			['reverse', eur('6.00')],
		]);
		const before = await store.ledger.balances('approved:', '2026-11-19T00:00:00.000Z');
		expect(before).toMatchObject([{ balance: eur('10.00') }]);
		expect(await workspace.execute('select hold_until from commission_heads')).toEqual([
			{ hold_until: '2026-12-17T12:30:00.000Z' },
		]);
	});

	it('stays append-only, and takes new orders', async () => {
		const { workspace, store } = await upgraded();
		for (const table of ['postings', 'commissions']) {
			await expect(workspace.execute(`update ${table} set amount_minor = 0`)).rejects.toThrow(
				`append-only: ${table}`,
			);
		}
		const sale = aSale();
		await store.ledger.decide(keyOf(sale), () => ({ write: recordWrite(sale), result: null }));
		expect(await store.ledger.commissions({ limit: 9 })).toHaveLength(2);
		const orders = [];
		for await (const { conversion } of store.ledger.replay({ programmeId: PROGRAMME_ID })) {
			orders.push(conversion.orderId);
		}
		expect(orders.sort()).toEqual(['old-1', 'order-1']);
	});

	it('knows its plans again, though plans have more fields now', async () => {
		const { store } = await upgraded();
		const plan = planSchema.parse({ ...OLD_PLAN, createdAt: CREATED_AT });
		expect(await store.registry.planInEffect(PROGRAMME_ID, CREATED_AT)).toEqual(plan);
		expect(await store.registry.savePlan(plan)).toBe('unchanged');
		const changed = store.registry.savePlan({ ...plan, holdDays: 14 });
		await expect(changed).rejects.toMatchObject({ code: 'plan_version_taken' });
	});
});
