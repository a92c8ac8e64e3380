import { readFile } from 'node:fs/promises';
import { z } from 'zod/v4';

import { AffiliateError } from '../../lib/kernel';
import { schemaOf, type StoreLocation } from '../../lib/store';
import { CliFailure } from './cli-failure';

/** A workspace on a PostgreSQL server, as a file names it. */
export const postgresSchema = z.strictObject({
	kind: z.literal('postgres'),
	host: z.string().default('localhost'),
	port: z.int().min(1).max(65_535).default(5432),
	database: z.string(),
	user: z.string(),
	ssl: z.boolean().default(false),
	workspace: z.string().default('default'),
	maxConnections: z.int().min(2).max(100).default(4),
});

/**
 * Where the workspace is; secrets come from the environment: AFFILIATE_STORE_PASSWORD and
 * AFFILIATE_STORE_DATA_KEY, or files that these names with _FILE give.
 *
 * @throws CliFailure that names what to mend.
 */
export async function postgresLocation(
	store: z.output<typeof postgresSchema>,
	env: NodeJS.ProcessEnv,
): Promise<Extract<StoreLocation, { kind: 'postgres' }>> {
	const key = await dataKey(env);
	if (key === undefined) {
		throw new CliFailure(
			'AFFILIATE_STORE_DATA_KEY is missing: set it to the Data Key of the Affiliate Store API credential.',
		);
	}
	const { host, port, database, user, ssl, workspace, maxConnections } = store;
	try {
		schemaOf(workspace);
	} catch (error) {
		throw toldFailure(error, 'store.workspace');
	}
	const password = (await secret(env, 'AFFILIATE_STORE_PASSWORD')) ?? '';
	const connection = { host, port, database, user, password, ssl };
	return { kind: 'postgres', connection, workspace, key, maxConnections };
}

export async function dataKey(env: NodeJS.ProcessEnv): Promise<string | undefined> {
	return await secret(env, 'AFFILIATE_STORE_DATA_KEY');
}

async function secret(env: NodeJS.ProcessEnv, name: string): Promise<string | undefined> {
	const file = env[`${name}_FILE`];
	if (file === undefined) return env[name];
	try {
		return (await readFile(file, 'utf8')).trim();
	} catch (error) {
		throw new CliFailure(`${name}_FILE: ${file} cannot be read.`, { cause: error });
	}
}

/** @throws CliFailure unless the file is there and JSON. */
export async function readJsonFile(file: string): Promise<unknown> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		throw new CliFailure(`${file} cannot be read: give the file with --config.`, { cause: error });
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new CliFailure(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
	}
}

/** @throws CliFailure that names the first field to mend. */
export function parseConfig<Schema extends z.ZodType>(
	schema: Schema,
	content: unknown,
	file: string,
): z.output<Schema> {
	const read = schema.safeParse(content);
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const where = issue?.path.join('.') ?? '';
	throw new CliFailure(
		`${file}: ${where === '' ? 'the file' : `'${where}'`}: ${issue?.message ?? ''}`,
	);
}

/** What the engine says, for the person at the terminal; any other error stays as it is. */
export function toldFailure(error: unknown, where?: string): unknown {
	if (!(error instanceof AffiliateError)) return error;
	const place = where === undefined ? '' : `${where}: `;
	return new CliFailure(`${place}${error.message}. ${error.hint ?? ''}`.trim(), { cause: error });
}
