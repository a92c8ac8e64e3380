import { performance } from 'node:perf_hooks';

import type { AttributionFacts } from '../../lib/attribution/index.ts';
import type { Attribution } from '../../lib/model/credit.ts';
import type { Click } from '../../lib/model/click.ts';
import type { FraudFacts } from '../../lib/model/fraud-facts.ts';
import type { Order } from '../../lib/model/order.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { profileStages, type Stage, type StageShare } from './cpu-stages.ts';
import { DecisionDesk, type PolicyRead } from './decisions-desk.ts';
import type { DecisionEngine } from './decisions-engines.ts';
import { fillWorld, insertClicks, OrderWriter } from './decisions-fill.ts';
import type { DecisionLib } from './decisions-lib.ts';
import { orderAt } from './decisions-order.ts';
import { atOnce, inTurn, meanOf, PARALLEL, type Pace } from './decisions-pace.ts';
import {
	clicksOfBrowser,
	DAY,
	HOUR,
	NOW,
	type WorldOrder,
	type WorldSize,
} from './decisions-world.ts';
import { countStatements, type StatementCount } from './sqlite-statements.ts';

/** What the customer of the checked order did before. */
export interface CustomerPast {
	readonly orders: number;
	readonly clicks: number;
}

export interface LiveSize {
	readonly world: WorldSize;
	/** Of the customer with a long past. */
	readonly past: CustomerPast;
	readonly checks: number;
}

export interface LiveRate extends Pace {
	readonly name: string;
	/** By look-ups of one row by its primary key, in the same run. */
	readonly ratio: number;
}

export interface LiveResult {
	readonly engine: string;
	readonly fillSeconds: number;
	/** A click by its primary key, and one small row in a durable transaction; then the checks. */
	readonly rates: readonly LiveRate[];
	/** Characters of the row that one check leaves. */
	readonly checkLength: number;
	readonly verdict: Verdict['verdict'];
	readonly journeyClicks: number;
	readonly customerOrders: number;
	readonly credits: number;
}

/** A customer with a past, and one whose first order comes through a first click. */
const REGULAR = 3_000_000;
const NEWCOMER = 3_000_010;

const PARTNERS = 5;
const HOURS_OF_CLICKS = 25 * 24;
const WARM_UP = 20;

/** Ids of the orders that are checked begin like this. */
const CHECKED = 'checked-';

const BARE_RECORD = 'x'.repeat(500);

/** A store with everything that the live checks look up; `engine` is left as a store that ran. */
export class LiveStore {
	readonly #lib: DecisionLib;
	readonly #engine: DecisionEngine;
	readonly #clicks: readonly Click[];
	readonly #newClicks: readonly Click[];

	private constructor(lib: DecisionLib, engine: DecisionEngine, past: CustomerPast) {
		this.#lib = lib;
		this.#engine = engine;
		const partners = { affiliates: PARTNERS, hours: HOURS_OF_CLICKS };
		this.#clicks = clicksOfBrowser(REGULAR, past.clicks, partners);
		this.#newClicks = clicksOfBrowser(NEWCOMER, 1, partners);
	}

