import {
	PostgresDialect,
	sql,
	type DatabaseIntrospector,
	type DatabaseMetadata,
	type Kysely,
	type SchemaMetadata,
	type TableMetadata,
} from 'kysely';
import type { Pool } from 'pg';

/**
 * Looks at one workspace's schema only. The stock introspector reads every table of the database,
 * n8n's own among them, which is slow and breaks when somebody else drops a table meanwhile.
 */
class WorkspaceIntrospector implements DatabaseIntrospector {
	readonly #db: Kysely<unknown>;

	readonly #schema: string;

	constructor(db: Kysely<unknown>, schema: string) {
		this.#db = db;
		this.#schema = schema;
	}

	async getSchemas(): Promise<SchemaMetadata[]> {
		const { rows } = await sql<SchemaMetadata>`
			select nspname as name from pg_catalog.pg_namespace where nspname = ${this.#schema}
		`.execute(this.#db);
		return rows;
	}

	async getTables(): Promise<TableMetadata[]> {
		const { rows } = await sql<{ name: string }>`
			select tablename as name from pg_catalog.pg_tables where schemaname = ${this.#schema}
		`.execute(this.#db);
		return rows.map(({ name }) => ({
			name,
			schema: this.#schema,
			isView: false,
			isForeign: false,
			columns: [],
		}));
	}

	async getMetadata(): Promise<DatabaseMetadata> {
		return { tables: await this.getTables() };
	}
}

/** PostgreSQL as Kysely speaks it, with eyes for one schema. */
export class WorkspaceDialect extends PostgresDialect {
	readonly #schema: string;

	constructor(pool: Pool, schema: string) {
		super({ pool });
		this.#schema = schema;
	}

	override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
		return new WorkspaceIntrospector(db, this.#schema);
	}
}
