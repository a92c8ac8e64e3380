import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { Programme } from '../../../lib/model/programme';
import { importCsvOperation } from '../../../nodes/AffiliateLedger/actions/import/csv.operation';
import { systemClock } from '../../../nodes/shared/clock';
import { eachItem } from '../../../nodes/shared/eachItem';
import { resourceProperties } from '../../../nodes/shared/resourceProperties';
import { workspaceStore } from '../../../nodes/shared/workspaceStore';
import { aCoupon, anAffiliate, aProgramme } from '../../support/builders';
import { runNode, testStore } from '../../support/runNode';

/** The operation in a node of its own, whose items bring a file along when one is set. */
class ImportNode implements INodeType {
	static file: Buffer | null = null;

	description: INodeTypeDescription = {
		displayName: 'Import',
		name: 'importNode',
		group: ['transform'],
		version: 1,
		description: 'Runs the operation',
		defaults: { name: 'Import' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'affiliateStoreApi', required: false }],
		properties: resourceProperties(
			[{ value: 'import', name: 'Import', operations: [importCsvOperation] }],
			'import',
		),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const store = await workspaceStore(this);
		for (const item of this.getInputData()) {
			if (ImportNode.file === null) continue;
			const data = ImportNode.file.toString('base64');
			item.binary = { data: { data, mimeType: 'text/csv' } };
		}
		return await eachItem(this, 1, async (itemIndex) => {
			const context = { execute: this, store, clock: systemClock, itemIndex };
			return await importCsvOperation.run(context);
		});
	}
}

let workspace = '';
let count = 0;
let programme: Programme;

beforeEach(async () => {
	ImportNode.file = null;
	count += 1;
	workspace = `import-${count}`;
	programme = aProgramme({
		programmeId: 'prg_main',
		code: 'main',
		currency: 'EUR',
		allowedHosts: ['shop.example.com'],
	});
	await (await testStore(workspace)).registry.saveProgramme(programme);
});

interface Summary extends Record<string, unknown> {
	errors: Array<{ row: number; code: string; hint: string }>;
	would?: Record<string, number>;
	did?: Record<string, number>;
}

const fixture = (name: string): string =>
	readFileSync(path.join(__dirname, '../../lib/import/fixtures', `${name}.csv`), 'utf8');

async function importCsv(parameters: Record<string, unknown> = {}): Promise<Summary[]> {
	const run = await runNode(ImportNode, {
		workspace,
		parameters: {
			programme: { __rl: true, mode: 'code', value: 'main' },
			...parameters,
		} as never,
	});
	return run.json<Summary>();
}

/** Imports text and gives the summary. */
async function importText(
	csvText: string,
	options: Record<string, unknown> = {},
	parameters: Record<string, unknown> = {},
): Promise<Summary> {
	const [summary] = await importCsv({
		fileFrom: 'text',
		csvText,
		dryRun: false,
		options,
		...parameters,
	});
	if (summary === undefined) throw new Error('There is no summary');
	return summary;
}

const asCreated = (created: number, others: object = {}) => ({
	created,
	updated: 0,
	unchanged: 0,
	duplicates: 0,
	...others,
});

async function balances(): Promise<Record<string, string>> {
	const store = await testStore(workspace);
	const all = await store.ledger.balances('');
	const open = all.filter(({ balance }) => balance.amountMinor !== 0n);
	return Object.fromEntries(
		open.map(({ account, balance }) => [account, String(balance.amountMinor)]),
	);
}

/** Anna and Ben of the generic files. */
async function importAffiliates(): Promise<void> {
	await importText(fixture('generic-affiliate'));
}

