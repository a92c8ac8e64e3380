import {
	balanceOf,
	byCode,
	commissionsOf,
	errorOf,
	goTo,
	ledger,
	ledgerOne,
	place,
	approveAll,
	refund,
	runLedger,
	saveAffiliate,
	setUp,
} from './ledger-user';
import {
	approve,
	approvedBatch,
	createBatch,
	payoutOf,
	readyToPay,
	reasonsBy,
	savePolicy,
	saveProfile,
	sentBatch,
	sepa,
} from './payout-user';

const preview = async (others: object = {}) =>
	await ledger('payout', 'preview', { ...sepa, ...others });

describe('the payout policy', () => {
	it('is needed first, saved once, and keeps what is left out', async () => {
		expect(await errorOf(ledger('payoutPolicy', 'get'))).toMatchObject({
			message: 'There is no payout policy yet',
			hint: expect.stringContaining('Payout Policy: Create or Update'),
		});
		expect((await errorOf(preview())).message).toBe('There is no payout policy yet');
		const saved = await savePolicy({ coolingDays: 3, secondApprovalAbove: '5000.00 EUR' });
		expect(saved).toMatchObject({ outcome: 'created', version: 1, coolingDays: 3 });
		const same = { coolingDays: 3, secondApprovalAbove: '5000.00 EUR' };
		expect(await savePolicy(same)).toMatchObject({ outcome: 'unchanged', version: 1 });
		const changed = await ledgerOne('payoutPolicy', 'upsert', {
			minimums: '25 EUR; 30.00 usd',
			additionalFields: {},
		});
		expect(changed).toMatchObject({
			outcome: 'updated',
			version: 2,
			coolingDays: 3,
			payer: { name: 'Merchant GmbH' },
			secondApprovalAbove: [{ amount: '5000.00', currency: 'EUR' }],
			minimums: [
				{ amount: '25.00', currency: 'EUR' },
				{ amount: '30.00', currency: 'USD' },
			],
		});
	});

	it('never shows the account that pays', async () => {
		const saved = await savePolicy();
		const read = await ledgerOne('payoutPolicy', 'get');
		expect(saved['payer'].iban).toBe('…4300');
		expect(JSON.stringify([saved, read])).not.toContain('ABNA0417164300');
	});

	it.each([
		[{}, '50 euros', /'50 euros' is not an amount with a currency/],
		[{}, '50.001 EUR', /minimums/],
		[{ secondApprovalAbove: 'lots' }, '50.00 EUR', /'lots' is not an amount/],
		[{ coolingDays: 400 }, '50.00 EUR', /coolingDays/],
		[{ statementPrefix: 'Nr. #' }, '50.00 EUR', /statementPrefix/],
		[{ payer: { details: { name: ' ' } } }, '50.00 EUR', /payer\.name/],
	])('that is wrong is told: %#', async (fields, minimums, message) => {
		const error = await errorOf(savePolicy(fields, minimums));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
	});
});

