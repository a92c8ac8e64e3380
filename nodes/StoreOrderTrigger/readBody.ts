import { AffiliateError } from '../../lib/kernel';
import type { StoreDelivery } from '../../lib/mapping/store-delivery';
import {
	storeEvents,
	type StoreEventOptions,
	type StoreEventsResult,
} from '../../lib/mapping/store-events';

export type BodyReading = StoreEventsResult | { readonly outcome: 'unreadable'; reason: string };

/**
 * Reads a signed body into events. A body that makes no sense is a result with a reason, whatever
 * went wrong: WooCommerce sends nothing twice, so it must be kept. The reason never repeats it.
 */
export function readBody(
	delivery: StoreDelivery,
	body: string,
	options: StoreEventOptions,
): BodyReading {
	let json: unknown;
	try {
		json = JSON.parse(body);
	} catch {
		return { outcome: 'unreadable', reason: 'The body is not JSON' };
	}
	try {
		return storeEvents(delivery, json, options);
	} catch (error) {
		return { outcome: 'unreadable', reason: reasonOf(error) };
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof AffiliateError) return error.message;
	const name = error instanceof Error ? error.name : typeof error;
	return `This version of the trigger cannot read it (${name})`;
}
