import { Migrator, type Kysely } from 'kysely';
import { AffiliateError } from '../../kernel';
import type { StoreTables } from '../tables';
import { initial } from './0001-initial';
import { payoutsAndAdjustments } from './0002-payouts-and-adjustments';
import { attributionAndFraud } from './0003-attribution-and-fraud';
import { deliveriesAndSync } from './0004-deliveries-and-sync';
import { sends } from './0005-sends';
import { clicksAtVolume } from './0006-clicks-at-volume';
import type { MigrationTarget, StoreMigration } from './migration-target';

/** Every schema change ever released, in order; names sort, and none is ever edited. */
const MIGRATIONS: Readonly<Record<string, StoreMigration>> = {
	'0001-initial': initial,
	'0002-payouts-and-adjustments': payoutsAndAdjustments,
	'0003-attribution-and-fraud': attributionAndFraud,
	'0004-deliveries-and-sync': deliveriesAndSync,
	'0005-sends': sends,
	'0006-clicks-at-volume': clicksAtVolume,
};

/**
 * Creates or upgrades the schema. Safe when several processes open a store for the first time at
 * once: one migrates, the others wait and find it done. Throws `store_too_new` for a store that
 * a later version of this package has upgraded.
 */
export async function migrateToLatest(
	db: Kysely<StoreTables>,
	target: MigrationTarget,
): Promise<void> {
	const migrator = new Migrator({
		db,
		provider: {
			getMigrations: async () =>
				Object.fromEntries(
					Object.entries(MIGRATIONS).map(([name, migration]) => [
						name,
						{ up: (tx: Kysely<unknown>) => migration(tx, target) },
					]),
				),
		},
		...(target.schema === null ? {} : { migrationTableSchema: target.schema }),
	});
	const { error } = await migrator.migrateToLatest();
	if (error === undefined) return;
	if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
		throw new AffiliateError('The store was upgraded by a newer version of this package', {
			code: 'store_too_new',
			hint: 'Install that version, or restore the store from a backup made before the upgrade.',
		});
	}
	throw error;
}
