import { performance } from 'node:perf_hooks';

import type { CommissionFacts } from '../../lib/commission/index.ts';
import type { Commission } from '../../lib/model/commission.ts';
import type { Refund } from '../../lib/model/refund.ts';
import type { DecisionNeeds } from '../../lib/ports/ledger-store.ts';
import type { BuiltLib } from './built-lib.ts';
import { profileStages, type CpuProfile, type Stage } from './cpu-stages.ts';
import type { LedgerEngine } from './ledger-engines.ts';
import { sampleFacts } from './sample-orders.ts';
import { PROGRAMME_ID, samplePlan } from './sample-plan.ts';
import { countStatements, type StatementCount } from './sqlite-statements.ts';

const PARALLEL = 8;
const WARM_UP = 40;

export interface LedgerRate {
	readonly name: string;
	readonly perSecond: number;
	/** By bare inserts that as many wrote at once. */
	readonly ratio: number;
}

export interface LedgerResult {
	readonly engine: string;
	readonly bare: number;
	readonly bareParallel: number;
	/** Characters of the row that a bare insert writes. */
	readonly recordLength: number;
	readonly rates: readonly LedgerRate[];
}

export interface LedgerProfile {
	readonly stages: CpuProfile['stages'];
	readonly statements: readonly StatementCount[];
	readonly decisions: number;
}

type Write = (at: number) => Promise<unknown>;

/** Writes the same orders into a ledger, one after another and eight at once. */
export async function benchLedger(
	lib: BuiltLib,
	engine: LedgerEngine,
	count: number,
): Promise<LedgerResult> {
	const desk = new LedgerDesk(lib, engine, 4 * count + WARM_UP);
	await inTurn(WARM_UP, (at) => desk.record(4 * count + at));
	const record = desk.sampleRecord();
	const bare =
		(name: string): Write =>
		(at) =>
			engine.insertBare(`${name}-${at}`, record);
	await inTurn(WARM_UP, bare('warm-up'));
	const bareRates = [await inTurn(count, bare('first'))];
	const recorded = await inTurn(count, (at) => desk.record(at));
	const capped = await inTurn(count, (at) => desk.recordCapped(count + at));
	bareRates.push(await inTurn(count, bare('second')));
	const refunds = await inTurn(count, (at) => desk.refund(at));
	const approvals = await inTurn(count, (at) => desk.approve(count + at));
	const bareParallel = await atOnce(2 * count, bare('parallel'));
	const parallel = await atOnce(2 * count, (at) => desk.record(2 * count + at));
	const bareRate = bareRates.reduce((sum, rate) => sum + rate, 0) / bareRates.length;
	const alone = (name: string, perSecond: number): LedgerRate => ({
		name,
		perSecond,
		ratio: perSecond / bareRate,
	});
	return {
		engine: engine.name,
		bare: bareRate,
		bareParallel,
		recordLength: record.length,
		rates: [
			alone('record a conversion', recorded),
			alone('record under a monthly cap', capped),
			alone('refund half of an order', refunds),
			alone('approve a commission', approvals),
			{
				name: `record, ${PARALLEL} at once`,
				perSecond: parallel,
				ratio: parallel / bareParallel,
			},
		],
	};
}

