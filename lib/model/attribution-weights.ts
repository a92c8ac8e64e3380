import { z } from 'zod/v4';
import { idSchema, instantSchema } from './primitives';

export const WEIGHT_METHODS = ['markov_1', 'markov_2', 'markov_3', 'shapley_rate'] as const;

export type WeightMethod = (typeof WEIGHT_METHODS)[number];

/** Weights of affiliates learnt from recorded journeys. A training makes a new version. */
export const attributionWeightsSchema = z.object({
	programmeId: idSchema,
	version: z.int().min(1),
	trainedAt: instantSchema,
	method: z.enum(WEIGHT_METHODS),
	from: instantSchema,
	to: instantSchema,
	journeys: z.int().min(0),
	conversions: z.int().min(0),
	isThin: z.boolean().describe('Too little data; the fallback model decides'),
	reason: z.string(),
	weights: z.record(z.string(), z.number().positive()).describe('By affiliate id'),
	pooledWeight: z
		.number()
		.positive()
		.nullable()
		.describe('For affiliates with too few journeys of their own; null: none'),
});

export type AttributionWeights = z.output<typeof attributionWeightsSchema>;