describe('a dry run', () => {
	it('is the default, tells what would be written, and writes nothing', async () => {
		const summary = await importText(fixture('post_affiliate_pro-affiliate'), {}, { dryRun: true });
		expect(summary).toMatchObject({
			item: 'summary',
			dryRun: true,
			source: 'post_affiliate_pro',
			kind: 'affiliate',
			encoding: 'utf-8',
			delimiter: ';',
			columns: { code: '!USERID', email: '!USERNAME', parentCode: '!PARENTUSERID' },
			ignoredSections: ['PAYOUT_OPTIONS'],
			rows: 4,
			ok: 4,
			errorCount: 0,
			errors: [],
			would: asCreated(4),
			message: 'Would be created: 4, updated: 0, unchanged: 0; rows with errors: 0.',
		});
		expect(await (await testStore(workspace)).registry.affiliates(10)).toEqual([]);
		const [again] = await importCsv({ fileFrom: 'text', csvText: fixture('generic-affiliate') });
		expect(again).toMatchObject({ dryRun: true, would: asCreated(2) });
	});

	it('finds what the import would refuse', async () => {
		await importAffiliates();
		await importText(fixture('generic-conversion'));
		const changed = fixture('generic-conversion').replace(',8.00,', ',8.01,');
		const summary = await importText(changed, {}, { dryRun: true });
		expect(summary).toMatchObject({
			errors: [{ row: 3, code: 'already_recorded' }],
			would: asCreated(0, { unchanged: 3 }),
		});
	});

	it('gives one item for each row error when asked', async () => {
		const items = await importCsv({
			fileFrom: 'text',
			csvText: 'affiliate_code,balance,currency\nghost,1.50,EUR\nghost,lots,EUR\n',
			options: { outputRowErrors: true },
		});
		expect(items).toMatchObject([
			{ item: 'summary', rows: 2, ok: 0, errorCount: 2 },
			{ item: 'rowError', row: 2, code: 'unknown_affiliate' },
			{ item: 'rowError', row: 3, code: 'invalid_amount', field: 'amount', heading: 'balance' },
		]);
	});
});

describe('importing affiliates', () => {
	it('saves parents before those they recruited, and again changes nothing', async () => {
		const file = fixture('post_affiliate_pro-affiliate');
		expect(await importText(file)).toMatchObject({ dryRun: false, did: asCreated(4) });
		const { registry } = await testStore(workspace);
		const [anna, ben] = [
			await registry.affiliateByCode('a1a1a1a1'),
			await registry.affiliateByCode('b2b2b2b2'),
		];
		expect(anna).toMatchObject({ name: 'Anna Kowalska', email: 'anna@partner.example' });
		expect(ben?.parentId).toBe(anna?.affiliateId);
		expect(await registry.affiliateByCode('d4d4d4d4')).toMatchObject({
			name: "Dan O'Hara",
			status: 'paused',
			createdAt: '2022-12-01T12:00:00.000Z',
		});
		expect(await importText(file)).toMatchObject({ did: asCreated(0, { unchanged: 4 }) });
	});

	it('updates the ones that changed and keeps what the file does not tell', async () => {
		const { registry } = await testStore(workspace);
		await registry.saveAffiliate(
			anAffiliate({ affiliateId: 'aff_old', code: 'Anna', phone: '+49 30 1', parentId: null }),
		);
		expect(await importText(fixture('generic-affiliate'))).toMatchObject({
			did: asCreated(1, { updated: 1 }),
		});
		expect(await registry.affiliateByCode('anna')).toMatchObject({
			affiliateId: 'aff_old',
			code: 'Anna',
			phone: '+49 30 1',
			groupCode: 'gold',
		});
		expect((await registry.affiliateByCode('ben'))?.parentId).toBe('aff_old');
	});
});

