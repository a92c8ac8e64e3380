import { AffiliateError, parseInstant, type Instant } from '../../kernel';

/** Up to where changed records were read: the last one's change and id. */
export interface ChangeCursor {
	readonly updatedAt: Instant;
	/** Null: nothing of this moment was read yet. */
	readonly entityId: string | null;
}

/** Everything that changed at or after a moment. */
export function changedSince(moment: Instant): ChangeCursor {
	return { updatedAt: parseInstant(moment), entityId: null };
}

/** Magento's time in UTC without a zone, to the second. */
export function magentoTime(instant: Instant): string {
	return instant.slice(0, 19).replace('T', ' ');
}

/** Throws `invalid_instant`. */
export function instantOf(magentoText: string): Instant {
	return parseInstant(`${magentoText.trim().replace(' ', 'T')}Z`);
}

/** Whether a record comes after what was read; ids are compared as the numbers they are. */
export function isAfter(record: ChangeCursor, cursor: ChangeCursor): boolean {
	if (record.updatedAt !== cursor.updatedAt) return record.updatedAt > cursor.updatedAt;
	if (cursor.entityId === null || record.entityId === null) return true;
	return BigInt(record.entityId) > BigInt(cursor.entityId);
}

/** Throws `invalid_input` for an id that is no whole number: nothing else can break a tie. */
export function requireNumericId(entityId: string): string {
	if (/^\d{1,18}$/.test(entityId)) return entityId;
	throw new AffiliateError('The id of a Magento record is not a whole number', {
		code: 'invalid_input',
		path: 'entityId',
	});
}
