import { parseAmount } from '../../../lib/kernel';
import type { Payout, PayoutBatch } from '../../../lib/model/payout';
import type { PayoutAccount } from '../../../lib/model/payout-profile';
import { genericCsv, payPalCsv, wiseCsv, type FileResult } from '../../../lib/payouts';
import { eur } from '../../support/builders';
import {
	aPayout,
	aPayoutAccount,
	aPayoutBatch,
	aPayoutProfile,
	EXAMPLE_IBAN,
} from '../../support/builders/payout';

const to = (account: Partial<PayoutAccount>, overrides: Partial<Payout> = {}): Payout =>
	aPayout({ profile: aPayoutProfile({ account: aPayoutAccount(account) }), ...overrides });

const payPal = aPayoutBatch({ method: 'paypal' });
const wise = aPayoutBatch({ method: 'wise' });
const byPayPal = (email: string | null, overrides: Partial<Payout> = {}) =>
	to({ method: 'paypal', email }, overrides);

function filesOf(result: FileResult) {
	if (result.outcome === 'refused') throw new Error(JSON.stringify(result.problems));
	return result.files;
}

const contentOf = (result: FileResult) => filesOf(result)[0]?.content ?? '';

function problemsOf(result: FileResult): string[] {
	return result.outcome === 'refused' ? result.problems.map(({ text }) => text) : [];
}

describe('the PayPal upload', () => {
	it('has recipient, amount, currency, id, note and wallet, and no heading', () => {
		const content = contentOf(
			payPalCsv({
				batch: payPal,
				payouts: [
					byPayPal('anna@partner.example'),
					byPayPal("o'neil+tag@partner.example", {
						payoutId: 'pay_0000000000000000000000000000000f',
						payable: eur('1234.50'),
						statementNumber: 'SB-2',
					}),
				],
			}),
		);
		expect(content).toBe(
			'anna@partner.example,100.00,EUR,pay000000000000000000000000000,Commission SB-1,PAYPAL\r\n' +
				"o'neil+tag@partner.example,1234.50,EUR,pay000000000000000000000000000,Commission SB-2,PAYPAL\r\n",
		);
	});

	it('writes whole units of the currencies that PayPal takes no decimals of', () => {
		const pay = (amount: string) => {
			const payable = parseAmount(amount, 'HUF');
			const batch: PayoutBatch = { ...payPal, currency: 'HUF', total: payable };
			return payPalCsv({ batch, payouts: [byPayPal('anna@partner.example', { payable })] });
		};
		expect(contentOf(pay('12000.00'))).toContain(',12000,HUF,');
		expect(problemsOf(pay('12000.50'))).toEqual(['PayPal pays HUF in whole units only.']);
	});

	it('is cut into files of 5,000', () => {
		const payouts = Array.from({ length: 5_001 }, (_, index) =>
			byPayPal(`a${index}@partner.example`, { payoutId: `pay_${index}`, payable: eur('1.00') }),
		);
		const files = filesOf(payPalCsv({ batch: payPal, payouts }));
		expect(files.map(({ fileName, payoutCount, total }) => [fileName, payoutCount, total])).toEqual(
			[
				['paypal-2026-11-EUR-1.csv', 5_000, eur('5000.00')],
				['paypal-2026-11-EUR-2.csv', 1, eur('1.00')],
			],
		);
	});

	it('is refused for whoever cannot be paid by it, with the payout named', () => {
		const payouts = [
			byPayPal(null, { payoutId: 'pay_1' }),
			byPayPal('=cmd@partner.example', { payoutId: 'pay_2' }),
			to({ method: 'sepa' }, { payoutId: 'pay_3' }),
			byPayPal('anna@partner.example', { payoutId: 'pay_4', status: 'paid' }),
		];
		const result = payPalCsv({ batch: payPal, payouts });
		expect(result.outcome === 'refused' && result.problems.map(({ payoutId }) => payoutId)).toEqual(
			['pay_4', 'pay_1', 'pay_2', 'pay_3'],
		);
		expect(problemsOf(payPalCsv({ batch: aPayoutBatch(), payouts: [] }))).toHaveLength(2);
	});
});