describe('a payout profile', () => {
	it('is shown with masked numbers, and keeps what is left out', async () => {
		await setUp();
		const additionalFields = {
			taxId: 'DE12345678',
			minimum: '100.00 EUR',
			legalName: 'Anna UG',
			address: { lines: { line1: 'Weg 1', city: 'Berlin', country: 'de' } },
		};
		const saved = await saveProfile('anna', { additionalFields });
		expect(saved).toMatchObject({
			outcome: 'created',
			account: { method: 'sepa', iban: '…3000' },
			taxId: '…5678',
			minimum: { amount: '100.00', currency: 'EUR' },
			address: { country: 'DE' },
		});
		const again = await saveProfile('anna');
		expect(again).toMatchObject({ outcome: 'unchanged', legalName: 'Anna UG' });
		const read = await ledgerOne('payoutProfile', 'get', { affiliate: byCode('anna') });
		expect(JSON.stringify([saved, again, read])).not.toMatch(/DE8937040044|DE12345678/);
		const paypal = { method: 'paypal', email: 'Anna@Partner.example' };
		expect(await saveProfile('anna', paypal)).toMatchObject({
			outcome: 'updated',
			account: { method: 'paypal', iban: null, email: '…@partner.example' },
		});
	});

	it('of nobody, or with a wrong value, is told', async () => {
		await setUp();
		const get = ledger('payoutProfile', 'get', { affiliate: byCode('anna') });
		expect((await errorOf(get)).message).toBe("Affiliate 'anna' has no payout profile");
		const wrong: Array<[object, RegExp]> = [
			[{ additionalFields: { minimum: 'one hundred' } }, /'one hundred' is not an amount/],
			[{ additionalFields: { vatPercent: '19 %' } }, /payoutProfile\.vatPercent/],
			[{ additionalFields: { address: { lines: { city: 'Berlin' } } } }, /address\.line1/],
			[{ iban: 'DE89 3704 0044 0532 0130 01' }, /^'IBAN' is not valid$/],
			[{ iban: '…3000' }, /^'IBAN' is not valid$/],
			[{ bic: 'COBA' }, /^'BIC' is not valid$/],
			[{ method: 'paypal', email: 'anna' }, /^'Email' is not valid$/],
			[{ affiliate: byCode('nobody') }, /no affiliate with the code 'nobody'/],
		];
		for (const [parameters, message] of wrong) {
			expect((await errorOf(saveProfile('anna', parameters))).message).toMatch(message);
		}
	});
});

describe('the preview', () => {
	it('says of everybody who would not be paid why, and claims nothing', async () => {
		await readyToPay();
		await saveProfile('ben', { additionalFields: { isOnHold: true, holdReason: 'asked us' } });
		for (const code of ['carl', 'dora', 'emil', 'fay']) await saveAffiliate(code);
		await place({ orderId: '3001', net: '499.90', by: ['carl'] });
		await place({ orderId: '3002', net: '900.00', by: ['dora'] });
		await place({ orderId: '3003', net: '900.00', by: ['emil'] });
		await place({ orderId: '3004', net: '900.00', by: ['fay'] });
		await approveAll();
		await saveProfile('carl');
		await saveProfile('emil', { iban: '' });
		await saveProfile('fay', { method: 'paypal', email: 'fay@partner.example' });
		await saveAffiliate('fay', { status: 'banned' });
		const listed = await preview();
		expect(await reasonsBy(listed)).toEqual({
			anna: [],
			ben: ['on_hold'],
			carl: ['below_minimum'],
			dora: ['no_profile'],
			emil: ['account_incomplete'],
			fay: ['affiliate_not_active', 'other_method'],
		});
		const anna = listed.find(({ affiliateCode }) => affiliateCode === 'anna');
		expect(anna).toMatchObject({ isEligible: true, payable: { amount: '100.00' } });
		expect(await balanceOf('anna')).toMatchObject({ approved: '100.00', in_batch: null });
	});

	it('waits after a change of the account, and for tax details, consent and customers', async () => {
		await readyToPay({
			coolingDays: 7,
			requiresTaxDetails: true,
			requiresSelfBillingConsent: true,
			minimumCustomers: 2,
		});
		const reasons = async () => (await reasonsBy(await preview()))['anna'];
		expect(await reasons()).toEqual([
			'cooling_period',
			'tax_details_missing',
			'self_billing_not_accepted',
			'too_few_customers',
		]);
		const additionalFields = { taxStatus: 'verified', acceptsSelfBilling: true };
		await saveProfile('anna', { additionalFields });
		goTo('2026-11-28T09:00:00.000Z');
		expect(await reasons()).toEqual(['too_few_customers']);
		await savePolicy({ minimumCustomers: 1, coolingDays: 7 });
		expect(await reasons()).toEqual([]);
		await saveProfile('anna', { iban: 'FR14 2004 1010 0505 0001 3M02 606' });
		expect(await reasons()).toEqual(['cooling_period']);
	});

	it('counts the higher of both minimums', async () => {
		await readyToPay();
		await saveProfile('anna', { additionalFields: { minimum: '100.01 EUR' } });
		expect(await reasonsBy(await preview())).toEqual({ anna: ['below_minimum'], ben: [] });
	});

	it('shows VAT and withholding', async () => {
		await readyToPay();
		await saveProfile('anna', {
			additionalFields: { vatMode: 'included', vatPercent: '20', withholdingPercent: '10' },
		});
		const [anna] = await preview();
		expect(anna).toMatchObject({
			gross: { amount: '100.00' },
			net: { amount: '83.33' },
			vat: { amount: '16.67' },
			withheld: { amount: '8.33' },
			payable: { amount: '91.67' },
		});
	});

	it.each([
		[{ currency: 'EURO' }, /'EURO' is not an active ISO 4217 currency code/],
		[{ currency: ' ' }, /'Currency' is empty/],
	])('of a wrong currency is refused: %#', async (parameters, message) => {
		await savePolicy();
		expect((await errorOf(preview(parameters))).message).toMatch(message);
	});
});

