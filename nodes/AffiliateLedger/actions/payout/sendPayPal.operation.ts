import { createPayPalPayout } from '../../../../lib/connectors/paypal';
import { AffiliateError } from '../../../../lib/kernel';
import { sendBatch } from '../../../../lib/ledger/payouts';
import { additionalFields, optionalText, readCollection } from '../../fields';
import type { LedgerOperation } from '../../operation';
import { payPalClient } from '../../payPalClient';
import { actOf } from '../actOf';
import { batchIdField, requireBatch } from './batchFields';
import { decideBatch } from './decideBatch';
import { payPalUrlField } from './payPalFields';

/**
 * Pays an approved batch through PayPal. PayPal knows the batch by its id, so that running it again
 * after a broken connection finds the first one instead of paying twice.
 */
export const sendWithPayPal: LedgerOperation = {
	value: 'sendPayPal',
	name: 'Send With PayPal',
	action: 'Send payout batch with PayPal',
	description: 'Pay an approved batch through PayPal; sending it again never pays twice',
	fields: [
		batchIdField,
		additionalFields([
			payPalUrlField,
			{
				displayName: 'Email Message',
				name: 'emailMessage',
				type: 'string',
				default: '',
				description: "Text of PayPal's e-mail to the affiliates",
			},
			{
				displayName: 'Email Subject',
				name: 'emailSubject',
				type: 'string',
				default: 'Your commission was paid',
			},
		]),
	],
	async run(context) {
		const { batch, payouts } = await requireBatch(context);
		const extra = readCollection(context, 'additionalFields');
		const emailSubject = optionalText(extra, 'emailSubject');
		const emailMessage = optionalText(extra, 'emailMessage');
		const created = await createPayPalPayout(await payPalClient(context), {
			batch,
			payouts: payouts.map(({ payout }) => payout),
			now: context.clock.now(),
			texts: {
				...(emailSubject === null ? {} : { emailSubject }),
				...(emailMessage === null ? {} : { emailMessage }),
			},
		});
		if (created.outcome === 'refused') throw refusal(created);
		if (created.outcome === 'unknown') {
			throw new AffiliateError(created.reason, { code: 'paypal_unknown', hint: created.hint });
		}
		const providerReference = created.payoutBatchId;
		const items = await decideBatch(context, (state) =>
			sendBatch(state, { providerReference }, actOf(context)),
		);
		if (items[0]?.json.outcome === 'refused') throw changedMeanwhile(providerReference);
		return items;
	},
};

/** Somebody changed the batch while PayPal took it: the money is on its way, whatever it says here. */
function changedMeanwhile(providerReference: string): AffiliateError {
	return new AffiliateError(
		`PayPal has the batch as ${providerReference}, but it was changed here meanwhile`,
		{
			code: 'batch_changed',
			path: 'batchId',
			hint: 'Cancel what is unclaimed in PayPal, and pay none of it again before you have compared both.',
		},
	);
}

function refusal({
	reason,
	hint,
	problems,
}: {
	readonly reason: string;
	readonly hint: string;
	readonly problems: ReadonlyArray<{ readonly payoutId: string | null; readonly text: string }>;
}): AffiliateError {
	const texts = problems.map(({ payoutId, text }) =>
		payoutId === null ? text : `${payoutId}: ${text}`,
	);
	return new AffiliateError([reason, ...texts.slice(0, 10)].join('. '), {
		code: 'paypal_refused',
		path: 'batchId',
		hint,
	});
}
