import type { SyncConflict, SyncEntry, SyncScope } from '../../../lib/ports/sync-store';
import { describeStores, type TestWorkspace } from '../../support/stores';

const CONTACTS: SyncScope = { system: 'hubspot', account: 'portal-1', object: 'contact' };
const LEADS: SyncScope = { system: 'salesforce', account: 'org-1', object: 'lead' };
const CARLA = 'carla@secret.example';
const PHONE = '+49 30 5550100';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString();

const entry = (overrides: Partial<SyncEntry> = {}): SyncEntry => ({
	...CONTACTS,
	recordKey: CARLA,
	field: 'phone',
	value: PHONE,
	at: at(0),
	...overrides,
});

const conflict = (overrides: Partial<SyncConflict> = {}): SyncConflict => ({
	...CONTACTS,
	recordKey: CARLA,
	field: 'phone',
	source: PHONE,
	target: '+49 30 5550199',
	...overrides,
});

/** All rows of the tables, as text. */
const rawRows = async (workspace: TestWorkspace): Promise<string> => {
	const values = await workspace.execute('select * from sync_values');
	const conflicts = await workspace.execute('select * from sync_conflicts');
	return JSON.stringify([values, conflicts]);
};

describeStores('The memory of sync', (engine) => {
	it('tells what was written last', async () => {
		const { sync } = await engine.open();
		await sync.remember([entry(), entry({ field: 'city', value: null })]);
		await sync.remember([entry({ value: 'new', at: at(2) })]);
		await sync.remember([]);
		expect(await sync.recall(CONTACTS, [CARLA, 'otto@secret.example'])).toEqual([
			{ recordKey: CARLA, field: 'city', value: null, at: at(0) },
			{ recordKey: CARLA, field: 'phone', value: 'new', at: at(2) },
		]);
		expect(await sync.recall(CONTACTS, [CARLA], ['city'])).toHaveLength(1);
		expect(await sync.recall(CONTACTS, [])).toEqual([]);
		expect(await sync.recall(LEADS, [CARLA])).toEqual([]);
	});

	it('never lets an older write take the place of a newer one', async () => {
		const { sync } = await engine.open();
		await sync.remember([entry({ value: 'new', at: at(5) })]);
		await sync.remember([entry({ value: 'old', at: at(4) })]);
		await sync.remember([
			entry({ field: 'city', value: 'late', at: at(9) }),
			entry({ field: 'city', value: 'early', at: at(8) }),
		]);
		const values = (await sync.recall(CONTACTS, [CARLA])).map(({ value }) => value);
		expect(values).toEqual(['late', 'new']);
	});

	it('takes many values of many records at once', async () => {
		const { sync } = await engine.open();
		const keys = Array.from({ length: 700 }, (_, number) => `customer-${number}`);
		await sync.remember(keys.map((recordKey) => entry({ recordKey, value: recordKey })));
		const known = await sync.recall(CONTACTS, keys, ['phone']);
		expect(known.map(({ value }) => value).sort()).toEqual([...keys].sort());
		expect(known.every(({ recordKey, value }) => recordKey === value)).toBe(true);
	});

	it('knows the echo of its own write, and nothing else for one', async () => {
		const { sync } = await engine.open();
		await sync.remember([entry(), entry({ field: 'city', value: null })]);
		const isOwn = (values: Record<string, string | null>, scope = CONTACTS, key = CARLA) =>
			sync.isOwnWrite(scope, key, values);
		expect(await isOwn({ phone: PHONE })).toBe(true);
		expect(await isOwn({ phone: PHONE, city: null })).toBe(true);
		expect(await isOwn({ phone: PHONE, city: '' })).toBe(false);
		expect(await isOwn({ phone: 'other' })).toBe(false);
		expect(await isOwn({ phone: PHONE, street: 'x' })).toBe(false);
		expect(await isOwn({})).toBe(false);
		expect(await isOwn({ phone: PHONE }, LEADS)).toBe(false);
		expect(await isOwn({ phone: PHONE }, CONTACTS, 'otto@secret.example')).toBe(false);
	});

	it('shows nothing to who only reads the tables, not even that two values are the same', async () => {
		const workspace = await engine.workspace();
		const { sync } = await workspace.open();
		await sync.remember([entry(), entry({ recordKey: 'otto@secret.example' })]);
		const { conflictId } = await sync.raise(conflict(), at(1));
		await sync.settle(conflictId, { take: 'value', value: 'Secret Lane 9' }, 'anna', at(2));
		const raw = await rawRows(workspace);
		for (const text of [CARLA, PHONE, '5550199', 'Secret Lane']) expect(raw).not.toContain(text);
		const hashes = await workspace.execute('select distinct value_hash from sync_values');
		expect(hashes).toHaveLength(2);
	});

	it('forgets a record in every system, with its conflicts, and no other', async () => {
		const workspace = await engine.workspace();
		const { sync } = await workspace.open();
		await sync.remember([
			entry(),
			entry(LEADS),
			entry({ recordKey: 'otto@secret.example', value: 'kept' }),
		]);
		await sync.raise(conflict(), at(1));
		expect(await sync.forget(CARLA)).toBe(3);
		expect(await sync.forget(CARLA)).toBe(0);
		expect(await sync.recall(CONTACTS, [CARLA])).toEqual([]);
		expect(await sync.list({ limit: 9 })).toEqual([]);
		expect(await sync.recall(CONTACTS, ['otto@secret.example'])).toHaveLength(1);
	});
});

