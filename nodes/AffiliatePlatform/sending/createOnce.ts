import type {
	AffiliatePlatform,
	ConversionWrite,
	PlatformOutcome,
} from '../../../lib/connectors/affiliate-platform';
import { contentHash, formatMoney } from '../../../lib/kernel';
import type { PlatformMemory } from './memory';
import { sendOnce } from './sendOnce';

/** A conversion, once: by the platform's own look-up, or else by what the workspace remembers. */
export async function createOnce(
	platform: AffiliatePlatform,
	memory: PlatformMemory,
	conversion: ConversionWrite,
	resendsUnanswered: boolean,
): Promise<PlatformOutcome> {
	if (platform.findsByOrderId) {
		const outcome = await platform.createConversion(conversion);
		await keepAccepted(memory, conversion, outcome);
		return outcome;
	}
	return await sendOnce(memory, {
		object: 'conversion',
		recordKey: conversion.orderId,
		content: contentOf(conversion),
		find: async () => await findByOrder(platform, conversion.orderId),
		send: async () => await platform.createConversion(conversion),
		resendsUnanswered,
	});
}

/** What is only accepted is asked for later, by 'Confirm Many' or the next event of the order. */
async function keepAccepted(
	memory: PlatformMemory,
	conversion: ConversionWrite,
	{ outcome, externalId, confirmation }: PlatformOutcome,
): Promise<void> {
	if (outcome !== 'accepted' || confirmation?.by !== 'operation') return;
	const { sends } = await memory.store();
	const key = memory.key('conversion', conversion.orderId);
	await sends.begin(key, contentHash(contentOf(conversion)), memory.now());
	await sends.settle(key, { externalId, reference: confirmation.reference }, memory.now());
}

/** What another amount or another affiliate for the same order is told by. */
function contentOf({ orderId, amount, affiliate, clickId, coupon }: ConversionWrite): object {
	return { orderId, amount: formatMoney(amount), affiliate, clickId, coupon };
}

/** Undefined where the platform cannot be asked; null when it has none. */
export async function findByOrder(
	platform: AffiliatePlatform,
	orderId: string,
): Promise<{ readonly externalId: string } | null | undefined> {
	if (platform.capabilities['conversion.getMany'].support === 'none') return undefined;
	const filter = { orderId, affiliateId: null, programmeId: null, from: null, to: null };
	try {
		const { records } = await platform.listConversions(filter, null);
		const [found] = records;
		return found === undefined ? null : { externalId: found.id };
	} catch {
		return undefined;
	}
}
