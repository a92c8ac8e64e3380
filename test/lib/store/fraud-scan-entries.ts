import type { FraudFacts } from '../../../lib/model/fraud-facts';
import type { Trait } from '../../../lib/model/trait';
import type { Conversion, LedgerWrite } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { AFFILIATE_ID, aTouch } from '../../support/builders';
import { aCheck, fraudFacts, passed } from './fraud-writes';
import { day, write } from './ledger-entries';
import { aConversion, aSale, type Sale } from './ledger-writes';

/*
 * Orders as a nightly scan finds them, small enough to say in a test what they hold.
 */

export interface Bought extends Partial<Conversion> {
	readonly orderId: string;
	readonly at?: string;
	readonly affiliateId?: string;
	readonly customer?: string | null;
	/** Left out: the order was never checked. */
	readonly facts?: Partial<FraudFacts>;
	readonly traits?: readonly Trait[];
	readonly also?: Partial<LedgerWrite>;
}

/** Records an order of 100.00 with one credited click, after its check where there is one. */
export async function buy(
	store: AffiliateStore,
	{ orderId, at = day(10), affiliateId = AFFILIATE_ID, customer = 'carla', ...rest }: Bought,
): Promise<Sale> {
	const { facts, traits, also, ...conversion } = rest;
	const sale = aSale({ orderId, affiliateId, at });
	if (facts !== undefined || traits !== undefined) {
		await store.fraud.recordCheck({
			...passed(aCheck({ orderId, orderedAt: at })),
			facts: fraudFacts(facts),
			traits: traits ?? [],
		});
	}
	const recorded = aConversion(sale, {
		customerKey: customer,
		touches: [aTouch({ affiliateId })],
		...conversion,
	});
	await write(store, sale, { conversion: recorded, ...also });
	return sale;
}

export async function all<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
	const found: Entry[] = [];
	for await (const entry of entries) found.push(entry);
	return found;
}
