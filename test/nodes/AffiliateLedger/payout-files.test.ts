import { schemaFaults } from '../../lib/payouts/validate-xml';
import {
	approveAll,
	errorOf,
	fileOf,
	ledger,
	ledgerItems,
	ledgerOne,
	place,
	refund,
	runLedger,
	setUp,
} from './ledger-user';
import {
	approve,
	approvedBatch,
	createBatch,
	payoutOf,
	readyToPay,
	savePolicy,
	saveProfile,
	sentBatch,
} from './payout-user';

const exportFile = async (batchId: unknown, parameters: object = {}) =>
	await ledgerItems('payout', 'exportFile', { batchId, ...parameters });

/** Anna and Ben, both paid by another method than SEPA. */
async function batchBy(method: 'paypal' | 'wise' | 'manual', profiles: Record<string, object>) {
	await setUp();
	await savePolicy();
	await saveProfile('anna', { method, iban: '', ...profiles['anna'] });
	await saveProfile('ben', { method, iban: '', ...profiles['ben'] });
	await place({ net: '1000.00' });
	await place({ orderId: '2001', net: '600.00', by: ['ben'] });
	await approveAll();
	return await approvedBatch('2026-11', { method });
}

describe('the SEPA file', () => {
	it('is well-formed XML that pays everybody the exact amount', async () => {
		await readyToPay();
		const { batchId } = await approvedBatch();
		const [item, ...others] = await exportFile(batchId, {
			additionalFields: { executionDate: '2026-12-03' },
		});
		expect(others).toEqual([]);
		expect(item?.json).toMatchObject({
			batchId,
			payoutCount: 2,
			total: { amount: '160.00', currency: 'EUR' },
			fileName: expect.stringMatching(/2026-11.*\.xml$/),
		});
		const { mimeType, text, fileName } = fileOf(item);
		expect({ mimeType, fileName }).toEqual({
			mimeType: 'application/xml',
			fileName: item?.json['fileName'],
		});
		expect(await schemaFaults(text, 'pain.001.001.09')).toEqual([]);
		expect(text).toContain('<NbOfTxs>2</NbOfTxs>');
		expect(text).toContain('<CtrlSum>160.00</CtrlSum>');
		expect(text).toContain('<Dt>2026-12-03</Dt>');
		const ibans = [...text.matchAll(/<IBAN>(\w+)</g)].map(([, iban]) => iban);
		expect(ibans[0]).toBe('NL91ABNA0417164300');
		const amounts = [...text.matchAll(/<InstdAmt Ccy="EUR">([\d.]+)</g)].map(([, sum]) => sum);
		expect([ibans.slice(1), amounts]).toEqual(
			ibans[1]?.startsWith('AT')
				? [
						['AT611904300234573201', 'DE89370400440532013000'],
						['60.00', '100.00'],
					]
				: [
						['DE89370400440532013000', 'AT611904300234573201'],
						['100.00', '60.00'],
					],
		);
	});

	it('comes in the version that the bank asks for', async () => {
		await readyToPay();
		const { batchId } = await approvedBatch();
		const painVersion = 'pain.001.001.03';
		const [item] = await exportFile(batchId, { additionalFields: { painVersion } });
		expect(await schemaFaults(fileOf(item).text, painVersion)).toEqual([]);
	});

	it('is refused with every reason: not approved, no account that pays, a wrong day', async () => {
		await readyToPay();
		const { batchId } = await createBatch();
		const refused = async (parameters: object = {}) =>
			await errorOf(exportFile(batchId, parameters));
		expect((await refused()).message).toContain('only an approved batch is paid');
		await approve(batchId);
		const early = await refused({ additionalFields: { executionDate: '2026-11-31' } });
		expect(early.message).toMatch(/^No file was made\. .*2026-11-31/);
		await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'other payer' });
		await savePolicy({ payer: { details: { name: 'Merchant GmbH' } } });
		const { batchId: second } = await approvedBatch('2026-11b');
		const error = await errorOf(exportFile(second));
		expect(error.message).toMatch(/IBAN/);
		expect(error.hint).toContain('cancel the batch');
	});

	it('is refused for a batch that is paid otherwise, and after a result', async () => {
		await readyToPay();
		const sent = await sentBatch();
		const { batchId } = sent;
		expect(await exportFile(batchId)).toHaveLength(1);
		expect((await errorOf(exportFile(batchId, { format: 'paypal' }))).message).toContain(
			'The batch is paid by sepa; this file is for paypal.',
		);
		const payoutIds = payoutOf(sent, 'ben')['payoutId'];
		await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid', payoutIds });
		expect((await errorOf(exportFile(batchId))).message).toContain(
			'ben: The payout is paid already; another file could pay it twice.',
		);
		const run = await runLedger(
			'payout',
			'exportFile',
			{ batchId },
			{ onError: 'continueErrorOutput' },
		);
		expect(run.json(0)).toEqual([]);
		expect(run.json(1)).toMatchObject([{ details: { code: 'payout_file_refused' } }]);
	});
});

