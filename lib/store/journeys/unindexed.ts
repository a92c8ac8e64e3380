import { sql, type RawBuilder } from 'kysely';
import type { EngineKind } from '../engine';

/**
 * A column that no index is to be chosen for. SQLite knows nothing of how values are spread and takes an
 * index with an equality before one in the order that is asked for; it would then sort everything for
 * every page. PostgreSQL counts values and needs no telling.
 */
export function unindexed(kind: EngineKind, column: string): RawBuilder<string> {
	return kind === 'sqlite' ? sql<string>`+${sql.ref(column)}` : sql<string>`${sql.ref(column)}`;
}
