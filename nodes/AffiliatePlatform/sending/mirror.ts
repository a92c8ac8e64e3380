import {
	confirmedOutcome,
	isDone,
	rejectedOutcome,
	type AffiliatePlatform,
	type PlatformOutcome,
} from '../../../lib/connectors/affiliate-platform';
import { formatMoney, sumMoney, type Money } from '../../../lib/kernel';
import type { MirroredOrder } from '../../../lib/mapping/affiliate-platform';
import { createOnce } from './createOnce';
import { noLongerAwaited } from './noLongerAwaited';
import type { PlatformMemory } from './memory';
import { forgetTold, recallTold, rememberTold, type Told } from './told';
import { sendOnce } from './sendOnce';

export interface MirrorOutcome {
	readonly did: 'created' | 'adjusted' | 'cancelled' | 'nothing';
	/** Why nothing was done, or why it was cancelled. */
	readonly because: string | null;
	/** By what the platform knows the order. */
	readonly orderId: string;
	readonly outcome: PlatformOutcome;
}

interface Mirroring {
	readonly platform: AffiliatePlatform;
	readonly memory: PlatformMemory;
	readonly order: MirroredOrder;
	readonly resendsUnanswered: boolean;
}

/**
 * Makes the platform hold of an order what our ledger holds: creates it, adjusts it to what is left,
 * or cancels it; nothing for a state that it was told already. An order that is credited to somebody
 * else is cancelled and told anew, under an id of its own, because platforms keep the ids of what was
 * cancelled.
 */
export async function mirror(mirroring: Mirroring): Promise<MirrorOutcome> {
	const { memory, order } = mirroring;
	const { affiliate, orderId } = order.conversion;
	const recalled = await recallTold(memory, orderId);
	if (recalled === null || recalled.amount === null) return await beginOrRest(mirroring, recalled);
	const confirmed = await settle(mirroring, recalled);
	if ('outcome' in confirmed) return confirmed;
	const { told } = confirmed;
	if (told.revision === order.revision) return nothing('unchanged', told);
	const isMoved = told.affiliate !== affiliate;
	if (order.nothingBecause === null && !isMoved) return await adjustTo(mirroring, told);
	const outcome = await cancel(mirroring, told);
	const cancelled = { did: 'cancelled', because: order.nothingBecause, outcome } as const;
	if (!isDone(outcome)) return { ...cancelled, orderId: told.orderId };
	const gone = { ...told, amount: null, revision: order.revision };
	await rememberTold(memory, orderId, gone);
	if (order.nothingBecause !== null) return { ...cancelled, orderId: told.orderId };
	return await create(mirroring, gone);
}

/**
 * What the platform only accepted is asked for before anything else is told of the order. It may have
 * been refused since: then it was never there.
 */
async function settle(
	{ platform, memory, order }: Mirroring,
	told: Told,
): Promise<{ readonly told: Told } | MirrorOutcome> {
	const { orderId, reference } = told;
	if (reference === null) return { told };
	const outcome = await platform.confirmConversion(reference);
	if (outcome.outcome === 'confirmed' || outcome.outcome === 'duplicate') {
		const conversionId = outcome.externalId ?? told.conversionId;
		await noLongerAwaited(memory, orderId, conversionId);
		const settled = { ...told, conversionId, reference: null };
		await rememberTold(memory, order.conversion.orderId, settled);
		return { told: settled };
	}
	if (outcome.outcome === 'rejected') {
		await neverThere(memory, order.conversion.orderId, told);
		return { did: 'created', because: null, orderId, outcome };
	}
	if (outcome.outcome === 'failed' || told.revision === order.revision) {
		return { did: 'created', because: null, orderId, outcome };
	}
	return { did: 'created', because: null, orderId, outcome: notYet(outcome) };
}

/**
 * The platform refused what it had accepted: it may be told anew under the same id, unless that was one of its
 * own already, after an id that was cancelled.
 */
async function neverThere(memory: PlatformMemory, key: string, told: Told): Promise<void> {
	const { sends } = await memory.store();
	await sends.forget(memory.key('conversion', told.orderId));
	if (told.orderId === key) await forgetTold(memory, key);
	else await rememberTold(memory, key, { ...told, amount: null, reference: null });
}

const CONFIRMED_WITHIN_MILLISECONDS = 3 * 60 * 1_000;

/** Nothing else can be told of an order that the platform does not have yet: it is tried again later. */
function notYet(outcome: PlatformOutcome): PlatformOutcome {
	return {
		...outcome,
		outcome: 'failed',
		reason: 'The platform has accepted the order and not confirmed it yet',
		hint: 'It is tried again in some minutes.',
		retryable: true,
		retryAfterMilliseconds: CONFIRMED_WITHIN_MILLISECONDS,
	};
}

/** The platform has nothing of the order: never had, or not any more. */
async function beginOrRest(mirroring: Mirroring, told: Told | null): Promise<MirrorOutcome> {
	const { order } = mirroring;
	if (order.nothingBecause !== null) return nothing(order.nothingBecause, told);
	return await create(mirroring, told);
}

