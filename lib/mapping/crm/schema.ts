import { z } from 'zod/v4';
import { recordedCommissionSchema } from '../../model/commission';
import { customerSummarySchema } from '../../model/customer';
import { FIELD_POLICIES } from '../../model/field-write';
import { moneySchema } from '../../model/money';
import { SOURCE_PATHS } from './source-paths';

/** One line of a field mapping. */
export const fieldMappingSchema = z.object({
	source: z.enum(SOURCE_PATHS as [(typeof SOURCE_PATHS)[number], ...typeof SOURCE_PATHS]),
	target: z.string().min(1).max(200).describe('Name of the field in the CRM'),
	policy: z.enum(FIELD_POLICIES).describe('What becomes of a value that is already there'),
	group: z.string().optional().describe('"fill_empty" lines of a group are filled together'),
});

/** A whole mapping as data, so that an agency can keep one per client. */
export const crmMappingSchema = z.object({
	contact: z.array(fieldMappingSchema).max(200),
	purchase: z.array(fieldMappingSchema).max(200),
});

export type FieldMapping = z.output<typeof fieldMappingSchema>;
export type CrmMapping = z.output<typeof crmMappingSchema>;

/** What the CRM needs of the ledger's answer; the answer holds more. */
export const ledgerAnswerSchema = z.object({
	outcome: z.string(),
	/** What commissions are computed on, by the newest edit of the order; in the order's currency. */
	base: moneySchema.nullish(),
	commissions: z.array(recordedCommissionSchema).default([]),
	customer: customerSummarySchema.nullable().default(null),
	refunds: z.array(z.object({ refundId: z.string(), total: moneySchema })).default([]),
});

export type LedgerAnswer = z.output<typeof ledgerAnswerSchema>;
