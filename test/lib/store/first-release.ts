import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, Migrator, type Dialect } from 'kysely';
import { contentHash } from '../../../lib/kernel';
import { schemaOf } from '../../../lib/store';
import { masterKey } from '../../../lib/store/keys/master-key';
import { workspaceKeys } from '../../../lib/store/keys/workspace-keys';
import { initial } from '../../../lib/store/migrations/0001-initial';
import type { StoreMigration } from '../../../lib/store/migrations/migration-target';
import { postgresPool } from '../../../lib/store/postgres/postgres-pool';
import { WorkspaceDialect } from '../../../lib/store/postgres/workspace-dialect';
import { recordHash } from '../../../lib/store/registry/record-hash';
import { nodeSqliteDialect } from '../../../lib/store/sqlite/node-sqlite-dialect';
import { CREATED_AT, ORDERED_AT, PROGRAMME_ID, STORE_KEY } from '../../support/builders';
import { TEST_KEY, type StoreAddress, type TestWorkspace } from '../../support/stores';

/*
 * A store as the first release left it, in the words of that release.
 */

const HOLD_UNTIL = '2026-12-17T12:30:00.000Z';

/** Makes the tables of the first release, and no others. */
export async function makeFirstRelease(address: StoreAddress): Promise<void> {
	await makeRelease(address, { '0001-initial': initial });
}

/** Makes the tables that these migrations make, and no others. */
export async function makeRelease(
	address: StoreAddress,
	migrations: Readonly<Record<string, StoreMigration>>,
): Promise<void> {
	const schema = address.kind === 'sqlite' ? null : schemaOf(address.workspace);
	const db = new Kysely<unknown>({ dialect: dialectOf(address) });
	try {
		const { error } = await new Migrator({
			db,
			provider: {
				getMigrations: async () =>
					Object.fromEntries(
						Object.entries(migrations).map(([name, migration]) => [
							name,
							{ up: (tx: Kysely<unknown>) => migration(tx, { kind: address.kind, schema }) },
						]),
					),
			},
			...(schema === null ? {} : { migrationTableSchema: schema }),
		}).migrateToLatest();
		if (error !== undefined) throw error;
	} finally {
		await db.destroy();
	}
}

function dialectOf(address: StoreAddress): Dialect {
	if (address.kind === 'sqlite') {
		mkdirSync(path.dirname(address.file), { recursive: true });
		return nodeSqliteDialect(new DatabaseSync(address.file));
	}
	const pool = postgresPool({ connectionString: address.connectionString }, 1);
	return new WorkspaceDialect(pool, schemaOf(address.workspace));
}

const money = (amount: string) => ({ amount, currency: 'EUR' });

const TOUCH = {
	kind: 'click',
	affiliateId: 'aff_anna',
	affiliateCode: 'anna',
	programmeId: PROGRAMME_ID,
	occurredAt: ORDERED_AT,
	clickId: 'clk_01kb0000000000000000000000',
	couponCode: null,
	foundIn: 'landing page',
};

const CONVERSION = {
	conversionId: 'cnv_old',
	storeKey: STORE_KEY,
	orderId: 'old-1',
	orderNumber: '#old-1',
	contentHash: 'content of old-1',
	programmeId: PROGRAMME_ID,
	customerKey: 'carla',
	orderedAt: ORDERED_AT,
	recordedAt: ORDERED_AT,
	outcome: 'commissioned',
	reason: 'priced',
	base: money('100.00'),
	net: money('100.00'),
	lines: [{ lineId: 'line-1', base: money('100.00'), net: money('100.00') }],
	touches: [TOUCH],
	verdict: null,
	orderTotals: {
		items: money('100.00'),
		discount: money('0.00'),
		shipping: money('0.00'),
		tax: money('0.00'),
		fees: money('0.00'),
		tip: money('0.00'),
		total: money('100.00'),
	},
};

const COMMISSION = {
	commissionId: 'com_old',
	conversionId: 'cnv_old',
	programmeId: PROGRAMME_ID,
	affiliateId: 'aff_anna',
	kind: 'sale',
	amount: money('10.00'),
	holdUntil: HOLD_UNTIL,
	planId: 'pln_old',
	planVersion: 1,
	line: {
		affiliateId: 'aff_anna',
		affiliateCode: 'anna',
		kind: 'sale',
		amount: money('10.00'),
		orderAmount: money('10.00'),
		base: money('100.00'),
		weight: 1,
		weightTotal: 1,
		rate: '10 %',
		lockedRate: null,
		sentence: '10 % of 100.00 EUR is 10.00 EUR.',
	},
	trace: [],
	createdAt: ORDERED_AT,
};

