import type { Instant } from '../../kernel';
import type { StoreQueries } from '../engine';

export interface AuditEntry {
	readonly kind: string;
	readonly recordId: string;
	readonly action: 'created' | 'updated' | 'deleted';
	readonly beforeHash: string | null;
	readonly afterHash: string | null;
	readonly at: Instant;
}

/** Notes a change of a record in the same transaction; the hashes are keyed and tell no content. */
export async function writeAudit(tx: StoreQueries, entry: AuditEntry): Promise<void> {
	await tx
		.insertInto('audit_entries')
		.values({
			kind: entry.kind,
			record_id: entry.recordId,
			action: entry.action,
			before_hash: entry.beforeHash,
			after_hash: entry.afterHash,
			at: entry.at,
		})
		.execute();
}
