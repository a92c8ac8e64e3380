import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AffiliateStore } from '../../lib/ports/store';
import { openStore } from '../../lib/store';
import { eur } from '../support/builders';
import { TEST_KEY } from '../support/stores';
import { booksOf, carryOut } from './carry-out';
import { noteOutcome } from './outcome';
import { postgresPrograms, startOwnPostgres } from './own-postgres';
import { randomOf, SEEDS } from './seeds';
import { CONSUMERS, shopStory, shuffled, type Delivery } from './shop-story';
import { workUnderFire, type World } from './under-fire';

const ORDERS = 60;

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'affiliate-chaos-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The books of the same story, told once and in order to one who is not disturbed. */
async function undisturbedBooks(story: readonly Delivery[]) {
	const store = await openStore({ kind: 'sqlite', file: path.join(folder, 'calm', 'w.sqlite') });
	try {
		for (const item of story.flatMap(({ items }) => items)) await carryOut(store, item);
		return { books: await booksOf(store), balances: await balancesOf(store) };
	} finally {
		await store.close();
	}
}

async function balancesOf(store: AffiliateStore): Promise<string[]> {
	const balances = await store.ledger.balances('');
	return balances.map(({ account, balance }) => `${account} ${balance.amountMinor}`).sort();
}

/**
 * A network in bad hours: a third of the deliveries do not come at first, and of some that come the confirmation is
 * lost. Whatever was not confirmed is sent again later, all of it in no order.
 */
async function send(
	store: AffiliateStore,
	story: readonly Delivery[],
	random: () => number,
): Promise<number> {
	let open = shuffled(story, random);
	let troubles = 0;
	for (let round = 0; open.length > 0; round += 1) {
		const again: Delivery[] = [];
		for (const delivery of open) {
			const isDropped = round < 3 && random() < 0.33;
			const isTaken = !isDropped && (await received(store, delivery));
			const isConfirmed = isTaken && (round >= 3 || random() < 0.85);
			if (!isConfirmed) {
				again.push(delivery);
				troubles += 1;
			}
			await delay(isTaken ? 3 : 1);
		}
		open = again
			.map((delivery) => ({ delivery, at: random() }))
			.sort((a, b) => a.at - b.at)
			.map(({ delivery }) => delivery);
	}
	return troubles;
}

async function received(store: AffiliateStore, { entries }: Delivery): Promise<boolean> {
	return await store.inbox.receive(entries).then(
		() => true,
		() => false,
	);
}

async function campaign(
	world: World,
	seed: number,
	fault: string,
	strike?: () => Promise<void>,
): Promise<void> {
	const random = randomOf(seed);
	const story = shopStory(ORDERS, random);
	const calm = await undisturbedBooks(story);
	const store = await openStore(world.location);
	try {
		let troubles: number | null = null;
		const sending = send(store, story, random).then((count) => {
			troubles = count;
		});
		const isDone = async (): Promise<boolean> => {
			const counts = await Promise.all(
				Object.values(CONSUMERS).map(async (consumer) => await store.inbox.counts(consumer)),
			);
			const isQuiet = counts.every(({ waiting, claimed }) => waiting + claimed === 0);
			return troubles !== null && isQuiet;
		};
		const [kills] = await Promise.all([
			workUnderFire('story-worker', world, randomOf(seed + 1), isDone),
			sending,
			strike?.(),
		]);
		const books = await booksOf(store);
		const keys = [...calm.books.keys()];
		const outcome = noteOutcome({
			fault,
			seed,
			struck: kills + (troubles ?? 0) + (strike === undefined ? 0 : 1),
			acknowledged: keys.length,
			lost: keys.filter((key) => !books.has(key)).length,
			twice: [...books.keys()].filter((key) => !calm.books.has(key)).length,
		});
		expect(outcome).toMatchObject({ lost: 0, twice: 0, acknowledged: 2 * ORDERS });
		expect(Object.fromEntries(books)).toEqual(Object.fromEntries(calm.books));
		expect(await balancesOf(store)).toEqual(calm.balances);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
		const told = await store.ledger.pendingEvents(10_000);
		expect(new Set(told.map(({ outboxId }) => outboxId)).size).toBe(told.length);
		for (const consumer of Object.values(CONSUMERS)) {
			expect(await store.inbox.counts(consumer)).toMatchObject({ waiting: 0, claimed: 0, dead: 0 });
		}
	} finally {
		await store.close();
	}
}

describe.each(SEEDS)('orders that are given back and cancelled, campaign %i', (seed) => {
	it('end as if told once and in order, while workers die, on SQLite', async () => {
		const file = path.join(folder, 'store', 'workspace.sqlite');
		await campaign(
			{ location: { kind: 'sqlite', file }, address: { kind: 'sqlite', file } },
			seed,
			'refunds dropped, doubled, turned; workers killed (SQLite)',
		);
	});

	const programs = postgresPrograms();
	(programs === null ? it.skip : it)(
		'end as if told once and in order, while workers and the server die, on PostgreSQL',
		async () => {
			const postgres = await startOwnPostgres(programs ?? '');
			try {
				const { connectionString } = postgres;
				const workspace = `chaos_${randomBytes(4).toString('hex')}`;
				const connection = { connectionString };
				await campaign(
					{
						location: { kind: 'postgres', connection, workspace, key: TEST_KEY },
						address: { kind: 'postgres', connectionString, workspace, maxConnections: 4 },
					},
					seed,
					'refunds dropped, doubled, turned; workers, PostgreSQL killed',
					async () => {
						await delay(1_500);
						await postgres.kill9();
						await delay(700);
						await postgres.start();
					},
				);
			} finally {
				await postgres.remove();
			}
		},
	);
});