const LEDGER_STAGES: readonly Stage[] = [
	{
		name: 'SQLite itself, commit included',
		files: [/store\/sqlite\/(node-sqlite-driver|statement-cache)\.js$/],
	},
	{ name: 'build SQL (kysely)', files: [/node_modules\/kysely\//] },
	{ name: 'validate what was loaded', files: [/node_modules\/zod\//, /lib\/model\/parse\.js$/] },
	{ name: 'hash', files: [/kernel\/ids\//] },
	{ name: 'model to JSON', files: [/lib\/model\/json\.js$/] },
	{ name: 'decide (lib/ledger)', files: [/lib\/ledger\//] },
	{ name: 'verify the write', files: [/store\/ledger\/verify-write\.js$/] },
	{ name: 'rest of the store', files: [/lib\/store\//] },
];

/** Where the time of recording goes on SQLite. */
export async function profileLedger(
	lib: BuiltLib,
	engine: LedgerEngine,
	count: number,
): Promise<LedgerProfile> {
	const desk = new LedgerDesk(lib, engine, 2 * count, 'profiled-');
	await inTurn(WARM_UP, (at) => desk.record(at + count));
	const { stages } = await profileStages(LEDGER_STAGES, async () => {
		await inTurn(count, (at) => desk.record(at));
	});
	const counted = new LedgerDesk(lib, engine, count, 'counted-');
	const statements = await countStatements(async () => {
		await inTurn(count, (at) => counted.record(at));
	});
	return { stages, statements, decisions: count };
}

/** Orders that earn one commission each, and what can happen to them. Prices are made beforehand. */
class LedgerDesk {
	readonly #lib: BuiltLib;
	readonly #engine: LedgerEngine;
	readonly #facts: readonly CommissionFacts[];
	readonly #priced: readonly Commission[];
	readonly #commissionIds = new Map<string, string>();

	constructor(lib: BuiltLib, engine: LedgerEngine, count: number, prefix = 'order-') {
		this.#lib = lib;
		this.#engine = engine;
		const sample = samplePlan(lib);
		const plan = {
			...sample,
			base: { ...sample.base, excludedSkus: [] },
			rules: [],
			rate: { type: 'percentage' as const, percent: '10', minimum: null, maximum: null },
			levels: null,
			split: null,
		};
		this.#facts = sampleFacts(lib, plan, count).map((facts, at) => {
			const [credit] = facts.attribution.credits;
			const credits = credit === undefined ? [] : [credit];
			const order = { ...facts.order, orderId: `${prefix}${at}`, orderNumber: `#${at}` };
			return { ...facts, order, attribution: { ...facts.attribution, credits } };
		});
		this.#priced = this.#facts.map((facts) =>
			lib.commission.priceOrder({ ...facts, capUsage: new Map() }),
		);
	}

	async record(at: number, needs: DecisionNeeds = {}): Promise<string> {
		const { order, attribution } = this.#of(at).facts;
		const commission = this.#of(at).commission;
		const customerKey = `customer-${order.orderId}`.padEnd(64, '0');
		const input = { order, attribution, verdict: null, commission, customerKey };
		const { outcome, commissions } = await this.#engine.store.ledger.decide(
			order,
			(state) => this.#lib.ledger.recordConversion(state, input, this.#act()),
			needs,
		);
		this.#commissionIds.set(order.orderId, commissions[0]?.commissionId ?? '');
		return expectOutcome(outcome, 'recorded');
	}

	/** The same with the usage of its cap read under a lock, as a node does. */
	async recordCapped(at: number): Promise<string> {
		const { caps } = this.#of(at).commission;
		return await this.record(at, {
			caps: caps.map((claim) => ({ claim, programmeId: PROGRAMME_ID, customerKey: null })),
		});
	}

	async refund(at: number): Promise<string> {
		const { order } = this.#of(at).facts;
		const half = { ...order.totals.total, amountMinor: order.totals.total.amountMinor / 2n };
		const refund: Refund = {
			platform: order.platform,
			storeKey: order.storeKey,
			refundId: `refund-${order.orderId}`,
			orderId: order.orderId,
			createdAt: new Date().toISOString(),
			kind: 'refund',
			reason: null,
			currency: order.currency,
			lines: null,
			shipping: { amountMinor: 0n, currency: order.currency },
			total: half,
		};
		const { outcome } = await this.#engine.store.ledger.decide(order, (state) =>
			this.#lib.ledger.recordRefund(state, refund, this.#act()),
		);
		return expectOutcome(outcome, 'reversed');
	}

	async approve(at: number): Promise<string> {
		const commissionId = this.#commissionIds.get(this.#of(at).facts.order.orderId) ?? '';
		const result = await this.#engine.store.ledger.decideByCommission(commissionId, (state) =>
			this.#lib.ledger.approveCommission(
				state,
				commissionId,
				{ isEarly: true, reason: 'bench' },
				this.#act(),
			),
		);
		return expectOutcome(result?.outcome, 'approved');
	}

	sampleRecord(): string {
		const { facts, commission } = this.#of(2);
		return JSON.stringify({ order: facts.order, commission }, (_key, value: unknown) =>
			typeof value === 'bigint' ? value.toString() : value,
		);
	}

	#of(at: number): { facts: CommissionFacts; commission: Commission } {
		const [facts, commission] = [this.#facts[at], this.#priced[at]];
		if (facts === undefined || commission === undefined) throw new Error(`No order ${at}`);
		return { facts, commission };
	}

	#act() {
		return { at: new Date().toISOString(), actor: 'bench' };
	}
}

/** A bench that measures refusals measures nothing. */
function expectOutcome(outcome: string | undefined, expected: string): string {
	if (outcome === expected) return outcome;
	throw new Error(`The ledger answered '${outcome}' in place of '${expected}'`);
}

/** Writes per second, one after another. */
async function inTurn(count: number, write: Write): Promise<number> {
	const start = performance.now();
	for (let at = 0; at < count; at += 1) await write(at);
	return (count * 1_000) / (performance.now() - start);
}

/** Writes per second of several writers that take the next one as soon as they are done. */
async function atOnce(count: number, write: Write): Promise<number> {
	const start = performance.now();
	let next = 0;
	const writer = async (): Promise<void> => {
		while (next < count) await write(next++);
	};
	await Promise.all(Array.from({ length: PARALLEL }, writer));
	return (count * 1_000) / (performance.now() - start);
}
