import type { AttributionModelDefinition } from './model-definition';

/** All credit to the earliest click in the window (C16). */
export const firstClick: AttributionModelDefinition = {
	id: 'first_click',
	title: 'First Click',
	description: 'The earliest click in the window gets all the credit',
	sentence: 'the earliest click gets all the credit',
	share(touches) {
		const touch = touches[0];
		return touch === undefined ? [] : [{ touch, weight: 1 }];
	},
};
