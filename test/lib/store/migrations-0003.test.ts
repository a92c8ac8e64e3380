import {
	AFFILIATE_ID,
	aCustomer,
	anAffiliate,
	anOrder,
	CLICK_ID,
	eur,
	PROGRAMME_ID,
} from '../../support/builders';
import { orderTraits } from '../../../lib/model/trait';
import { describeStores, TEST_KEY, type TestWorkspace } from '../../support/stores';
import { insertRow } from './first-release';
import { fillSecondRelease, makeSecondRelease } from './second-release';
import { passed, suspected } from './fraud-writes';

const KEPT = [
	'affiliates',
	'clicks',
	'commissions',
	'commission_moves',
	'conversions',
	'ledger_transactions',
	'payout_profiles',
	'postings',
	'programmes',
];

describeStores('A store of the second release', (engine) => {
	const filled = async () => {
		const workspace = await engine.workspace();
		await makeSecondRelease(workspace.address);
		await fillSecondRelease(workspace);
		return workspace;
	};

	const upgraded = async () => {
		const workspace = await filled();
		return { workspace, store: await workspace.open({ key: TEST_KEY }) };
	};

	/** One after the other: each takes a connection, and the stand-in has only a few. */
	const rowsOf = async (workspace: TestWorkspace) => {
		const rows: Array<Array<Record<string, unknown>>> = [];
		for (const table of KEPT) rows.push(await workspace.execute(`select * from ${table}`));
		return rows;
	};

	it('keeps every row when it is upgraded', async () => {
		const workspace = await filled();
		const before = await rowsOf(workspace);
		await (await workspace.open({ key: TEST_KEY })).close();
		const after = await rowsOf(workspace);
		for (const [index, rows] of before.entries()) {
			expect(rows.length).toBeGreaterThan(0);
			expect(after[index]).toMatchObject(rows);
		}
		const migrations = await workspace.execute('select name from kysely_migration order by name');
		expect(migrations.map(({ name }) => name)).toContain('0003-attribution-and-fraud');
	});

	it('is read as before, with what is new at its default', async () => {
		const { store, workspace } = await upgraded();
		expect(await store.registry.affiliate(AFFILIATE_ID)).toEqual(
			anAffiliate({ phone: '+49 30 5550100' }),
		);
		expect(await store.registry.programme(PROGRAMME_ID)).toMatchObject({ code: 'spring' });
		expect(await store.payouts.profile(AFFILIATE_ID)).toMatchObject({ taxId: '12/345/67890' });
		const columns = 'address_hash, journey_id, medium, opening, network_kinds';
		expect(await workspace.execute(`select ${columns} from clicks`)).toEqual([
			{
				address_hash: null,
				journey_id: null,
				medium: 'web',
				opening: 'unknown',
				network_kinds: '[]',
			},
		]);
		expect(await store.ledger.balances('approved:')).toEqual([
			{ account: `approved:${AFFILIATE_ID}`, balance: eur('6.00') },
		]);
		expect(await store.fraud.policy(PROGRAMME_ID)).toBeNull();
		expect(await store.fraud.cases({ limit: 9 })).toEqual([]);
	});

	it('knows the traits of its affiliates, as an order of theirs has them', async () => {
		const { store } = await upgraded();
		const kinds = (await store.fraud.affiliateTraits(AFFILIATE_ID)).map(({ kind }) => kind);
		expect(kinds).toEqual(['email', 'email_domain', 'payout', 'phone', 'tax_id']);
		const customer = aCustomer({ email: 'anna@partner.example' });
		const traits = orderTraits(anOrder({ customer }), store.keyedHash);
		expect(await store.fraud.affiliatesWithTraits(traits, 'aff_other')).toEqual([
			{ affiliateId: AFFILIATE_ID, kinds: ['email', 'email_domain'] },
		]);
	});

	it('knows the customers of its clicks', async () => {
		const { store } = await upgraded();
		expect(await store.fraud.clickCustomers(CLICK_ID, null)).toBe(1);
		expect(await store.fraud.clickCustomers(CLICK_ID, 'carla')).toBe(0);
	});

	it('is upgraded whatever text its orders were told with', async () => {
		const workspace = await filled();
		const [row] = await workspace.execute('select * from conversions');
		const strange = { ...row, conversion_id: 'cnv_strange', order_id: 'strange' };
		const record = {
			...(JSON.parse(String(row?.['record'])) as object),
			orderNumber: '#\u0000 \ud800 \\u0000',
		};
		await insertRow(workspace, 'conversions', {
			...(strange as Record<string, string>),
			record: JSON.stringify(record),
		});
		const store = await workspace.open({ key: TEST_KEY });
		expect(await store.fraud.clickCustomers(CLICK_ID, null)).toBe(1);
		expect(await workspace.execute('select order_id from order_clicks order by 1')).toEqual([
			{ order_id: 'old-1' },
			{ order_id: 'strange' },
		]);
	});

	it('takes checks, and lets nobody change what people made of them', async () => {
		const { store, workspace } = await upgraded();
		await store.fraud.recordCheck(suspected());
		await store.fraud.recordCheck(passed({ orderId: 'order-2' }));
		expect(await store.fraud.cases({ limit: 9 })).toHaveLength(1);
		await expect(workspace.execute("update fraud_case_moves set actor = 'x'")).rejects.toThrow(
			'append-only: fraud_case_moves',
		);
	});
});
