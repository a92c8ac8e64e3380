import path from 'node:path';
import { z } from 'zod/v4';

import { readClickSettings, readHosts, readPath, type ClickSettings } from '../../../lib/edge';
import type { StoreLocation } from '../../../lib/store';
import {
	dataKey,
	parseConfig,
	postgresLocation,
	postgresSchema,
	readJsonFile,
	toldFailure,
} from '../store-config';

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
	postgresSchema,
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
	const content = await readJsonFile(file);
	const { port, address, journalFolder, store, sites } = parseConfig(configSchema, content, file);
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
		throw toldFailure(error, where);
	}
}

async function locationOf(
	store: z.output<typeof storeSchema>,
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<StoreLocation> {
	if (store.kind === 'postgres') return await postgresLocation(store, env);
	const key = await dataKey(env);
	const file = path.resolve(folder, store.file);
	return { kind: 'sqlite', file, ...(key === undefined ? {} : { key }) };
}