describe('importing links and coupons', () => {
	it('saves them for their affiliates', async () => {
		await importAffiliates();
		expect(await importText(fixture('generic-link'))).toMatchObject({ did: asCreated(1) });
		expect(await importText(fixture('generic-coupon'))).toMatchObject({ did: asCreated(1) });
		expect(await importText(fixture('generic-coupon'))).toMatchObject({
			did: asCreated(0, { unchanged: 1 }),
		});
		const { registry } = await testStore(workspace);
		const anna = await registry.affiliateByCode('anna');
		expect(await registry.linkByCode('anna-tea')).toMatchObject({
			affiliateId: anna?.affiliateId,
			programmeId: 'prg_main',
		});
		expect(await registry.couponByCode('anna10')).toMatchObject({
			affiliateId: anna?.affiliateId,
		});
	});

	it('refuses a host that the programme does not allow, and codes of somebody else', async () => {
		await importAffiliates();
		const { registry } = await testStore(workspace);
		await registry.saveCoupon(aCoupon({ code: 'ANNA10', programmeId: 'prg_main' }));
		const coupons = await importText(fixture('generic-coupon'), {}, { dryRun: true });
		expect(coupons.errors).toMatchObject([{ row: 2, code: 'code_taken' }]);
		const links = fixture('generic-link').replace('shop.example.com', 'evil.example');
		expect((await importText(links, {}, { dryRun: true })).errors).toMatchObject([
			{ row: 2, code: 'host_not_allowed' },
		]);
	});
});

describe('importing conversions', () => {
	it('books each with its status, once, however often it is run', async () => {
		await importAffiliates();
		const file = fixture('generic-conversion');
		expect(await importText(file)).toMatchObject({
			rows: 4,
			amounts: {
				paid: ['12.50 EUR'],
				approved: ['8.00 EUR'],
				pending: ['5.00 EUR'],
				declined: ['5.00 EUR'],
			},
			did: asCreated(4),
		});
		const booked = await balances();
		expect(Object.values(booked).sort()).toEqual(['-2550', '1250', '500', '800']);
		expect(await importText(file)).toMatchObject({ did: asCreated(0, { unchanged: 4 }) });
		expect(await balances()).toEqual(booked);
		const { ledger } = await testStore(workspace);
		expect(await ledger.commissions({ status: 'approved', limit: 10 })).toMatchObject([
			{ kind: 'sale', planId: 'imported', line: { affiliateCode: 'anna' } },
		]);
	});

	it('goes on where it broke off', async () => {
		await importAffiliates();
		const file = fixture('generic-conversion');
		const firstRows = file.split('\n').slice(0, 3).join('\n');
		expect(await importText(firstRows)).toMatchObject({ did: asCreated(2) });
		expect(await importText(file)).toMatchObject({ did: asCreated(2, { unchanged: 2 }) });
	});

	it('takes in every platform after its affiliates', async () => {
		await importText(fixture('affiliatewp-affiliate'));
		expect(await importText(fixture('affiliatewp-conversion'))).toMatchObject({
			did: asCreated(5, { duplicates: 1 }),
			duplicateRows: [7],
		});
		await importText(fixture('post_affiliate_pro-affiliate'));
		expect(await importText(fixture('post_affiliate_pro-conversion'))).toMatchObject({
			did: asCreated(7),
		});
		await importText(fixture('tapfiliate-affiliate'));
		expect(await importText(fixture('tapfiliate-conversion'))).toMatchObject({
			did: asCreated(3),
		});
	});

	it('refuses rows in another currency than the programme', async () => {
		await importText(fixture('refersion-affiliate'));
		const summary = await importText(fixture('refersion-conversion'), {}, { dryRun: true });
		expect(summary.errorCount).toBe(5);
		expect(summary.errors[0]).toMatchObject({ row: 2, code: 'currency_differs' });
	});
});

describe('importing balances', () => {
	it('books them as approved openings, negative ones too', async () => {
		await importAffiliates();
		expect(await importText(fixture('generic-balance'))).toMatchObject({
			amounts: { balance: ['117.50 EUR'] },
			did: asCreated(2),
		});
		expect(Object.values(await balances()).sort()).toEqual(['-11750', '-300', '12050']);
		expect(await importText(fixture('generic-balance'))).toMatchObject({
			did: asCreated(0, { unchanged: 2 }),
		});
	});

	it('refuses a balance on top of the approved commissions that make it', async () => {
		await importAffiliates();
		await importText(fixture('generic-conversion'));
		const summary = await importText(fixture('generic-balance'), {}, { dryRun: true });
		expect(summary).toMatchObject({
			errors: [{ row: 2, code: 'counted_twice' }],
			would: asCreated(1),
		});
	});

	it('refuses approved commissions on top of a balance, but takes in what was paid', async () => {
		await importAffiliates();
		await importText(fixture('generic-balance'));
		const summary = await importText(fixture('generic-conversion'), {}, { dryRun: true });
		expect(summary).toMatchObject({
			errors: [{ row: 3, code: 'counted_twice' }],
			would: asCreated(3),
		});
	});
});

