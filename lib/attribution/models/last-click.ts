import type { AttributionModelDefinition } from './model-definition';

/** All credit to the latest click in the window: the field's default (C16). */
export const lastClick: AttributionModelDefinition = {
	id: 'last_click',
	title: 'Last Click',
	description: 'The latest click before the order gets all the credit',
	sentence: 'the latest click gets all the credit',
	share(touches) {
		const touch = touches.at(-1);
		return touch === undefined ? [] : [{ touch, weight: 1 }];
	},
};
