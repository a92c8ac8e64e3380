import process from 'node:process';
import { DEFAULT_FRAUD_POLICY } from '../../lib/fraud';
import type { FraudKind } from '../simulators/fraud/truth';
import { replayUnderBrandPolicy, type BrandResult } from './brand-policy';
import { measure, type AffiliateResult } from './measure';
import { withQuickStore } from './quick-store';
import { runSimulation } from './run-simulation';
import { brandLines, fraudRows, honestRows, markdown, type FraudRow } from './tables';

/*
 * A short, small history, so that it can run with all the other tests; `npm run simulate:fraud` runs
 * five of 60 days in full and prints the tables of docs/fraud-detection.md. The floors are below what
 * was measured over several seeds; they are no target to tune the rules or the simulation to.
 */

const IS_FULL = process.env['SIMULATION_SEEDS'] !== undefined;
const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 1);
const FIRST_SEED = Number(process.env['SIMULATION_FIRST_SEED'] ?? 1);
const { DAYS, SIZE } = IS_FULL ? { DAYS: 60, SIZE: 1 } : { DAYS: 24, SIZE: 0.5 };
const FIRST_SCAN_DAY = 14;
const TIME_LIMIT = 900_000 * SEEDS;

let results: readonly AffiliateResult[] = [];
let brand: readonly BrandResult[] = [];
let rows: ReadonlyMap<FraudKind, FraudRow> = new Map();

beforeAll(async () => {
	for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
		await withQuickStore(async (store) => {
			const run = await runSimulation(store, {
				seed: `programme ${seed}`,
				days: DAYS,
				size: SIZE,
				policy: DEFAULT_FRAUD_POLICY,
				firstScanDay: FIRST_SCAN_DAY,
			});
			results = [...results, ...measure(run)];
			brand = [...brand, ...(await replayUnderBrandPolicy(store, run.affiliates))];
		});
		if (IS_FULL) process.stdout.write(`Seed ${seed}\n`);
	}
	rows = new Map(fraudRows(results).map((row) => [row.kind, row]));
	if (!IS_FULL) return;
	process.stdout.write(`${markdown(results)}\n\n${brandLines(brand)}\n`);
}, TIME_LIMIT);

function rowOf(kind: FraudKind): FraudRow {
	const row = rows.get(kind);
	if (row === undefined) throw new Error(`Nobody commits '${kind}'`);
	return row;
}

function recall(kind: FraudKind): number {
	const { flagged, affiliates } = rowOf(kind);
	return flagged / affiliates;
}

/** Part of the fraudulent orders that were credited and not stopped. */
function approvedShare(kind: FraudKind): number {
	const { approved, stopped, denied } = rowOf(kind).orders;
	return approved / (approved + stopped + denied);
}

function deniedShare(kind: FraudKind): number {
	const { approved, stopped, denied } = rowOf(kind).orders;
	return denied / (approved + stopped + denied);
}

describe('of affiliates who cheat', () => {
	test('those who buy through their own link get no order past the check', () => {
		expect(approvedShare('self-referral, plain')).toBe(0);
		expect(approvedShare('self-referral, disguised')).toBe(0);
		expect(approvedShare('self-referral, own household')).toBeLessThan(0.1);
	});

	test('machines that name themselves or sit in a data centre make no click that counts', () => {
		const { requests, counted } = rowOf('bot clicks, declared or data centre').clicks;
		expect(requests).toBeGreaterThan(500);
		expect(counted).toBe(0);
	});

	test('machines in disguise are noticed by what they do not buy', () => {
		expect(recall('bot clicks, plain Chrome at home addresses')).toBeGreaterThanOrEqual(0.8);
	});

	test('pixels are stuffed in vain', () => {
		expect(deniedShare('cookie stuffing, embedded')).toBeGreaterThan(0.75);
	});

	test('a toolbar at the checkout gets few of the orders it aims at', () => {
		expect(deniedShare('cart interception')).toBeGreaterThan(0.6);
	});

	test.each<[FraudKind, number]>([
		['coupon leak', 0.9],
		['cookie stuffing, embedded', 0.8],
		['fake leads, scripted', 0.8],
		['card testing', 0.8],
		['ring of affiliates', 0.75],
		['duplicate account', 1],
	])('%s: at least %d are flagged', (kind, floor) => {
		expect(recall(kind)).toBeGreaterThanOrEqual(floor);
	});

	test('who bids on the brand is seen once the policy looks for it', () => {
		const bidders = brand.filter(({ affiliate }) => affiliate.truth.kind === 'brand bidding');
		const [credited, stopped] = [
			bidders.reduce((sum, result) => sum + result.credited, 0),
			bidders.reduce((sum, result) => sum + result.stopped, 0),
		];
		expect(bidders.every(({ stoppedBefore }) => stoppedBefore <= 2)).toBe(true);
		expect(stopped / credited).toBeGreaterThan(0.05);
	});
});

describe('of honest affiliates', () => {
	const honest = () => honestRows(results);

	test('hardly any has its payouts held', () => {
		const held = honest().reduce((sum, row) => sum + row.held, 0);
		const all = honest().reduce((sum, row) => sum + row.affiliates, 0);
		expect(all).toBe(60 * SEEDS);
		expect(held / all).toBeLessThanOrEqual(0.03);
	});

	test('hardly any is looked at, however unlike their days are', () => {
		const flagged = honest().reduce((sum, row) => sum + row.flagged, 0);
		const all = honest().reduce((sum, row) => sum + row.affiliates, 0);
		expect(flagged / all).toBeLessThanOrEqual(0.05);
	});

	test('two orders of a hundred wait for a person at most', () => {
		const stopped = honest().reduce((sum, row) => sum + row.stopped, 0);
		const orders = honest().reduce((sum, row) => sum + row.orders, 0);
		expect(orders).toBeGreaterThan(250);
		expect(stopped / orders).toBeLessThan(0.02);
	});

	test('nobody else is stopped by the rules against paid search', () => {
		const others = brand.filter(({ affiliate }) => affiliate.truth.kind !== 'brand bidding');
		for (const { stopped, stoppedBefore } of others) expect(stopped).toBe(stoppedBefore);
	});
});
