import type { AttributionModel } from '../../model/credit';
import { assisted } from './assisted';
import { dataDriven } from './data-driven';
import { firstClick } from './first-click';
import { lastClick } from './last-click';
import { lastNonCoupon } from './last-non-coupon';
import { linear } from './linear';
import type { AttributionModelDefinition } from './model-definition';
import { positionBased } from './position-based';
import { timeDecay } from './time-decay';

/** Every attribution model by its id. */
export const ATTRIBUTION_MODEL_DEFINITIONS: Readonly<
	Record<AttributionModel, AttributionModelDefinition>
> = {
	last_click: lastClick,
	first_click: firstClick,
	last_non_coupon: lastNonCoupon,
	linear,
	position_based: positionBased,
	time_decay: timeDecay,
	assisted,
	data_driven: dataDriven,
};

export type { AttributionModelDefinition, ModelContext, WeightedTouch } from './model-definition';
