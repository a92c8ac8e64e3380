import { randomBytes } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import type { Click } from '../../lib/model/click.ts';
import { loadBuiltLib, type BuiltLib } from './built-lib.ts';
import { PeakMemory } from './decisions-memory.ts';
import { median } from './text-table.ts';
import { fillClicks, type VolumeWorld } from './volume-fill.ts';
import { postgresVolume, sqliteVolume, type VolumeStore } from './volume-stores.ts';

/** What one store did at one size. Times in milliseconds. */
export interface VolumeRow {
	readonly engine: string;
	readonly clicks: number;
	readonly bytes: number;
	/** Written through the store, each batch durable. */
	readonly appendedPerSecond: number;
	readonly lookUp: number;
	readonly journey: number;
	/** Clicks per affiliate of 30 days with odd edges, by the store. */
	readonly counts: number;
	/** The same from the clicks themselves: what reports did without totals. */
	readonly countsRaw: number;
	readonly totals: number;
	/** All days of all affiliates of 90 days, as the nightly fraud scan reads them. */
	readonly days: number;
	readonly deletedPerSecond: number;
	/** Resident memory above the start, in bytes: of appending, and of reading all days. */
	readonly appendPeak: number;
	readonly daysPeak: number;
}

const DAY = 86_400_000;
const BATCH = 500;
const BATCHES = 40;
const REPEAT_WINDOW_SECONDS = 3_600;
const BURST = { most: 20, seconds: 60 };

const NOW = Date.UTC(2026, 10, 20);
const WORLD: VolumeWorld = {
	programmeId: 'prg_volume',
	affiliates: 200,
	links: 1_000,
	from: NOW - 90 * DAY,
	to: NOW,
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

let written = 0;

/** A click of now by somebody new; what is known of visitors is looked up all the same. */
function freshClick({ kernel }: BuiltLib): Click {
	written += 1;
	const at = NOW + written * 10;
	const hex = (): string => randomBytes(32).toString('hex');
	return {
		clickId: kernel.clickId(at, randomBytes(10)),
		programmeId: WORLD.programmeId,
		affiliateId: `aff_${written % WORLD.affiliates}`,
		linkId: `lnk_${written % WORLD.links}`,
		occurredAt: instant(at),
		destination: 'https://shop.example.com/products/grinder?utm_source=partner',
		category: 'human',
		isCounted: true,
		countReason: 'counted',
		consent: 'granted',
		source: 'newsletter',
		referrer: 'https://blog.example.com/best-grinders',
		utm: { source: 'partner', medium: 'affiliate', campaign: 'autumn' },
		subIds: { sub1: 'top' },
		language: 'de-DE',
		country: 'DE',
		device: 'mobile',
		os: 'Android',
		browser: 'Chrome',
		ipHash: hex(),
		userAgentHash: hex(),
		visitorHash: hex(),
		addressHash: hex(),
		journeyId: `jny_${Math.floor(at / 1_000).toString(16)}${hex().slice(0, 20)}`,
		medium: 'web',
		opening: 'page',
		networkKinds: [],
	};
}

async function timed(times: number, work: (index: number) => Promise<unknown>): Promise<number> {
	const durations: number[] = [];
	for (let index = 0; index < times; index += 1) {
		const started = performance.now();
		await work(index);
		durations.push(performance.now() - started);
	}
	return median(durations);
}

async function appended(lib: BuiltLib, { store }: VolumeStore): Promise<number> {
	const batches = Array.from({ length: BATCHES }, () =>
		Array.from({ length: BATCH }, () => freshClick(lib)),
	);
	const started = performance.now();
	for (const batch of batches) await store.clicks.append(batch, REPEAT_WINDOW_SECONDS, BURST);
	return (BATCH * BATCHES) / ((performance.now() - started) / 1_000);
}

async function measured<Result>(
	work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly peak: number }> {
	const memory = await PeakMemory.start();
	const result = await work();
	return { result, peak: await memory.stop() };
}

async function readDays({ store }: VolumeStore): Promise<number> {
	const started = performance.now();
	const from = instant(NOW - 90 * DAY);
	for await (const _day of store.fraud.affiliateDays(WORLD.programmeId, from, instant(NOW)));
	return performance.now() - started;
}

const RAW = `select affiliate_id, count(*) from clicks
	where programme_id = '${WORLD.programmeId}' and is_counted = 1
		and occurred_at >= '${instant(NOW - 31.3 * DAY)}' and occurred_at < '${instant(NOW - 1.3 * DAY)}'
	group by affiliate_id`;

async function measureAt(lib: BuiltLib, volume: VolumeStore, clicks: number): Promise<VolumeRow> {
	const { store } = volume;
	const ids = (
		await volume.run(`select click_id, journey_id from clicks where click_id like '%77' limit 300`)
	).map((row) => [String(row['click_id']), String(row['journey_id'])] as const);
	const bytes = await volume.bytes();
	const idOf = (index: number) => ids[index % ids.length] ?? (['', ''] as const);
	const { result: appendedPerSecond, peak: appendPeak } = await measured(() =>
		appended(lib, volume),
	);
	const lookUp = await timed(300, async (index) => await store.clicks.get(idOf(index)[0]));
	const journey = await timed(
		300,
		async (index) =>
			await store.journeys.clicksOfJourneys({
				journeyIds: [idOf(index)[1]],
				from: instant(NOW - 90 * DAY),
				to: instant(NOW),
				limit: 100,
			}),
	);
	const span = [instant(NOW - 31.3 * DAY), instant(NOW - 1.3 * DAY)] as const;
	const counts = await timed(
		5,
		async () => await store.history.clickCounts(WORLD.programmeId, ...span),
	);
	const countsRaw = await timed(3, async () => await volume.run(RAW));
	const filter = { programmeId: WORLD.programmeId, from: '2026-08-22', to: '2026-11-20' };
	const totals = await timed(
		5,
		async () => await store.history.clickTotals({ ...filter, by: 'link', limit: 100 }),
	);
	const { result: days, peak: daysPeak } = await measured(() => readDays(volume));
	const deletedPerSecond = await deleting(volume, clicks);
	const times = { lookUp, journey, counts, countsRaw, totals, days };
	const rates = { appendedPerSecond, deletedPerSecond };
	return { engine: volume.name, clicks, bytes, ...rates, ...times, appendPeak, daysPeak };
}

/** The first day of 90 and what is before; of few clicks, more days. */
async function deleting({ store }: VolumeStore, clicks: number): Promise<number> {
	const days = Math.max(1, Math.ceil(20_000 / (clicks / 90)));
	const started = performance.now();
	const before = instant(WORLD.from + Math.min(80, days) * DAY);
	const { deleted } = await store.clicks.deleteBefore(before);
	return deleted / ((performance.now() - started) / 1_000);
}

/** One store at one size, in a process of its own. */
async function main(): Promise<void> {
	const [engine, size] = process.argv.slice(2);
	const clicks = Number(size);
	const lib = loadBuiltLib(path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'));
	const volume = engine === 'sqlite' ? await sqliteVolume(lib) : await postgresVolume(lib);
	if (volume === null) return void process.stdout.write('null');
	try {
		await fillClicks(volume, WORLD, 0, clicks);
		process.stdout.write(JSON.stringify(await measureAt(lib, volume, clicks)));
	} finally {
		await volume.close();
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
