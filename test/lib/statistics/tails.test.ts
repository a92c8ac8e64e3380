import fc from 'fast-check';
import {
	binomialLowerTail,
	binomialUpperTail,
	logBinomialLowerTail,
	logBinomialUpperTail,
	logPoissonLowerTail,
	logPoissonUpperTail,
	poissonLowerTail,
	poissonUpperTail,
	wilsonInterval,
} from '../../../lib/statistics';
import { relativeError } from './relative-error';

describe('Poisson tails', () => {
	it.each([
		[5, 2, 0.959572318005487, 0.124652019483081],
		[5, 10, 0.0318280573062048, 0.986304731401617],
		[20, 40, 5.32020251124622e-5, 0.999974573681766],
		[100, 200, 9.34315007298839e-19, 1],
		[1000, 500, 1, 8.30383406699052e-69],
		[100_000, 100_000, 0.500420522110365, 0.50084104309934],
	])('of %p expected and %p seen are those of R', (lambda, k, upper, lower) => {
		expect(relativeError(poissonUpperTail(k, lambda), upper)).toBeLessThan(1e-12);
		expect(relativeError(poissonLowerTail(k, lambda), lower)).toBeLessThan(1e-12);
	});

	it('keep their logarithm where the probability is below every double', () => {
		expect(poissonUpperTail(3000, 1000)).toBe(0);
		expect(relativeError(logPoissonUpperTail(3000, 1000), -1300.3538007103134)).toBeLessThan(1e-14);
		expect(relativeError(logPoissonUpperTail(500_000, 1e5), -404726.213194512)).toBeLessThan(1e-14);
		expect(relativeError(logPoissonLowerTail(10, 1000), -946.01681962963279)).toBeLessThan(1e-14);
	});

	it('keep what little is missing from certainty', () => {
		const logarithm = logPoissonUpperTail(500, 1000);
		expect(relativeError(logarithm, -4.14367859145495e-69)).toBeLessThan(1e-12);
	});

	it('are certain where nothing else can be', () => {
		expect(poissonUpperTail(0, 5)).toBe(1);
		expect(poissonUpperTail(0, 0)).toBe(1);
		expect(poissonUpperTail(1, 0)).toBe(0);
		expect(logPoissonUpperTail(1, 0)).toBe(-Infinity);
		expect(poissonLowerTail(0, 0)).toBe(1);
		expect(relativeError(poissonLowerTail(0, 2), Math.exp(-2))).toBeLessThan(1e-15);
	});

	it('sum the probabilities of every count they name', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 60 }),
				fc.double({ min: 0.01, max: 40, noNaN: true }),
				(k, lambda) => {
					let mass = Math.exp(-lambda);
					let sum = mass;
					for (let count = 1; count <= k; count += 1) {
						mass *= lambda / count;
						sum += mass;
					}
					expect(relativeError(poissonLowerTail(k, lambda), sum)).toBeLessThan(1e-12);
				},
			),
		);
	});

	it('fall with every further count', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 3000 }),
				fc.double({ min: 0.5, max: 1000, noNaN: true }),
				(k, lambda) => {
					// Near certainty neighbours may be the same double.
					expect(logPoissonUpperTail(k + 1, lambda)).toBeLessThanOrEqual(
						logPoissonUpperTail(k, lambda),
					);
				},
			),
		);
	});

	it.each([
		['k', () => poissonUpperTail(1.5, 2)],
		['k', () => poissonLowerTail(-1, 2)],
		['lambda', () => poissonUpperTail(1, -2)],
		['lambda', () => poissonUpperTail(0, NaN)],
	])('name %s when it is out of range', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});

