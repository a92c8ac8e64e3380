import type { IExecuteFunctions } from 'n8n-workflow';
import { skippedOutcome, syncRefunds, type RefundWrite } from '../../../../lib/connectors/hubspot';
import { AFFILIATE_LOOP_MAPPING, mapRefund } from '../../../../lib/mapping/hubspot';
import { readRefund } from '../../../shared/itemRecords';
import { modelSourceProperties } from '../../../shared/modelSource';
import { hubspotClient } from '../../hubspotClient';
import type { CrmOperation } from '../../operation';
import { readRunSettings } from '../../options';
import { readLedgerAnswer } from '../../purchaseFacts';
import { runInBatches, type Prepared } from '../../runInBatches';

function prepare(execute: IExecuteFunctions, itemIndex: number): Prepared<RefundWrite> {
	const refund = readRefund(execute, itemIndex);
	const ledger = readLedgerAnswer(execute, itemIndex);
	if (ledger?.outcome === 'conflict') {
		return {
			skipped: skippedOutcome(
				'ledger_conflict',
				'The ledger knows this refund with other amounts; nothing was changed',
			),
		};
	}
	return { write: mapRefund(refund, ledger, AFFILIATE_LOOP_MAPPING) };
}

/** Refunded amount on the deal, lifetime value on the contact. */
export const syncRefund: CrmOperation = {
	value: 'syncRefund',
	name: 'Sync Refund',
	action: 'Sync refund of a purchase',
	description:
		'Update the refunded amount of the deal and the lifetime value of its contact after a refund',
	fields: [
		...modelSourceProperties('refund', 'Refund'),
		...modelSourceProperties('ledger', 'Ledger Result'),
	],
	async run(execute) {
		const settings = readRunSettings(execute);
		const client = await hubspotClient(execute);
		return await runInBatches<RefundWrite>(
			execute,
			(itemIndex) => prepare(execute, itemIndex),
			async (refunds) => await syncRefunds(client, refunds, settings.sync),
		);
	},
};