describe('a batch', () => {
	it('claims what is payable once; the same key is the same batch', async () => {
		await readyToPay();
		const batch = await createBatch();
		expect(batch).toMatchObject({
			outcome: 'drafted',
			status: 'draft',
			total: { amount: '160.00', currency: 'EUR' },
			approvalsNeeded: 1,
			summary: '2 payouts, 160.00 EUR by sepa',
			notPaid: [],
		});
		expect(await createBatch()).toMatchObject({ outcome: 'existing', batchId: batch['batchId'] });
		expect(await createBatch('2026-11b')).toMatchObject({ outcome: 'nothing_to_pay', payouts: [] });
		expect(await balanceOf('anna')).toMatchObject({ approved: '0.00', in_batch: '100.00' });
		expect(await ledger('payout', 'getAllBatches')).toHaveLength(1);
		expect(await ledger('payout', 'getAllBatches', { status: 'sent' })).toEqual([]);
		expect(await ledger('payout', 'getAll', { affiliate: byCode('ben') })).toMatchObject([
			{ payable: { amount: '60.00' }, status: 'claimed' },
		]);
	});

	it('shows nobody’s account, in no operation', async () => {
		await readyToPay();
		const { batchId } = await createBatch();
		const shown = [
			await ledgerOne('payout', 'getBatch', { batchId }),
			await approve(batchId),
			await ledgerOne('payout', 'sendBatch', { batchId }),
			await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' }),
			await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'too late' }),
			...(await ledger('payout', 'getAll')),
			...(await ledger('payout', 'getAllBatches')),
		];
		expect(JSON.stringify(shown)).not.toMatch(/37040044|19043002|ABNA0417|iban|policy/);
	});

	it('of SEPA in another currency than the euro is refused', async () => {
		await readyToPay();
		const error = await errorOf(createBatch('x', { currency: 'USD' }));
		expect(error).toMatchObject({ message: 'SEPA transfers pay euros, not USD' });
	});

	it('above the amount of the policy needs two different people', async () => {
		await readyToPay({ secondApprovalAbove: '150.00 EUR' });
		const { batchId } = await createBatch();
		expect(await approve(batchId, 'Bea')).toMatchObject({
			outcome: 'approval_recorded',
			status: 'draft',
			approvals: [{ actor: 'Bea' }],
		});
		expect(await approve(batchId, ' bea ')).toMatchObject({
			outcome: 'unchanged',
			status: 'draft',
			message: expect.stringContaining('must be of another person'),
		});
		expect(await ledgerOne('payout', 'sendBatch', { batchId })).toMatchObject({
			outcome: 'refused',
			status: 'draft',
		});
		expect(await approve(batchId, 'Carl')).toMatchObject({
			outcome: 'approved',
			status: 'approved',
		});
		const { payouts } = await ledgerOne('payout', 'getBatch', { batchId });
		const numbers = (payouts as Array<{ statementNumber: string }>).map(
			({ statementNumber }) => statementNumber,
		);
		expect(numbers.sort()).toEqual(['SB-000001', 'SB-000002']);
	});

	it('that is cancelled gives everything back', async () => {
		await readyToPay();
		const { batchId } = await approvedBatch();
		const cancelled = await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'wrong month' });
		expect(cancelled).toMatchObject({ outcome: 'cancelled', status: 'cancelled' });
		expect(payoutOf(cancelled, 'anna')).toMatchObject({ status: 'cancelled' });
		expect(await balanceOf('anna')).toMatchObject({ approved: '100.00', in_batch: '0.00' });
		expect(await createBatch()).toMatchObject({
			outcome: 'existing',
			message: expect.stringContaining('choose another key'),
		});
		expect(await createBatch('2026-11-again')).toMatchObject({ outcome: 'drafted' });
	});

	it.each([
		['approveBatch', { batchId: 'bat_none', approver: 'bea' }, /no payout batch 'bat_none'/],
		['approveBatch', { batchId: 'bat_none', approver: ' ' }, /'Approved By' is empty/],
		['cancelBatch', { batchId: 'bat_none', reason: ' ' }, /'Reason' is empty/],
		['sendBatch', { batchId: 'bat_none' }, /no payout batch 'bat_none'/],
		['getBatch', { batchId: ' ' }, /'Batch ID' is empty/],
		['recordResults', { batchId: 'bat_none' }, /no payout batch 'bat_none'/],
		['exportFile', { batchId: 'bat_none' }, /no payout batch 'bat_none'/],
		['statement', { batchId: 'bat_none' }, /no payout batch 'bat_none'/],
		['createBatch', { batchKey: ' ', currency: 'EUR' }, /'Batch Key' is empty/],
	])('that is not there is told: %s %#', async (operation, parameters, message) => {
		const error = await errorOf(ledger('payout', operation, parameters));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		const run = await runLedger('payout', operation, parameters, { continueOnFail: true });
		expect(run.json(0)).toMatchObject([{ error: error.message }]);
	});
});

