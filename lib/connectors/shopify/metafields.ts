import { z } from 'zod/v4';
import { inChunks } from '../vendor';
import type { ShopifyClient } from './client';
import { SET_METAFIELDS } from './documents';
import { failureOfUserError } from './failure';
import { globalId } from './global-id';
import { DEFAULT_OWN_MARKS, type OwnMarks } from './marks';
import { misfitOf, type MetafieldType } from './metafield-value';
import { mutate } from './mutate';
import {
	doneOutcome,
	failedOutcome,
	payload,
	rejectedOutcome,
	type WriteOutcome,
} from './write-outcome';

/** Shopify's limit of a `metafieldsSet`. */
const METAFIELDS_AT_ONCE = 25;

/** 2 to 64 letters, digits, dashes and underscores. */
const KEY = /^[A-Za-z0-9_-]{2,64}$/;

export interface MetafieldWrite {
	readonly owner: 'Order' | 'Customer';
	/** Number or global id. */
	readonly ownerId: string;
	readonly key: string;
	readonly type: MetafieldType;
	readonly value: string;
	/**
	 * `compareDigest` of the value that was read: it is written only if nobody changed it since; null
	 * only if it is not there yet. Left out, it is written in any case.
	 */
	readonly compareDigest?: string | null;
}

interface Entry {
	readonly index: number;
	readonly ownerId: string;
	readonly write: MetafieldWrite;
}

const payloadSchema = payload({
	metafields: z.array(z.object({ id: z.string(), key: z.string() })).nullable(),
});

/**
 * Sets metafields in our namespace, 25 at a time; one outcome per write, in their order. A request
 * is all or nothing: what Shopify does not take is left out, and the rest sent again. Values that do
 * not fit their type are refused before. Of two writes to one field the later one counts.
 */
export async function setMetafields(
	client: ShopifyClient,
	writes: readonly MetafieldWrite[],
	{ namespace }: OwnMarks = DEFAULT_OWN_MARKS,
): Promise<readonly WriteOutcome[]> {
	const outcomes = new Map<number, WriteOutcome>();
	const entries: Entry[] = [];
	writes.forEach((write, index) => {
		const ownerId = globalId(write.owner, write.ownerId);
		const refusal = refusalOf(write, ownerId);
		if (refusal === null) entries.push({ index, ownerId, write });
		else outcomes.set(index, refusal);
	});
	for (const chunk of inChunks(lastOfEach(entries, outcomes), METAFIELDS_AT_ONCE)) {
		await setChunk(client, chunk, namespace, outcomes);
	}
	return writes.map((_, index) => outcomes.get(index) ?? doneOutcome('unchanged', null));
}

function refusalOf({ key, type, value }: MetafieldWrite, ownerId: string): WriteOutcome | null {
	const isKey = KEY.test(key);
	const wanted = isKey ? misfitOf(type, value) : null;
	if (isKey && wanted === null) return null;
	return rejectedOutcome(ownerId, {
		reason: isKey ? `'${key}' is not ${wanted}` : `'${key}' cannot be the key of a metafield`,
		hint: isKey
			? `Metafields of the type ${type} take ${wanted}.`
			: 'Keys have 2 to 64 letters, digits, dashes and underscores.',
		field: key,
	});
}

/** Shopify refuses two values for one field in one request. */
function lastOfEach(entries: readonly Entry[], outcomes: Map<number, WriteOutcome>): Entry[] {
	const byField = new Map<string, Entry>();
	for (const entry of entries) {
		const field = `${entry.ownerId} ${entry.write.key}`;
		const earlier = byField.get(field);
		if (earlier !== undefined)
			outcomes.set(earlier.index, doneOutcome('unchanged', earlier.ownerId));
		byField.delete(field);
		byField.set(field, entry);
	}
	return [...byField.values()];
}

async function setChunk(
	client: ShopifyClient,
	chunk: readonly Entry[],
	namespace: string,
	outcomes: Map<number, WriteOutcome>,
): Promise<void> {
	let left = chunk;
	while (left.length > 0) {
		const metafields = left.map(({ ownerId, write }) => inputOf(ownerId, write, namespace));
		const result = await mutate(
			client,
			SET_METAFIELDS,
			{ metafields },
			'metafieldsSet',
			payloadSchema,
		);
		if (result.ok) {
			for (const { index, ownerId } of left) outcomes.set(index, doneOutcome('updated', ownerId));
			return;
		}
		const values = left.map(({ write }) => write.value);
		const faults = faultsByPosition(result.userErrors, left.length);
		if (faults.size === 0) {
			for (const { index, ownerId } of left) {
				outcomes.set(index, failedOutcome(result.failure, ownerId, values));
			}
			return;
		}
		for (const [position, error] of faults) {
			const entry = left[position];
			if (entry === undefined) continue;
			const failure = { ...failureOfUserError(error), field: entry.write.key };
			outcomes.set(entry.index, failedOutcome(failure, entry.ownerId, values));
		}
		left = left.filter((_, position) => !faults.has(position));
	}
}

type UserErrors = Extract<Awaited<ReturnType<typeof mutate>>, { ok: false }>['userErrors'];

/** First error of each metafield; Shopify names it as `["metafields", "3", "value"]`. */
function faultsByPosition(errors: UserErrors, count: number): Map<number, UserErrors[number]> {
	const faults = new Map<number, UserErrors[number]>();
	for (const error of errors) {
		const position = Number(error.field?.[1] ?? Number.NaN);
		if (Number.isInteger(position) && position < count && !faults.has(position)) {
			faults.set(position, error);
		}
	}
	return faults;
}

function inputOf(
	ownerId: string,
	write: MetafieldWrite,
	namespace: string,
): Record<string, unknown> {
	const { key, type, value, compareDigest } = write;
	return {
		ownerId,
		namespace,
		key,
		type,
		value,
		...(compareDigest === undefined ? {} : { compareDigest }),
	};
}
