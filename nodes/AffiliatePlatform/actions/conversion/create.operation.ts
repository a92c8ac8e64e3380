import { conversionWrite } from '../../../../lib/mapping/affiliate-platform';
import { readPurchaseFacts } from '../../../shared/purchaseFacts';
import type { PlatformNodeOperation } from '../../operation';
import { skippedItem, writtenItem } from '../../platformItem';
import { createOnce } from '../../sending/createOnce';
import { PlatformMemory } from '../../sending/memory';
import { resendsUnanswered } from '../resend';
import { choicesOf, orderFields } from './orderFields';

/** The order as it came; 'Mirror' also tells what became of it since. */
export const createConversion: PlatformNodeOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create conversion',
	description: 'Tell the platform of an order, once however often it runs',
	needs: 'conversion.create',
	fields: orderFields,
	async run(context) {
		const { execute, itemIndex, platform, system } = context;
		const facts = readPurchaseFacts(execute, itemIndex);
		if (facts.order.isTest) {
			return skippedItem(context, 'test_order', 'The store marks the order as a test');
		}
		const conversion = conversionWrite(facts, choicesOf(context));
		if ((conversion.affiliate ?? conversion.clickId ?? conversion.coupon) === null) {
			return skippedItem(context, 'no_affiliate', 'No affiliate brought this order');
		}
		const memory = new PlatformMemory(execute, system);
		const again = resendsUnanswered(context);
		const written = await createOnce(platform, memory, conversion, again);
		return writtenItem(context, written, { orderId: conversion.orderId });
	},
};
