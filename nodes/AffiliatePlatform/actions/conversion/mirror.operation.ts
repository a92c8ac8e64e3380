import { mirroredOrder } from '../../../../lib/mapping/affiliate-platform';
import { readPurchaseFacts } from '../../../shared/purchaseFacts';
import type { PlatformNodeOperation } from '../../operation';
import { skippedItem, writtenItem } from '../../platformItem';
import { PlatformMemory } from '../../sending/memory';
import { mirror } from '../../sending/mirror';
import { resendsUnanswered } from '../resend';
import { choicesOf, orderFields } from './orderFields';

const WORDS: Readonly<Record<string, string>> = {
	unchanged: 'The platform was told of this state before',
	refunded: 'Everything went back before the platform was told of the order',
	declined: 'The commission is declined',
	no_affiliate: 'No affiliate brought this order',
	test_order: 'The store marks the order as a test',
	nothing_left: 'The platform has taken the order back before',
};

/** What the Affiliate Event Trigger gives, whatever happened. */
export const mirrorConversion: PlatformNodeOperation = {
	value: 'mirror',
	name: 'Mirror',
	action: 'Mirror conversion',
	description: 'Make the platform hold what the ledger holds: create, adjust or cancel',
	needs: 'conversion.create',
	fields: orderFields,
	async run(context) {
		const { execute, itemIndex, platform, system } = context;
		const order = mirroredOrder(readPurchaseFacts(execute, itemIndex), choicesOf(context));
		const memory = new PlatformMemory(execute, system);
		const { did, because, orderId, outcome } = await mirror({
			platform,
			memory,
			order,
			resendsUnanswered: resendsUnanswered(context),
		});
		if (did === 'nothing') {
			const reason = because ?? 'unchanged';
			return skippedItem(context, reason, WORDS[reason] ?? reason);
		}
		return writtenItem(context, outcome, {
			did,
			orderId,
			...(because === null ? {} : { because }),
		});
	},
};
