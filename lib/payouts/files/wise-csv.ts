import { formatAmount, isCurrencyCode, sumMoney } from '../../kernel';
import type { Payout, PayoutBatch } from '../../model/payout';
import { accountHolderOf, accountProblems } from '../../model/payout-account';
import { CSV_TYPE, csv, isAltered } from './csv';
import { partsOf } from './parts';
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
	type PayoutFile,
} from './payout-file';
import { wiseRoute, type WiseRoute } from './wise-route';

export interface WiseInput extends FileInput {
	/** Currency of the balance that pays; the batch's own unless given. */
	readonly sourceCurrency?: string;
}

const MOST_ROWS = 1_000;

const COLUMNS = [
	'name',
	'recipientEmail',
	'paymentReference',
	'receiverType',
	'amountCurrency',
	'amount',
	'sourceCurrency',
	'targetCurrency',
] as const;

/** Longest reference that the receiving country's transfers carry; 18 where it is not known. */
const LONGEST_REFERENCES: Readonly<Record<string, number>> = { EUR: 35, USD: 10 };

/** Legal forms by which a payee is a company to Wise. */
const COMPANY =
	/(^|[\s,.&])(gmbh|ag|ug|kg|ohg|ltd|limited|llc|llp|inc|corp|plc|b\.?v\.?|n\.?v\.?|s\.?a\.?s?|s\.?r\.?l\.?|s\.?l\.?|ab|oy|aps|a\/s|as|sp\. z o\.o|pty)\.?$/i;

/**
 * Wise's batch templates: one file for recipients with bank details, one for those Wise writes an
 * e-mail to, at most 1,000 rows each. Everybody gets the exact amount; fees are the payer's.
 */
export function wiseCsv(input: WiseInput): FileResult {
	const { batch, payouts } = input;
	const sourceCurrency = input.sourceCurrency ?? batch.currency;
	const problems = [
		...methodProblems(batch, 'wise'),
		...(isCurrencyCode(sourceCurrency)
			? []
			: [batchProblem(`'${sourceCurrency}' is not a currency code.`)]),
		...paymentProblems(input),
		...payouts.flatMap(recipientProblems),
	];
	return filesUnless(problems, () =>
		(['iban', 'account', 'email'] as const).flatMap((template) =>
			filesOf(template, batch, payouts, sourceCurrency),
		),
	);
}

function filesOf(
	template: WiseRoute['template'],
	batch: PayoutBatch,
	payouts: readonly Payout[],
	sourceCurrency: string,
): PayoutFile[] {
	const routed = payouts.flatMap((payout) => {
		const route = wiseRoute(payout);
		return route?.template === template ? [{ payout, columns: route.columns }] : [];
	});
	return partsOf(routed, MOST_ROWS).map((part, index, { length: count }) => ({
		fileName: fileNameOf(`wise-${template}`, batch, 'csv', { index, count }),
		mimeType: CSV_TYPE,
		content: csv(
			part.map(({ payout, columns }) => ({
				...rowOf(payout, batch.batchKey, sourceCurrency),
				...columns,
			})),
			[...COLUMNS, ...Object.keys(part[0]?.columns ?? {})],
		),
		payoutCount: part.length,
		total: sumMoney(
			part.map(({ payout }) => payout.payable),
			batch.currency,
		),
	}));
}

function rowOf(
	{ payable, profile, statementNumber }: Payout,
	batchKey: string,
	sourceCurrency: string,
): Record<(typeof COLUMNS)[number], string> {
	const { currency } = payable;
	const name = accountHolderOf(profile) ?? '';
	return {
		name,
		recipientEmail: profile.account.email ?? '',
		paymentReference: (statementNumber ?? batchKey).slice(0, LONGEST_REFERENCES[currency] ?? 18),
		receiverType: COMPANY.test(name.trim()) ? 'INSTITUTION' : 'PERSON',
		amountCurrency: 'target',
		amount: formatAmount(payable),
		sourceCurrency,
		targetCurrency: currency,
	};
}

function recipientProblems(payout: Payout): FileProblem[] {
	const { profile } = payout;
	const { method, accountNumber, routingNumber, email } = profile.account;
	if (method !== 'wise') return [payoutProblem(payout, `It is paid by ${method}, not by Wise.`)];
	const problems = accountProblems(profile);
	const details = [accountNumber, routingNumber, email].filter((text) => text !== null);
	const texts = [
		...problems.map((problem) => `The account cannot be paid to: ${problem}.`),
		...(problems.length === 0 && wiseRoute(payout) === null
			? [
					`An account number alone is not enough in ${payout.payable.currency}; add an IBAN or an e-mail address.`,
				]
			: []),
		...(details.some(isAltered)
			? ['A detail of the account begins like a formula and would not survive in a CSV file.']
			: []),
	];
	return texts.map((text) => payoutProblem(payout, text));
}
