import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod/v4';

import { readClickSettings, readHosts, readPath, type ClickSettings } from '../../../lib/edge';
import { AffiliateError } from '../../../lib/kernel';
import { schemaOf, type StoreLocation } from '../../../lib/store';
import { CliFailure } from '../cli-failure';

/** Options of Affiliate Click Trigger by their names, with its defaults for what is left out. */
const optionsSchema = z.strictObject({
	addUtm: z.boolean().optional(),
	clickIdParameter: z.string().optional(),
	consentParameter: z.string().optional(),
	cookieDomain: z.string().optional(),
	cookieHttpOnly: z.boolean().optional(),
	cookieName: z.string().optional(),
	countryHeader: z.string().optional(),
	honourDoNotTrack: z.boolean().optional(),
	mostPerMinute: z.int().min(0).max(100_000).optional(),
	programmeCode: z.string().optional(),
	repeatWindowSeconds: z.int().min(0).max(31_536_000).optional(),
	requireConsent: z.boolean().optional(),
	setCookie: z.boolean().optional(),
	trustedProxies: z.int().min(0).max(10).optional(),
});

const siteSchema = z.strictObject({
	name: z.string().min(1).max(64),
	hosts: z.array(z.string()).default([]),
	path: z.string().default(''),
	fallbackUrl: z.string(),
	options: optionsSchema.default({}),
});

const storeSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('postgres'),
		host: z.string().default('localhost'),
		port: z.int().min(1).max(65_535).default(5432),
		database: z.string(),
		user: z.string(),
		ssl: z.boolean().default(false),
		workspace: z.string().default('default'),
		maxConnections: z.int().min(2).max(100).default(4),
	}),
	z.strictObject({ kind: z.literal('sqlite'), file: z.string().min(1) }),
]);

const configSchema = z.strictObject({
	port: z.int().min(0).max(65_535).default(8090),
	address: z.string().default('0.0.0.0'),
	journalFolder: z.string().min(1),
	store: storeSchema,
	sites: z.array(siteSchema).min(1),
});

export interface EdgeSiteConfig {
	readonly name: string;
	readonly hosts: readonly string[];
	readonly path: string;
	readonly settings: ClickSettings;
}

export interface EdgeConfig {
	readonly port: number;
	readonly address: string;
	/** Absolute. */
	readonly journalFolder: string;
	readonly location: StoreLocation;
	readonly sites: readonly EdgeSiteConfig[];
}

/**
 * Reads the edge's file; paths in it are relative to its folder. Secrets come from the environment:
 * AFFILIATE_STORE_PASSWORD and AFFILIATE_STORE_DATA_KEY, or files that these names with _FILE give.
 *
 * @throws CliFailure that names the field to mend.
 */
export async function readEdgeConfig(file: string, env: NodeJS.ProcessEnv): Promise<EdgeConfig> {
	const read = configSchema.safeParse(await readJson(file));
	if (!read.success) {
		const [issue] = read.error.issues;
		const where = issue?.path.join('.') ?? '';
		throw new CliFailure(
			`${file}: ${where === '' ? 'the file' : `'${where}'`}: ${issue?.message ?? ''}`,
		);
	}
	const { port, address, journalFolder, store, sites } = read.data;
	const folder = path.dirname(path.resolve(file));
	return {
		port,
		address,
		journalFolder: path.resolve(folder, journalFolder),
		location: await locationOf(store, folder, env),
		sites: sites.map((site, index) => readSite(site, `${file}: sites.${index}`)),
	};
}

function readSite(site: z.output<typeof siteSchema>, where: string): EdgeSiteConfig {
	try {
		return {
			name: site.name,
			hosts: readHosts(site.hosts, 'hosts'),
			path: readPath(site.path, 'path'),
			settings: readClickSettings(site.fallbackUrl, site.options),
		};
	} catch (error) {
		throw told(error, where);
	}
}

async function locationOf(
	store: z.output<typeof storeSchema>,
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<StoreLocation> {
	const key = await secret(env, 'AFFILIATE_STORE_DATA_KEY');
	if (store.kind === 'sqlite') {
		const file = path.resolve(folder, store.file);
		return { kind: 'sqlite', file, ...(key === undefined ? {} : { key }) };
	}
	if (key === undefined) {
		throw new CliFailure(
			'AFFILIATE_STORE_DATA_KEY is missing: set it to the Data Key of the Affiliate Store API credential.',
		);
	}
	const { host, port, database, user, ssl, workspace, maxConnections } = store;
	try {
		schemaOf(workspace);
	} catch (error) {
		throw told(error, 'store.workspace');
	}
	const password = (await secret(env, 'AFFILIATE_STORE_PASSWORD')) ?? '';
	const connection = { host, port, database, user, password, ssl };
	return { kind: 'postgres', connection, workspace, key, maxConnections };
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

async function readJson(file: string): Promise<unknown> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		throw new CliFailure(`${file} cannot be read: give the edge's file with --config.`, {
			cause: error,
		});
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new CliFailure(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
	}
}

function told(error: unknown, where: string): unknown {
	if (!(error instanceof AffiliateError)) return error;
	return new CliFailure(`${where}: ${error.message}. ${error.hint ?? ''}`.trim(), { cause: error });
}