async function create(mirroring: Mirroring, told: Told | null): Promise<MirrorOutcome> {
	const { platform, memory, order, resendsUnanswered } = mirroring;
	const { conversion, left, revision } = order;
	const orderId =
		told === null ? conversion.orderId : `${conversion.orderId}-${revision.slice(0, 8)}`;
	const anew = { ...conversion, orderId };
	const outcome = await createOnce(platform, memory, anew, resendsUnanswered);
	if (!isDone(outcome)) return { did: 'created', because: null, orderId, outcome };
	const now: Told = {
		revision,
		orderId,
		affiliate: conversion.affiliate,
		amount: left,
		conversionId: outcome.externalId,
		reference: outcome.confirmation?.by === 'operation' ? outcome.confirmation.reference : null,
	};
	const held = outcome.outcome === 'duplicate' ? await heldAmount(platform, orderId) : null;
	if (held !== null && held.currency !== left.currency) {
		const refused = otherCurrency(held.currency, left.currency);
		return { did: 'adjusted', because: null, orderId, outcome: refused };
	}
	if (held !== null && formatMoney(held) !== formatMoney(left)) {
		// It was there before, with what the platform counted itself or an earlier run told it.
		return await adjustTo(mirroring, { ...now, amount: held });
	}
	await rememberTold(memory, conversion.orderId, now);
	return { did: 'created', because: null, orderId, outcome };
}

/**
 * What the platform holds of an order; null where it does not tell, or holds several of which nobody knows
 * how they belong together. Differences that were added to an order do belong together.
 */
async function heldAmount(platform: AffiliatePlatform, orderId: string): Promise<Money | null> {
	if (platform.capabilities['conversion.getMany'].support === 'none') return null;
	const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
	const { records } = await platform.listConversions(filter, null);
	const amounts = records.flatMap(({ amount }) => amount ?? []);
	const [first] = amounts;
	if (first === undefined || amounts.length < records.length) return null;
	if (amounts.length === 1) return first;
	const addsDifferences = platform.capabilities['conversion.adjust'].support === 'other';
	const isOneCurrency = amounts.every(({ currency }) => currency === first.currency);
	return addsDifferences && isOneCurrency ? sumMoney(amounts, first.currency) : null;
}

function otherCurrency(theirs: string, ours: string): PlatformOutcome {
	return rejectedOutcome({
		reason: `The platform holds the order in ${theirs}, the ledger in ${ours}`,
		hint: 'Correct the order on the platform: amounts of two currencies cannot be compared.',
		field: 'currency',
	});
}

async function adjustTo(mirroring: Mirroring, told: Told): Promise<MirrorOutcome> {
	const { platform, memory, order } = mirroring;
	const { conversion, left, revision } = order;
	const now: Told = { ...told, revision, amount: left };
	const isSameAmount = told.amount !== null && formatMoney(told.amount) === formatMoney(left);
	// Platforms that take differences take no commission of ours.
	const takesCommission = platform.capabilities['conversion.adjust'].support === 'native';
	if (isSameAmount && (conversion.commission === null || !takesCommission)) {
		await rememberTold(memory, conversion.orderId, now);
		return nothing('unchanged', now);
	}
	const { orderId, conversionId } = told;
	const adjustment = {
		orderId,
		conversionId,
		programmeId: conversion.programmeId,
		actionType: conversion.actionType,
		amount: left,
		formerAmount: told.amount,
		commission: conversion.commission,
		reason: 'refund' as const,
		adjustmentId: revision.slice(0, 16),
		note: null,
		more: {},
	};
	const outcome = await sendOnce(memory, {
		object: 'adjustment',
		recordKey: `${orderId}:${revision}`,
		content: { orderId, amount: formatMoney(left) },
		// One change of an amount cannot be told from another; whole amounts may be told twice.
		find: async () => await Promise.resolve(undefined),
		send: async () => await platform.adjustConversion(adjustment),
		resendsUnanswered: platform.capabilities['conversion.adjust'].support === 'native',
	});
	if (isDone(outcome)) await rememberTold(memory, conversion.orderId, now);
	return { did: 'adjusted', because: null, orderId, outcome };
}

async function cancel(
	{ platform, memory, order }: Mirroring,
	{ orderId, conversionId, amount }: Told,
): Promise<PlatformOutcome> {
	const { conversion, whole, revision, nothingBecause } = order;
	const isWhole = amount === null || formatMoney(amount) === formatMoney(whole);
	return await sendOnce(memory, {
		object: 'cancellation',
		recordKey: `${orderId}:${revision}`,
		content: { orderId },
		find: async () => await Promise.resolve(undefined),
		send: async () =>
			await platform.cancelConversion({
				orderId,
				conversionId,
				programmeId: conversion.programmeId,
				actionType: conversion.actionType,
				leftAmount: isWhole ? null : amount,
				reason: nothingBecause === 'refunded' ? 'refund' : 'other',
				note: null,
				more: {},
			}),
		resendsUnanswered: platform.capabilities['conversion.cancel'].support === 'native',
	});
}

function nothing(because: string, told: Told | null): MirrorOutcome {
	return {
		did: 'nothing',
		because,
		orderId: told?.orderId ?? '',
		outcome: confirmedOutcome(told?.conversionId ?? null, null),
	};
}
