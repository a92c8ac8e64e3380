import { AffiliateError, formatMoney } from '../../../lib/kernel';
import { readImport, type ImportRecord } from '../../../lib/import';
import { errorsOf, fixture, recordsOf, resultsOf } from './import-files';

const codeOf = async (run: Promise<unknown>): Promise<string> =>
	await run.then(
		() => 'no error',
		(error: unknown) => (error instanceof AffiliateError ? error.code : String(error)),
	);

/** A conversion in one line. */
const inShort = (record: ImportRecord): string => {
	if (record.kind !== 'conversion') throw new Error(record.kind);
	const { externalId, affiliate, orderId, orderedAt, amount, commission, status } = record;
	return [
		externalId,
		affiliate.code ?? affiliate.email,
		orderId,
		orderedAt.slice(0, 16),
		amount === null ? null : formatMoney(amount),
		formatMoney(commission),
		status,
		record.commissionKind,
		record.level,
	].join(' | ');
};

describe('an export of Post Affiliate Pro', () => {
	it('gives affiliates, with its own line above the headings and another part below', async () => {
		const file = fixture('post_affiliate_pro-affiliate');
		const reading = await readImport(file, { defaultCurrency: 'EUR' });
		expect(reading).toMatchObject({ delimiter: ';', ignoredSections: ['PAYOUT_OPTIONS'] });
		const results = await resultsOf(file);
		expect(results.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
		expect(results[0]?.record).toEqual({
			kind: 'affiliate',
			code: 'b2b2b2b2',
			name: 'Ben Bücher',
			email: 'ben@partner.example',
			payoutEmail: null,
			status: 'active',
			groupCode: null,
			parentCode: 'a1a1a1a1',
			createdAt: '2023-05-02T09:15:00.000Z',
		});
		expect(results.map(({ record }) => record?.kind === 'affiliate' && record.status)).toEqual([
			'active',
			'active',
			'pending',
			'paused',
		]);
	});

	it('gives transactions: paid by two columns, tiers, refunds and bonuses', async () => {
		const records = await recordsOf(fixture('post_affiliate_pro-conversion'));
		expect(records.map(inShort)).toEqual([
			't0001 | a1a1a1a1 | ORD_1 | 2024-03-01T10:00 | 125.00 EUR | 12.50 EUR | paid | sale | 0',
			't0002 | b2b2b2b2 | ORD_2 | 2024-03-02T11:00 | 80.00 EUR | 8.00 EUR | approved | sale | 0',
			't0003 | a1a1a1a1 | ORD_2 | 2024-03-02T11:00 | 80.00 EUR | 1.60 EUR | approved | level | 1',
			't0004 | b2b2b2b2 | ORD_3 | 2024-11-20T08:30 | 50.00 EUR | 5.00 EUR | pending | sale | 0',
			't0005 | b2b2b2b2 | ORD_4 | 2024-04-01T00:00 | 99.90 EUR | 9.99 EUR | declined | sale | 0',
			't0006 | b2b2b2b2 | ORD_2 | 2024-03-20T00:00 | -40.00 EUR | -4.00 EUR | approved | sale | 0',
			't0007 | a1a1a1a1 |  | 2023-01-31T23:59 | 0.00 EUR | 10.00 EUR | paid | bonus | 0',
		]);
	});

	it('gives coupons, links and balances', async () => {
		expect(await recordsOf(fixture('post_affiliate_pro-coupon'))).toMatchObject([
			{ code: 'ANNA10', affiliate: { code: 'a1a1a1a1' }, status: 'active' },
			{ code: 'ben 20%', affiliate: { code: 'b2b2b2b2' }, status: 'paused' },
		]);
		expect(await recordsOf(fixture('post_affiliate_pro-link'))).toMatchObject([
			{ code: '1001', destination: 'https://shop.example.com/tea?a_aid=a1a1a1a1' },
			{ code: '1002', status: 'paused' },
		]);
		const balances = await recordsOf(fixture('post_affiliate_pro-balance'));
		expect(balances.map((one) => one.kind === 'balance' && formatMoney(one.amount))).toEqual([
			'1234.50 EUR',
			'-4.00 EUR',
			'0.00 EUR',
		]);
	});
});

describe('an export of AffiliateWP', () => {
	it('gives affiliates without the backslashes that it puts before quotes', async () => {
		const records = await recordsOf(fixture('affiliatewp-affiliate'));
		expect(records).toMatchObject([
			{
				code: '7',
				name: 'Anna Kowalska',
				payoutEmail: 'pay@partner.example',
				createdAt: '2024-01-31T13:05:00.000Z',
			},
			{ code: '8', name: "Ben O'Brien", status: 'pending', createdAt: '2024-02-02T00:00:00.000Z' },
			{ code: '9', name: "Cleo 'the voice'", status: 'paused' },
		]);
	});

	it('gives referrals, whose amount is the commission and whose order total is not known', async () => {
		const records = await recordsOf(fixture('affiliatewp-conversion'));
		expect(records.slice(0, 5).map(inShort)).toEqual([
			' | 7 | 4711 | 2024-01-31T13:05 |  | 12.50 EUR | paid | sale | 0',
			' | 7 | 4712 | 2024-02-01T09:00 |  | 8.00 EUR | approved | sale | 0',
			' | 8 | 4713 | 2024-11-10T09:00 |  | 3.40 EUR | pending | sale | 0',
			' | 8 | 4714 | 2024-11-11T09:00 |  | 3.40 EUR | declined | sale | 0',
			' | 7 |  | 2024-03-01T10:00 |  | 5.00 EUR | approved | sale | 0',
		]);
	});

	it('gives balances by e-mail address', async () => {
		const choice = { source: 'affiliatewp' } as const;
		expect(await recordsOf(fixture('affiliatewp-balance'), choice)).toMatchObject([
			{ affiliate: { code: null, email: 'pay@partner.example' } },
			{ affiliate: { email: 'ben@partner.example' }, amount: { amountMinor: 125_075n } },
		]);
	});

	it('gives coupons, and links without a code of their own', async () => {
		expect(await recordsOf(fixture('affiliatewp-coupon'))).toMatchObject([
			{ code: 'ANNA-10', affiliate: { code: '7' } },
			{ code: 'BEN-10' },
		]);
		expect(await recordsOf(fixture('affiliatewp-link'))).toMatchObject([
			{ code: null, destination: 'https://shop.example.com/?ref=7' },
			{ code: null, destination: 'https://shop.example.com/tea/?ref=7' },
		]);
	});
});

describe('an export of Tapfiliate', () => {
	it('gives affiliates with groups and parents', async () => {
		expect(await recordsOf(fixture('tapfiliate-affiliate'))).toMatchObject([
			{ code: 'joli', name: 'Jo Li', groupCode: 'gold', parentCode: null, status: 'active' },
			{
				code: 'mara',
				name: 'Mara Núñez "M"',
				parentCode: 'joli',
				status: 'paused',
				createdAt: '2024-02-04T08:00:00.000Z',
			},
		]);
	});

	it('gives conversions by the e-mail address of the affiliate', async () => {
		const records = await recordsOf(fixture('tapfiliate-conversion'));
		expect(records.map(inShort)).toEqual([
			'ORD-1 | jo@partner.example |  | 2024-03-01T10:00 | 125.00 EUR | 12.50 EUR | approved | sale | 0',
			'ORD-2 | jo@partner.example |  | 2024-03-02T10:00 | 80.00 EUR | 8.00 EUR | declined | sale | 0',
			'ORD-3 | mara@partner.example |  | 2024-11-02T10:00 | 50.00 EUR | 5.00 EUR | pending | sale | 0',
		]);
	});

	it('gives balances with decimal commas, signs and brackets', async () => {
		const balances = await recordsOf(fixture('tapfiliate-balance'));
		expect(balances.map((one) => one.kind === 'balance' && formatMoney(one.amount))).toEqual([
			'1234.50 EUR',
			'-10.00 EUR',
		]);
	});

	it('gives coupons and links', async () => {
		expect(await recordsOf(fixture('tapfiliate-coupon'))).toHaveLength(2);
		expect(await recordsOf(fixture('tapfiliate-link'))).toMatchObject([
			{ affiliate: { code: 'joli' }, destination: 'https://shop.example.com/?ref=joli' },
		]);
	});
});

describe('an export of Refersion', () => {
	it('gives affiliates over quoted line breaks', async () => {
		const results = await resultsOf(fixture('refersion-affiliate'));
		expect(results.map(({ row }) => row)).toEqual([2, 3]);
		expect(results.map(({ record }) => record)).toMatchObject([
			{ code: '4000123', payoutEmail: 'jo.pay@partner.example', status: 'active' },
			{ code: '4000124', name: 'Mara Núñez', status: 'paused' },
		]);
	});

	it('gives conversions with dollar signs and cells that were kept from being formulas', async () => {
		const records = await recordsOf(fixture('refersion-conversion'));
		expect(records.map(inShort)).toEqual([
			'9001 | 4000123 | 1001 | 2024-03-01T10:00 | 1125.00 USD | 112.50 USD | paid | sale | 0',
			'9002 | 4000123 | 1002 | 2024-03-02T10:00 | 80.00 USD | 8.00 USD | approved | sale | 0',
			'9003 | 4000123 | 1002 | 2024-03-03T10:00 | -40.00 USD | -4.00 USD | approved | sale | 0',
			'9004 | 4000124 | 1003 | 2024-11-03T10:00 | 50.00 USD | 5.00 USD | pending | sale | 0',
			'9005 | 4000124 | 1004 | 2024-11-04T10:00 | 50.00 USD | 5.00 USD | declined | sale | 0',
		]);
	});

	it('gives only coupons of its conversion triggers', async () => {
		const file = 'Affiliate ID,Trigger Type,Trigger\n1,COUPON,JO10\n1,SKU,TEA-1\n';
		expect(await errorsOf(file)).toEqual([[3, 'triggerType', 'no_coupon']]);
		expect(await recordsOf(fixture('refersion-coupon'))).toHaveLength(2);
	});

	it('gives links and balances', async () => {
		expect(await recordsOf(fixture('refersion-link'))).toHaveLength(1);
		expect(await recordsOf(fixture('refersion-balance'))).toMatchObject([
			{ amount: { amountMinor: 123_450n, currency: 'USD' } },
			{ amount: { amountMinor: -400n, currency: 'USD' } },
		]);
	});
});

describe('a file of our own headings', () => {
	it('gives every kind of record', async () => {
		expect(await recordsOf(fixture('generic-affiliate'))).toMatchObject([
			{ code: 'anna', groupCode: 'gold', payoutEmail: 'pay@partner.example' },
			{ code: 'ben', status: 'pending', parentCode: 'anna' },
		]);
		expect((await recordsOf(fixture('generic-conversion'))).map(inShort)).toEqual([
			'x1 | anna | 1001 | 2024-03-01T10:00 | 125.00 EUR | 12.50 EUR | paid | sale | 0',
			'x2 | anna | 1002 | 2024-03-02T10:00 | 80.00 EUR | 8.00 EUR | approved | sale | 0',
			'x3 | ben | 1003 | 2024-11-03T10:00 | 50.00 EUR | 5.00 EUR | pending | recurring | 0',
			'x4 | ben | 1004 | 2024-11-04T10:00 | 50.00 EUR | 5.00 EUR | declined | action | 0',
		]);
		expect(await recordsOf(fixture('generic-coupon'))).toHaveLength(1);
		expect(await recordsOf(fixture('generic-link'))).toHaveLength(1);
		expect(await recordsOf(fixture('generic-balance'))).toMatchObject([
			{ amount: { amountMinor: 12_050n }, asOf: '2024-12-31T00:00:00.000Z' },
			{ amount: { amountMinor: -300n } },
		]);
	});
});

describe('a file', () => {
	const balances = 'affiliate_code;balance;currency\nanna;1,50;EUR\nzoë;2,00;EUR\n';
	const names = (records: readonly ImportRecord[]) =>
		records.map((record) => record.kind === 'affiliate' && record.name);

	it.each([
		['UTF-8', Buffer.from('code,name\nzoe,Zoë 🐝\n')],
		['UTF-8 with a mark', Buffer.from('\uFEFFcode,name\nzoe,Zoë 🐝\n')],
		['UTF-16LE', Buffer.from('\uFEFFcode,name\nzoe,Zoë 🐝\n', 'utf16le')],
		['text', '\uFEFFcode,name\nzoe,Zoë 🐝\n'],
	])('in %s is read', async (_encoding, file) => {
		expect(names(await recordsOf(file))).toEqual(['Zoë 🐝']);
	});

	it('in Windows-1252 is read, its own quotes, dashes and euro included', async () => {
		const file = Buffer.from('code,name\nzoe,Zo\xeb \x93Z\x94 \x96 5 \x80\n', 'latin1');
		const reading = await readImport(file, { defaultCurrency: 'EUR' });
		expect(reading.encoding).toBe('windows-1252');
		expect(names(await recordsOf(file))).toEqual(['Zoë “Z” – 5 €']);
	});

	it('in UTF-16BE is refused with what to do', async () => {
		const file = Buffer.from('\uFEFFcode,name\n', 'utf16le').swap16();
		expect(await codeOf(resultsOf(file))).toBe('unsupported_encoding');
	});

	it.each([
		['comma', 'code,name\nzoe,"Zoë; Z"\n'],
		['semicolon', 'code;name\nzoe;Zoë, Z\n'],
		['tab', 'code\tname\nzoe\tZoë\n'],
		['pipe', 'code|name\nzoe|Zoë\n'],
		['semicolon that Excel declares', 'sep=;\r\ncode;name\r\nzoe;Zoë\r\n'],
	])('with a %s between cells is read', async (_name, file) => {
		expect(names(await recordsOf(file))[0]).toMatch(/^Zoë/);
	});

	it('with line ends of any system is read', async () => {
		for (const end of ['\n', '\r\n', '\r']) {
			const file = ['code,name', 'zoe,"Zoë"', '', 'ann,Ann', ''].join(end);
			expect((await resultsOf(file)).map(({ row }) => row)).toEqual([2, 4]);
		}
	});

	it('that is longer than a piece is read without losing a character', async () => {
		const lines = Array.from({ length: 20_000 }, (_, index) => `a${index},Zoë 🐝 ${index}`);
		const file = Buffer.from(`code,name\n${lines.join('\n')}\n`);
		for (const input of [file, file.toString()]) {
			const records = await recordsOf(input);
			expect(records).toHaveLength(20_000);
			expect(names(records).every((name, index) => name === `Zoë 🐝 ${index}`)).toBe(true);
		}
	});

	it('of rows that are split already is read', async () => {
		const rows = [
			['code', 'name'],
			['zoe', 'Zoë'],
		];
		expect(await recordsOf(rows)).toMatchObject([{ code: 'zoe', name: 'Zoë' }]);
	});

	it('without headings is refused', async () => {
		expect(await codeOf(resultsOf(''))).toBe('empty_file');
		expect(await codeOf(resultsOf('\n \n'))).toBe('empty_file');
	});

	it('whose quotes do not match is refused with its row', async () => {
		const file = 'code,name\na,A\nb,B\nc,"C\nd,D\n';
		expect(await codeOf(resultsOf(file))).toBe('broken_csv');
		await expect(resultsOf(file)).rejects.toThrow('Row 4 of the file');
	});

	it('with more cells than headings has an error in that row', async () => {
		const file = 'code,name\nzoe,Zoë, the first\nann,Ann,\nben\n';
		expect(await errorsOf(file)).toEqual([[2, null, 'too_many_cells']]);
	});

	it('finds the decimal mark of its amounts, or takes the chosen one', async () => {
		const reading = await readImport(balances, { defaultCurrency: 'EUR' });
		expect(reading.decimalMarks).toEqual(new Map([['amount', 'comma']]));
		const thousands = 'affiliate_code;balance;currency\nanna;1,250;EUR\n';
		expect(await errorsOf(thousands)).toEqual([[2, 'amount', 'ambiguous_amount']]);
		expect(await recordsOf(thousands, { decimalMark: 'point' })).toMatchObject([
			{ amount: { amountMinor: 125_000n } },
		]);
	});

	it('with both decimal marks in a column is refused', async () => {
		const file = 'affiliate_code;balance;currency\nanna;1,50;EUR\nben;1.50;EUR\n';
		expect(await codeOf(resultsOf(file))).toBe('mixed_decimal_marks');
	});

	it('tells every error of a row by field and heading, and never repeats a cell', async () => {
		const file =
			'external_id,affiliate_code,order_id,Ordered_At,amount,commission,currency,status,kind\n' +
			'x1,no code!,1,01/02/2024,lots,,XXX,maybe,magic\n';
		const [result] = await resultsOf(file);
		expect(result?.errors?.map(({ field, code }) => [field, code])).toEqual([
			['affiliateCode', 'invalid_code'],
			['currency', 'unknown_currency'],
			['orderedAt', 'ambiguous_date'],
			['amount', 'invalid_amount'],
			['commission', 'missing_value'],
			['status', 'unknown_status'],
			['commissionKind', 'unknown_commission_kind'],
		]);
		expect(result?.errors?.[2]).toEqual({
			row: 2,
			field: 'orderedAt',
			heading: 'Ordered_At',
			code: 'ambiguous_date',
			message: "'Ordered At' could have the day or the month first",
			hint: "Choose the 'Date Format' of the file.",
		});
		const said = JSON.stringify(result?.errors);
		for (const cell of ['no code!', '01/02/2024', 'lots', 'maybe', 'magic']) {
			expect(said).not.toContain(cell);
		}
	});

	it('that is paid and pending at once has an error', async () => {
		const file =
			'external_id,affiliate_code,ordered_at,commission,status,payout_status\n' +
			'x1,anna,2024-01-31,1.00,pending,paid\nx2,anna,2024-01-31,1.00,approved,unpaid\n';
		expect(await errorsOf(file)).toEqual([[2, 'payoutStatus', 'contradicting_status']]);
	});

	it('names no affiliate in a row without code and address', async () => {
		const file = 'affiliate_code,balance,currency\n,1.50,EUR\n';
		expect(await errorsOf(file)).toEqual([[2, 'affiliateCode', 'missing_value']]);
	});
});

describe('a file made to keep the import busy', () => {
	const headings = 'Affiliate Code,Order ID,Ordered At,Amount,Commission,Status';
	const row = ['anna', 'A-1', '2024-01-31', '10.00', '1.00', 'approved'];
	const fileWith = (column: number, cell: string) =>
		[headings, row.with(column, cell).join(','), row.with(1, 'A-2').join(',')].join('\n');

	it.each([
		[2, `2024-${':'.repeat(900_000)}`],
		[2, `x${' '.repeat(900_000)}x`],
		[3, '9'.repeat(900_000)],
		[1, '\\'.repeat(900_000)],
	])('has one wrong row: column %i', async (column, cell) => {
		const input = fileWith(column, cell);
		const results = await resultsOf(input, { source: 'generic', kind: 'conversion' });
		expect(results.map(({ errors }) => errors?.map(({ code }) => code) ?? [])).toEqual([
			['value_too_long'],
			[],
		]);
	});

	it('is refused with more columns than any export has', async () => {
		const input = `${'a,'.repeat(400_000)}\n`;
		expect(await codeOf(readImport(input, { defaultCurrency: 'EUR' }))).toBe('too_many_columns');
	});
});
