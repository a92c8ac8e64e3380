import { AFFILIATE_ID, eur, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { describeStores, TEST_KEY, type TestWorkspace } from '../../support/stores';
import { aDestination, at, claim, fanOut, namesOf, settle } from './delivery-steps';
import { fillThirdRelease } from './third-release';

const KEPT = [
	'affiliates',
	'affiliate_sites',
	'clicks',
	'commissions',
	'commission_heads',
	'commission_moves',
	'conversions',
	'customer_journeys',
	'ledger_transactions',
	'order_claims',
	'order_clicks',
	'outbox_events',
	'payout_profiles',
	'plans',
	'postings',
	'programmes',
];

describeStores('A store of the third release', (engine) => {
	const filled = async () => {
		const workspace = await engine.workspace();
		await fillThirdRelease(workspace);
		return workspace;
	};

	const upgraded = async () => await (await filled()).open({ key: TEST_KEY });

	/** One after the other: each takes a connection, and the stand-in has only a few. */
	const rowsOf = async (workspace: TestWorkspace) => {
		const rows: Array<Array<Record<string, unknown>>> = [];
		for (const table of KEPT) rows.push(await workspace.execute(`select * from ${table}`));
		return rows;
	};

	it('keeps every row as it is when it is upgraded', async () => {
		const workspace = await filled();
		const before = await rowsOf(workspace);
		await (await workspace.open({ key: TEST_KEY })).close();
		for (const rows of before) expect(rows.length).toBeGreaterThan(0);
		expect(await rowsOf(workspace)).toEqual(before);
		const migrations = await workspace.execute('select name from kysely_migration order by name');
		expect(migrations.map(({ name }) => name)).toContain('0004-deliveries-and-sync');
	});

	it('is read as before', async () => {
		const store = await upgraded();
		expect(await store.ledger.balances('approved:')).toEqual([
			{ account: `approved:${AFFILIATE_ID}`, balance: eur('6.00') },
		]);
		expect(await store.registry.programme(PROGRAMME_ID)).toMatchObject({ code: 'spring' });
		expect(await store.fraud.claims(STORE_KEY, 'old-1')).toHaveLength(1);
		expect(await store.ledger.pendingEvents(9)).toMatchObject([
			{ outboxId: 'out_2' },
			{ outboxId: 'out_3' },
		]);
	});

	it('gives its old events to a destination that asks for them, and to no other', async () => {
		const store = await upgraded();
		const asks = aDestination();
		const others = aDestination({ destinationId: 'workflow-2:node-1' });
		await store.deliveries.register(others, at(0));
		await store.deliveries.register(asks, at(0), '2026-01-01T00:00:00.000Z');
		await fanOut(store);
		expect(await claim(store, { destinationId: 'workflow-2:node-1' })).toEqual([]);
		// Two of one order, so one after the other.
		const claimed = await claim(store);
		expect(namesOf(claimed)).toEqual(['out_1', 'out_3']);
		for (const delivery of claimed) await settle(store, delivery);
		expect(namesOf(await claim(store))).toEqual(['out_2']);
	});

	it('remembers what sync writes', async () => {
		const { sync } = await upgraded();
		const scope = { system: 'hubspot', account: 'portal', object: 'contact' };
		await sync.remember([{ ...scope, recordKey: 'a', field: 'b', value: 'c', at: at(0) }]);
		expect(await sync.isOwnWrite(scope, 'a', { b: 'c' })).toBe(true);
	});
});
