import { AffiliateError, formatMoney } from '../../../../lib/kernel';
import type { PayoutBatch } from '../../../../lib/model/payout';
import type { PayoutWithEntries } from '../../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../../lib/ports/store';
import { selfBillingStatement, statementText, type StatementInput } from '../../../../lib/payouts';
import type { ItemResult } from '../../../shared/eachItem';
import { readText } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { batchIdField, requireBatch } from './batchFields';
import { fileItem } from './fileItems';

/** Self-billing statements of a batch as HTML that prints well, one item per payout (C39). */
export const makeStatements: LedgerOperation = {
	value: 'statement',
	name: 'Make Statements',
	action: 'Make payout statements',
	description:
		'Make the self-billing statement of every payout of an approved batch, ready to print',
	fields: [
		batchIdField,
		{
			displayName: 'Payout ID',
			name: 'payoutId',
			type: 'string',
			default: '',
			placeholder: 'e.g. pay_3f9a…',
			description: 'Only this payout; all of the batch when empty',
		},
	],
	async run(context) {
		const { batch, payouts } = await requireBatch(context);
		const payoutId = readText(context, 'payoutId');
		const wanted = payouts.filter(({ payout }) => payoutId === '' || payout.payoutId === payoutId);
		if (wanted.length === 0) {
			throw new AffiliateError(`The batch has no payout '${payoutId}'`, {
				code: 'unknown_payout',
				path: 'payoutId',
				hint: "Look it up with 'Payout: Get Batch'.",
			});
		}
		const paid = wanted.filter(
			({ payout }) => payoutId !== '' || !['failed', 'cancelled'].includes(payout.status),
		);
		const items: ItemResult[] = [];
		for (const entry of paid) items.push(await statementItem(context, batch, entry));
		return items;
	},
};

async function statementItem(
	{ execute, store }: OperationContext,
	batch: PayoutBatch,
	{ payout, entries }: PayoutWithEntries,
): Promise<ItemResult> {
	const affiliate = await store.registry.affiliate(payout.affiliateId);
	const input: StatementInput = {
		payout,
		batch,
		payer: batch.policy.payer,
		affiliate: { code: payout.affiliateCode, name: affiliate?.name ?? payout.affiliateCode },
		entries: await statementEntries(store, entries),
	};
	const { html, fileName } = selfBillingStatement(input);
	return await fileItem(
		execute,
		{ fileName, mimeType: 'text/html', content: html },
		{
			payoutId: payout.payoutId,
			affiliateCode: payout.affiliateCode,
			email: affiliate?.email ?? null,
			statementNumber: payout.statementNumber,
			payable: formatMoney(payout.payable),
			text: statementText(input),
		},
	);
}

/** What each commission was for; of an order number an affiliate sees the last four characters. */
async function statementEntries(
	store: AffiliateStore,
	entries: PayoutWithEntries['entries'],
): Promise<StatementInput['entries']> {
	const lines = [];
	for (const { commissionId, amount } of entries) {
		const story = await store.ledger.commissionStory(commissionId);
		const { conversion } = story?.state ?? {};
		const kind = story?.commission.kind ?? 'sale';
		const isOrder = conversion?.kind === 'order' || conversion?.kind === 'action';
		lines.push({
			commissionId,
			amount,
			orderDate: conversion?.orderedAt ?? story?.commission.createdAt ?? '',
			description: isOrder ? `${kind}, order …${conversion.orderNumber.slice(-4)}` : kind,
		});
	}
	return lines;
}
