import { z } from 'zod/v4';
import { CRM_OBJECTS } from './crm-field';
import { FIELD_POLICIES } from './field-write';

const fieldWriteSchema = z.strictObject({
	field: z.string().min(1),
	value: z.string(),
	policy: z.enum(FIELD_POLICIES),
	group: z.string().optional(),
	changedAt: z.string().optional(),
});

/** What the Affiliate Field Mapper puts on an item under `mapped`, for a sync node to write. */
export const mappedRecordSchema = z.strictObject({
	/** System the fields are named for, such as `salesforce`; `custom` for any other. */
	target: z.string().min(1),
	object: z.enum(CRM_OBJECTS),
	/** How the record is found: an e-mail address or `<store>:<order id>`; null when unknown. */
	key: z.string().min(1).nullable(),
	/** One entry per target field; an unknown source value gives none. */
	writes: z.array(fieldWriteSchema),
});

export type MappedRecord = z.infer<typeof mappedRecordSchema>;