describe('row errors', () => {
	const file = 'affiliate_code,balance,currency\nanna,1.50,EUR\nghost,2.00,EUR\n';

	it('keep everything from being written', async () => {
		await importAffiliates();
		const error = await importText(file).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			message: 'The file has 1 error; nothing was written',
			description: expect.stringContaining('row 3: There is no affiliate with this code'),
		});
		expect(await balances()).toEqual({});
	});

	it('keep only their rows from being written when the import is set to go on', async () => {
		await importAffiliates();
		expect(await importText(file, { stopOnErrors: false })).toMatchObject({
			ok: 1,
			errors: [{ row: 3, code: 'unknown_affiliate' }],
			did: asCreated(1),
		});
		expect(Object.values(await balances()).sort()).toEqual(['-150', '150']);
	});
});

describe('the settings', () => {
	it('read a file of any headings', async () => {
		await importAffiliates();
		const columnMapping = {
			column: [
				{ heading: 'Partner', field: 'affiliateCode' },
				{ heading: 'Datum', field: 'orderedAt' },
				{ heading: 'Provision', field: 'commission' },
				{ heading: 'Stand', field: 'status' },
				{ heading: 'Notiz', field: 'ignore' },
			],
		};
		const csvText =
			'Partner;Datum;Provision;Stand;Notiz\nanna;01/02/2024;1,005;approved;x\nben;03/02/2024;2,5;pending;y\n';
		const options = { columnMapping, dateFormat: 'dmy', roundAmounts: true, holdDays: 5 };
		const chosen = { source: 'generic', kind: 'conversion' };
		expect(await importText(csvText, options, chosen)).toMatchObject({
			columns: { affiliateCode: 'Partner', commission: 'Provision' },
			decimalMarks: { commission: 'comma' },
			unusedColumns: ['Notiz'],
			did: asCreated(2),
		});
		const { ledger } = await testStore(workspace);
		const [approved] = await ledger.commissions({ status: 'approved', limit: 1 });
		expect(approved?.amount).toEqual({ amountMinor: 101n, currency: 'EUR' });
	});

	it('say what to choose when the headings do not tell', async () => {
		const error = await importText(fixture('affiliatewp-balance')).catch(
			(reason: unknown) => reason,
		);
		expect(error).toMatchObject({
			message: 'The headings of the file fit more than one export',
			description: expect.stringContaining("Choose 'Source' and 'What'"),
		});
	});

	it('take the file of the incoming item by default, in any encoding', async () => {
		ImportNode.file = Buffer.from('code;name\nzoe;Zo\xeb\n', 'latin1');
		expect((await importCsv({ dryRun: false }))[0]).toMatchObject({
			encoding: 'windows-1252',
			did: asCreated(1),
		});
		const { registry } = await testStore(workspace);
		expect(await registry.affiliateByCode('zoe')).toMatchObject({ name: 'Zoë' });
	});

	it('without file or text, or of an unknown programme, say what is wrong', async () => {
		const failing = (run: Promise<unknown>, message: string) =>
			expect(run).rejects.toMatchObject({ message: expect.stringContaining(message) });
		await failing(importCsv(), "binary file 'data'");
		await failing(importText(' '), "'CSV' is empty");
		const programme = { __rl: true, mode: 'code', value: 'ghost' };
		await failing(importText('code\n', {}, { programme }), "no programme with the code 'ghost'");
	});
});
