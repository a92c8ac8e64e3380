import { canonicalEmail } from '../../kernel';
import type { HistoryStore } from '../../ports/store';
import type { WorkspaceKeys } from '../keys/workspace-keys';

/** Keyed hash of the mailbox an address reaches, else of the shop's customer id. */
export function customerKey(
	keys: WorkspaceKeys,
	{ storeKey, email, customerId }: Parameters<HistoryStore['customerKey']>[0],
): string | null {
	const canonical = email === null ? null : canonicalEmail(email);
	if (canonical !== null) return keys.keyedHash('customer-email', canonical);
	if (customerId === null) return null;
	return keys.keyedHash('customer-id', JSON.stringify([storeKey, customerId]));
}
