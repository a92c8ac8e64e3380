import type { AttributionModel } from '../model/credit';
import type { Touch } from '../model/touch';
import type { TraceStep } from '../model/trace';
import {
	ATTRIBUTION_MODEL_DEFINITIONS,
	type AttributionModelDefinition,
	type ModelContext,
	type WeightedTouch,
} from './models';

export interface ModelShares {
	readonly winners: readonly WeightedTouch[];
	/** The model that decided instead; null where the chosen one did. */
	readonly fallbackModel: AttributionModel | null;
	readonly steps: readonly TraceStep[];
}

/** Shares credit among touches given oldest first; by the fallback model where the model cannot. */
export function shareByModel(
	touches: readonly Touch[],
	model: AttributionModelDefinition,
	context: ModelContext,
): ModelShares {
	if (touches.length === 0) return { winners: [], fallbackModel: null, steps: [] };
	const lack = model.lacks?.(touches, context) ?? null;
	if (lack === null) {
		const winners = model.share(touches, context);
		return { winners, fallbackModel: null, steps: stepsOf(touches, model) };
	}
	const fallback = ATTRIBUTION_MODEL_DEFINITIONS[context.settings.fallbackModel];
	const because = lack.replace(/[.\s]+$/, '');
	const text = `${fallback.title} decides in place of ${model.title}, because ${because}.`;
	const inputs = { model: model.id, fallback: fallback.id };
	return {
		winners: fallback.share(touches, context),
		fallbackModel: fallback.id,
		steps: [{ rule: 'model', text, inputs }, ...stepsOf(touches, fallback)],
	};
}

/** One touch needs no model to explain it. */
function stepsOf(touches: readonly Touch[], model: AttributionModelDefinition): TraceStep[] {
	if (touches.length === 1) return [];
	const text = `Of ${touches.length} clicks in the window, ${model.sentence}.`;
	return [{ rule: 'model', text, inputs: { model: model.id } }];
}
