import { formatMoney, type Money } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';

/** A file to be uploaded or kept, with what it comes to. */
export interface PayoutFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: string;
	readonly payoutCount: number;
	readonly total: Money;
}

/** Why no file is made. Null: of the batch, not of one payout. */
export interface FileProblem {
	readonly payoutId: string | null;
	readonly affiliateCode: string | null;
	readonly text: string;
}

/** All files of a batch, or every problem of it: a file never leaves a payout out in silence. */
export type FileResult =
	| { readonly outcome: 'files'; readonly files: readonly PayoutFile[] }
	| { readonly outcome: 'refused'; readonly problems: readonly FileProblem[] };

export interface FileInput {
	readonly batch: PayoutBatch;
	readonly payouts: readonly Payout[];
}

export function batchProblem(text: string): FileProblem {
	return { payoutId: null, affiliateCode: null, text };
}

export function payoutProblem({ payoutId, affiliateCode }: Payout, text: string): FileProblem {
	return { payoutId, affiliateCode, text };
}

/** Files unless there are problems. */
export function filesUnless(
	problems: readonly FileProblem[],
	build: () => readonly PayoutFile[],
): FileResult {
	return problems.length > 0
		? { outcome: 'refused', problems }
		: { outcome: 'files', files: build() };
}

/** Name of a batch's file: kind, batch key, and a number where there are several. */
export function fileNameOf(
	kind: string,
	{ batchKey, currency }: PayoutBatch,
	extension: string,
	part: { readonly index: number; readonly count: number } = { index: 0, count: 1 },
): string {
	const number = part.count === 1 ? '' : `-${part.index + 1}`;
	const key = batchKey.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-');
	return `${kind}-${key}-${currency}${number}.${extension}`;
}

/**
 * What is wrong with paying this batch by a file now: it must be approved, of the file's method, and
 * without any result. A second file after a first result could pay somebody twice (C36).
 */
export function paymentProblems({ batch, payouts }: FileInput): FileProblem[] {
	if (batch.status !== 'approved' && batch.status !== 'sent') {
		return [batchProblem(`The batch is ${batch.status}; only an approved batch is paid.`)];
	}
	if (payouts.length === 0) return [batchProblem('The batch has no payouts.')];
	return payouts.flatMap((payout) => [...statusProblems(payout), ...amountProblems(payout, batch)]);
}

/** A batch that one file kind cannot pay. */
export function methodProblems(
	{ method }: PayoutBatch,
	wanted: PayoutBatch['method'],
): FileProblem[] {
	return method === wanted
		? []
		: [batchProblem(`The batch is paid by ${method}; this file is for ${wanted}.`)];
}

function statusProblems(payout: Payout): FileProblem[] {
	if (payout.status === 'claimed' || payout.status === 'sent') return [];
	return [
		payoutProblem(
			payout,
			`The payout is ${payout.status} already; another file could pay it twice.`,
		),
	];
}

function amountProblems(payout: Payout, batch: PayoutBatch): FileProblem[] {
	const { payable } = payout;
	if (payable.currency !== batch.currency) {
		return [payoutProblem(payout, `It is in ${payable.currency}, the batch in ${batch.currency}.`)];
	}
	if (payable.amountMinor > 0n) return [];
	return [payoutProblem(payout, `${formatMoney(payable)} cannot be paid.`)];
}
