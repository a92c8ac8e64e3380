import { DatabaseSync } from 'node:sqlite';
import type { SyncScope } from '../../../lib/ports/sync-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { sqliteEngine } from '../../support/stores';
import { aDestination, anEvent, at, claim, fanOut, happen, settle } from './delivery-steps';

/** Tables that grow with every event and every synced field. */
const LARGE = ['deliveries', 'outbox_events', 'conversions', 'sync_values', 'sync_conflicts'];

const CONTACTS: SyncScope = { system: 'hubspot', account: 'portal', object: 'contact' };
const CONFLICT = { ...CONTACTS, recordKey: 'a', field: 'b', source: 'c', target: 'd' };

const ID = 'workflow-1:node-1';

const READS: ReadonlyArray<readonly [string, (store: AffiliateStore) => Promise<unknown>]> = [
	[
		'a fan-out',
		async (store) => {
			await happen(store, anEvent('new'));
			await fanOut(store);
		},
	],
	[
		'a delivery from claim to end',
		async (store) => {
			for (const delivery of await claim(store)) await settle(store, delivery);
			await store.deliveries.renew(['dlv'], 'process-1', at(9));
			await store.deliveries.release('dlv', 'process-1');
		},
	],
	[
		'a claim after leases have ended',
		async (store) => [await claim(store), await claim(store, { now: at(99) })],
	],
	[
		'a new destination',
		({ deliveries }) => deliveries.register(aDestination({ destinationId: 'w:n' }), at(1)),
	],
	['a replay', ({ deliveries }) => deliveries.replaySince(ID, at(0), at(1))],
	['a replay of dead letters', ({ deliveries }) => deliveries.replayDead(ID)],
	['dead letters', ({ deliveries }) => deliveries.deadLetters({ limit: 9 })],
	[
		'dead letters of one',
		({ deliveries }) => deliveries.deadLetters({ destinationId: ID, limit: 9 }),
	],
	['the latency', ({ deliveries }) => deliveries.latency(ID, at(0), at(9))],
	['what is old', ({ deliveries }) => deliveries.prune(at(9))],
	[
		'the memory of sync',
		async ({ sync }) => {
			await sync.remember([{ ...CONTACTS, recordKey: 'a', field: 'b', value: 'c', at: at(0) }]);
			await sync.recall(CONTACTS, ['a', 'b'], ['c']);
			await sync.isOwnWrite(CONTACTS, 'a', { b: 'c' });
			const { conflictId } = await sync.raise(CONFLICT, at(0));
			await sync.list({ ...CONTACTS, limit: 9 });
			await sync.settle(conflictId, { take: 'source' }, 'anna', at(1));
			await sync.forget('a');
		},
	],
];

describe('The embedded store of deliveries and sync', () => {
	const engine = sqliteEngine();

	afterEach(() => jest.restoreAllMocks());

	it.each(READS)('goes by an index, never through a whole table: %s', async (_what, read) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.deliveries.register(aDestination(), at(0));
		await happen(store, anEvent('a'));
		await fanOut(store);
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		// Another connection, because the first one has statements prepared already.
		const reader = await workspace.open();
		prepare.mockClear();
		await read(reader);
		const queries = prepare.mock.calls
			.map(([sql]) => sql)
			.filter((sql) => /^(select|update|delete)/.test(sql));
		expect(queries.length).toBeGreaterThan(0);
		for (const query of queries) {
			const steps = await workspace.execute(`explain query plan ${query}`);
			const scans = steps
				.map(({ detail }) => String(detail))
				.filter((detail) => isScan(detail, query));
			expect([query, scans]).toEqual([query, []]);
		}
	});

	/** A walk through a table, unless it ends after the first rows that are due. */
	function isScan(detail: string, query: string): boolean {
		const name = /^SCAN (\w+)/.exec(detail)?.[1];
		if (name === undefined) return false;
		const table = new RegExp(`"(\\w+)" as "${name}"`).exec(query)?.[1] ?? name;
		return LARGE.includes(table);
	}
});
