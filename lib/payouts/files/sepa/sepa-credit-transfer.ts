import XMLBuilder from 'fast-xml-builder';
import { compareMoney, parseAmount, sumMoney, type Instant } from '../../../kernel';
import type { Payout, PayoutBatch } from '../../../model/payout';
import {
	accountHolderOf,
	accountProblems,
	isSepaIban,
	isValidBic,
	isValidIban,
	normalizeBic,
	normalizeIban,
} from '../../../model/payout-account';
import {
	batchProblem,
	fileNameOf,
	filesUnless,
	methodProblems,
	paymentProblems,
	payoutProblem,
	type FileInput,
	type FileProblem,
	type FileResult,
} from '../payout-file';
import { sepaDocument, type PainVersion, type SepaTransfer } from './sepa-document';
import { sepaId } from './sepa-id';
import { hasLetters, sepaText } from './sepa-text';

export interface SepaInput extends FileInput {
	/** Day on which the bank is to pay: "2026-12-03". */
	readonly executionDate: string;
	readonly createdAt: Instant;
	/** The newer one unless the bank still wants the older. */
	readonly version?: PainVersion;
}

const LONGEST_NAME = 70;
const LONGEST_REMITTANCE = 140;
const LARGEST_TRANSFER = parseAmount('999999999.99', 'EUR');

/**
 * A SEPA credit transfer file (ISO 20022 pain.001) that pays an approved batch from the policy's
 * payer. Its message id is made from the batch, so that a bank sees when it gets the same twice.
 */
export function sepaCreditTransfer(input: SepaInput): FileResult {
	const { batch, payouts } = input;
	const problems = [
		...methodProblems(batch, 'sepa'),
		...(batch.currency === 'EUR' ? [] : [batchProblem('SEPA transfers pay euros only.')]),
		...payerProblems(batch),
		...dateProblems(input),
		...paymentProblems(input),
		...payouts.flatMap(transferProblems),
	];
	return filesUnless(problems, () => [
		{
			fileName: fileNameOf('sepa', batch, 'xml'),
			mimeType: 'application/xml',
			content: write(input),
			payoutCount: payouts.length,
			total: totalOf(payouts),
		},
	]);
}

function write({
	batch,
	payouts,
	executionDate,
	createdAt,
	version = 'pain.001.001.09',
}: SepaInput): string {
	const builder = new XMLBuilder({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		format: true,
		indentBy: '\t',
	});
	return builder.build(
		sepaDocument(version, {
			messageId: sepaId(batch.batchId),
			createdAt,
			executionDate,
			payer: payerOf(batch),
			transfers: payouts.map((payout) => transferOf(payout, batch)),
			total: totalOf(payouts),
		}),
	);
}

function totalOf(payouts: readonly Payout[]) {
	return sumMoney(
		payouts.map(({ payable }) => payable),
		'EUR',
	);
}

function payerOf({ policy: { payer } }: PayoutBatch) {
	return {
		name: sepaText(payer?.name ?? '', LONGEST_NAME),
		iban: normalizeIban(payer?.iban ?? ''),
		bic: payer === null || payer.bic === null ? null : normalizeBic(payer.bic),
	};
}

function transferOf(payout: Payout, { batchKey }: PayoutBatch): SepaTransfer {
	const { account } = payout.profile;
	const number = payout.statementNumber === null ? '' : ` ${payout.statementNumber}`;
	return {
		endToEndId: sepaId(payout.payoutId),
		amount: payout.payable,
		name: sepaText(accountHolderOf(payout.profile) ?? '', LONGEST_NAME),
		iban: normalizeIban(account.iban ?? ''),
		bic: account.bic === null ? null : normalizeBic(account.bic),
		remittance: sepaText(`Commission${number} ${batchKey}`, LONGEST_REMITTANCE),
	};
}

function payerProblems({ policy: { payer } }: PayoutBatch): FileProblem[] {
	if (payer === null) return [batchProblem('The payout policy names no payer.')];
	const texts = [
		...(hasLetters(sepaText(payer.name, LONGEST_NAME))
			? []
			: ["The payer's name cannot be written in SEPA's characters."]),
		...(payer.iban !== null && isValidIban(payer.iban) && isSepaIban(payer.iban)
			? []
			: ['The payer needs a valid IBAN of a SEPA country.']),
		...(payer.bic === null || isValidBic(payer.bic) ? [] : ["The payer's BIC is not valid."]),
	];
	return texts.map(batchProblem);
}

function dateProblems({ executionDate, createdAt }: SepaInput): FileProblem[] {
	const isDate =
		/^\d{4}-\d{2}-\d{2}$/.test(executionDate) &&
		!Number.isNaN(Date.parse(`${executionDate}T00:00:00Z`)) &&
		new Date(`${executionDate}T00:00:00Z`).toISOString().startsWith(executionDate);
	if (!isDate) return [batchProblem(`'${executionDate}' is not a date such as 2026-12-03.`)];
	if (executionDate >= createdAt.slice(0, 10)) return [];
	return [batchProblem(`The execution date ${executionDate} is in the past.`)];
}

function transferProblems(payout: Payout): FileProblem[] {
	const { profile, payable } = payout;
	if (profile.account.method !== 'sepa') {
		return [payoutProblem(payout, `It is paid by ${profile.account.method}, not by SEPA.`)];
	}
	const name = accountHolderOf(profile);
	const texts = [
		...accountProblems(profile).map((problem) => `The account cannot be paid to: ${problem}.`),
		...(name === null || hasLetters(sepaText(name, LONGEST_NAME))
			? []
			: ["The account holder cannot be written in SEPA's characters."]),
		...(payable.currency === 'EUR' && compareMoney(payable, LARGEST_TRANSFER) > 0
			? ['One SEPA transfer pays at most 999999999.99 EUR.']
			: []),
	];
	return texts.map((text) => payoutProblem(payout, text));
}
