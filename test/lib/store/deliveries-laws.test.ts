import fc from 'fast-check';
import type { RunResult } from '../../../lib/delivery';
import type { AffiliateStore } from '../../../lib/ports/store';
import { describeStores } from '../../support/stores';
import {
	aDestination,
	anEvent,
	at,
	claim,
	DONE,
	FAILED,
	fanOut,
	happen,
	orderOf,
	REFUSED,
	settle,
	STUMBLED,
} from './delivery-steps';

const LEASE_SECONDS = 20;
const LIMITS = { parallel: 3, startsPerMinute: 8, maxAttempts: 3 };

type Step =
	| { readonly do: 'happen'; readonly lanes: readonly number[] }
	| { readonly do: 'fanOut'; readonly limit: number }
	| { readonly do: 'claim'; readonly to: number; readonly owner: number; readonly limit: number }
	| { readonly do: 'settle'; readonly which: number; readonly result: RunResult }
	| { readonly do: 'crash'; readonly owner: number }
	| { readonly do: 'replay'; readonly to: number }
	| { readonly do: 'wait'; readonly seconds: number };

const small = (max: number) => fc.integer({ min: 0, max });

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 3,
			arbitrary: fc.record({
				do: fc.constant('happen' as const),
				lanes: fc.array(small(4), { minLength: 1, maxLength: 4 }),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				do: fc.constant('fanOut' as const),
				limit: fc.integer({ min: 1, max: 6 }),
			}),
		},
		{
			weight: 6,
			arbitrary: fc.record({
				do: fc.constant('claim' as const),
				to: small(1),
				owner: small(1),
				limit: fc.integer({ min: 1, max: 4 }),
			}),
		},
		{
			weight: 6,
			arbitrary: fc.record({
				do: fc.constant('settle' as const),
				which: small(9),
				result: fc.constantFrom(DONE, DONE, FAILED, STUMBLED, REFUSED),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), owner: small(1) }) },
		{ weight: 1, arbitrary: fc.record({ do: fc.constant('replay' as const), to: small(1) }) },
		{
			weight: 3,
			arbitrary: fc.record({
				do: fc.constant('wait' as const),
				seconds: fc.integer({ min: 1, max: 90 }),
			}),
		},
	),
	{ minLength: 20, maxLength: 60 },
);

interface Held {
	readonly deliveryId: string;
	readonly to: number;
	readonly owner: string;
	readonly name: string;
	readonly until: number;
}

/** Follows a store step by step and knows at each of them what the laws say. */
class Follower {
	private now = 0;

	private events: Array<{ readonly name: string; readonly lane: number }> = [];

	/** In the order they were put in line. */
	private readonly inLine: string[] = [];

	private held: Held[] = [];

	private readonly ended = [new Map<string, string>(), new Map<string, string>()];

	private readonly starts: number[][] = [[], []];

	constructor(
		private readonly store: AffiliateStore,
		private readonly run: number,
		/** Two lanes are orders of one customer; the others are aggregates on their own. */
		private readonly aggregates: readonly string[],
	) {}

	private idOf(to: number): string {
		return `workflow-${to}:run-${this.run}`;
	}

	async begin(): Promise<void> {
		for (const to of [0, 1]) {
			const destinationId = this.idOf(to);
			await this.store.deliveries.register(aDestination({ destinationId, limits: LIMITS }), at(0));
		}
	}

	async take(step: Step): Promise<void> {
		switch (step.do) {
			case 'happen':
				return await this.happen(step.lanes);
			case 'fanOut':
				return await this.fanOut(step.limit);
			case 'claim':
				return await this.claim(step.to, `process-${step.owner}`, step.limit);
			case 'settle':
				return await this.settle(this.held[step.which % (this.held.length || 1)], step.result);
			case 'crash':
				// A dead process settles nothing any more; its leases end by themselves.
				this.held = this.held.filter(({ owner }) => owner !== `process-${step.owner}`);
				this.now += LEASE_SECONDS;
				return;
			case 'replay':
				return await this.replay(step.to);
			case 'wait':
				this.now += step.seconds;
		}
	}

	private async happen(lanes: readonly number[]): Promise<void> {
		const fresh = lanes.map((lane, index) => ({
			name: `${this.run}-${this.events.length + index}`,
			lane,
		}));
		await happen(
			this.store,
			...fresh.map(({ name, lane }) =>
				anEvent(name, { aggregateId: this.aggregates[lane] ?? '', createdAt: at(this.now) }),
			),
		);
		this.events.push(...fresh);
	}

	private async fanOut(limit: number): Promise<void> {
		const { events, deliveries } = await fanOut(this.store, limit, at(this.now));
		expect(deliveries).toBe(events * 2);
		const next = this.events.slice(this.inLine.length, this.inLine.length + limit);
		expect(events).toBe(next.length);
		this.inLine.push(...next.map(({ name }) => name));
	}

	/** Lanes 0 and 1 are one customer. */
	private laneOf(name: string): number {
		const lane = this.events.find((event) => event.name === name)?.lane ?? -1;
		return lane === 1 ? 0 : lane;
	}

	private isLive({ until }: Held): boolean {
		return until > this.now;
	}