/** The plan as the first release knew it. */
export const OLD_PLAN = {
	planId: 'pln_old',
	programmeId: PROGRAMME_ID,
	name: 'Ten percent',
	version: 1,
	effectiveFrom: CREATED_AT,
	effectiveTo: null,
	rate: { type: 'percentage', percent: '10' },
	affiliateRates: [],
	base: { includeTax: false, includeShipping: false, includeFees: false, excludedSkus: [] },
	rounding: 'half_up',
	holdDays: 30,
};

/** Puts a row into a table as it is. */
export async function insertRow(
	workspace: TestWorkspace,
	table: string,
	row: Readonly<Record<string, string | number | null>>,
): Promise<void> {
	const values = Object.values(row).map((value) =>
		typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
	);
	await workspace.execute(
		`insert into ${table} (${Object.keys(row).join(', ')}) values (${values.join(', ')})`,
	);
}

/** An order of 100.00 with 10.00 of commission, approved since, 4.00 of it reversed; a plan. */
export async function fillFirstRelease(workspace: TestWorkspace): Promise<void> {
	const insert = (table: string, row: Parameters<typeof insertRow>[2]) =>
		insertRow(workspace, table, row);
	const keys = workspaceKeys(await masterKey(TEST_KEY));
	await insert('store_meta', { name: 'key_check', value: keys.check });
	await insert('plans', {
		plan_id: 'pln_old',
		version: 1,
		programme_id: PROGRAMME_ID,
		effective_from: CREATED_AT,
		effective_to: null,
		created_at: CREATED_AT,
		content_hash: recordHash(keys, 'plan', OLD_PLAN),
		record: JSON.stringify(OLD_PLAN),
	});
	await insert('conversions', {
		conversion_id: 'cnv_old',
		store_key: STORE_KEY,
		order_id: 'old-1',
		content_hash: 'content of old-1',
		programme_id: PROGRAMME_ID,
		customer_key: 'carla',
		ordered_at: ORDERED_AT,
		recorded_at: ORDERED_AT,
		outcome: 'commissioned',
		reason: 'priced',
		currency: 'EUR',
		base_minor: 10_000,
		net_minor: 10_000,
		credited_affiliate_id: 'aff_anna',
		credited_programme_id: PROGRAMME_ID,
		record_hash: contentHash(CONVERSION),
		record: JSON.stringify(CONVERSION),
	});
	await insert('commissions', {
		commission_id: 'com_old',
		conversion_id: 'cnv_old',
		programme_id: PROGRAMME_ID,
		affiliate_id: 'aff_anna',
		ordered_at: ORDERED_AT,
		created_at: ORDERED_AT,
		amount_minor: 1_000,
		currency: 'EUR',
		credited_base_minor: 10_000,
		record_hash: contentHash(COMMISSION),
		record: JSON.stringify(COMMISSION),
	});
	for (const [id, from, to] of [
		['mov_1', null, 'pending'],
		['mov_2', 'pending', 'approved'],
	] as const) {
		await insert('commission_moves', {
			move_id: id,
			commission_id: 'com_old',
			from_status: from,
			to_status: to,
			reason: `became ${to}`,
			actor: 'system',
			at: ORDERED_AT,
			record_hash: id,
		});
	}
	await insert('commission_heads', {
		commission_id: 'com_old',
		move_id: 'mov_2',
		status: 'approved',
	});
	for (const [kind, debit, credit, amount, at] of [
		['accrue', `expense:${PROGRAMME_ID}`, 'pending:aff_anna', 1_000, ORDERED_AT],
		['approve', 'pending:aff_anna', 'approved:aff_anna', 1_000, '2026-11-18T00:00:00.000Z'],
		['reverse', 'approved:aff_anna', `expense:${PROGRAMME_ID}`, 400, '2026-11-19T00:00:00.000Z'],
	] as const) {
		await insert('ledger_transactions', {
			transaction_id: `txn_${kind}`,
			kind,
			commission_id: 'com_old',
			cause: kind,
			occurred_at: at,
			record_hash: kind,
		});
		for (const [account, minor] of [
			[debit, amount],
			[credit, -amount],
		] as const) {
			await insert('postings', {
				transaction_id: `txn_${kind}`,
				account,
				amount_minor: minor,
				currency: 'EUR',
			});
		}
	}
}
