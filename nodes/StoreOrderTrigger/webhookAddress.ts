import type { Instant } from '../../lib/kernel';
import type { SyncStore } from '../../lib/ports/sync-store';

/**
 * The address that was registered at the store: only n8n's hooks of publishing know it, and the
 * running trigger must find it to register it anew.
 */
const SCOPE = { system: 'n8n', account: 'webhooks', object: 'address' } as const;

const FIELD = 'url';

/** Null: it is registered no more. */
export async function keepWebhookAddress(
	sync: Pick<SyncStore, 'remember'>,
	consumer: string,
	url: string | null,
	now: Instant,
): Promise<void> {
	await sync.remember([{ ...SCOPE, recordKey: consumer, field: FIELD, value: url, at: now }]);
}

export async function webhookAddress(
	sync: Pick<SyncStore, 'recall'>,
	consumer: string,
): Promise<string | null> {
	const [kept] = await sync.recall(SCOPE, [consumer], [FIELD]);
	return kept?.value ?? null;
}
