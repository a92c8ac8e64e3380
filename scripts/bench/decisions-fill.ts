import type { Click } from '../../lib/model/click.ts';
import type { Attribution } from '../../lib/model/credit.ts';
import type { Trait } from '../../lib/model/trait.ts';
import type { Touch } from '../../lib/model/touch.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import type { Conversion } from '../../lib/ports/ledger-store.ts';
import { KEY, type DecisionEngine, type Row } from './decisions-engines.ts';
import type { DecisionLib } from './decisions-lib.ts';
import {
	affiliateOf,
	clickOf,
	orderOf,
	type WorldOrder,
	type WorldSize,
} from './decisions-world.ts';
import { DecisionDesk } from './decisions-desk.ts';
import { ORDERED_AT, PROGRAMME } from './sample-orders.ts';

const ROWS_PER_INSERT = 2_000;

/** Every so many orders money went back. */
const ORDERS_PER_REFUND = 40;

/** What recording one order leaves in the tables that checks and the scan read. */
type OrderRows = Record<string, Row[]>;

/**
 * Fills a store in bulk with the rows that its own code makes: recording so many orders one by one
 * takes hours. Ledger entries are left out, for no check reads them. Of the checks only the key
 * columns differ; verdict and sealed facts are those of one real check.
 */
export async function fillWorld(
	lib: DecisionLib,
	engine: DecisionEngine,
	world: WorldSize,
): Promise<void> {
	await saveRegistry(engine, world);
	for (let first = 0; first < world.clicks; first += ROWS_PER_INSERT) {
		const count = Math.min(ROWS_PER_INSERT, world.clicks - first);
		const clicks = Array.from({ length: count }, (_, at) => clickOf(world, first + at));
		await insertClicks(lib, engine, clicks);
	}
	const writer = await OrderWriter.open(lib, engine, orderOf(world, 0));
	for (let first = 1; first < world.orders; first += ROWS_PER_INSERT) {
		const count = Math.min(ROWS_PER_INSERT, world.orders - first);
		await writer.write(Array.from({ length: count }, (_, at) => orderOf(world, first + at)));
	}
}

export async function insertClicks(
	lib: DecisionLib,
	engine: DecisionEngine,
	clicks: readonly Click[],
): Promise<void> {
	await engine.insertRows('clicks', clicks.map(lib.rows.clickRow));
}

async function saveRegistry({ store }: DecisionEngine, { affiliates }: WorldSize): Promise<void> {
	await store.registry.saveProgramme(PROGRAMME);
	for (let number = 0; number < affiliates; number += 1) {
		const affiliate = affiliateOf(number);
		await store.registry.saveAffiliate(affiliate);
		await store.registry.saveCoupon({
			couponId: `cpn_${number}`,
			code: couponOf(affiliate.affiliateId),
			programmeId: PROGRAMME.programmeId,
			affiliateId: affiliate.affiliateId,
			status: 'active',
			createdAt: affiliate.createdAt,
			updatedAt: affiliate.createdAt,
		});
	}
}

const couponOf = (affiliateId: string): string => `SAVE-${affiliateId}`;

/** Writes recorded and checked orders after the pattern of one that was really checked. */
export class OrderWriter {
	readonly #lib: DecisionLib;
	readonly #engine: DecisionEngine;
	readonly #attribution: Attribution;
	readonly #verdict: Verdict;
	readonly #check: Row;
	readonly #keys;

	private constructor(
		lib: DecisionLib,
		engine: DecisionEngine,
		pattern: { attribution: Attribution; verdict: Verdict; check: Row },
	) {
		this.#lib = lib;
		this.#engine = engine;
		this.#attribution = pattern.attribution;
		this.#verdict = pattern.verdict;
		this.#check = pattern.check;
		this.#keys = lib.keys.workspaceKeys(Buffer.from(KEY, 'hex'));
	}

	static async open(
		lib: DecisionLib,
		engine: DecisionEngine,
		first: WorldOrder,
	): Promise<OrderWriter> {
		const desk = new DecisionDesk(lib, engine.store);
		const { attribution, verdict } = await desk.decide(first.order);
		const check = await engine.checkRow(first.order.orderId);
		return new OrderWriter(lib, engine, { attribution, verdict, check });
	}

