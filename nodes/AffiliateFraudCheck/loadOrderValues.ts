import { addDays, type Instant, type Money } from '../../lib/kernel';
import type { AffiliateStore } from '../../lib/ports/store';
import type { LookUpRequest } from './loadLookUps';

interface OrderValues {
	readonly value: Money | null;
	readonly sample: number;
}

const SAMPLED_DAYS = 90;

/** Days that F31 calls an affiliate new where the policy says nothing else. */
const DEFAULT_NEW_DAYS = 14;

/** What is usual changes slowly, and finding it reads many orders: once an hour is enough. */
const KEPT_LENGTH = 'yyyy-mm-ddThh'.length;

const kept = new WeakMap<AffiliateStore['fraud'], Map<string, Promise<OrderValues>>>();

/** What orders of the programme usually come to; looked up for new affiliates only (F31). */
export async function loadOrderValues(
	{ fraud }: AffiliateStore,
	{ order, attribution, credits, policy }: LookUpRequest,
): Promise<OrderValues | null> {
	const { programmeId } = attribution;
	const days = Number(policy.rules['F31']?.parameters?.['days'] ?? DEFAULT_NEW_DAYS);
	const since = addDays(order.createdAt, -days);
	const isNew = credits.some(
		({ affiliate }) => affiliate.status === 'found' && affiliate.value.checked.createdAt > since,
	);
	if (programmeId === null || !isNew) return null;
	const hour = hourOf(order.createdAt);
	const key = `${programmeId} ${order.currency} ${hour}`;
	const known = kept.get(fraud) ?? new Map<string, Promise<OrderValues>>();
	kept.set(fraud, known);
	const found = known.get(key);
	if (found !== undefined) return await found;
	known.clear();
	const from = addDays(hour, -SAMPLED_DAYS);
	const loading = fraud.orderValuePercentile(programmeId, order.currency, from, hour);
	known.set(key, loading);
	return await loading.catch((error: unknown) => {
		known.delete(key);
		throw error;
	});
}

function hourOf(at: Instant): Instant {
	return `${at.slice(0, KEPT_LENGTH)}:00:00.000Z`;
}
