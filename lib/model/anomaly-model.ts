import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

/** A trained detector of unusual affiliate-days of one programme. A training makes a new version. */
export const anomalyModelSchema = z.object({
	programmeId: idSchema,
	version: z.int().min(1),
	trainedAt: instantSchema,
	seed: z.string(),
	features: z.array(z.string()).describe('Names of the columns, in their order'),
	reference: z.array(z.number()).describe('Median of each feature: what is usual'),
	days: z.int().min(0).describe('Affiliate-days it was trained on'),
	threshold: z.number().min(0).max(1).describe('Score from which a day is unusual'),
	forest: z.record(z.string(), z.unknown()),
});

export type AnomalyModel = z.output<typeof anomalyModelSchema>;
