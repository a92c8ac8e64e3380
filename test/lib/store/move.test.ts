import { AffiliateError } from '../../../lib/kernel';
import { moveWorkspace, type StoreLocation } from '../../../lib/store';
import { aClick, anAffiliate, aLink, aProgramme, eur } from '../../support/builders';
import { postgresEngine, sqliteEngine, TEST_KEY } from '../../support/stores';
import { aSale, conversionId, keyOf, recordWrite } from './ledger-writes';

const files = sqliteEngine();

describe('A workspace that moves to PostgreSQL', () => {
	const engine = postgresEngine();

	async function filled(key = TEST_KEY) {
		const workspace = await files.workspace();
		const store = await workspace.open({ key });
		await store.registry.saveProgramme(aProgramme());
		await store.registry.saveAffiliate(anAffiliate({ email: 'anna@partner.example' }));
		await store.registry.saveLink(aLink());
		for (let number = 0; number < 30; number += 1) {
			const sale = aSale({ orderId: `order-${number}` });
			await store.ledger.decide(keyOf(sale), () => ({ write: recordWrite(sale), result: null }));
		}
		const clicks = Array.from({ length: 2_500 }, (_, index) =>
			aClick({ clickId: `clk_${index}`, visitorHash: `v${index}`, utm: { source: 'Größe “ß” 𝕏' } }),
		);
		await store.clicks.append(clicks, 60);
		await store.inbox.receive([
			{
				eventId: 'evt_1',
				consumer: 'w:n',
				kind: 'order_paid',
				contentHash: 'h',
				deliveryKey: 'shopify:1',
				payload: '{"sealed":true}',
				receivedAt: '2026-11-20T09:00:00.000Z',
			},
		]);
		await workspace.close();
		if (workspace.address.kind !== 'sqlite') throw new Error('this is a file');
		return { workspace, from: { kind: 'sqlite' as const, file: workspace.address.file, key } };
	}

	async function target(key = TEST_KEY) {
		const workspace = await engine.workspace();
		if (workspace.address.kind !== 'postgres') throw new Error('this is a server');
		const { connectionString, workspace: name } = workspace.address;
		const connection = { connectionString };
		const to: Extract<StoreLocation, { kind: 'postgres' }> = {
			kind: 'postgres',
			connection,
			workspace: name,
			key,
		};
		return { workspace, to };
	}

	const codeOf = async (promise: Promise<unknown>): Promise<string> =>
		await promise.then(
			() => 'moved',
			(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
		);

	it('has every row of every table there, and goes on from where it was', async () => {
		const { workspace: file, from } = await filled();
		const { workspace, to } = await target();
		const told: string[] = [];
		const moved = await moveWorkspace({ from, to, onTable: ({ name }) => told.push(name) });
		expect(told).toEqual(moved.map(({ name }) => name));
		for (const { name, rows } of moved) {
			const query = `select count(*) as rows from ${name}`;
			const [source, there] = [await file.execute(query), await workspace.execute(query)];
			expect([name, Number(there[0]?.['rows'])]).toEqual([name, rows]);
			expect(Number(source[0]?.['rows'])).toBe(rows);
		}
		const names = await workspace.execute(
			`select tablename as name from pg_tables where schemaname = current_schema and tablename not like 'kysely%'`,
		);
		expect(moved.map(({ name }) => name).sort()).toEqual(names.map(({ name }) => name).sort());
		const store = await workspace.open({ key: TEST_KEY });
		expect((await store.registry.affiliateByCode('anna'))?.email).toBe('anna@partner.example');
		expect((await store.clicks.get('clk_2499'))?.utm).toEqual({ source: 'Größe “ß” 𝕏' });
		expect(
			(await store.ledger.conversion(conversionId({ orderId: 'order-7' })))?.commissions,
		).toHaveLength(1);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
		const [claimed] = await store.inbox.claim({
			consumer: 'w:n',
			owner: 'o',
			now: '2026-11-21T09:00:00.000Z',
			leaseUntil: '2026-11-21T09:01:00.000Z',
			limit: 1,
		});
		expect(claimed?.payload).toBe('{"sealed":true}');
		const day = { programmeId: aProgramme().programmeId, from: '2020-01-01', to: '2030-01-01' };
		const countedClicks = async () =>
			(await store.history.clickTotals({ ...day, by: 'affiliate', limit: 9 }))[0]?.rawClicks;
		expect(await countedClicks()).toBe(2_500);
		await store.clicks.append([aClick({ clickId: 'clk_new', visitorHash: 'new' })], 60);
		expect(await countedClicks()).toBe(2_501);
		const next = aSale({ orderId: 'after' });
		await store.ledger.decide(keyOf(next), () => ({ write: recordWrite(next), result: null }));
		expect(await store.ledger.pendingEvents(100)).toHaveLength(31);
	});

	it('leaves the file as it was, to be used on', async () => {
		const { workspace: file, from } = await filled();
		await moveWorkspace({ from, to: (await target()).to });
		const store = await file.open({ key: TEST_KEY });
		expect(await store.ledger.pendingEvents(100)).toHaveLength(30);
	});

	it('is refused into a workspace that has something, and by another key', async () => {
		const { from } = await filled();
		const { to } = await target();
		await moveWorkspace({ from, to });
		expect(await codeOf(moveWorkspace({ from, to }))).toBe('workspace_not_empty');
		const other = Buffer.alloc(32, 'another key').toString('base64');
		const { workspace, to: elsewhere } = await target(other);
		expect(await codeOf(moveWorkspace({ from, to: elsewhere }))).toBe('wrong_store_key');
		const [row] = await workspace
			.execute('select count(*) as rows from clicks')
			.catch(() => [{ rows: 0 }]);
		expect(Number(row?.['rows'])).toBe(0);
	});
});
