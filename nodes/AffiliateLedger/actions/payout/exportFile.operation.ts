import type { IDataObject } from 'n8n-workflow';
import { AffiliateError } from '../../../../lib/kernel';
import { toJson } from '../../../../lib/model/json';
import {
	genericCsv,
	PAIN_VERSIONS,
	payPalCsv,
	sepaCreditTransfer,
	wiseCsv,
	type FileResult,
	type PainVersion,
} from '../../../../lib/payouts';
import { additionalFields, optionalText, readCollection, readText } from '../../fields';
import type { LedgerOperation, OperationContext } from '../../operation';
import { batchIdField, requireBatch } from './batchFields';
import { fileItem } from './fileItems';

/** The file that a bank or payment service takes, or every reason why there is none. */
export const exportPayoutFile: LedgerOperation = {
	value: 'exportFile',
	name: 'Export File',
	action: 'Export payout file',
	description: 'Make the file of an approved batch for the bank or payment service',
	fields: [
		batchIdField,
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'csv', description: 'All columns, for your own records' },
				{ name: 'PayPal CSV', value: 'paypal', description: 'For mass payments by hand' },
				{ name: 'SEPA XML', value: 'sepa', description: 'ISO 20022 credit transfer for the bank' },
				{ name: 'Wise CSV', value: 'wise', description: 'For batch payments' },
			],
			default: 'sepa',
		},
		additionalFields([
			{
				displayName: 'Execution Date',
				name: 'executionDate',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-12-03',
				description: 'When the bank is to pay, for SEPA; today when left out',
			},
			{
				displayName: 'SEPA Version',
				name: 'painVersion',
				type: 'options',
				options: PAIN_VERSIONS.map((version) => ({ name: version, value: version })),
				default: 'pain.001.001.09',
				description: 'Ask your bank; most take the newer one',
			},
			{
				displayName: 'Source Currency',
				name: 'sourceCurrency',
				type: 'string',
				default: '',
				placeholder: 'e.g. EUR',
				description: 'Balance that pays, for Wise',
			},
		]),
	],
	async run(context) {
		const state = await requireBatch(context);
		const payouts = state.payouts.map(({ payout }) => payout);
		const result = makeFile(context, { batch: state.batch, payouts });
		if (result.outcome === 'refused') throw refusal(result.problems);
		return await Promise.all(
			result.files.map((file) => {
				const { content: _content, ...facts } = file;
				const json = toJson(facts) as unknown as IDataObject;
				return fileItem(context.execute, file, { batchId: state.batch.batchId, ...json });
			}),
		);
	},
};

function makeFile(context: OperationContext, input: Parameters<typeof genericCsv>[0]): FileResult {
	const extra = readCollection(context, 'additionalFields');
	const now = context.clock.now();
	switch (readText(context, 'format')) {
		case 'sepa':
			return sepaCreditTransfer({
				...input,
				executionDate: optionalText(extra, 'executionDate') ?? now.slice(0, 10),
				createdAt: now,
				version: (optionalText(extra, 'painVersion') ?? 'pain.001.001.09') as PainVersion,
			});
		case 'paypal':
			return payPalCsv(input);
		case 'wise': {
			const sourceCurrency = optionalText(extra, 'sourceCurrency');
			return wiseCsv({ ...input, ...(sourceCurrency === null ? {} : { sourceCurrency }) });
		}
		default:
			return genericCsv(input);
	}
}

function refusal(
	problems: Extract<FileResult, { outcome: 'refused' }>['problems'],
): AffiliateError {
	const texts = problems.map(({ affiliateCode, text }) =>
		affiliateCode === null ? text : `${affiliateCode}: ${text}`,
	);
	const more = texts.length > 10 ? ` And ${texts.length - 10} more.` : '';
	return new AffiliateError(`No file was made. ${texts.slice(0, 10).join(' ')}${more}`, {
		code: 'payout_file_refused',
		path: 'batchId',
		hint: 'Mend the profiles or the policy and run it again, or cancel the batch and make a new one.',
	});
}
