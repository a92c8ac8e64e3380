import { basketHash } from '../../model/basket-hash';
import type { FraudCheck } from '../../model/fraud-case';
import type { FraudFacts } from '../../model/fraud-facts';
import { toJson } from '../../model/json';
import type { FraudStore } from '../../ports/fraud-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { FraudChecksTable } from '../tables';
import { openOrderCase, supersedeOrderCases } from './cases-open';
import { packedFacts } from './packed-facts';

type CheckWrite = Parameters<FraudStore['recordCheck']>[0];

const ORDER_TABLES = ['order_traits', 'order_clicks', 'order_interceptions'] as const;

/** Writes the check of an order in place of the former one, with its case; checks of one order queue. */
export async function recordCheck(context: StoreContext, write: CheckWrite): Promise<void> {
	const { engine, keys } = context;
	const { check, facts } = write;
	const { storeKey, orderId } = check;
	await engine.write(async (tx) => {
		await engine.lock(tx, `fraud-check:${JSON.stringify([storeKey, orderId])}`);
		const row = checkRow(keys, check, facts);
		await tx
			.insertInto('fraud_checks')
			.values(row)
			.onConflict((conflict) => conflict.columns(['store_key', 'order_id']).doUpdateSet(row))
			.execute();
		for (const table of ORDER_TABLES) {
			await tx
				.deleteFrom(table)
				.where('store_key', '=', storeKey)
				.where('order_id', '=', orderId)
				.execute();
		}
		await writeTraits(tx, write);
		await writeClicks(tx, write);
		await writeInterceptions(tx, write);
		if (write.openCase !== null) await openOrderCase(context, tx, write.openCase);
		else if (check.verdict.verdict === 'approve') {
			await supersedeOrderCases(context, tx, check, check.checkedAt);
		}
	});
}

/** Place that an order's facts are sealed for. */
export function factsPlace(storeKey: string, orderId: string): string {
	return `fraud-facts:${JSON.stringify([storeKey, orderId])}`;
}

function checkRow(keys: WorkspaceKeys, check: FraudCheck, facts: FraudFacts): FraudChecksTable {
	const { storeKey, orderId } = check;
	const { customer, visit, order } = facts;
	return {
		store_key: storeKey,
		order_id: orderId,
		programme_id: check.programmeId,
		customer_key: customer.key,
		ordered_at: check.orderedAt,
		checked_at: check.checkedAt,
		verdict: check.verdict.verdict,
		country: customer.billingCountry ?? customer.shippingCountry,
		referrer_host: visit.referrerHost,
		is_from_coupon_site: visit.isFromCouponSite ? 1 : 0,
		failed_payments: order.payment?.failedAttempts ?? null,
		basket_hash: basketHash(order),
		record: JSON.stringify(toJson(check.verdict)),
		facts: keys.seal(factsPlace(storeKey, orderId), packedFacts(JSON.stringify(toJson(facts)))),
	};
}

async function writeTraits(tx: StoreQueries, { check, facts, traits }: CheckWrite): Promise<void> {
	const rows = traits.map(({ kind, hash }) => ({
		kind,
		hash,
		store_key: check.storeKey,
		order_id: check.orderId,
		customer_key: facts.customer.key,
		ordered_at: check.orderedAt,
	}));
	for (const part of chunks(rows)) {
		await tx
			.insertInto('order_traits')
			.values(part)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Of credited touches only: a click that earns nothing is nobody's gain. */
async function writeClicks(tx: StoreQueries, { check, facts }: CheckWrite): Promise<void> {
	const clickIds = facts.attribution.credits.flatMap(({ touch }) => touch.clickId ?? []);
	const rows = [...new Set(clickIds)].map((clickId) => ({
		click_id: clickId,
		store_key: check.storeKey,
		order_id: check.orderId,
		customer_key: facts.customer.key,
	}));
	for (const part of chunks(rows)) await tx.insertInto('order_clicks').values(part).execute();
}

async function writeInterceptions(tx: StoreQueries, { check, facts }: CheckWrite): Promise<void> {
	const { interceptions, programmeId } = facts.attribution;
	const programme = programmeId ?? check.programmeId;
	if (programme === null) return;
	const affiliateIds = [...new Set(interceptions.map(({ affiliateId }) => affiliateId))];
	const rows = affiliateIds.map((affiliateId) => ({
		store_key: check.storeKey,
		order_id: check.orderId,
		affiliate_id: affiliateId,
		programme_id: programme,
		ordered_at: check.orderedAt,
	}));
	for (const part of chunks(rows)) {
		await tx.insertInto('order_interceptions').values(part).execute();
	}
}
