import { z } from 'zod/v4';
import type { AnomalyModel } from '../../../model/anomaly-model';
import { parseModel } from '../../../model/parse';
import { FOREST_VERSION, type IsolationForest } from '../../../statistics';
import { ANOMALY_FEATURES } from './anomaly-features';

const numbersSchema = z.array(z.number());

const forestSchema = z.object({
	version: z.literal(FOREST_VERSION),
	features: z.literal(ANOMALY_FEATURES.length),
	sampleSize: z.int().min(2),
	averagePath: z.number().positive(),
	trees: z
		.array(z.object({ feature: numbersSchema, value: numbersSchema, right: numbersSchema }))
		.min(1),
});

/** A model that is ready to judge: read once per scan, not once per affiliate. */
export interface Detector {
	readonly forest: IsolationForest;
	readonly reference: readonly number[];
	readonly threshold: number;
}

/**
 * Reads a kept model; null for one that was trained on other features or with another forest: it is
 * out of date and must be trained again. Throws `invalid_input` for one that is broken.
 */
export function readDetector(model: AnomalyModel): Detector | null {
	const isCurrent =
		model.forest.version === FOREST_VERSION &&
		model.features.length === ANOMALY_FEATURES.length &&
		model.features.every((feature, index) => feature === ANOMALY_FEATURES[index]);
	if (!isCurrent) return null;
	return {
		forest: parseModel(forestSchema, model.forest, 'anomalyModel.forest'),
		reference: model.reference,
		threshold: model.threshold,
	};
}
