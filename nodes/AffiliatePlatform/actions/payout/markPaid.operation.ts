import { formatMoney } from '../../../../lib/kernel';
import { affiliateField, moneyOf, noteField, requiredText, textOf } from '../../fields';
import type { PlatformNodeOperation } from '../../operation';
import { writtenItem } from '../../platformItem';
import { PlatformMemory } from '../../sending/memory';
import { sendOnce } from '../../sending/sendOnce';
import { resendsUnanswered } from '../resend';

export const markPaid: PlatformNodeOperation = {
	value: 'markPaid',
	name: 'Mark Paid',
	action: 'Mark payout as paid',
	description: 'Tell the platform that an affiliate was paid elsewhere; it pays nobody',
	needs: 'payout.markPaid',
	fields: [
		{
			displayName: 'Payout ID',
			name: 'payoutId',
			type: 'string',
			default: '',
			required: true,
			description:
				'Payout that was paid; for Tapfiliate, which settles a balance, your own number of it. Each is told once.',
		},
		affiliateField({ required: false }),
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 87.20',
			description: 'What was paid, where the platform settles a balance',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description: 'ISO 4217 code of the amount',
		},
		noteField,
	],
	async run(context) {
		const { execute, platform, system } = context;
		const payoutId = requiredText(context, 'payoutId', 'payout ID');
		const mark = {
			payoutId,
			affiliateId: textOf(context, 'affiliateId'),
			amount: moneyOf(context, 'amount', 'currency'),
			note: textOf(context, 'note'),
		};
		const written = await sendOnce(new PlatformMemory(execute, system), {
			object: 'payment',
			recordKey: payoutId,
			content: {
				...mark,
				amount: mark.amount === null ? null : formatMoney(mark.amount),
				note: null,
			},
			find: async () => await Promise.resolve(undefined),
			send: async () => await platform.markPaid(mark),
			resendsUnanswered: resendsUnanswered(context),
		});
		return writtenItem(context, written, { payoutId });
	},
};
