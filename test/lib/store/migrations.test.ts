import { AffiliateError } from '../../../lib/kernel';
import { describeStores } from '../../support/stores';
import { spawnChild } from './children/spawn-child';

describeStores('The schema', (engine) => {
	it('is made on first use and left alone afterwards', async () => {
		const workspace = await engine.workspace();
		const migrations = () => workspace.execute('select name, timestamp from kysely_migration');
		await (await workspace.open()).close();
		const first = await migrations();
		await (await workspace.open()).close();
		expect(first).toHaveLength(6);
		expect(await migrations()).toEqual(first);
	});

	it('is made once when one process opens a store many times at once', async () => {
		const workspace = await engine.workspace();
		const count = engine.isStandIn() ? 1 : 5;
		const stores = await Promise.all(Array.from({ length: count }, () => workspace.open()));
		expect(new Set(stores.map((store) => store.keyedHash('a', 'b'))).size).toBe(1);
		for (const store of stores) expect(await store.ledger.netPerCurrency()).toEqual([]);
	});

	it('is made once when several processes open a new store at the same moment', async () => {
		if (engine.isStandIn()) return;
		const workspace = await engine.workspace();
		const children = Array.from({ length: 4 }, (_, n) =>
			spawnChild('first-opener', workspace.address, String(n)),
		);
		await Promise.all(children.map((child) => child.written(1)));
		for (const child of children) child.process.stdin?.write('go\n');
		const codes = await Promise.all(children.map((child) => child.ended()));
		expect(codes).toEqual([0, 0, 0, 0]);
		const store = await workspace.open();
		const hash = `hash ${store.keyedHash('test', 'value')}`;
		expect(children.map(({ lines }) => lines)).toEqual(
			Array.from({ length: 4 }, () => ['ready', hash]),
		);
		expect(await store.ledger.commissions({ limit: 10 })).toHaveLength(4);
	}, 60_000);

	it('of a newer version is refused', async () => {
		const workspace = await engine.workspace();
		await (await workspace.open()).close();
		await workspace.execute(
			"insert into kysely_migration (name, timestamp) values ('9999-future', '2099-01-01')",
		);
		const error = await workspace.open().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(AffiliateError);
		expect(error).toMatchObject({ code: 'store_too_new' });
	});
});
