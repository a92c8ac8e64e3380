import { anOrderLine } from '../../support/builders';
import {
	balanceOf,
	byCode,
	errorOf,
	ledger,
	ledgerOne,
	orderItem,
	place,
	price,
	record,
	refund,
	runLedger,
	saveAffiliate,
	savePlan,
	saveProgramme,
	setUp,
	type Json,
	type Placed,
} from './ledger-user';

const usd = (minor: bigint) => ({ amountMinor: minor, currency: 'USD' });

const inDollars = (overrides: Placed = {}, minor = 10000n): Placed => ({
	currency: 'USD',
	lines: [anOrderLine({ lineId: 'line-1', net: usd(minor), discount: usd(0n), tax: usd(0n) })],
	...overrides,
});

/** The daily file of the European Central Bank, with two rates. */
const ecbXml = (day: string, dollars = '1.0800') => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<Cube>
		<Cube time='${day}'>
			<Cube currency='USD' rate='${dollars}'/>
			<Cube currency='JPY' rate='160.00'/>
			<Cube currency='XXB' rate='1.00'/>
		</Cube>
	</Cube>
</gesmes:Envelope>`;

const importRates = async (ratesText: string, parameters: object = {}): Promise<Json> =>
	await ledgerOne('exchangeRate', 'import', { ratesText, ...parameters });

const priceWaiting = async (parameters: object = {}): Promise<Json> =>
	await ledgerOne('conversion', 'priceWaiting', { programme: byCode('main'), ...parameters });

describe('importing rates', () => {
	it('stores the file of the European Central Bank, and counts what it did', async () => {
		expect(await importRates(ecbXml('2026-11-10'))).toEqual({
			asOf: '2026-11-10T00:00:00.000Z',
			base: 'EUR',
			created: 2,
			updated: 0,
			unchanged: 0,
			skipped: ['XXB'],
		});
		expect(await importRates(ecbXml('2026-11-10'))).toMatchObject({ created: 0, unchanged: 2 });
		expect(await importRates(ecbXml('2026-11-10', '1.0900'))).toMatchObject({
			updated: 1,
			unchanged: 1,
		});
	});

	it('stores JSON with base, date and rates', async () => {
		const json = JSON.stringify({ base: 'USD', date: '2026-11-10', rates: { EUR: 0.9 } });
		expect(await importRates(json, { source: 'my bank' })).toMatchObject({
			base: 'USD',
			created: 1,
		});
		await setUp();
		const { commission } = await price(await orderItem(inDollars()));
		expect(commission.lines[0]).toMatchObject({
			amount: { amount: '9.00', currency: 'EUR' },
			lockedRate: { rate: '0.9', source: 'my bank' },
		});
	});

	it.each([
		['<html>Not found</html>', /The text is no rate file/],
		['{}', /The text is no rate file/],
		['{"base":"EUR","date":"2026-11-10","rates":{}}', /The rate file has no usable rate/],
		[' ', /'Rates' is empty/],
	])('that are none is refused: %s', async (text, message) => {
		const error = await errorOf(importRates(text));
		expect(error.message).toMatch(message);
		expect(error.hint).not.toBe('');
		const run = await runLedger(
			'exchangeRate',
			'import',
			{ ratesText: text },
			{ items: [{ file: 'eurofxref' }], onError: 'continueErrorOutput' },
		);
		expect(run.json(1)).toMatchObject([{ file: 'eurofxref', error: error.message }]);
	});
});

describe('an order in another currency', () => {
	it('waits for a rate and is booked when there is one, at that rate for ever', async () => {
		await setUp();
		expect(await place(inDollars())).toMatchObject({
			outcome: 'recorded',
			commissions: [],
			message: expect.stringContaining('missing_exchange_rate'),
		});
		expect(await priceWaiting()).toEqual({ priced: 0, waiting: 1, conversions: [] });
		await importRates(ecbXml('2026-11-10'));
		expect(await priceWaiting()).toMatchObject({
			priced: 1,
			waiting: 0,
			conversions: [{ outcome: 'repriced', message: expect.stringContaining('9.26 EUR for anna') }],
		});
		expect(await priceWaiting()).toMatchObject({ priced: 0, waiting: 0 });
		const [commission] = await ledger('commission', 'getAll', { affiliate: byCode('anna') });
		expect(commission?.['line'].lockedRate).toMatchObject({
			from: 'USD',
			to: 'EUR',
			source: expect.stringContaining('European Central Bank'),
		});
		await importRates(ecbXml('2026-11-10', '2.0000'));
		await refund('1001', '0.00', {
			currency: 'USD',
			lines: [{ lineId: 'line-1', quantity: 1, net: usd(5000n), tax: usd(0n) }],
			shipping: usd(0n),
			total: usd(5000n),
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '4.63' });
	});

	it('takes no rate that is too old, nor one of a later day', async () => {
		await setUp();
		await importRates(ecbXml('2026-11-01'));
		await place(inDollars());
		expect(await priceWaiting()).toMatchObject({ priced: 0, waiting: 1 });
		await importRates(ecbXml('2026-11-11'));
		expect(await priceWaiting()).toMatchObject({ priced: 0, waiting: 1 });
		expect(await priceWaiting({ maxRateAgeDays: 10 })).toMatchObject({ priced: 1 });
	});

	it('is priced with an older rate where the Commission node is told so', async () => {
		await setUp();
		await importRates(ecbXml('2026-11-01'));
		const item = await orderItem(inDollars());
		expect(await price(item)).toMatchObject({
			commission: { outcome: 'held', reason: 'missing_exchange_rate' },
		});
		const priced = await price(item, { options: { maxRateAgeDays: 30 } });
		expect(priced).toMatchObject({ commission: { total: { amount: '9.26', currency: 'EUR' } } });
		expect(await record(priced)).toMatchObject({ outcome: 'recorded' });
	});

	it('that is edited keeps its rate', async () => {
		await setUp();
		await importRates(ecbXml('2026-11-10'));
		await place(inDollars());
		await importRates(ecbXml('2026-11-10', '2.0000'));
		const updatedAt = '2026-11-12T00:00:00.000Z';
		expect(await place(inDollars({ updatedAt }, 20000n))).toMatchObject({
			outcome: 'adjusted',
			adjustments: [{ amount: { amount: '9.26', currency: 'EUR' } }],
		});
	});

	it('without decimals is converted exactly', async () => {
		await setUp();
		await importRates(ecbXml('2026-11-10'));
		const yen = { amountMinor: 16000n, currency: 'JPY' };
		const nothing = { amountMinor: 0n, currency: 'JPY' };
		const line = anOrderLine({ lineId: 'l', net: yen, discount: nothing, tax: nothing });
		const { commission } = await price(await orderItem({ currency: 'JPY', lines: [line] }));
		expect(commission.total).toEqual({ amount: '10.00', currency: 'EUR' });
	});
});

describe('an order before any plan', () => {
	it('waits for one and is priced by it, as the customer was then', async () => {
		await saveProgramme();
		await saveAffiliate('anna');
		expect(await place()).toMatchObject({
			message: expect.stringContaining('no_plan_in_effect'),
		});
		expect(await priceWaiting()).toMatchObject({ priced: 0, waiting: 1 });
		await savePlan({ rules: { rule: [{ name: 'New', customer: 'new', percent: '30' }] } });
		expect(await priceWaiting()).toMatchObject({ priced: 1, waiting: 0 });
		expect(await balanceOf('anna')).toMatchObject({ pending: '30.00' });
	});

	it('takes earlier orders to the tier that it reaches', async () => {
		const tiers = {
			tier: [
				{ from: '0', percent: '5' },
				{ from: '1000', percent: '10' },
			],
		};
		await setUp({ rateType: 'tiered', tiers, tierOptions: { isRetroactive: true } });
		await place({ net: '600.00', createdAt: '2026-11-09T12:00:00.000Z' });
		await place(inDollars({ orderId: '1002' }, 54000n));
		await importRates(ecbXml('2026-11-10'));
		expect(await priceWaiting()).toMatchObject({
			priced: 1,
			conversions: [{ reRated: [{ difference: { amount: '30.00' } }] }],
		});
		expect(await balanceOf('anna')).toMatchObject({ pending: '110.00' });
	});

	it('of no programme is told', async () => {
		const error = await errorOf(priceWaiting({ programme: byCode('nobody') }));
		expect(error.message).toContain("no programme with the code 'nobody'");
	});
});

describe('a rate by hand', () => {
	it.each([
		[{ fromCurrency: 'USD', toCurrency: 'EUR', rate: '0' }, /above zero/],
		[{ fromCurrency: 'USD', toCurrency: 'EUR', rate: '0,92' }, /exchangeRate\.rate/],
		[{ fromCurrency: 'DOLLAR', toCurrency: 'EUR', rate: '1' }, /exchangeRate\.from/],
	])('that is wrong is refused: %#', async (parameters, message) => {
		const error = await errorOf(ledger('exchangeRate', 'upsert', parameters));
		expect(error.message).toMatch(message);
	});
});
