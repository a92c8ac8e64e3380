import { formatAmount, minorUnitExponent, sumMoney } from '../../kernel';
import type { Payout } from '../../model/payout';
import { accountProblems } from '../../model/payout-account';
import { CSV_TYPE, csv, isAltered } from './csv';
import { partsOf } from './parts';
import {
	fileNameOf,
	filesUnless,
	methodProblems,
	paymentProblems,
	payoutProblem,
	type FileInput,
	type FileProblem,
	type FileResult,
} from './payout-file';

/** Rows in one upload, and characters in its columns (PayPal, "Send payouts from Payouts Web"). */
const MOST_ROWS = 5_000;
const LONGEST_CUSTOMER_ID = 30;

/** PayPal takes no decimals of these, although ISO 4217 has them. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['HUF', 'TWD']);

const COLUMNS = ['recipient', 'amount', 'currency', 'customerId', 'note', 'wallet'] as const;

/**
 * PayPal's upload without the API: recipient, amount, currency, id, note, wallet; no heading, one
 * currency a file, at most 5,000 rows each.
 */
export function payPalCsv(input: FileInput): FileResult {
	const { batch, payouts } = input;
	const problems = [
		...methodProblems(batch, 'paypal'),
		...paymentProblems(input),
		...payouts.flatMap(recipientProblems),
	];
	return filesUnless(problems, () =>
		partsOf(payouts, MOST_ROWS).map((part, index, { length: count }) => ({
			fileName: fileNameOf('paypal', batch, 'csv', { index, count }),
			mimeType: CSV_TYPE,
			content: csv(
				part.map((payout) => rowOf(payout, batch.batchKey)),
				COLUMNS,
				{ header: false },
			),
			payoutCount: part.length,
			total: sumMoney(
				part.map(({ payable }) => payable),
				batch.currency,
			),
		})),
	);
}

function rowOf(
	{ payoutId, payable, profile, statementNumber }: Payout,
	batchKey: string,
): Record<(typeof COLUMNS)[number], string> {
	const amount = formatAmount(payable);
	return {
		recipient: profile.account.email ?? '',
		amount: WHOLE_UNITS.has(payable.currency) ? (amount.split('.')[0] ?? amount) : amount,
		currency: payable.currency,
		customerId: payoutId.replace(/[^A-Za-z0-9]/g, '').slice(0, LONGEST_CUSTOMER_ID),
		note: `Commission ${statementNumber ?? batchKey}`,
		wallet: 'PAYPAL',
	};
}

function recipientProblems(payout: Payout): FileProblem[] {
	const { profile, payable } = payout;
	if (profile.account.method !== 'paypal') {
		return [payoutProblem(payout, `It is paid by ${profile.account.method}, not by PayPal.`)];
	}
	const perUnit = 10n ** BigInt(minorUnitExponent(payable.currency));
	const texts = [
		...accountProblems(profile).map((problem) => `The account cannot be paid to: ${problem}.`),
		...(isAltered(profile.account.email ?? '')
			? ['The e-mail address begins like a formula and would not survive in a CSV file.']
			: []),
		...(WHOLE_UNITS.has(payable.currency) && payable.amountMinor % perUnit !== 0n
			? [`PayPal pays ${payable.currency} in whole units only.`]
			: []),
	];
	return texts.map((text) => payoutProblem(payout, text));
}
