import { AffiliateError } from '../../../../lib/kernel';
import { recordPayoutResults, type PayoutResult } from '../../../../lib/ledger/payouts';
import { readText, requireText, textList } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { actOf } from '../actOf';
import { batchIdField, requireBatch } from './batchFields';
import { decideBatch } from './decideBatch';

/** What became of each payout; a failed one goes back to the balance and into the next batch. */
export const recordResultsOperation: LedgerOperation = {
	value: 'recordResults',
	name: 'Record Results',
	action: 'Record payout results',
	description: 'Note which payouts of a sent batch were paid, failed or returned',
	fields: [
		batchIdField,
		{
			displayName: 'Result',
			name: 'payoutOutcome',
			type: 'options',
			options: [
				{ name: 'Failed', value: 'failed', description: 'Goes back to the balance' },
				{ name: 'Paid', value: 'paid' },
				{ name: 'Returned', value: 'returned', description: 'Paid, but the bank sent it back' },
			],
			default: 'paid',
		},
		{
			displayName: 'Payout IDs',
			name: 'payoutIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. pay_3f9a…, pay_7c21…',
			description: 'Separated by commas; empty for all that have no result yet',
		},
		{
			displayName: 'Provider Reference',
			name: 'providerReference',
			type: 'string',
			default: '',
			description: 'What the bank or service calls it',
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. Account closed',
			displayOptions: { show: { payoutOutcome: ['failed', 'returned'] } },
		},
	],
	async run(context) {
		const results = await resultsOf(context);
		return await decideBatch(context, (state) =>
			recordPayoutResults(state, results, actOf(context)),
		);
	},
};

async function resultsOf(context: OperationContext): Promise<PayoutResult[]> {
	const outcome = requireText(context, 'payoutOutcome', 'Result') as PayoutResult['outcome'];
	const reference = readText(context, 'providerReference');
	const { payouts } = await requireBatch(context);
	const named = textList(readText(context, 'payoutIds'));
	const open = payouts.filter(({ payout }) => payout.status === 'sent');
	const ids = named.length > 0 ? named : open.map(({ payout }) => payout.payoutId);
	const unknown = ids.find((id) => payouts.every(({ payout }) => payout.payoutId !== id));
	if (unknown !== undefined) {
		throw new AffiliateError(`The batch has no payout '${unknown}'`, {
			code: 'unknown_payout',
			path: 'payoutIds',
			hint: "Look them up with 'Payout: Get Batch'.",
		});
	}
	return ids.map((payoutId) => ({
		payoutId,
		outcome,
		providerReference: reference === '' ? null : reference,
		reason: readText(context, 'reason') || outcome,
	}));
}
