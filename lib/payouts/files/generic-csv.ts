import { formatAmount, sumMoney } from '../../kernel';
import type { Payout } from '../../model/payout';
import { accountHolderOf, normalizeIban } from '../../model/payout-account';
import { CSV_TYPE, csv } from './csv';
import {
	batchProblem,
	fileNameOf,
	filesUnless,
	type FileInput,
	type FileResult,
} from './payout-file';

const COLUMNS = [
	'payoutId',
	'batchKey',
	'affiliateCode',
	'statementNumber',
	'status',
	'statusReason',
	'providerReference',
	'currency',
	'gross',
	'net',
	'vat',
	'withheld',
	'payable',
	'method',
	'accountHolder',
	'iban',
	'bic',
	'accountNumber',
	'routingNumber',
	'email',
	'legalName',
	'addressLine1',
	'addressLine2',
	'postalCode',
	'city',
	'region',
	'country',
	'vatId',
	'taxId',
	'createdAt',
] as const;

/** Every payout of a batch with all there is to know of it, whatever its status: for one's own records. */
export function genericCsv({ batch, payouts }: FileInput): FileResult {
	const problems = payouts.length === 0 ? [batchProblem('The batch has no payouts.')] : [];
	return filesUnless(problems, () => [
		{
			fileName: fileNameOf('payouts', batch, 'csv'),
			mimeType: CSV_TYPE,
			content: csv(
				payouts.map((payout) => rowOf(payout, batch.batchKey)),
				COLUMNS,
			),
			payoutCount: payouts.length,
			total: sumMoney(
				payouts.map(({ payable }) => payable),
				batch.currency,
			),
		},
	]);
}

function rowOf(payout: Payout, batchKey: string): Record<(typeof COLUMNS)[number], string> {
	const { profile } = payout;
	const { account, address } = profile;
	return {
		payoutId: payout.payoutId,
		batchKey,
		affiliateCode: payout.affiliateCode,
		statementNumber: payout.statementNumber ?? '',
		status: payout.status,
		statusReason: payout.statusReason,
		providerReference: payout.providerReference ?? '',
		currency: payout.payable.currency,
		gross: formatAmount(payout.gross),
		net: formatAmount(payout.net),
		vat: formatAmount(payout.vat),
		withheld: formatAmount(payout.withheld),
		payable: formatAmount(payout.payable),
		method: account.method,
		accountHolder: accountHolderOf(profile) ?? '',
		iban: account.iban === null ? '' : normalizeIban(account.iban),
		bic: account.bic ?? '',
		accountNumber: account.accountNumber ?? '',
		routingNumber: account.routingNumber ?? '',
		email: account.email ?? '',
		legalName: profile.legalName ?? '',
		addressLine1: address?.line1 ?? '',
		addressLine2: address?.line2 ?? '',
		postalCode: address?.postalCode ?? '',
		city: address?.city ?? '',
		region: address?.region ?? '',
		country: address?.country ?? '',
		vatId: profile.vatId ?? '',
		taxId: profile.taxId ?? '',
		createdAt: payout.createdAt,
	};
}
