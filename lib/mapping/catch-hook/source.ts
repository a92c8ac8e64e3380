import { z } from 'zod/v4';
import { idSchema, instantSchema } from '../../model/primitives';

/**
 * The event of an item: of the ledger (`type`, with what it is about and its data) or of a store
 * (`kind` and the record).
 */
export const hookSourceSchema = z
	.object({
		eventId: idSchema,
		type: z.string().min(1).max(100).optional(),
		kind: z.string().min(1).max(100).optional(),
		occurredAt: instantSchema,
		aggregateId: z.string().optional(),
		recordId: z.string().optional(),
		data: z.record(z.string(), z.unknown()).optional(),
	})
	.refine(({ type, kind }) => type !== undefined || kind !== undefined, {
		message: 'needs a type, such as "conversion.recorded"',
		path: ['type'],
	});

export type HookSource = z.output<typeof hookSourceSchema>;