describe('the Wise upload', () => {
	const holder = {
		method: 'wise',
		iban: null,
		email: null,
		accountHolder: 'Anna Affiliate',
	} as const;

	it('pays to an IBAN with the columns of the template', () => {
		const payouts = [to({ ...holder, iban: EXAMPLE_IBAN, email: 'anna@partner.example' })];
		expect(contentOf(wiseCsv({ batch: wise, payouts }))).toBe(
			'name,recipientEmail,paymentReference,receiverType,amountCurrency,amount,sourceCurrency,targetCurrency,IBAN\r\n' +
				'Anna Affiliate,anna@partner.example,SB-1,PERSON,target,100.00,EUR,EUR,DE89370400440532013000\r\n',
		);
	});

	it('pays to a British account by sort code, from another currency', () => {
		const payable = parseAmount('80.00', 'GBP');
		const batch: PayoutBatch = { ...wise, currency: 'GBP', total: payable };
		const account = {
			...holder,
			accountHolder: 'Bert Ltd',
			accountNumber: '31926819',
			routingNumber: '601613',
		};
		const content = contentOf(
			wiseCsv({ batch, payouts: [to(account, { payable })], sourceCurrency: 'EUR' }),
		);
		expect(content.split('\r\n').slice(0, 2)).toEqual([
			'name,recipientEmail,paymentReference,receiverType,amountCurrency,amount,sourceCurrency,targetCurrency,sortCode,accountNumber',
			'Bert Ltd,,SB-1,INSTITUTION,target,80.00,EUR,GBP,601613,31926819',
		]);
	});

	it('makes a file of its own for those whom Wise asks for their account', () => {
		const files = filesOf(
			wiseCsv({
				batch: wise,
				payouts: [
					to({ ...holder, email: 'anna@partner.example' }),
					to({ ...holder, iban: EXAMPLE_IBAN }, { payoutId: 'pay_2', payable: eur('1.00') }),
				],
			}),
		);
		expect(files.map(({ fileName, payoutCount, total }) => [fileName, payoutCount, total])).toEqual(
			[
				['wise-iban-2026-11-EUR.csv', 1, eur('1.00')],
				['wise-email-2026-11-EUR.csv', 1, eur('100.00')],
			],
		);
		expect(files[1]?.content.split('\r\n')[0]).not.toContain('IBAN');
	});

	it('is refused for an account number that is not enough in its currency', () => {
		const payouts = [to({ ...holder, accountNumber: '1234' })];
		expect(problemsOf(wiseCsv({ batch: wise, payouts }))[0]).toContain('not enough in EUR');
		const batch = aPayoutBatch({ method: 'wise' });
		expect(problemsOf(wiseCsv({ batch, payouts: [to({ ...holder })] }))).toHaveLength(1);
		expect(problemsOf(wiseCsv({ batch, payouts: [], sourceCurrency: 'EURO' }))).toHaveLength(2);
	});

	it('neutralises a name that a spreadsheet would run', () => {
		const payouts = [to({ ...holder, iban: EXAMPLE_IBAN, accountHolder: '=HYPERLINK("x")' })];
		expect(contentOf(wiseCsv({ batch: wise, payouts }))).toContain(`"'=HYPERLINK(""x"")"`);
	});
});

describe('the list of all payouts', () => {
	it('holds every payout whatever its status, with what became of it', () => {
		const content = contentOf(
			genericCsv({
				batch: aPayoutBatch({ status: 'completed' }),
				payouts: [
					aPayout({ status: 'failed', statusReason: 'account closed, says "the bank"' }),
					aPayout({ payoutId: 'pay_2', status: 'paid', providerReference: 'tx-1' }),
				],
			}),
		);
		const [heading = '', first = '', second = ''] = content.split('\r\n');
		expect(heading.split(',')).toHaveLength(30);
		expect(first).toContain('failed,"account closed, says ""the bank"""');
		expect(second).toContain('paid,drafted,tx-1,EUR,100.00');
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('neutralises %p', (text) => {
		const profile = aPayoutProfile({ legalName: text, taxId: text });
		const content = contentOf(
			genericCsv({ batch: aPayoutBatch(), payouts: [aPayout({ profile })] }),
		);
		expect(content).not.toMatch(/(^|,|\n)"?[=+\-@\t\r]/);
		expect(content).toContain(/[\r\t]/.test(text) ? `,"'${text}",` : `,'${text},`);
	});

	it('is refused for a batch without payouts', () => {
		expect(problemsOf(genericCsv({ batch: aPayoutBatch(), payouts: [] }))).toHaveLength(1);
	});
});

describe('a formula', () => {
	it.each(['Eve;=1+1;x', 'Eve; =1+1', 'Eve;"=1+1', 'Eve;@SUM(1)', '=1+1;-2'])(
		'is none for spreadsheets that begin a cell at a semicolon either: %s',
		(legalName) => {
			const profile = aPayoutProfile({ legalName });
			const content = contentOf(
				genericCsv({ batch: aPayoutBatch(), payouts: [aPayout({ profile })] }),
			);
			expect(content).toContain('1');
			expect(content).not.toMatch(/(?:^|[,;])[\s"]*[=+\-@]/m);
		},
	);

	it('behind a semicolon in an account refuses the file of Wise', () => {
		const account = {
			method: 'wise',
			iban: null,
			accountNumber: '1;=2',
			routingNumber: '3',
		} as const;
		const payable = parseAmount('10.00', 'GBP');
		const batch: PayoutBatch = { ...wise, currency: 'GBP', total: payable };
		expect(problemsOf(wiseCsv({ batch, payouts: [to(account, { payable })] }))).toContainEqual(
			expect.stringContaining('begins like a formula'),
		);
	});
});
