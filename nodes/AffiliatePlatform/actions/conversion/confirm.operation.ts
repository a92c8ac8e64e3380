import { requiredText, textOf } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';
import { PlatformMemory } from '../../sending/memory';
import { noLongerAwaited } from '../../sending/noLongerAwaited';

/** For platforms that take a write in and say later what became of it. */
export const confirmConversion: PlatformNodeOperation = {
	value: 'confirm',
	name: 'Confirm',
	action: 'Confirm conversion',
	description: 'Ask what became of a conversion that the platform only accepted',
	needs: 'conversion.confirm',
	fields: [
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '={{ $json.platform?.confirmation?.reference }}',
			required: true,
			description: "What the accepted write gave as 'confirmation.reference'",
		},
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '={{ $json.platform?.orderId }}',
			description: "Order that the reference is about, so that 'Confirm Many' asks for it no more",
		},
	],
	async run(context) {
		const reference = requiredText(context, 'reference', 'reference to ask for');
		const confirmed = await context.platform.confirmConversion(reference);
		const orderId = textOf(context, 'orderId');
		if (orderId !== null && ['confirmed', 'duplicate', 'rejected'].includes(confirmed.outcome)) {
			const memory = new PlatformMemory(context.execute, context.system);
			await noLongerAwaited(memory, orderId, confirmed.externalId);
		}
		return writtenItem(context, confirmed, orderId === null ? {} : { orderId });
	},
};
