import { recordConversion, recordRefund } from '../../lib/ledger';
import type { StoreEventItem } from '../../lib/model/store-event';
import type { AffiliateStore } from '../../lib/ports/store';
import { aCredit, anAttribution, aTouch } from '../support/builders';
import { inputOf } from '../lib/ledger/order-ledger';

/** Two affiliates share each order unevenly, so that every refund has something to round. */
const ATTRIBUTION = anAttribution({
	credits: [2, 1].map((weight, index) => {
		const affiliateId = `aff_${index}`;
		const touch = aTouch({ affiliateId });
		return aCredit({ affiliateId, affiliateCode: `a${index}`, weight, touch });
	}),
});

const TERMS = { percent: '7.5', planVersion: 1 };

/** Books what one event says, as the workflows do. */
export async function carryOut(store: AffiliateStore, item: StoreEventItem): Promise<void> {
	const { order, refund, event } = item;
	const act = { at: event.occurredAt, actor: 'chaos' };
	if (refund !== undefined) {
		const { storeKey, orderId } = refund;
		await store.ledger.decide({ storeKey, orderId }, (state) => recordRefund(state, refund, act));
	} else if (order !== undefined) {
		const { storeKey, orderId } = order;
		const input = inputOf({ order, attribution: ATTRIBUTION, terms: TERMS });
		await store.ledger.decide({ storeKey, orderId }, (state) =>
			recordConversion(state, input, act),
		);
	}
}

/** What every order left on every account, and how often each of its events was told. */
export async function booksOf(store: AffiliateStore): Promise<Map<string, string>> {
	const books = new Map<string, string>();
	for (const { commissionId, conversionId } of await store.ledger.commissions({ limit: 10_000 })) {
		const story = await store.ledger.commissionStory(commissionId);
		if (story === null) throw new Error(`The commission ${commissionId} has no story`);
		const accounts = new Map<string, bigint>();
		for (const { account, amount } of story.transactions.flatMap(({ postings }) => postings)) {
			accounts.set(account, (accounts.get(account) ?? 0n) + amount.amountMinor);
		}
		const { status, amount, reversed } = story.commission;
		const refunds = story.state.refunds.map((entry) => `${entry.refundId} ${entry.status}`);
		const standing = {
			status,
			amount: amount.amountMinor.toString(),
			reversed: reversed.amountMinor.toString(),
			refunds: refunds.sort(),
			accounts: [...accounts].map(([name, minor]) => `${name} ${minor}`).sort(),
		};
		books.set(`${conversionId} ${commissionId}`, JSON.stringify(standing));
	}
	return books;
}
