import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock';
import type { WorkspaceKeys } from './keys/workspace-keys';
import type { StoreTables } from './tables';

export type EngineKind = 'sqlite' | 'postgres';

export type StoreQueries = Kysely<StoreTables>;

/** What the two databases do differently; everything else is the same typed SQL. */
export interface Engine {
	readonly kind: EngineKind;
	/** Single statements, each on its own. */
	query<Result>(work: (db: StoreQueries) => Promise<Result>): Promise<Result>;
	/** Several reads of the same moment. */
	read<Result>(work: (tx: StoreQueries) => Promise<Result>): Promise<Result>;
	/**
	 * One durable transaction. The work may run again from the start when another writer was in
	 * the way, so it must have no effect outside the transaction.
	 */
	write<Result>(work: (tx: StoreQueries) => Promise<Result>): Promise<Result>;
	/** Excludes other writers that lock the same name, until the end of the transaction. */
	lock(tx: StoreQueries, name: string): Promise<void>;
	close(): Promise<void>;
}

/** What every part of the store works with. */
export interface StoreContext {
	readonly engine: Engine;
	readonly keys: WorkspaceKeys;
	readonly clock: Clock;
}
