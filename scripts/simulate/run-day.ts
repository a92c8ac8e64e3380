import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { SyncWorld } from '../bench/sync-world.ts';
import { DEMO } from '../demo/demo-settings.ts';
import {
	BROWSING_MILLISECONDS,
	shopifyOrder,
	shopifyRefund,
	type DemoOrder,
} from '../demo/shopify-order.ts';
import { deliver, type Delivery } from '../demo/shopify-sender.ts';
import type { DayAction, SalesDay } from './sales-day.ts';

const SENDER = { shop: DEMO.shop, secret: DEMO.webhookSecret };

/** The affiliate of the demo: whoever buys with this address buys by the own link. */
const AFFILIATE_EMAIL = 'anna@partner.example';
/** Order ids of another thousand sit in another network. */
const ID_STEP = 1_000;
/** How often a shop sends what was not answered with 200. */
const MOST_TRIES = 20;
const RETRY_MILLISECONDS = 1_000;
const MOST_UNDER_WAY = 200;

const AGENTS = {
	person: (visitor: number) =>
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (visitor % 40)}.0.${visitor}.0 Safari/537.36`,
	crawler: () => 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
};

/** What was seen from outside while the day went by. */
export interface DayRecord {
	/** Redirects that visitors got. */
	clicks: number;
	readonly clickMilliseconds: number[];
	readonly webhookMilliseconds: number[];
	/** Deliveries that were answered with 200 in the end. */
	acknowledged: number;
	/** Forged ones that were refused with 401. */
	refused: number;
	/** Tries that were not answered as they should be, and were made again. */
	triedAgain: number;
	/** Never answered as they should be. */
	readonly failures: string[];
	/** How far the sending was behind the clock of the day at most. */
	latestMilliseconds: number;
}

type OrderAction = Extract<DayAction, { kind: 'order' }>;

/** Lets a day go by in so many milliseconds, and tells after each tenth of a second how far it is. */
export class DayRun {
	readonly record: DayRecord = {
		clicks: 0,
		clickMilliseconds: [],
		webhookMilliseconds: [],
		acknowledged: 0,
		refused: 0,
		triedAgain: 0,
		failures: [],
		latestMilliseconds: 0,
	};

	private readonly base = Date.now();

	private readonly orders = new Map<number, DemoOrder>();

	private visitors = 0;

	private underWay = 0;

	private readonly world: SyncWorld;

	private readonly day: SalesDay;

	private readonly milliseconds: number;

	constructor(world: SyncWorld, day: SalesDay, milliseconds: number) {
		this.world = world;
		this.day = day;
		this.milliseconds = milliseconds;
	}

	/** Resolves when all has been sent and answered. */
	async run(onProgress: (share: number) => void): Promise<DayRecord> {
		const started = performance.now();
		const sent: Array<Promise<void>> = [];
		for (const action of this.day.actions) {
			const due = started + action.at * this.milliseconds;
			while (performance.now() < due || this.underWay >= MOST_UNDER_WAY) await delay(5);
			const late = performance.now() - due;
			this.record.latestMilliseconds = Math.max(this.record.latestMilliseconds, late);
			onProgress(action.at);
			this.underWay += 1;
			sent.push(
				this.perform(action).finally(() => {
					this.underWay -= 1;
				}),
			);
		}
		await Promise.all(sent);
		onProgress(1);
		return this.record;
	}

	private async perform(action: DayAction): Promise<void> {
		switch (action.kind) {
			case 'click':
				await this.click(
					action.click === 'crawler' ? AGENTS.crawler() : AGENTS.person((this.visitors += 1)),
					action.click === 'prefetch' ? { 'sec-purpose': 'prefetch' } : {},
				);
				return;
			case 'order':
				await this.order(action);
				return;
			case 'refund':
				await this.refund(action.number);
		}
	}

	/** Path and query of the page that the link leads to; empty where it led nowhere. */
	private async click(agent: string, more: Record<string, string> = {}): Promise<string> {
		const started = performance.now();
		const answer = await axios
			.get(`${this.world.urls.clicks}?l=${DEMO.linkCode}`, {
				headers: {
					'user-agent': agent,
					accept: 'text/html',
					'sec-fetch-mode': 'navigate',
					'sec-fetch-dest': 'document',
					...more,
				},
				maxRedirects: 0,
				proxy: false,
				timeout: 30_000,
				validateStatus: () => true,
			})
			.catch(() => null);
		const location = String(answer?.headers['location'] ?? '');
		if (answer?.status !== 302 || !URL.canParse(location)) {
			this.record.failures.push(`click: ${answer?.status ?? 'no answer'}`);
			return '';
		}
		this.record.clicks += 1;
		this.record.clickMilliseconds.push(performance.now() - started);
		const { pathname, search } = new URL(location);
		return `${pathname}${search}`;
	}

	/** An order as far as it is known, also where its refund comes before it. */
	private orderOf(number: number, landingSite: string): DemoOrder {
		const action = this.day.actions.find(
			(each): each is OrderAction => each.kind === 'order' && each.number === number,
		);
		const email = action?.isSelfReferred
			? AFFILIATE_EMAIL
			: `customer-${action?.customer ?? number}@mail-${(action?.customer ?? number) % 97}.example`;
		return {
			id: this.base + number * ID_STEP,
			number: 10_000 + number,
			email,
			landingSite,
			paidAt: new Date(Date.now() + BROWSING_MILLISECONDS).toISOString(),
		};
	}

	private async order(action: OrderAction): Promise<void> {
		const { number, isClicked, isPaid, isForged, deliveries } = action;
		this.visitors += 1;
		const page = isClicked ? await this.click(AGENTS.person(this.visitors)) : '/';
		const order = this.orderOf(number, page);
		this.orders.set(number, order);
		const body = shopifyOrder(order);
		const delivery: Delivery = isPaid
			? { url: this.world.urls.orders, topic: 'orders/paid', body, wrongSecret: isForged }
			: {
					url: this.world.urls.orders,
					topic: 'orders/updated',
					body: { ...body, financial_status: 'voided' },
				};
		const first = randomUUID();
		for (let time = 0; time < deliveries; time += 1) {
			// The same delivery again, or the same order by another one.
			const deliveryId = time === 1 ? first : randomUUID();
			await this.send({ ...delivery, deliveryId: time === 0 ? first : deliveryId }, isForged);
		}
	}

	private async refund(number: number): Promise<void> {
		const order = this.orders.get(number) ?? this.orderOf(number, '/');
		const body = shopifyRefund(order, order.id + 500, new Date().toISOString());
		await this.send({ url: this.world.urls.refunds, topic: 'refunds/create', body }, false);
	}

	/** As a shop: what is not answered with 200 is sent again. A forged one must be refused. */
	private async send(delivery: Delivery, isForged: boolean): Promise<void> {
		const wanted = isForged ? 401 : 200;
		for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
			const started = performance.now();
			const status = await deliver(SENDER, delivery).catch(() => 0);
			if (status === wanted) {
				this.record.webhookMilliseconds.push(performance.now() - started);
				if (isForged) this.record.refused += 1;
				else this.record.acknowledged += 1;
				return;
			}
			this.record.triedAgain += 1;
			await delay(RETRY_MILLISECONDS);
		}
		this.record.failures.push(`${delivery.topic}: never answered with ${wanted}`);
	}
}
