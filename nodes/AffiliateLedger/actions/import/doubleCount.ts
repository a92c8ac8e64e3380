import { AffiliateError } from '../../../../lib/kernel';
import {
	IMPORT_SOURCES,
	importStoreKey,
	openingOrderId,
	type BookingIntent,
	type ImportContext,
} from '../../../../lib/import';
import { conversionIdOf } from '../../../../lib/ledger';
import type { Affiliate } from '../../../../lib/model/affiliate';
import type { AffiliateStore } from '../../../../lib/ports/store';

/** Keeps what is owed from being brought over twice: as commissions and as their sum. */
export interface DoubleCount {
	/** Throws `counted_twice`. */
	refuse(intent: BookingIntent, affiliate: Affiliate): Promise<void>;
}

/** No affiliate has more open commissions when an import begins. */
const MOST_COMMISSIONS = 100_000;

/** Looks every affiliate up once. */
export function doubleCountGuard(store: AffiliateStore, context: ImportContext): DoubleCount {
	const withBalance = new Map<string, Promise<boolean>>();
	const withCommissions = new Map<string, Promise<boolean>>();
	return {
		async refuse({ kind, then, commission }, affiliate) {
			const { affiliateId } = affiliate;
			const isOwed = (commission.total?.amountMinor ?? 0n) !== 0n;
			if (!isOwed || then !== 'approve') return;
			if (kind === 'balance') {
				const has = once(withCommissions, affiliateId, () =>
					hasCommissions(store, affiliateId, context),
				);
				if (await has) throw balanceOnTop();
				return;
			}
			const has = once(withBalance, affiliateId, () => hasBalance(store, affiliate, context));
			if (await has) throw commissionOnTop();
		},
	};
}

function once(
	known: Map<string, Promise<boolean>>,
	key: string,
	find: () => Promise<boolean>,
): Promise<boolean> {
	const found = known.get(key) ?? find();
	known.set(key, found);
	return found;
}

async function hasCommissions(
	store: AffiliateStore,
	affiliateId: string,
	{ programme }: ImportContext,
): Promise<boolean> {
	const commissions = await store.ledger.commissions({
		affiliateId,
		programmeId: programme.programmeId,
		status: 'approved',
		limit: MOST_COMMISSIONS,
	});
	return commissions.some(({ planId }) => planId === 'imported');
}

async function hasBalance(
	store: AffiliateStore,
	affiliate: Affiliate,
	context: ImportContext,
): Promise<boolean> {
	const orderId = openingOrderId(affiliate, context.programme.currency);
	for (const source of IMPORT_SOURCES) {
		const storeKey = importStoreKey({ ...context, source });
		if ((await store.ledger.conversion(conversionIdOf(storeKey, orderId))) !== null) return true;
	}
	return false;
}

function balanceOnTop(): AffiliateError {
	return new AffiliateError('Approved commissions of this affiliate are imported already', {
		code: 'counted_twice',
		hint: 'They make its balance; leave the row out, for it would be owed twice.',
	});
}

function commissionOnTop(): AffiliateError {
	return new AffiliateError('The balance of this affiliate is imported already', {
		code: 'counted_twice',
		hint: 'It holds what was approved and not paid; leave the row out, for it would be owed twice.',
	});
}
