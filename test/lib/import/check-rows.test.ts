import fc from 'fast-check';
import { amountsByStatus, checkRows, readImport } from '../../../lib/import';
import { directoryOf, fixture } from './import-files';

const NOBODY = directoryOf();

async function checked(input: string | Buffer, directory = NOBODY, currency = 'EUR') {
	const reading = await readImport(input, { defaultCurrency: currency });
	return await checkRows(reading, directory);
}

const codesOf = (result: Awaited<ReturnType<typeof checked>>) =>
	result.ready.map(({ record }) => ('code' in record ? record.code : null));

describe('affiliates of a file', () => {
	it('come after whoever recruited them', async () => {
		const result = await checked(fixture('post_affiliate_pro-affiliate'));
		expect(codesOf(result)).toEqual(['a1a1a1a1', 'b2b2b2b2', 'c3c3c3c3', 'd4d4d4d4']);
		expect(result).toMatchObject({ rows: 4, duplicates: [], errors: [] });
	});

	it('may have a parent that is known already', async () => {
		const file = 'code,parent_code\nben,ANNA\n';
		expect((await checked(file)).errors).toMatchObject([{ row: 2, code: 'unknown_parent' }]);
		expect(codesOf(await checked(file, directoryOf({ code: 'anna' })))).toEqual(['ben']);
	});

	it('are refused with everyone below them when a parent is unknown', async () => {
		const file = 'code,parent_code\nzoe,ben\nben,ghost\nann,\n';
		const result = await checked(file);
		expect(codesOf(result)).toEqual(['ann']);
		expect(result.errors.map(({ row, code }) => [row, code])).toEqual([
			[2, 'parent_not_imported'],
			[3, 'unknown_parent'],
		]);
	});

	it('cannot stand above themselves', async () => {
		const file = 'code,parent_code\na,c\nb,a\nc,b\nd,d\ne,a\nok,\n';
		const result = await checked(file);
		expect(codesOf(result)).toEqual(['ok']);
		expect(new Set(result.errors.map(({ code }) => code))).toEqual(new Set(['circular_parents']));
		expect(result.errors.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
	});

	it('stand above each other in any order of rows, and none is lost', async () => {
		const parents = fc.array(fc.option(fc.nat({ max: 11 })), { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(parents, async (list) => {
				const rows = list.map(
					(parent, index) => `a${index},${parent === null ? '' : `a${parent}`}`,
				);
				const result = await checked(`code,parent_code\n${rows.join('\n')}\n`);
				expect(result.ready.length + result.errors.length).toBe(list.length);
				const seen = new Set<string>();
				for (const { record } of result.ready) {
					if (record.kind !== 'affiliate') throw new Error(record.kind);
					if (record.parentCode !== null) expect(seen).toContain(record.parentCode);
					seen.add(record.code);
				}
			}),
		);
	});
});

describe('rows of a file', () => {
	it('that say the same count once', async () => {
		const file = 'code,name\nanna,Anna\nben,Ben\nanna,Anna\nanna,Anna\n';
		expect(await checked(file)).toMatchObject({ rows: 4, duplicates: [4, 5], errors: [] });
	});

	it('that say different things about the same are an error that names both', async () => {
		const file = 'code,name\nanna,Anna\nANNA,Annabel\n';
		expect((await checked(file)).errors).toMatchObject([
			{ row: 3, code: 'contradicting_rows', message: expect.stringContaining('Row 2') },
		]);
	});

	it('without any id count once when they are equal', async () => {
		const directory = directoryOf({ code: '7' }, { code: '8' });
		const result = await checked(fixture('affiliatewp-conversion'), directory);
		expect(result).toMatchObject({ rows: 6, duplicates: [7], errors: [] });
		expect(result.ready).toHaveLength(5);
	});

	it('of an unknown affiliate are errors that say what to import first', async () => {
		const result = await checked(fixture('tapfiliate-conversion'), directoryOf({ code: 'jo' }));
		expect(result.ready.map(({ affiliate }) => affiliate?.code)).toEqual(['jo', 'jo']);
		expect(result.errors).toMatchObject([
			{
				row: 4,
				code: 'unknown_affiliate',
				hint: 'Import the affiliates first, then this file.',
			},
		]);
	});

	it('find an affiliate by payout address, but not by one that two affiliates share', async () => {
		const file = 'affiliate_email,balance,as_of\nPAY@partner.example,1.50,2024-01-31\n';
		const payoutEmail = 'pay@partner.example';
		const anna = { code: 'anna', payoutEmail };
		expect((await checked(file, directoryOf(anna))).ready).toMatchObject([
			{ affiliate: { code: 'anna' } },
		]);
		const both = directoryOf(anna, { code: 'ben', payoutEmail });
		expect((await checked(file, both)).errors).toMatchObject([{ code: 'ambiguous_affiliate' }]);
	});

	it('add up by status', async () => {
		const directory = directoryOf({ code: '4000123' }, { code: '4000124' });
		const { ready } = await checked(fixture('refersion-conversion'), directory, 'USD');
		expect(amountsByStatus(ready)).toEqual({
			paid: ['112.50 USD'],
			approved: ['4.00 USD'],
			pending: ['5.00 USD'],
			declined: ['5.00 USD'],
		});
	});
});
