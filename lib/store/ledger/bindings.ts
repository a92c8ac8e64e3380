import type { Instant } from '../../kernel';
import type { CustomerBinding } from '../../ports/ledger-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { CustomerBindingsTable } from '../tables';
import { ledgerConflict } from './ledger-conflict';

export interface BoundCustomer {
	readonly programmeId: string;
	readonly customerKey: string;
}

/** Who changes the binding of this customer holds this lock. */
export function bindingLock({ programmeId, customerKey }: BoundCustomer): string {
	return `binding:${JSON.stringify([programmeId, customerKey])}`;
}

/** The last entry, whatever it says; null for a customer who was never bound. */
export async function lastBinding(
	tx: StoreQueries,
	customer: BoundCustomer,
): Promise<CustomerBinding | null> {
	const row = await entriesOf(tx, customer).orderBy('sequence', 'desc').executeTakeFirst();
	return row === undefined ? null : bindingOfRow(row);
}

/** Every entry of a customer, oldest first. */
export async function bindingHistory(
	tx: StoreQueries,
	customer: BoundCustomer,
): Promise<CustomerBinding[]> {
	return (await entriesOf(tx, customer).orderBy('sequence').execute()).map(bindingOfRow);
}

/**
 * The binding in force at a moment: that of the latest entry which had begun by then. An order that
 * is recorded late meets the binding of its own time.
 */
export function bindingInForce(
	history: readonly CustomerBinding[],
	at: Instant,
): CustomerBinding | null {
	const last = history.findLast((entry) => beginOf(entry) <= at);
	if (last === undefined || last.affiliateId === null) return null;
	return last.expiresAt === null || last.expiresAt > at ? last : null;
}

function beginOf(entry: CustomerBinding): Instant {
	return entry.reason === 'released' ? entry.at : entry.boundAt;
}

/**
 * Adds an entry by a person's decision. Throws `ledger_conflict` for one that does not follow on
 * the last: an earlier one, a renewal for somebody else, a release of nobody.
 */
export async function bind(context: StoreContext, binding: CustomerBinding): Promise<void> {
	await context.engine.write(async (tx) => {
		await context.engine.lock(tx, bindingLock(binding));
		const last = await lastBinding(tx, binding);
		if (last !== null && isSame(last, binding)) return;
		requireNext(last, binding);
		await insertBindings(tx, [binding]);
	});
}

/** Adds the entries that an order brings; the last one again is a repeat. */
export async function writeBindings(
	{ engine }: StoreContext,
	tx: StoreQueries,
	bindings: readonly CustomerBinding[],
): Promise<void> {
	for (const binding of bindings) {
		await engine.lock(tx, bindingLock(binding));
		const last = await lastBinding(tx, binding);
		if (last !== null && isSame(last, binding)) continue;
		requireForm(binding);
		await insertBindings(tx, [binding]);
	}
}

function requireNext(last: CustomerBinding | null, next: CustomerBinding): void {
	requireForm(next);
	const holder = last?.affiliateId ?? null;
	if (last !== null && next.at < last.at) {
		throw notNext('it is older than the last entry', next);
	}
	if (next.reason === 'renewed' && holder !== next.affiliateId) {
		throw notNext('it renews the binding of an affiliate who does not have the customer', next);
	}
	if (next.reason === 'released' && holder === null) {
		throw notNext('the customer is bound to nobody', next);
	}
}

function requireForm(binding: CustomerBinding): void {
	if ((binding.reason === 'released') === (binding.affiliateId === null)) return;
	throw notNext('a release names no affiliate, and everything else names one', binding);
}

function notNext(because: string, { programmeId, reason }: CustomerBinding) {
	return ledgerConflict(
		`The entry '${reason}' does not follow on the customer's last: ${because}`,
		{
			programmeId,
		},
	);
}

function isSame(a: CustomerBinding, b: CustomerBinding): boolean {
	return (
		a.affiliateId === b.affiliateId &&
		a.boundAt === b.boundAt &&
		a.expiresAt === b.expiresAt &&
		a.reason === b.reason &&
		a.actor === b.actor &&
		a.at === b.at
	);
}

function entriesOf(tx: StoreQueries, { programmeId, customerKey }: BoundCustomer) {
	return tx
		.selectFrom('customer_bindings')
		.selectAll()
		.where('programme_id', '=', programmeId)
		.where('customer_key', '=', customerKey);
}

async function insertBindings(
	tx: StoreQueries,
	bindings: readonly CustomerBinding[],
): Promise<void> {
	const rows = bindings.map((entry) => ({
		programme_id: entry.programmeId,
		customer_key: entry.customerKey,
		affiliate_id: entry.affiliateId,
		bound_at: entry.boundAt,
		expires_at: entry.expiresAt,
		reason: entry.reason,
		actor: entry.actor,
		at: entry.at,
	}));
	await tx.insertInto('customer_bindings').values(rows).execute();
}

function bindingOfRow(row: Omit<CustomerBindingsTable, 'sequence'>): CustomerBinding {
	return {
		programmeId: row.programme_id,
		customerKey: row.customer_key,
		affiliateId: row.affiliate_id,
		boundAt: row.bound_at,
		expiresAt: row.expires_at,
		reason: row.reason as CustomerBinding['reason'],
		actor: row.actor,
		at: row.at,
	};
}
