import type { AffiliatePlatform } from '../../../lib/connectors/affiliate-platform';
import type { Instant } from '../../../lib/kernel';
import type { ConversionChoices } from '../../../lib/mapping/affiliate-platform';
import type { AffiliateStore } from '../../../lib/ports/store';
import {
	reconcile,
	withinPeriod,
	type PlatformSide,
	type Reconciliation,
} from '../../../lib/reconciliation';
import type { PlatformMemory } from '../sending/memory';
import { affiliateNames } from './affiliateNames';
import { ledgerSides, type LedgerOrder } from './ledgerSides';
import { platformSides, platformSidesOf } from './platformSides';

export interface ComparisonRequest {
	readonly platform: AffiliatePlatform;
	readonly memory: PlatformMemory;
	readonly programmeIds: readonly string[];
	readonly from: Instant;
	readonly to: Instant;
	readonly choices: ConversionChoices;
	readonly graceMilliseconds: number;
	readonly comparesStatus: boolean;
	/** By what the platform knows the one order that is compared; null for all. */
	readonly orderId: string | null;
}

export interface Comparison {
	readonly reconciliation: Reconciliation;
	/** By what the platform knows each order. */
	readonly orders: ReadonlyMap<string, LedgerOrder>;
}

/** Reads both sides and compares them. What looks missing there is asked for by its order id first. */
export async function compare(request: ComparisonRequest): Promise<Comparison> {
	const { platform, memory, from, to, choices } = request;
	const store: AffiliateStore = await memory.store();
	const known = await ledgerSides(store, memory, request);
	const { orderId: only } = request;
	const ledger =
		only === null ? known : known.filter((side) => [side.orderId, side.mirrorKey].includes(only));
	const theirs =
		only === null
			? await platformSides(platform, { programmeId: choices.programmeId, from, to })
			: await platformSidesOf(platform, [
					...new Set([only, ...ledger.map(({ orderId }) => orderId)]),
				]);
	const first = await compareSides(request, ledger, theirs);
	const missing = first.findings.flatMap(({ kind, orderId }) =>
		only === null && kind === 'missing_there' && orderId !== null ? [orderId] : [],
	);
	const looked = await platformSidesOf(platform, missing);
	const reconciliation =
		looked.length === 0 ? first : await compareSides(request, ledger, distinct(theirs, looked));
	return { reconciliation, orders: new Map(ledger.map((order) => [order.orderId, order])) };
}

async function compareSides(
	{ platform, memory, from, to, graceMilliseconds, comparesStatus }: ComparisonRequest,
	ledger: readonly LedgerOrder[],
	platformRecords: readonly PlatformSide[],
): Promise<Reconciliation> {
	const sides = withinPeriod({ ledger, platform: platformRecords }, from, to);
	const ours = comparesStatus
		? sides.ledger
		: sides.ledger.map((side) => ({ ...side, status: 'none' as const }));
	return reconcile(ours, sides.platform, {
		now: memory.now(),
		graceMilliseconds,
		isSameAffiliate: await affiliateNames(platform, sides.ledger, sides.platform),
	});
}

function distinct(...lists: ReadonlyArray<readonly PlatformSide[]>): PlatformSide[] {
	return [...new Map(lists.flat().map((side) => [side.id, side])).values()];
}
