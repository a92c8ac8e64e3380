import { skippedOutcome, type SyncOutcome } from '../../../../lib/connectors/crm';

/** What became of a request about one person, in the words of all of the node's outcomes. */
export interface MarketingResult {
	readonly outcome: SyncOutcome['outcome'];
	readonly profileId: string | null;
	readonly reason: string | null;
	readonly hint: string | null;
	readonly retryable?: boolean;
	/** What was set, for people. */
	readonly fields: Readonly<Record<string, string>>;
}

export function marketingOutcome(result: MarketingResult): SyncOutcome {
	const { outcome, profileId, reason, hint, retryable = false, fields } = result;
	const isDone = outcome === 'updated' || outcome === 'created';
	return {
		...skippedOutcome('', ''),
		outcome,
		contactId: profileId,
		fields: isDone ? { contact: fields } : {},
		skipped: outcome === 'skipped' && reason !== null ? [reason] : [],
		reason,
		hint,
		retryable,
	};
}

/** A normal end for an item that is about nobody. */
export function noEmail(): { readonly skipped: SyncOutcome } {
	return { skipped: skippedOutcome('no_email', 'The item has no e-mail address') };
}
