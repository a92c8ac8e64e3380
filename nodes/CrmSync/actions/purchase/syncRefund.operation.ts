import type { IExecuteFunctions } from 'n8n-workflow';
import { skippedOutcome, type RefundWrite } from '../../../../lib/connectors/crm';
import { mapRefund } from '../../../../lib/mapping/crm';
import { readRefund } from '../../../shared/itemRecords';
import { modelSourceProperties } from '../../../shared/modelSource';
import type { RecordsOfWrite } from '../../memory/crmWrites';
import { sendRemembered } from '../../memory/sendRemembered';
import type { CrmOperation } from '../../operation';
import { readLedgerAnswer } from '../../../shared/purchaseFacts';
import { runInBatches, type Prepared } from '../../runInBatches';
import { chosenSystem } from '../../systems';

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
	const email = emailOf(execute.getInputData()[itemIndex]?.json['order']);
	return { write: mapRefund(refund, ledger, chosenSystem(execute).preset, email) };
}

/** A refund names no customer; the order beside it on the item does. */
function emailOf(order: unknown): string | null {
	const customer = (order as { customer?: { email?: unknown } } | null | undefined)?.customer;
	const email = customer?.email;
	return typeof email === 'string' && email.trim() !== '' ? email.trim() : null;
}

/** Records as the memory knows them; without an e-mail address the contact is not known here. */
function recordsOf({ email, contact, purchaseKey, purchase }: RefundWrite): RecordsOfWrite {
	return {
		...(email === null ? {} : { contact: { key: email, writes: contact } }),
		purchase: { key: purchaseKey, writes: purchase },
	};
}

/** Refunded amount on the purchase, lifetime value on the contact. */
export const syncRefund: CrmOperation = {
	value: 'syncRefund',
	name: 'Sync Refund',
	action: 'Sync refund of a purchase',
	description:
		'Update the refunded amount of the purchase and the lifetime value of its contact after a refund',
	fields: [
		...modelSourceProperties('refund', 'Refund'),
		...modelSourceProperties('ledger', 'Ledger Result'),
	],
	async run(execute) {
		const connector = await chosenSystem(execute).connect(execute);
		return await runInBatches<RefundWrite>(
			execute,
			(itemIndex) => prepare(execute, itemIndex),
			async (refunds) =>
				await sendRemembered<RefundWrite>(
					execute,
					{
						connector,
						recordsOf,
						withRecords: (refund, { contact, purchase }) => ({
							...refund,
							contact: contact?.writes ?? refund.contact,
							purchase: purchase?.writes ?? refund.purchase,
						}),
						send: async (all) => await connector.syncRefunds(all),
					},
					refunds,
					() => null,
				),
		);
	},
};
