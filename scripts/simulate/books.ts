import { DatabaseSync } from 'node:sqlite';

import { countClicks, storeFile } from '../bench/bench-store.ts';
import type { SyncWorld } from '../bench/sync-world.ts';

/** What is in the store and in the CRM when the day is over. */
export interface Books {
	readonly clicks: number;
	readonly countedClicks: number;
	readonly orders: number;
	readonly refunds: number;
	readonly commissions: number;
	/** By status. */
	readonly statuses: Readonly<Record<string, number>>;
	/** By verdict of the fraud check. */
	readonly verdicts: Readonly<Record<string, number>>;
	/** Zero for each currency where the books are right. */
	readonly net: ReadonlyArray<{ readonly amountMinor: bigint; readonly currency: string }>;
	readonly contacts: number;
	/** Contacts that have the address of another one. */
	readonly doubledContacts: number;
	readonly deals: number;
	readonly doubledDeals: number;
	readonly deadLetters: number;
}

export async function readBooks(world: SyncWorld, userFolder: string): Promise<Books> {
	const { store, hubspot } = world;
	const { stored, counted } = countClicks(userFolder);
	const file = new DatabaseSync(storeFile(userFolder), { readOnly: true });
	const count = (table: string): number =>
		Number(file.prepare(`select count(*) as rows from ${table}`).get()?.['rows']);
	const grouped = (query: string): Record<string, number> =>
		Object.fromEntries(
			file
				.prepare(query)
				.all()
				.map(({ name, rows }) => [String(name), Number(rows)]),
		);
	try {
		const emails = hubspot.contacts().map(({ properties }) => properties['email'] ?? '');
		const keys = hubspot.deals().map(({ properties }) => properties['external_order_key'] ?? '');
		return {
			clicks: stored,
			countedClicks: counted,
			orders: count('conversions'),
			refunds: count('refunds'),
			commissions: count('commissions'),
			statuses: grouped('select status as name, count(*) as rows from commission_heads group by 1'),
			verdicts: grouped('select verdict as name, count(*) as rows from fraud_checks group by 1'),
			net: await store.ledger.netPerCurrency(),
			contacts: emails.length,
			doubledContacts: emails.length - new Set(emails).size,
			deals: keys.length,
			doubledDeals: keys.length - new Set(keys).size,
			deadLetters: (await world.backlog()).dead,
		};
	} finally {
		file.close();
	}
}
