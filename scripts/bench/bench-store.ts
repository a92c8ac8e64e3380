import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { AffiliateStore } from '../../lib/ports/store.ts';

/** The registry records that all scenarios use. */
export const LINK_CODES = Array.from({ length: 20 }, (_, index) => `bench-${index + 1}`);

/** What the built package exports as its store. */
export interface StoreModule {
	openSqliteStore(options: { file: string; clock: { now(): string } }): Promise<AffiliateStore>;
	openPostgresStore(options: {
		connection: { connectionString: string };
		workspace: string;
		key: string;
		clock: { now(): string };
	}): Promise<AffiliateStore>;
}

/** The store of the installed package itself. */
export function storeModule(packageFolder: string): StoreModule {
	const load = createRequire(path.join(packageFolder, 'package.json'));
	return load('./dist/lib/store/index.js') as StoreModule;
}

export function storeFile(userFolder: string): string {
	return path.join(userFolder, '.n8n', 'affiliate-loop', 'default.sqlite');
}

/** Fills the embedded store through the installed package itself, before n8n starts. */
export async function seedStore(packageFolder: string, userFolder: string): Promise<void> {
	const clock = { now: () => new Date().toISOString() };
	const store = await storeModule(packageFolder).openSqliteStore({
		file: storeFile(userFolder),
		clock,
	});
	try {
		await seedRegistry(store);
	} finally {
		await store.close();
	}
}

/** A programme, an affiliate and the links. */
export async function seedRegistry({ registry }: AffiliateStore): Promise<void> {
	const now = new Date().toISOString();
	const times = { createdAt: now, updatedAt: now };
	await registry.saveProgramme({
		programmeId: 'prg_bench',
		code: 'bench',
		name: 'Bench',
		status: 'active',
		currency: 'EUR',
		allowedHosts: ['shop.example.com'],
		fallbackUrl: 'https://shop.example.com/',
		lookbackDays: 30,
		attributionModel: 'last_click',
		couponPolicy: 'always',
		attributionSettings: {
			halfLifeDays: 7,
			firstPercent: 40,
			lastPercent: 40,
			interceptionSeconds: 120,
			interceptionLookbackDays: 30,
			weightsMaximumAgeDays: 30,
			fallbackModel: 'position_based',
		},
		...times,
	});
	await registry.saveAffiliate({
		affiliateId: 'aff_bench',
		code: 'bench',
		name: 'Bench',
		status: 'active',
		email: null,
		payoutEmail: null,
		phone: null,
		groupCode: null,
		partnerType: null,
		priority: 'standard',
		lookbackDays: null,
		mayIntercept: false,
		sites: [],
		address: null,
		signup: null,
		parentId: null,
		...times,
	});
	for (const code of LINK_CODES) {
		await registry.saveLink({
			linkId: `lnk_${code}`,
			code,
			programmeId: 'prg_bench',
			affiliateId: 'aff_bench',
			destination: `https://shop.example.com/${code}?colour=red`,
			status: 'active',
			medium: 'web',
			utm: {},
			...times,
		});
	}
}

/** Clicks in the store now, read from the file by itself. */
export function countClicks(userFolder: string): { stored: number; counted: number } {
	const database = new DatabaseSync(storeFile(userFolder), { readOnly: true });
	try {
		const row = database
			.prepare('select count(*) as stored, coalesce(sum(is_counted), 0) as counted from clicks')
			.get();
		return { stored: Number(row?.['stored']), counted: Number(row?.['counted']) };
	} finally {
		database.close();
	}
}
