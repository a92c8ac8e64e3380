import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { openStore, type StoreLocation } from '../../lib/store';
import { fillRegistry } from '../support/edge';
import { startEdgeProcess, Visitors, type EdgeProcess, type EdgeSetting } from './edge-process';
import { compared, noteOutcome } from './outcome';
import { postgresPrograms, startOwnPostgres, type OwnPostgres } from './own-postgres';
import { randomOf, SEEDS } from './seeds';

const VISITORS = 16;
const KEY = Buffer.alloc(32, 'only tests use this').toString('base64');
const NOTHING = { lost: 0, twice: 0 };

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'affiliate-chaos-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** All click ids in the store, once nothing more comes. */
async function storedIds(location: StoreLocation): Promise<string[]> {
	const store = await openStore(location);
	try {
		let ids: string[] = [];
		for (let quiet = 0; quiet < 8; quiet += 1) {
			const now = (await store.clicks.list({ limit: 1_000_000 })).map(({ clickId }) => clickId);
			if (now.length !== ids.length) quiet = 0;
			ids = now;
			await delay(250);
		}
		return ids;
	} finally {
		await store.close();
	}
}

async function filled(location: StoreLocation): Promise<StoreLocation> {
	const store = await openStore(location);
	await fillRegistry(store);
	await store.close();
	return location;
}

/** Kills the edge and starts it again, some times, at moments of chance, under load. */
async function killedAgainAndAgain(
	start: () => Promise<EdgeProcess>,
	random: () => number,
	times: number,
): Promise<Visitors> {
	let edge = await start();
	const visitors = new Visitors(() => edge.port, VISITORS);
	for (let time = 0; time < times; time += 1) {
		await delay(300 + random() * 1_200);
		edge.process.kill('SIGKILL');
		await edge.exit;
		edge = await start();
	}
	await delay(300);
	await visitors.stop();
	edge.process.kill('SIGTERM');
	expect(await edge.exit).toBe(0);
	return visitors;
}

interface Campaign {
	readonly fault: string;
	readonly seed: number;
	readonly location: StoreLocation;
	readonly setting: EdgeSetting;
	/** Goes on while visitors click; resolves with how often it struck. */
	readonly strike: () => Promise<number>;
}

/** One edge under load and a fault, and what is in the store when it has recovered. */
async function underFault({ fault, seed, location, setting, strike }: Campaign) {
	const edge = await startEdgeProcess(setting);
	const visitors = new Visitors(() => edge.port, VISITORS);
	const struck = await strike();
	await visitors.stop();
	// A store that failed is asked again after two seconds.
	await delay(2_500);
	const there = await storedIds(location);
	edge.process.kill('SIGTERM');
	await edge.exit;
	const outcome = noteOutcome({
		fault,
		seed,
		struck,
		...compared(visitors.acknowledged, there),
	});
	expect(outcome).toMatchObject(NOTHING);
	expect(outcome.acknowledged).toBeGreaterThan(100);
	return visitors;
}

describe.each(SEEDS)('clicks on SQLite, campaign %i', (seed) => {
	async function world() {
		const file = path.join(folder, 'store', 'workspace.sqlite');
		const location = await filled({ kind: 'sqlite', file });
		return { location, setting: { folder, store: { kind: 'sqlite', file } } };
	}

	it('survive the death of the edge', async () => {
		const { location, setting } = await world();
		const visitors = await killedAgainAndAgain(
			async () => await startEdgeProcess(setting),
			randomOf(seed),
			3,
		);
		// The last one ended in order: what it had not carried is carried now.
		const edge = await startEdgeProcess(setting);
		const there = await storedIds(location);
		edge.process.kill('SIGTERM');
		await edge.exit;
		const outcome = noteOutcome({
			fault: 'edge killed (SQLite)',
			seed,
			struck: 3,
			...compared(visitors.acknowledged, there),
		});
		expect(outcome).toMatchObject(NOTHING);
		expect(outcome.acknowledged).toBeGreaterThan(100);
	});

	it('survive a clock that jumps', async () => {
		const { location, setting } = await world();
		const jumping = {
			...setting,
			nodeOptions: ['--require', path.join(__dirname, 'clock-steps.cjs')],
		};
		const visitors = await underFault({
			fault: 'clock jumps up to an hour',
			seed,
			location,
			setting: jumping,
			strike: async () => await delay(2_500, 25),
		});
		expect(visitors.misled).toBe(0);
	});
});

