import type { CrmConnector, SyncOutcome } from '../../../lib/connectors/crm';
import type { CrmObject } from '../../../lib/model/crm-field';
import type { FieldConflict, RecordWrite } from '../../../lib/model/field-write';
import { normalizeEmail } from '../../../lib/kernel';

/** The records that one item writes; absent where none is, or where it is not known who it is. */
export type RecordsOfWrite = Readonly<Partial<Record<CrmObject, RecordWrite>>>;

/** How an operation writes, and how the fields in what it writes are reached. */
export interface CrmWrites<Write> {
	readonly connector: CrmConnector;
	recordsOf(write: Write): RecordsOfWrite;
	/** The same write with other fields on the records that are given. */
	withRecords(write: Write, records: RecordsOfWrite): Write;
	send(writes: readonly Write[]): Promise<readonly SyncOutcome[]>;
}

export interface RaisedConflict extends FieldConflict {
	readonly object: CrmObject;
	/** For the operation Settle. */
	readonly conflictId: string;
	/** Whether nobody was asked about these two values before. */
	readonly isNew: boolean;
	/** Who decides about the field; null when nobody is named. */
	readonly owner: string | null;
}

export const OBJECTS: readonly CrmObject[] = ['contact', 'purchase'];

/** How a record is known in memory: a contact by its e-mail address, however it is written. */
export function recordKeyOf(object: CrmObject, key: string): string {
	return object === 'contact' ? (normalizeEmail(key) ?? key.trim().toLowerCase()) : key;
}
