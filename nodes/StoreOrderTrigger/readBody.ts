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
		json = JSON.parse(body, keepBigIntegers);
	} catch {
		return { outcome: 'unreadable', reason: 'The body is not JSON' };
	}
	try {
		return storeEvents(delivery, json, options);
	} catch (error) {
		return { outcome: 'unreadable', reason: reasonOf(error) };
	}
}

/**
 * Ids are 64-bit integers in some stores: those that no number can hold stay as they are written.
 * Node 22 and newer hand the written text over; older ones read such ids with lost digits.
 */
function keepBigIntegers(
	_key: string,
	value: unknown,
	context?: { readonly source?: string },
): unknown {
	if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
	const text = context?.source ?? '';
	return /^-?\d{1,40}$/.test(text) ? text : value;
}

/** Errors whose message names places in the body, never what stands there. */
const PLAIN_CODES: ReadonlySet<string> = new Set(['invalid_input', 'missing_store']);

function reasonOf(error: unknown): string {
	if (error instanceof AffiliateError) {
		if (PLAIN_CODES.has(error.code)) return error.message;
		return `A value in it cannot be read (${error.code})`;
	}
	const name = error instanceof Error ? error.name : typeof error;
	return `This version of the trigger cannot read it (${name})`;
}