describeStores('A conflict that asks a person', (engine) => {
	it('is raised once for the same two values', async () => {
		const { sync } = await engine.open();
		const raised = await Promise.all([1, 2, 3].map(() => sync.raise(conflict(), at(1))));
		expect(raised.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'raised']);
		expect(await sync.list({ limit: 9 })).toEqual([
			{
				conflictId: raised[0]?.conflictId,
				...conflict(),
				status: 'open',
				raisedAt: at(1),
				settlement: null,
			},
		]);
	});

	it('is listed by system, account and kind of record, oldest first', async () => {
		const { sync } = await engine.open();
		await sync.raise(conflict({ field: 'a' }), at(1));
		await sync.raise(conflict({ ...LEADS, field: 'b' }), at(2));
		await sync.raise(conflict({ field: 'c' }), at(3));
		const fields = async (filter: object) =>
			(await sync.list({ limit: 9, ...filter })).map(({ field }) => field);
		expect(await fields({})).toEqual(['a', 'b', 'c']);
		expect(await fields({ limit: 1 })).toEqual(['a']);
		expect(await fields({ system: 'hubspot', account: 'portal-1' })).toEqual(['a', 'c']);
		expect(await fields({ object: 'lead' })).toEqual(['b']);
		expect(await fields({ account: 'other' })).toEqual([]);
	});

	it('gives way to one with newer values, and comes back with the old ones', async () => {
		const { sync } = await engine.open();
		const { conflictId } = await sync.raise(conflict(), at(1));
		await sync.raise(conflict({ target: 'newer' }), at(2));
		expect((await sync.list({ limit: 9 })).map(({ target }) => target)).toEqual(['newer']);
		expect(await sync.settle(conflictId, { take: 'source' }, 'anna', at(3))).toBe('refused');
		expect(await sync.raise(conflict(), at(4))).toMatchObject({ conflictId, outcome: 'raised' });
		expect((await sync.list({ limit: 9 })).map(({ target }) => target)).toEqual([
			conflict().target,
		]);
		expect(await sync.list({ status: 'superseded', limit: 9 })).toHaveLength(1);
	});

	it.each([
		[{ take: 'source' }, PHONE],
		[{ take: 'target' }, '+49 30 5550199'],
		[{ take: 'value', value: 'third' }, 'third'],
		[{ take: 'value', value: null }, null],
	] as const)(
		'is settled by %j, and tells it to whoever raises it again',
		async (decision, value) => {
			const { sync } = await engine.open();
			const { conflictId } = await sync.raise(conflict(), at(1));
			expect(await sync.settle(conflictId, decision, 'anna', at(2))).toBe('settled');
			expect(await sync.settle(conflictId, decision, 'otto', at(3))).toBe('unchanged');
			const other = { take: 'value', value: 'something else' } as const;
			expect(await sync.settle(conflictId, other, 'otto', at(3))).toBe('refused');
			const settlement = { take: decision.take, value, actor: 'anna', at: at(2) };
			expect(await sync.raise(conflict(), at(4))).toEqual({
				conflictId,
				outcome: 'known',
				settlement,
			});
			expect(await sync.list({ limit: 9 })).toEqual([]);
			expect(await sync.list({ status: 'settled', limit: 9 })).toMatchObject([{ settlement }]);
			expect(await sync.settle('cfl_unknown', decision, 'anna', at(2))).toBe('unknown');
		},
	);
});