const programs = postgresPrograms();
if (programs === null) {
	process.stdout.write('Faults of PostgreSQL are skipped: its programs (initdb) are not here.\n');
}

(programs === null ? describe.skip : describe).each(SEEDS)(
	'clicks on PostgreSQL, campaign %i',
	(seed) => {
		let postgres: OwnPostgres;

		beforeAll(async () => {
			postgres = await startOwnPostgres(programs ?? '');
		});

		afterAll(async () => await postgres.remove());

		async function world() {
			const workspace = `chaos_${randomBytes(4).toString('hex')}`;
			const { connectionString, port } = postgres;
			const connection = { connectionString };
			const location = await filled({ kind: 'postgres', connection, workspace, key: KEY });
			const store = {
				kind: 'postgres',
				host: '127.0.0.1',
				port,
				database: 'postgres',
				user: 'postgres',
				workspace,
			};
			const env = { AFFILIATE_STORE_DATA_KEY: KEY };
			return { location, setting: { folder, store, env } };
		}

		it('survive the death of the server, and visitors notice nothing', async () => {
			const { location, setting } = await world();
			const random = randomOf(seed);
			const visitors = await underFault({
				fault: 'PostgreSQL killed',
				seed,
				location,
				setting,
				strike: async () => {
					for (let time = 0; time < 2; time += 1) {
						await delay(500 + random() * 1_000);
						await postgres.kill9();
						await delay(500 + random() * 2_000);
						await postgres.start();
					}
					return await delay(500, 2);
				},
			});
			expect(visitors.misled).toBe(0);
		});

		it('survive the death of one edge of two', async () => {
			const { location, setting } = await world();
			const other = path.join(folder, 'other');
			await mkdir(other);
			const steady = await startEdgeProcess({ ...setting, folder: other });
			const beside = new Visitors(() => steady.port, VISITORS);
			const visitors = await killedAgainAndAgain(
				async () => await startEdgeProcess(setting),
				randomOf(seed + 1),
				2,
			);
			await beside.stop();
			const last = await startEdgeProcess(setting);
			const there = await storedIds(location);
			for (const edge of [steady, last]) {
				edge.process.kill('SIGTERM');
				await edge.exit;
			}
			const acknowledged = [...visitors.acknowledged, ...beside.acknowledged];
			const outcome = noteOutcome({
				fault: 'one edge of two killed',
				seed,
				struck: 2,
				...compared(acknowledged, there),
			});
			expect(outcome).toMatchObject(NOTHING);
		});

		it('survive connections that the server cuts', async () => {
			const { location, setting } = await world();
			const client = new Client({ connectionString: postgres.connectionString });
			await client.connect();
			await underFault({
				fault: 'connections cut',
				seed,
				location,
				setting,
				strike: async () => {
					for (let time = 0; time < 8; time += 1) {
						await delay(200);
						await client.query(
							`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'affiliate-loop'`,
						);
					}
					return 8;
				},
			});
			await client.end();
		});

		it('survive a full disk of the journal', async () => {
			const { location, setting } = await world();
			// No file may grow: every write to the journal fails, as on a full disk.
			const full = { ...setting, shell: "trap '' XFSZ; ulimit -f 0" };
			await underFault({
				fault: 'disk of the journal full',
				seed,
				location,
				setting: full,
				strike: async () => await delay(2_000, 1),
			});
		});
	},
);
