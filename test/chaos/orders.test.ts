import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AffiliateStore } from '../../lib/ports/store';
import { openStore } from '../../lib/store';
import { eur } from '../support/builders';
import { TEST_KEY } from '../support/stores';
import { conversionId } from '../lib/store/ledger-writes';
import { compared, noteOutcome } from './outcome';
import { postgresPrograms, startOwnPostgres } from './own-postgres';
import { randomOf, SEEDS } from './seeds';
import { workUnderFire, type World } from './under-fire';

const ORDERS = 300;
const CONSUMER = 'chaos';
const NOTHING = { lost: 0, twice: 0 };
const WORKER = 'order-worker';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'affiliate-chaos-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Every order once to three times, in no order: what a shop may send in bad hours. */
function deliveries(random: () => number): string[] {
	const all = Array.from({ length: ORDERS }, (_, index) =>
		Array.from({ length: 1 + Math.floor(random() * 3) }, () => `order-${index}`),
	).flat();
	return all
		.map((orderId) => ({ orderId, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ orderId }) => orderId);
}

/** Sends like a shop: what is not acknowledged is sent again. Returns what was. */
async function send(store: AffiliateStore, orderIds: readonly string[]): Promise<string[]> {
	for (const orderId of orderIds) {
		for (let isTaken = false; !isTaken;) {
			const entry = {
				eventId: `evt_${orderId}`,
				consumer: CONSUMER,
				kind: 'order_paid',
				contentHash: orderId,
				deliveryKey: null,
				payload: JSON.stringify({ orderId }),
				receivedAt: new Date().toISOString(),
			};
			isTaken = await store.inbox.receive([entry]).then(
				() => true,
				() => false,
			);
			if (!isTaken) await delay(50);
		}
		await delay(4);
	}
	return [...new Set(orderIds)];
}

async function campaign(
	world: World,
	seed: number,
	fault: string,
	strike?: () => Promise<void>,
): Promise<void> {
	const random = randomOf(seed);
	const store = await openStore(world.location);
	try {
		const orderIds = deliveries(random);
		let acknowledged: string[] | null = null;
		const sending = send(store, orderIds).then((all) => {
			acknowledged = all;
		});
		const isDone = async (): Promise<boolean> => {
			const { waiting, claimed } = await store.inbox.counts(CONSUMER);
			return acknowledged !== null && waiting === 0 && claimed === 0;
		};
		const [kills] = await Promise.all([
			workUnderFire(WORKER, world, random, isDone),
			sending,
			strike?.(),
		]);
		const commissions = await store.ledger.commissions({ limit: 10_000 });
		const events = await store.ledger.pendingEvents(10_000);
		const there = commissions.map((commission) => commission.conversionId);
		const promised = (acknowledged ?? orderIds).map((orderId) => conversionId({ orderId }));
		const outcome = noteOutcome({
			fault,
			seed,
			struck: kills + (strike === undefined ? 0 : 1),
			...compared(promised, there),
		});
		expect(outcome).toMatchObject({ ...NOTHING, acknowledged: ORDERS });
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
		expect(events).toHaveLength(ORDERS);
		expect(await store.inbox.counts(CONSUMER)).toMatchObject({ done: ORDERS, dead: 0 });
	} finally {
		await store.close();
	}
}

describe.each(SEEDS)('orders sent twice and out of order, campaign %i', (seed) => {
	it('are recorded once while workers die, on SQLite', async () => {
		const file = path.join(folder, 'store', 'workspace.sqlite');
		await campaign(
			{ location: { kind: 'sqlite', file }, address: { kind: 'sqlite', file } },
			seed,
			'workers killed (SQLite)',
		);
	});

	const programs = postgresPrograms();
	(programs === null ? it.skip : it)(
		'are recorded once while workers and the server die, on PostgreSQL',
		async () => {
			const postgres = await startOwnPostgres(programs ?? '');
			try {
				const { connectionString } = postgres;
				const workspace = `chaos_${randomBytes(4).toString('hex')}`;
				const connection = { connectionString };
				const maxConnections = 4;
				await campaign(
					{
						location: { kind: 'postgres', connection, workspace, key: TEST_KEY },
						address: { kind: 'postgres', connectionString, workspace, maxConnections },
					},
					seed,
					'workers and PostgreSQL killed',
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
