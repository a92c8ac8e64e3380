import { addDays, type Instant } from '../../../lib/kernel';
import { mirroredOrder, type ConversionChoices } from '../../../lib/mapping/affiliate-platform';
import type { RecordedCommission } from '../../../lib/model/commission';
import type { ReplayEntry } from '../../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import type { LedgerSide } from '../../../lib/reconciliation';
import type { PlatformMemory } from '../sending/memory';
import { recallAllTold, type Told } from '../sending/told';
import { recordedFacts } from './recordedFacts';

/** An order of our ledger, with where it is found again for a repair. */
export interface LedgerOrder extends LedgerSide {
	readonly conversionId: string;
	/** By what the mirror remembers it; `orderId` is what the platform knows it by now. */
	readonly mirrorKey: string;
}

/** A platform may date an order by when it was told, which may be long after it was placed. */
const DAYS_BEFORE = 45;
const DAYS_AFTER = 2;

/** What our ledger holds of a period and some days around it, as the mirror would tell it. */
export async function ledgerSides(
	store: AffiliateStore,
	memory: PlatformMemory,
	{
		programmeIds,
		from,
		to,
		choices,
	}: {
		readonly programmeIds: readonly string[];
		readonly from: Instant;
		readonly to: Instant;
		readonly choices: ConversionChoices;
	},
): Promise<LedgerOrder[]> {
	const orders: Array<Omit<LedgerOrder, 'orderId' | 'isAwaited' | 'isTold'>> = [];
	for (const programmeId of programmeIds) {
		const period = { from: addDays(from, -DAYS_BEFORE), to: addDays(to, DAYS_AFTER) };
		for await (const entry of store.ledger.replay({ programmeId, ...period })) {
			const order = ledgerOrder(entry, choices);
			if (order !== null) orders.push(order);
		}
	}
	const told = await recallAllTold(
		memory,
		orders.map(({ mirrorKey }) => mirrorKey),
	);
	return orders.map((order) => withTold(order, told.get(order.mirrorKey)));
}

function withTold(
	order: Omit<LedgerOrder, 'orderId' | 'isAwaited' | 'isTold'>,
	told: Told | undefined,
): LedgerOrder {
	return {
		...order,
		orderId: told?.orderId ?? order.mirrorKey,
		isAwaited: told !== undefined && told.amount !== null && told.reference !== null,
		isTold: told !== undefined,
	};
}

/** Clicks, bonuses and opening balances are no orders of a platform. */
function ledgerOrder(
	entry: ReplayEntry,
	choices: ConversionChoices,
): Omit<LedgerOrder, 'orderId' | 'isAwaited' | 'isTold'> | null {
	const { conversion, commissions } = entry;
	if (conversion.kind !== 'order' && conversion.kind !== 'action') return null;
	const facts = recordedFacts(entry);
	if (facts === null) return null;
	const { conversion: write, left, nothingBecause } = mirroredOrder(facts, choices);
	return {
		conversionId: conversion.conversionId,
		mirrorKey: write.orderId,
		affiliate: write.affiliate,
		amount: left,
		commission: write.commission,
		status: statusOf(commissions),
		nothingBecause,
		occurredAt: write.occurredAt,
	};
}

/** Of the affiliate's own sale; what waits for a person waits on the whole. */
function statusOf(commissions: readonly RecordedCommission[]): LedgerSide['status'] {
	const own = commissions.filter(({ line }) => line.level === 0).map(({ status }) => status);
	if (own.length === 0) return 'none';
	if (own.every((status) => status === 'declined')) return 'declined';
	const standing = own.filter((status) => status !== 'declined');
	if (standing.every((status) => status === 'paid')) return 'paid';
	return standing.every((status) => status === 'paid' || status === 'approved')
		? 'approved'
		: 'pending';
}