	async write(orders: readonly WorldOrder[]): Promise<void> {
		const tables: OrderRows = {};
		for (const order of orders) {
			for (const [table, rows] of Object.entries(this.#rowsOf(order))) {
				(tables[table] ??= []).push(...rows);
			}
		}
		for (const [table, rows] of Object.entries(tables)) {
			await this.#engine.insertRows(table, rows);
		}
	}

	#rowsOf(entry: WorldOrder): OrderRows {
		const { rows, journal } = this.#lib;
		const { order, click } = entry;
		const { storeKey, orderId, createdAt } = order;
		const conversion = this.#conversionOf(entry);
		const { conversionId, customerKey } = conversion;
		const context = null;
		const basis = { order: journal.withoutPerson(order), attribution: this.#attribution, context };
		const place = { store_key: storeKey, order_id: orderId, customer_key: customerKey };
		const traits = this.#lib.trait.orderTraits(order, this.#keys.keyedHash);
		const isJoined = click !== null && click.journeyId !== null && customerKey !== null;
		return {
			conversions: [rows.conversionRow(conversion)],
			conversion_versions: [rows.versionRow(conversion, basis)],
			conversion_coupons: rows
				.couponKeys(conversion)
				.map((code) => ({ code_key: code, conversion_id: conversionId })),
			fraud_checks: [this.#checkOf(entry, customerKey)],
			order_traits: traits.map((trait: Trait) => ({ ...trait, ...place, ordered_at: createdAt })),
			order_clicks: conversion.touches.flatMap(({ clickId }) =>
				clickId === null ? [] : [{ click_id: clickId, ...place }],
			),
			customer_journeys: isJoined
				? [{ customer_key: customerKey, journey_id: click.journeyId, at: createdAt }].filter(
						this.#isNew,
					)
				: [],
			refunds: Number(orderId) % ORDERS_PER_REFUND === 7 ? [this.#refundOf(entry)] : [],
		};
	}

	readonly #known = new Set<string>();

	readonly #isNew = (pair: { customer_key: string; journey_id: string | null }): boolean => {
		const key = `${pair.customer_key} ${pair.journey_id}`;
		return !this.#known.has(key) && this.#known.add(key).size > 0;
	};

	#conversionOf({ order, click, isByCoupon }: WorldOrder): Conversion {
		const { storeKey, orderId, createdAt, totals } = order;
		const { email, customerId } = order.customer;
		const net = totals.items;
		return {
			conversionId: `cnv_${orderId.padStart(32, '0')}`,
			kind: 'order',
			version: 1,
			orderUpdatedAt: order.updatedAt,
			subscriptionId: null,
			storeKey,
			orderId,
			orderNumber: order.orderNumber,
			contentHash: this.#lib.kernel.contentHash([storeKey, orderId]),
			programmeId: PROGRAMME.programmeId,
			customerKey: this.#engine.store.history.customerKey({ storeKey, email, customerId }),
			orderedAt: createdAt,
			recordedAt: createdAt,
			outcome: click === null ? 'no_commission' : 'commissioned',
			reason: click === null ? 'no_affiliate' : 'priced',
			base: net,
			net,
			lines: order.lines.map((line) => ({ lineId: line.lineId, base: line.net, net: line.net })),
			touches: click === null ? [] : [touchOf(click, isByCoupon)],
			verdict: this.#verdict,
			orderTotals: totals,
		};
	}

	#checkOf({ order, click }: WorldOrder, customerKey: string | null): Row {
		return {
			...this.#check,
			order_id: order.orderId,
			customer_key: customerKey,
			ordered_at: order.createdAt,
			checked_at: order.createdAt,
			country: order.billingAddress?.country ?? null,
			referrer_host: click === null ? null : `${click.affiliateId}.example`,
			basket_hash: this.#lib.basket.basketHash(order),
		};
	}

	#refundOf({ order }: WorldOrder): Row {
		const { platform, storeKey, orderId, currency, createdAt, totals } = order;
		const nothing = { amountMinor: 0n, currency };
		return this.#lib.rows.refundRow(this.#keys, {
			refundId: `refund-${orderId}`,
			storeKey,
			orderId,
			contentHash: this.#lib.kernel.contentHash(['refund', orderId]),
			status: 'applied',
			base: totals.items,
			net: totals.items,
			recordedAt: ORDERED_AT,
			refund: {
				platform,
				storeKey,
				refundId: `refund-${orderId}`,
				orderId,
				createdAt,
				kind: 'refund',
				reason: 'wrong size',
				currency,
				lines: null,
				shipping: nothing,
				total: totals.total,
			},
		});
	}
}

function touchOf(click: Click, isByCoupon: boolean): Touch {
	const { affiliateId, programmeId, occurredAt, clickId } = click;
	return {
		kind: isByCoupon ? 'coupon' : 'click',
		affiliateId,
		affiliateCode: affiliateId.replace('aff_', 'partner-'),
		programmeId,
		occurredAt,
		clickId: isByCoupon ? null : clickId,
		couponCode: isByCoupon ? couponOf(affiliateId) : null,
		medium: 'web',
		subIds: click.subIds,
		foundIn: isByCoupon ? 'coupon' : 'landing page',
	};
}