	private async claim(to: number, owner: string, limit: number): Promise<void> {
		const now = at(this.now);
		const destinationId = this.idOf(to);
		const claimed = await claim(this.store, { destinationId, owner, now, limit });
		for (const { deliveryId, event } of claimed) {
			const name = String(event.payload.name);
			const lane = this.laneOf(name);
			expect(this.ended[to]?.has(name)).toBe(false);
			const before = this.inLine.slice(0, this.inLine.indexOf(name));
			const open = before.filter(
				(other) => this.laneOf(other) === lane && this.ended[to]?.has(other) !== true,
			);
			expect([name, open]).toEqual([name, []]);
			const beside = this.held.filter(
				(other) => other.to === to && this.isLive(other) && this.laneOf(other.name) === lane,
			);
			expect([name, beside]).toEqual([name, []]);
			// Whoever had it has lost it.
			this.held = this.held.filter((other) => other.deliveryId !== deliveryId);
			const until = this.now + LEASE_SECONDS;
			this.held.push({ deliveryId, to, owner, name, until });
			this.starts[to]?.push(this.now);
		}
		const running = this.held.filter((other) => other.to === to && this.isLive(other));
		expect(running.length).toBeLessThanOrEqual(LIMITS.parallel);
		const recent = (this.starts[to] ?? []).filter((moment) => moment > this.now - 60);
		expect(recent.length).toBeLessThanOrEqual(LIMITS.startsPerMinute);
	}

	private async settle(held: Held | undefined, result: RunResult): Promise<void> {
		if (held === undefined) return;
		this.held = this.held.filter((other) => other !== held);
		const outcome = await settle(this.store, held, result, {
			now: at(this.now),
			owner: held.owner,
		});
		expect(outcome).not.toBe('lost');
		if (outcome !== 'waiting') this.ended[held.to]?.set(held.name, outcome);
	}

	private async replay(to: number): Promise<void> {
		const ended = this.ended[to] ?? new Map<string, string>();
		const dead = [...ended].filter(([, outcome]) => outcome === 'dead');
		expect(await this.store.deliveries.replayDead(this.idOf(to))).toBe(dead.length);
		for (const [name] of dead) ended.delete(name);
	}

	/** From now on everything goes well: in the end nothing is left, and nothing was lost. */
	async finish(): Promise<void> {
		this.held = [];
		for (let round = 0; round < 400; round += 1) {
			this.now += 61;
			await this.fanOut(100);
			for (const to of [0, 1]) await this.claim(to, 'process-9', 9);
			for (const held of [...this.held]) await this.settle(held, DONE);
			if (this.ended.every(({ size }) => size === this.events.length)) break;
		}
		for (const to of [0, 1]) {
			const outcomes = [...(this.ended[to]?.values() ?? [])];
			const dead = outcomes.filter((outcome) => outcome === 'dead').length;
			const completed = this.events.length - dead;
			const counts = { waiting: 0, running: 0, completed, dead };
			expect(await this.store.deliveries.counts(this.idOf(to))).toEqual(counts);
			await this.store.deliveries.retire(this.idOf(to));
		}
	}
}

describeStores('Deliveries under claims, crashes and failures of any order', (engine) => {
	it('come in the order of their customer, none lost, none again once it is completed', async () => {
		const store = await engine.open();
		const aggregates = [
			await orderOf(store, 'order-1', 'carla'),
			await orderOf(store, 'order-2', 'carla'),
			await orderOf(store, 'order-3', 'otto'),
			await orderOf(store, 'order-4', null),
			'batch-1',
		];
		let run = 0;
		await fc.assert(
			fc.asyncProperty(steps, async (taken) => {
				run += 1;
				const follower = new Follower(store, run, aggregates);
				await follower.begin();
				for (const step of taken) await follower.take(step);
				await follower.finish();
			}),
			{ numRuns: engine.kind === 'sqlite' ? 40 : 12, endOnFailure: true },
		);
	}, 120_000);

	it('reach a healthy destination while another one is down', async () => {
		const store = await engine.open();
		const [down, healthy] = ['workflow-1:down', 'workflow-2:up'];
		for (const destinationId of [down ?? '', healthy ?? '']) {
			await store.deliveries.register(aDestination({ destinationId, limits: LIMITS }), at(0));
		}
		let delivered = 0;
		let asked = 0;
		for (let minute = 0; minute < 10; minute += 1) {
			await happen(store, ...[0, 1, 2].map((n) => anEvent(`${minute}-${n}`)));
			await fanOut(store, 100, at(minute * 61));
			const now = at(minute * 61);
			for (let round = 0; round < 5; round += 1) {
				for (const failing of await claim(store, { destinationId: down, now })) {
					asked += 1;
					await settle(store, failing, FAILED, { now });
				}
			}
			for (const good of await claim(store, { destinationId: healthy, now })) {
				await settle(store, good, DONE, { now });
				delivered += 1;
			}
		}
		expect(delivered).toBe(30);
		// Five failures open the breaker; from then on there are only trials.
		expect(asked).toBeLessThan(15);
		const [state] = (await store.deliveries.destinations()).filter(
			({ destinationId }) => destinationId === down,
		);
		expect(state?.breaker.state).toBe('open');
	});
});
