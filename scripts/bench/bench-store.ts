import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { AffiliateStore } from '../../lib/ports/store.ts';

/** The registry records that all scenarios use. */
export const LINK_CODES = Array.from({ length: 20 }, (_, index) => `bench-${index + 1}`);

interface StoreModule {
	openSqliteStore(options: { file: string; clock: { now(): string } }): Promise<AffiliateStore>;
}

export function storeFile(userFolder: string): string {
	return path.join(userFolder, '.n8n', 'affiliate-loop', 'default.sqlite');
}

/** Fills the embedded store through the installed package itself, before n8n starts. */
export async function seedStore(packageFolder: string, userFolder: string): Promise<void> {
	const load = createRequire(path.join(packageFolder, 'package.json'));
	const { openSqliteStore } = load('./dist/lib/store/index.js') as StoreModule;
	const now = new Date().toISOString();
	const times = { createdAt: now, updatedAt: now };
	const store = await openSqliteStore({ file: storeFile(userFolder), clock: { now: () => now } });
	try {
		await store.registry.saveProgramme({
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
		await store.registry.saveAffiliate({
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
			await store.registry.saveLink({
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
	} finally {
		await store.close();
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
