import { isBad, skippedOutcome, type RefundWrite, type SyncOutcome } from '../crm';
import type { ProfileEvent } from './event';
import { profileKey } from './profile';
import { syncEvents } from './sync-events';
import { combined } from './sync-purchases';
import { syncProfiles, type KlaviyoRun } from './sync-profiles';

/**
 * Records each refund as an event of its own, with what went back as a positive value, and writes the
 * fields of the profile. Klaviyo finds events by their profile only, so a refund without an e-mail
 * address cannot be booked (`no_email`), nor one of a customer who is not there yet (`contact_not_found`);
 * the refund comes with the order when that is written.
 */
export async function syncRefunds(
	run: KlaviyoRun,
	refunds: readonly RefundWrite[],
): Promise<SyncOutcome[]> {
	const known = refunds.flatMap((refund) =>
		refund.email === null ? [] : [{ refund, email: refund.email }],
	);
	if (known.length === 0) return refunds.map(withoutEmail);
	const synced = await syncProfiles(
		run,
		known.map(({ refund, email }) => ({ key: email, writes: refund.contact })),
		'never',
	);
	const events = await syncEvents(
		run,
		known.flatMap(({ refund, email }) => {
			const profile = synced.outcomes.get(profileKey(email));
			if (profile === undefined || profile.externalId === null || isBad(profile)) return [];
			return [eventOf(run, refund, profile.externalId)];
		}),
	);
	return refunds.map((refund) => {
		if (refund.email === null) return withoutEmail();
		if (!synced.outcomes.has(profileKey(refund.email))) {
			return skippedOutcome('contact_not_found', 'Klaviyo has no profile of this customer yet');
		}
		return combined(synced, refund.email, events.get(eventKey(refund)) ?? null);
	});
}

function eventOf({ settings }: KlaviyoRun, refund: RefundWrite, id: string): ProfileEvent {
	return {
		key: eventKey(refund),
		orderKey: refund.purchaseKey,
		metric: settings.metrics.refunded,
		amount: refund.amount,
		occurredAt: refund.occurredAt,
		writes: [
			...refund.purchase,
			{ field: 'refund_id', value: refund.refundId, policy: 'source_wins' },
		],
		profile: { id, isNew: false },
	};
}

function eventKey({ purchaseKey, refundId }: RefundWrite): string {
	return `${purchaseKey}:refund:${refundId}`;
}

function withoutEmail(): SyncOutcome {
	return skippedOutcome(
		'no_email',
		'Klaviyo finds events by the e-mail address of the customer, and the refund has none',
	);
}
