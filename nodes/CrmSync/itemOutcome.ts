import type { SyncOutcome } from '../../lib/connectors/crm';

/** What became of one input item: an outcome, or why it could not even be sent. */
export type ItemOutcome = { readonly sync: SyncOutcome } | { readonly error: unknown };