describe('binomial tails', () => {
	it.each([
		[10, 0.3, 4, 0.3503892816, 0.8497316674],
		[100, 0.05, 10, 0.0281882941634162, 0.988527589932515],
		[1000, 0.01, 40, 4.68855356624983e-13, 0.99999999999989],
		[100_000, 0.001, 50, 0.999999988370549, 2.37118266249762e-8],
		[100_000, 0.5, 50_000, 0.501261563107098, 0.501261563107098],
		[60, 0.01, 20, 2.8591614296852039e-25, 1],
	])('of %p trials at %p and %p seen are the known ones', (n, p, k, upper, lower) => {
		expect(relativeError(binomialUpperTail(k, n, p), upper)).toBeLessThan(2e-12);
		expect(relativeError(binomialLowerTail(k, n, p), lower)).toBeLessThan(2e-12);
	});

	it('keep their logarithm where the probability is below every double', () => {
		const logarithm = logBinomialUpperTail(4000, 100_000, 0.01);
		expect(relativeError(logarithm, -2595.8662605610339)).toBeLessThan(1e-14);
		expect(binomialUpperTail(4000, 100_000, 0.01)).toBe(0);
		expect(relativeError(logBinomialUpperTail(1000, 1000, 0.3), 1000 * Math.log(0.3))).toBeLessThan(
			1e-14,
		);
	});

	it('are certain where nothing else can be', () => {
		expect(binomialUpperTail(0, 10, 0.3)).toBe(1);
		expect(binomialUpperTail(0, 0, 0.3)).toBe(1);
		expect(binomialUpperTail(11, 10, 0.3)).toBe(0);
		expect(binomialLowerTail(10, 10, 0.3)).toBe(1);
		expect(binomialUpperTail(1, 10, 0)).toBe(0);
		expect(binomialLowerTail(0, 10, 0)).toBe(1);
		expect(binomialUpperTail(10, 10, 1)).toBe(1);
		expect(binomialLowerTail(9, 10, 1)).toBe(0);
		expect(logBinomialLowerTail(9, 10, 1)).toBe(-Infinity);
	});

	it('mirror each other: few successes are many failures', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.nat(400),
				fc.integer({ min: 1, max: 1023 }),
				(n, any, part) => {
					const k = any % (n + 1);
					const p = part / 1024;
					const lower = logBinomialLowerTail(k, n, p);
					expect(relativeError(logBinomialUpperTail(n - k, n, 1 - p), lower)).toBeLessThan(1e-12);
				},
			),
		);
	});

	it('sum the probabilities of every count they name', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.nat(40),
				fc.double({ min: 0.01, max: 0.99, noNaN: true }),
				(n, any, p) => {
					const k = any % (n + 1);
					let sum = 0;
					for (let count = k; count <= n; count += 1) sum += mass(count, n, p);
					expect(relativeError(binomialUpperTail(k, n, p), sum)).toBeLessThan(1e-11);
				},
			),
		);
	});

	it.each([
		['k', () => binomialUpperTail(NaN, 2, 0.5)],
		['n', () => binomialUpperTail(0, -1, 0.5)],
		['p', () => binomialLowerTail(1, 2, 1.5)],
	])('name %s when it is out of range', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});

/** Probability of exactly k of n, by multiplying it out. */
function mass(k: number, n: number, p: number): number {
	let product = 1;
	for (let index = 1; index <= k; index += 1) product *= ((n - k + index) / index) * p;
	for (let index = 0; index < n - k; index += 1) product *= 1 - p;
	return product;
}

describe('the Wilson interval', () => {
	it.each([
		[5, 100, 0.021543679154368, 0.111750469231919],
		[0, 50, 0, 0.0713475991333587],
		[50, 50, 0.928652400866641, 1],
		[81, 263, 0.255288519878274, 0.3662095769828],
		[1, 29, 0.00611321429276266, 0.171755218793203],
	])('of %p in %p is that of R', (successes, trials, low, high) => {
		const interval = wilsonInterval(successes, trials);
		expect(relativeError(interval.low, low)).toBeLessThan(1e-13);
		expect(relativeError(interval.high, high)).toBeLessThan(1e-13);
	});

	it('is everything before the first trial', () => {
		expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
	});

	it('holds the observed rate, stays within 0 and 1, and grows with confidence', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1_000_000), (trials, any) => {
				const successes = any % (trials + 1);
				const usual = wilsonInterval(successes, trials);
				const sure = wilsonInterval(successes, trials, 0.999);
				const rate = successes / trials;
				expect(usual.low).toBeLessThanOrEqual(rate);
				expect(usual.high).toBeGreaterThanOrEqual(rate);
				expect(sure.low).toBeGreaterThanOrEqual(0);
				expect(sure.high).toBeLessThanOrEqual(1);
				expect(sure.low).toBeLessThanOrEqual(usual.low);
				expect(sure.high).toBeGreaterThanOrEqual(usual.high);
			}),
		);
	});

	it('ends where the rate is the chosen number of standard errors away', () => {
		const { low, high } = wilsonInterval(37, 400, 0.9);
		const distance = (bound: number) => (37 / 400 - bound) / Math.sqrt((bound * (1 - bound)) / 400);
		expect(distance(low)).toBeCloseTo(1.6448536269514722, 10);
		expect(distance(high)).toBeCloseTo(-1.6448536269514722, 10);
	});

	it.each([
		['successes', () => wilsonInterval(3, 2)],
		['trials', () => wilsonInterval(0, -1)],
		['successes', () => wilsonInterval(0.5, 2)],
		['confidence', () => wilsonInterval(1, 2, 1)],
		['confidence', () => wilsonInterval(1, 2, NaN)],
	])('names %s when it is out of range', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});
