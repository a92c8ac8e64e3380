import fc from 'fast-check';
import type { ExchangeRate } from '../../../lib/ports/store-records';
import { exactRateSchema } from '../../../lib/model/primitives';
import { crossRate, inverseRate } from '../../../lib/store/registry/derived-rates';
import { describeStores } from '../../support/stores';

const day = (number: number, hour = 0): string =>
	new Date(Date.UTC(2026, 5, number, hour)).toISOString();

const rate = (
	from: string,
	to: string,
	value: string,
	asOf = day(1),
	source = 'ecb',
): ExchangeRate => ({ from, to, rate: value, asOf, source });

describeStores('Exchange rates that are derived', (engine) => {
	const found = async (
		rates: readonly ExchangeRate[],
		[from, to]: readonly [string, string],
		at = day(5),
	) => {
		const { registry } = await engine.open();
		await registry.saveExchangeRates(rates);
		return await registry.exchangeRate(from, to, at, 7);
	};

	it('are the inverse of the opposite pair, and say so', async () => {
		expect(await found([rate('EUR', 'USD', '1.0843')], ['USD', 'EUR'])).toEqual(
			rate('USD', 'EUR', '0.922253988749', day(1), 'ecb (inverse)'),
		);
	});

	it('are crossed over a common currency, whichever way its rates are told', async () => {
		const [usd, gbp] = [rate('EUR', 'USD', '1.0843'), rate('EUR', 'GBP', '0.8374')];
		const crossed = rate('USD', 'GBP', '0.772295490178', day(1), 'ecb (via EUR)');
		expect(await found([usd, gbp], ['USD', 'GBP'])).toEqual(crossed);
		const other = [rate('USD', 'EUR', '0.5'), rate('EUR', 'GBP', '0.8')];
		expect((await found(other, ['USD', 'GBP']))?.rate).toBe('0.4');
		const third = [rate('USD', 'EUR', '0.5'), rate('GBP', 'EUR', '1.25')];
		expect((await found(third, ['USD', 'GBP']))?.rate).toBe('0.4');
	});

	it('give way to a rate of the pair itself, even an older one; the inverse to nothing else', async () => {
		const direct = rate('USD', 'EUR', '0.9', day(1), 'contract');
		const opposite = rate('EUR', 'USD', '1.25', day(4));
		expect(await found([direct, opposite], ['USD', 'EUR'])).toEqual(direct);
		const legs = [rate('CHF', 'EUR', '1.1', day(5)), rate('CHF', 'USD', '1.2', day(5))];
		expect((await found([opposite, ...legs], ['USD', 'EUR']))?.source).toBe('ecb (inverse)');
	});

	it('have the age of their older side, and prefer two sides of one day', async () => {
		const rates = [
			rate('EUR', 'USD', '1.1', day(3)),
			rate('EUR', 'USD', '1.2', day(4)),
			rate('EUR', 'GBP', '0.8', day(3)),
		];
		expect(await found(rates, ['USD', 'GBP'])).toEqual(
			rate('USD', 'GBP', '0.727272727273', day(3), 'ecb (via EUR)'),
		);
		const apart = [rate('EUR', 'USD', '1.2', day(4)), rate('EUR', 'GBP', '0.9', day(3))];
		expect(await found(apart, ['USD', 'GBP'])).toEqual(
			rate('USD', 'GBP', '0.75', day(3), 'ecb (via EUR)'),
		);
	});

	it('prefer the newest crossing, then one source, and name both where they differ', async () => {
		const rates = [
			rate('EUR', 'USD', '1.2', day(3)),
			rate('EUR', 'GBP', '0.9', day(3)),
			rate('CHF', 'USD', '2', day(4), 'bank'),
			rate('CHF', 'GBP', '1', day(4), 'broker'),
		];
		expect(await found(rates, ['USD', 'GBP'])).toEqual(
			rate('USD', 'GBP', '0.5', day(4), 'bank + broker (via CHF)'),
		);
		const sameDay = rates.map((entry) => ({ ...entry, asOf: day(4) }));
		expect((await found(sameDay, ['USD', 'GBP']))?.source).toBe('ecb (via EUR)');
	});

	it('are not made of rates that are too old, too late or of one side only', async () => {
		const rates = [rate('EUR', 'USD', '1.2', day(1)), rate('EUR', 'GBP', '0.9', day(9))];
		expect(await found(rates, ['USD', 'GBP'], day(5))).toBeNull();
		expect(await found(rates, ['USD', 'GBP'], day(9))).toBeNull();
		expect(await found(rates, ['USD', 'CHF'], day(5))).toBeNull();
		expect(await found(rates, ['USD', 'USD'], day(5))).toBeNull();
	});

	it('are saved many at once, by content', async () => {
		const { registry } = await engine.open();
		const rates = [rate('EUR', 'USD', '1.1'), rate('EUR', 'GBP', '0.8')];
		expect(await registry.saveExchangeRates(rates)).toEqual(['created', 'created']);
		const corrected = [rate('EUR', 'USD', '1.1'), rate('EUR', 'GBP', '0.9')];
		expect(await registry.saveExchangeRates(corrected)).toEqual(['unchanged', 'updated']);
		expect(await registry.saveExchangeRates([])).toEqual([]);
		expect((await registry.exchangeRate('EUR', 'GBP', day(1), 1))?.rate).toBe('0.9');
	});
});

describe('A derived rate', () => {
	it.each([
		['3', '0.333333333333'],
		['0.0000075', '133333.333333'],
		['123456789', '0.000000008100000074'],
		['8', '0.125'],
		['1', '1'],
		['0.000001', '1000000'],
		['999999999999', '0.000000000001'],
	])(
		'has twelve significant digits and at most 18 decimals: the inverse of %s',
		(value, expected) => {
			expect(inverseRate(rate('EUR', 'XXX', value))?.rate).toBe(expected);
		},
	);

	it.each(['0', '0.0000000000001'])('is not made of %s', (value) => {
		expect(inverseRate(rate('EUR', 'USD', value))).toBeNull();
	});

	it('is close to the exact quotient and in the form of the model, whatever it is made of', () => {
		const decimal = fc
			.tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
			.map(([digits, places]) => (digits / 10 ** places).toFixed(places));
		fc.assert(
			fc.property(decimal, decimal, (a, b) => {
				const crossed = crossRate('USD', 'GBP', [rate('EUR', 'USD', a)], [rate('EUR', 'GBP', b)]);
				if (crossed === null) return;
				expect(exactRateSchema.parse(crossed.rate)).toBe(crossed.rate);
				const exact = Number(b) / Number(a);
				const isExactToTwelve = Math.abs(Number(crossed.rate) - exact) <= exact * 1e-11;
				expect(isExactToTwelve || exact < 1e-6).toBe(true);
			}),
		);
	});
});