describe('the results of a batch', () => {
	const recordResults = async (batchId: unknown, parameters: object) =>
		await ledgerOne('payout', 'recordResults', { batchId, ...parameters });

	it('that failed in part put the failed payout into the next batch', async () => {
		await readyToPay();
		const sent = await sentBatch();
		const { batchId } = sent;
		expect(sent).toMatchObject({ outcome: 'sent', status: 'sent' });
		const failed = await recordResults(batchId, {
			payoutOutcome: 'failed',
			payoutIds: payoutOf(sent, 'ben')['payoutId'],
			reason: 'Account closed',
		});
		expect(failed).toMatchObject({
			outcome: 'recorded',
			status: 'sent',
			results: [{ payoutId: payoutOf(sent, 'ben')['payoutId'], outcome: 'failed' }],
		});
		expect(payoutOf(failed, 'ben')).toMatchObject({
			status: 'failed',
			statusReason: 'Account closed',
		});
		const paid = await recordResults(batchId, { payoutOutcome: 'paid', providerReference: 'tx-9' });
		expect(paid).toMatchObject({ outcome: 'recorded', status: 'completed' });
		expect(payoutOf(paid, 'anna')).toMatchObject({ status: 'paid', providerReference: 'tx-9' });
		expect(await balanceOf('anna')).toMatchObject({ in_batch: '0.00', paid: '100.00' });
		expect(await balanceOf('ben')).toMatchObject({ approved: '60.00', in_batch: '0.00' });
		expect(await recordResults(batchId, { payoutOutcome: 'paid' })).toMatchObject({
			outcome: 'unchanged',
		});
		const next = await createBatch('2026-12');
		expect(next).toMatchObject({ payoutCount: 1, total: { amount: '60.00' } });
		expect(payoutOf(next, 'ben')).toMatchObject({ status: 'claimed' });
	});

	it('are refused before it was sent and for payouts that are not its own', async () => {
		await readyToPay();
		const { batchId } = await approvedBatch();
		expect(await recordResults(batchId, { payoutOutcome: 'paid' })).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('send it first'),
		});
		const wrong = errorOf(recordResults(batchId, { payoutIds: 'pay_other' }));
		expect((await wrong).message).toBe("The batch has no payout 'pay_other'");
	});

	it('that come back after payment are open again', async () => {
		await readyToPay();
		const sent = await sentBatch();
		const { batchId } = sent;
		await recordResults(batchId, { payoutOutcome: 'paid' });
		const returned = await recordResults(batchId, {
			payoutOutcome: 'returned',
			payoutIds: payoutOf(sent, 'anna')['payoutId'],
			reason: 'Returned by the bank',
		});
		expect(returned).toMatchObject({ results: [{ outcome: 'returned' }] });
		expect(await balanceOf('anna')).toMatchObject({ approved: '100.00', paid: '0.00' });
		expect(await createBatch('2026-12')).toMatchObject({ total: { amount: '100.00' } });
	});
});

