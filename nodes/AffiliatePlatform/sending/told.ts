import { formatMoney, parseAmount, type Money } from '../../../lib/kernel';
import type { SyncEntry } from '../../../lib/ports/sync-store';
import type { PlatformMemory } from './memory';

/** What a platform was last told of an order. */
export interface Told {
	readonly revision: string;
	/** By what the platform knows it; another one than ours after a new credit. */
	readonly orderId: string;
	readonly affiliate: string | null;
	/** Null once it was cancelled. */
	readonly amount: Money | null;
	readonly conversionId: string | null;
	/** What to ask for while the platform has only accepted it; null once it is confirmed. */
	readonly reference: string | null;
}

const OBJECT = 'mirrored_order';
/** Orders whose memory is read in one statement. */
const AT_ONCE = 200;

const FIELDS = ['revision', 'orderId', 'affiliate', 'amount', 'conversionId', 'reference'] as const;

/** Of many orders at once, by our order ids; those that the platform was never told of are left out. */
export async function recallAllTold(
	memory: PlatformMemory,
	orderIds: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
	const { sync } = await memory.store();
	const { system, account } = memory.key(OBJECT, '');
	const found = new Map<string, Told>();
	for (let start = 0; start < orderIds.length; start += AT_ONCE) {
		const some = orderIds.slice(start, start + AT_ONCE);
		const values = await sync.recall({ system, account, object: OBJECT }, some, FIELDS);
		const byOrder = new Map<string, Map<string, string | null>>();
		for (const { recordKey, field, value } of values) {
			const fields = byOrder.get(recordKey) ?? new Map<string, string | null>();
			byOrder.set(recordKey, fields.set(field, value));
		}
		for (const [orderId, fields] of byOrder) {
			const told = toldOf(orderId, (field) => fields.get(field) ?? null);
			if (told !== null) found.set(orderId, told);
		}
	}
	return found;
}

/** By our order id; null for an order that the platform was never told of. */
export async function recallTold(memory: PlatformMemory, orderId: string): Promise<Told | null> {
	return (await recallAllTold(memory, [orderId])).get(orderId) ?? null;
}

function toldOf(
	ourOrderId: string,
	of: (field: (typeof FIELDS)[number]) => string | null,
): Told | null {
	const revision = of('revision');
	if (revision === null) return null;
	const amount = of('amount');
	return {
		revision,
		orderId: of('orderId') ?? ourOrderId,
		affiliate: of('affiliate'),
		amount: amount === null ? null : moneyOf(amount),
		conversionId: of('conversionId'),
		reference: of('reference'),
	};
}

/** As if the platform had never been told: for an order that it turns out not to have. */
export async function forgetTold(memory: PlatformMemory, orderId: string): Promise<void> {
	const { sync } = await memory.store();
	const { system, account } = memory.key(OBJECT, orderId);
	const place = { system, account, object: OBJECT, recordKey: orderId, at: memory.now() };
	await sync.remember(FIELDS.map((field) => ({ ...place, field, value: null })));
}

export async function rememberTold(
	memory: PlatformMemory,
	orderId: string,
	told: Told,
): Promise<void> {
	const { sync } = await memory.store();
	const { system, account } = memory.key(OBJECT, orderId);
	const at = memory.now();
	const values: Record<(typeof FIELDS)[number], string | null> = {
		...told,
		amount: told.amount === null ? null : formatMoney(told.amount),
	};
	await sync.remember(
		FIELDS.map((field): SyncEntry => {
			const place = { system, account, object: OBJECT, recordKey: orderId };
			return { ...place, field, value: values[field], at };
		}),
	);
}

/** As `formatMoney` writes it. */
function moneyOf(text: string): Money {
	const [amount = '', currency = ''] = text.split(' ');
	return parseAmount(amount, currency);
}
