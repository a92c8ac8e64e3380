import type { Kysely } from 'kysely';
import type { EngineKind } from '../engine';

export interface MigrationTarget {
	readonly kind: EngineKind;
	/** Schema of the workspace on PostgreSQL; null on SQLite, where a file is a workspace. */
	readonly schema: string | null;
}

/** One step up, run inside a transaction; there is no way down. */
export type StoreMigration = (tx: Kysely<unknown>, target: MigrationTarget) => Promise<void>;