	static async fill(
		lib: DecisionLib,
		engine: DecisionEngine,
		{ world, past }: LiveSize,
	): Promise<LiveStore> {
		await fillWorld(lib, engine, world);
		const live = new LiveStore(lib, engine, past);
		await insertClicks(lib, engine, [...live.#clicks, ...live.#newClicks]);
		const writer = await OrderWriter.open(lib, engine, live.#pastOrder(0));
		await writer.write(Array.from({ length: past.orders }, (_, at) => live.#pastOrder(at + 1)));
		await engine.settle();
		return live;
	}

	get desk(): DecisionDesk {
		return new DecisionDesk(this.#lib, this.#engine.store);
	}

	lookUp(): Promise<unknown> {
		return this.#engine.lookUp(this.#clicks[0]?.clickId ?? '');
	}

	async click(): Promise<unknown> {
		return await this.#engine.store.clicks.get(this.#clicks[0]?.clickId ?? '');
	}

	/** Checks of orders that nobody records would make the same clicks and traits ever more used. */
	async forget(): Promise<void> {
		await this.#engine.forgetChecks(CHECKED);
	}

	/** Every check is of another order, else it would take the place of the former. */
	order(number: number): Order {
		return this.#orderOf(REGULAR, this.#clicks[0], number);
	}

	newOrder(number: number): Order {
		return this.#orderOf(NEWCOMER, this.#newClicks[0], number);
	}

	#orderOf(customer: number, click: Click | undefined, number: number): Order {
		const at = Date.parse(NOW);
		const orderId = `${CHECKED}${customer}-${number}`;
		return orderAt({ orderId, at, customer, clickId: click?.clickId ?? null, draw: number });
	}

	/** One a day, each through a click of its own day. */
	#pastOrder(number: number): WorldOrder {
		const at = Date.parse(NOW) - number * DAY - HOUR;
		const click = this.#clicks.find(({ occurredAt }) => Date.parse(occurredAt) < at) ?? null;
		const orderId = String(2_000_000_000 + number);
		const clickId = click?.clickId ?? null;
		const order = orderAt({ orderId, at, customer: REGULAR, clickId, draw: number });
		return { order, click, isByCoupon: false };
	}
}

/** Decides orders of a customer with a long past, each part by itself and all together. */
export async function benchLive(
	lib: DecisionLib,
	engine: DecisionEngine,
	size: LiveSize,
): Promise<{ live: LiveStore; result: LiveResult }> {
	const start = performance.now();
	const live = await LiveStore.fill(lib, engine, size);
	const fillSeconds = (performance.now() - start) / 1_000;
	const { desk } = live;
	const known = await knownOf(desk, live.order(0));
	const { checks } = size;
	const first = await inTurn(20 * checks, () => live.lookUp());
	const parts: Array<readonly [string, (at: number) => Promise<unknown>]> = [
		['a click by its id through the store', () => live.click()],
		['attribution: load facts', () => desk.attributionFacts(known.order)],
		['attribution: decide', async () => desk.attribute(known.order, known.attributionFacts)],
		['attribution', (at) => desk.attributeOrder(live.order(at))],
		['fraud: policy and records of its rules', () => desk.policy(known.attribution)],
		['fraud: load facts', () => desk.fraudFacts(known.order, known.attribution, known.policy)],
		['fraud: rules', async () => desk.evaluate(known.facts, known.policy)],
		['fraud: record the check', (at) => recordAs(desk, known, live.order(at))],
		['fraud check', (at) => desk.checkOrder(live.order(at), known.attribution)],
		['attribution and fraud check', (at) => desk.decide(live.order(at))],
	];
	const measured: Array<readonly [string, Pace]> = [];
	for (const [place, [name, work]] of parts.entries()) {
		const start = (place + 1) * 10_000;
		await live.forget();
		await inTurn(WARM_UP, (at) => work(start + 5_000 + at));
		measured.push([name, await inTurn(checks, (at) => work(start + at))]);
	}
	await live.forget();
	measured.push([
		`both, ${PARALLEL} at once`,
		await atOnce(checks, (at) => desk.decide(live.order(900_000 + at))),
	]);
	await inTurn(WARM_UP, (at) => desk.decide(live.newOrder(50_000 + at)));
	measured.push([
		'both, first order through a first click',
		await inTurn(checks, (at) => desk.decide(live.newOrder(60_000 + at))),
	]);
	const insert = await inTurn(checks, (at) => engine.insertBare(String(at), BARE_RECORD));
	const lookUp = meanOf(first, await inTurn(20 * checks, () => live.lookUp()));
	const row = await engine.checkRow(live.order(900_000).orderId);
	const result: LiveResult = {
		engine: engine.name,
		fillSeconds,
		rates: [
			['a click by its primary key (baseline)', lookUp] as const,
			['one row in a durable transaction', insert] as const,
			...measured,
		].map(([name, pace]) => ({ name, ...pace, ratio: pace.perSecond / lookUp.perSecond })),
		checkLength: JSON.stringify(row).length,
		verdict: known.verdict.verdict,
		journeyClicks: known.facts.journey?.length ?? 0,
		customerOrders: known.facts.customerOrders?.length ?? 0,
		credits: known.facts.credits.length,
	};
	return { live, result };
}

interface Known {
	readonly order: Order;
	readonly attributionFacts: AttributionFacts;
	readonly attribution: Attribution;
	readonly policy: PolicyRead;
	readonly facts: FraudFacts;
	readonly verdict: Verdict;
}

/** Everything that is known of one order, so that each part can be run by itself. */
export async function knownOf(desk: DecisionDesk, order: Order): Promise<Known> {
	const attributionFacts = await desk.attributionFacts(order);
	const attribution = desk.attribute(order, attributionFacts);
	const policy = await desk.policy(attribution);
	const facts = await desk.fraudFacts(order, attribution, policy);
	return {
		order,
		attributionFacts,
		attribution,
		policy,
		facts,
		verdict: desk.evaluate(facts, policy),
	};
}

async function recordAs(desk: DecisionDesk, known: Known, { orderId }: Order): Promise<void> {
	const facts = { ...known.facts, order: { ...known.facts.order, orderId } };
	await desk.record(facts, known.verdict, known.policy);
}

const STAGES: readonly Stage[] = [
	{
		name: 'SQLite itself, commit included',
		files: [/store\/sqlite\/(node-sqlite-driver|statement-cache)\.js$/],
	},
	{ name: 'build SQL (kysely)', files: [/node_modules\/kysely\//] },
	{ name: 'validate what was loaded', files: [/node_modules\/zod\//, /lib\/model\/parse\.js$/] },
	{ name: 'seal facts', files: [/store\/keys\/workspace-keys\.js$/], functions: /^seal$/ },
	{ name: 'hash', files: [/kernel\/ids\//, /store\/keys\/workspace-keys\.js$/] },
	{ name: 'model to JSON', files: [/lib\/model\/json\.js$/] },
	{ name: 'attribution (lib/attribution)', files: [/lib\/attribution\//] },
	{ name: 'fraud rules and facts (lib/fraud)', files: [/lib\/fraud\//] },
	{ name: 'write the check', files: [/store\/fraud\/(checks|cases-open)\.js$/] },
	{ name: 'rest of the store', files: [/lib\/store\//] },
];

export interface LiveProfile {
	readonly stages: readonly StageShare[];
	readonly functions: readonly StageShare[];
	readonly statements: readonly StatementCount[];
	readonly checks: number;
}

/** Where the time of both decisions goes on SQLite. */
export async function profileLive(live: LiveStore, checks: number): Promise<LiveProfile> {
	const { desk } = live;
	await live.forget();
	const { stages, functions } = await profileStages(STAGES, async () => {
		await inTurn(checks, (at) => desk.decide(live.order(200_000 + at)));
	});
	await live.forget();
	const statements = await countStatements(async () => {
		await inTurn(checks, (at) => desk.decide(live.order(300_000 + at)));
	});
	return { stages, functions, statements, checks };
}
