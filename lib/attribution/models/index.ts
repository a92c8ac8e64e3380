import type { AttributionModel } from '../../model/credit';
import { firstClick } from './first-click';
import { lastClick } from './last-click';
import { linear } from './linear';
import type { AttributionModelDefinition } from './model-definition';

/** Every attribution model by its id. */
export const ATTRIBUTION_MODEL_DEFINITIONS: Readonly<
	Record<AttributionModel, AttributionModelDefinition>
> = {
	last_click: lastClick,
	first_click: firstClick,
	linear,
};

export type { AttributionModelDefinition, WeightedTouch } from './model-definition';