describe('the other files', () => {
	it('CSV lists everything there is, whatever the status', async () => {
		await readyToPay();
		const { batchId } = await createBatch();
		const [item] = await exportFile(batchId, { format: 'csv' });
		const { text, mimeType } = fileOf(item);
		expect(mimeType).toMatch(/^text\/csv/);
		const [heading = '', ...rows] = text.trim().split(/\r?\n/);
		expect(heading).toContain('affiliateCode');
		expect(rows).toHaveLength(2);
		expect(text).toContain('DE89370400440532013000');
	});

	it('PayPal CSV has one line per recipient', async () => {
		const { batchId } = await batchBy('paypal', {
			anna: { email: 'anna@partner.example' },
			ben: { email: 'ben@partner.example' },
		});
		const [item] = await exportFile(batchId, { format: 'paypal' });
		const rows = fileOf(item).text.trim().split(/\r?\n/).sort();
		expect(rows[0]).toMatch(/^anna@partner\.example,100\.00,EUR,/);
		expect(rows[1]).toMatch(/^ben@partner\.example,60\.00,EUR,/);
	});

	it('Wise CSV comes as one file per way to the account', async () => {
		const { batchId } = await batchBy('wise', {
			anna: { iban: 'DE89370400440532013000' },
			ben: { email: 'ben@partner.example' },
		});
		const items = await exportFile(batchId, {
			format: 'wise',
			additionalFields: { sourceCurrency: 'USD' },
		});
		expect(items).toHaveLength(2);
		const [byIban, byEmail] = items.map((item) => fileOf(item).text);
		expect(byIban).toMatch(/USD.*EUR.*DE89370400440532013000/);
		expect(byEmail).toContain('ben@partner.example');
		const error = await errorOf(
			exportFile(batchId, { format: 'wise', additionalFields: { sourceCurrency: 'EURO' } }),
		);
		expect(error.message).toContain("'EURO' is not a currency code");
	});

	it('manual payouts are listed in the CSV', async () => {
		const { batchId } = await batchBy('manual', {});
		const [item] = await exportFile(batchId, { format: 'csv' });
		expect(item?.json).toMatchObject({ payoutCount: 2 });
	});

	it('neutralise what a spreadsheet would run', async () => {
		await readyToPay();
		await saveProfile('anna', { additionalFields: { legalName: '=HYPERLINK("evil")' } });
		const { batchId } = await createBatch();
		const [item] = await exportFile(batchId, { format: 'csv' });
		expect(fileOf(item).text).not.toMatch(/(^|,)"?=HYPERLINK/m);
	});
});

describe('the statements', () => {
	const statements = async (batchId: unknown, parameters: object = {}) =>
		await ledgerItems('payout', 'statement', { batchId, ...parameters });

	it('are one HTML page per payout, with the address to send it to', async () => {
		await readyToPay();
		await place({ orderId: '555001234', net: '50.00' });
		await approveAll();
		const batch = await approvedBatch();
		const items = await statements(batch['batchId']);
		expect(items).toHaveLength(2);
		const anna = items.find(({ json }) => json['affiliateCode'] === 'anna');
		expect(anna?.json).toMatchObject({
			email: 'anna@partner.example',
			statementNumber: expect.stringMatching(/^SB-00000[12]$/),
			payable: '105.00 EUR',
			text: expect.stringContaining('2 commissions on orders from 2026-11-10'),
		});
		const { mimeType, text, fileName } = fileOf(anna);
		expect(mimeType).toBe('text/html');
		expect(fileName).toMatch(/^statement-SB-00000\d-anna\.html$/);
		expect(text).toContain('Merchant GmbH');
		expect(text).toContain('order …1234');
		expect(text).not.toContain('555001234');
		expect(text).not.toMatch(/<script|https?:\/\//);
	});

	it('of one payout is made alone, also when it failed', async () => {
		await readyToPay();
		const sent = await sentBatch();
		const { batchId } = sent;
		const payoutId = payoutOf(sent, 'ben')['payoutId'];
		await ledgerOne('payout', 'recordResults', {
			batchId,
			payoutOutcome: 'failed',
			payoutIds: payoutId,
		});
		expect(await statements(batchId)).toHaveLength(1);
		expect(await statements(batchId, { payoutId })).toMatchObject([
			{ json: { affiliateCode: 'ben' } },
		]);
		const wrong = await errorOf(statements(batchId, { payoutId: 'pay_other' }));
		expect(wrong.message).toBe("The batch has no payout 'pay_other'");
	});

	it('wait for the approval and for the name of the payer', async () => {
		await readyToPay({ payer: {} });
		const { batchId } = await createBatch();
		expect(await errorOf(statements(batchId))).toMatchObject({
			message: 'The payout has no statement number yet',
			hint: expect.stringContaining('Approve the batch first'),
		});
		await approve(batchId);
		expect(await errorOf(statements(batchId))).toMatchObject({
			message: 'The payout policy names no payer',
			hint: expect.stringContaining('payout policy'),
		});
	});

	it('escape names, and number every payout without a gap', async () => {
		await readyToPay();
		await ledgerOne('affiliate', 'upsert', { code: 'anna', name: '<b>Anna</b> & Co' });
		const { batchId } = await createBatch();
		await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'wrong month' });
		const { batchId: second } = await approvedBatch('2026-12');
		const items = await statements(second);
		expect(items.map(({ json }) => json['statementNumber']).sort()).toEqual([
			'SB-000001',
			'SB-000002',
		]);
		const pages = items.map((item) => fileOf(item).text).join('');
		expect(pages).not.toContain('<b>Anna</b>');
	});

	it('show a refund that was netted', async () => {
		await readyToPay();
		const { batchId } = await sentBatch();
		await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' });
		await refund('1001', '300.00');
		await place({ orderId: '1002', net: '900.00' });
		await approveAll();
		const next = await approvedBatch('2026-12');
		const [item] = await statements(next['batchId']);
		expect(item?.json).toMatchObject({ payable: '60.00 EUR' });
		expect(fileOf(item).text).toContain('-30.00 EUR');
		expect(await ledger('payout', 'getAll')).toHaveLength(3);
	});
});