describe('after the payout', () => {
	const pay = async (batchKey = '2026-11') => {
		const { batchId } = await sentBatch(batchKey);
		return await ledgerOne('payout', 'recordResults', { batchId, payoutOutcome: 'paid' });
	};

	it('a refund is netted by the next one', async () => {
		await readyToPay();
		await pay();
		await refund('1001', '300.00');
		expect(await balanceOf('anna')).toMatchObject({ approved: '-30.00', paid: '100.00' });
		expect(await commissionsOf('anna')).toMatchObject([{ status: 'paid' }]);
		expect(await reasonsBy(await preview())).toEqual({ anna: ['negative_balance'] });
		await place({ orderId: '1002', net: '900.00' });
		await approveAll();
		const next = await createBatch('2026-12');
		expect(payoutOf(next, 'anna')).toMatchObject({ gross: { amount: '60.00' } });
	});

	it('a negative balance is listed by its age and written off by two people', async () => {
		await readyToPay();
		await pay();
		await refund('1001', '300.00');
		goTo('2027-01-05T09:00:00.000Z');
		const [old, ...others] = await ledger('payout', 'negativeBalances');
		expect(others).toEqual([]);
		expect(old).toMatchObject({
			affiliateCode: 'anna',
			balance: { amount: '-30.00' },
			days: 45,
			buckets: { '31-60': { amount: '-30.00' }, '0-30': { amount: '0.00' } },
		});
		const writeOff = async (parameters: object) =>
			await ledgerOne('payout', 'writeOff', {
				affiliate: byCode('anna'),
				currency: 'eur',
				actor: 'Bea',
				approver: 'Carl',
				reason: 'left the programme',
				...parameters,
			});
		expect(await writeOff({ approver: 'BEA' })).toMatchObject({
			outcome: 'refused',
			message: expect.stringContaining('second person'),
		});
		expect((await errorOf(writeOff({ actor: ' ' }))).message).toBe("'Written Off By' is empty");
		expect((await errorOf(writeOff({ reason: ' ' }))).message).toBe("'Reason' is empty");
		expect(await writeOff({})).toMatchObject({
			outcome: 'written_off',
			amount: { amount: '30.00', currency: 'EUR' },
		});
		expect(await writeOff({})).toMatchObject({ outcome: 'nothing' });
		expect(await balanceOf('anna')).toMatchObject({ approved: '0.00' });
		expect(await ledger('payout', 'negativeBalances')).toEqual([]);
	});

	it('the balance at a moment and the statement of a period tell what was then', async () => {
		await readyToPay();
		await pay();
		goTo('2026-12-10T09:00:00.000Z');
		await refund('1001', '300.00');
		expect(await balanceOf('anna', '2026-12-01T00:00:00')).toMatchObject({
			approved: '0.00',
			paid: '100.00',
		});
		expect(await balanceOf('anna', '2026-11-01T00:00:00')).toMatchObject({ paid: null });
		expect(await balanceOf('anna')).toMatchObject({ approved: '-30.00' });
		const kinds = async (additionalFields: object) =>
			(await ledger('statement', 'get', { affiliate: byCode('anna'), additionalFields })).map(
				({ kind }) => kind,
			);
		expect(await kinds({ from: '2026-12-01T00:00:00' })).toEqual(['reverse']);
		expect(await kinds({ to: '2026-12-01T00:00:00' })).toEqual(
			expect.arrayContaining(['accrue', 'approve']),
		);
		expect(await kinds({ to: '2026-12-01T00:00:00' })).not.toContain('reverse');
	});
});
