import { readPayPalPayout } from '../../../../lib/connectors/paypal';
import { AffiliateError } from '../../../../lib/kernel';
import { recordPayoutResults } from '../../../../lib/ledger/payouts';
import type { PayoutBatch } from '../../../../lib/model/payout';
import { additionalFields } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { payPalClient } from '../../payPalClient';
import { actOf } from '../actOf';
import { batchIdField, requireBatch } from './batchFields';
import { decideBatch } from './decideBatch';
import { payPalUrlField } from './payPalFields';
import { batchReferenceOf, resultsOfPayPal } from './resultsOfPayPal';

/**
 * Asks PayPal what became of each payout and records it; what is pending is asked again later. A
 * completed batch is asked for as well: money that was paid may come back.
 */
export const getPayPalResults: LedgerOperation = {
	value: 'readPayPal',
	name: 'Get PayPal Results',
	action: 'Get payout results from PayPal',
	description: 'Ask PayPal which payouts of a sent batch were paid or failed, and record it',
	fields: [batchIdField, additionalFields([payPalUrlField])],
	async run(context) {
		const { batch, payouts } = await requireBatch(context);
		const references = payouts.map(({ payout }) => payout.providerReference);
		const reference = references.find((entry) => entry !== null) ?? null;
		if (reference === null || (batch.status !== 'sent' && batch.status !== 'completed')) {
			throw notSent(batch);
		}
		const batchReference = batchReferenceOf(reference);
		const read = await readPayPalPayout(await payPalClient(context), batchReference);
		if (read.outcome === 'failed') {
			throw new AffiliateError(read.reason, { code: 'paypal_failed', hint: read.hint });
		}
		const results = resultsOfPayPal(batchReference, read.items);
		return await decideBatch(context, (state) =>
			recordPayoutResults(state, results, actOf(context)),
		);
	},
};

function notSent({ status, method }: PayoutBatch): AffiliateError {
	return new AffiliateError('This batch was not sent through PayPal', {
		code: 'no_provider_reference',
		path: 'batchId',
		hint: `Send it with 'Payout: Send With PayPal'; it is ${status} and paid by ${method}.`,
	});
}
