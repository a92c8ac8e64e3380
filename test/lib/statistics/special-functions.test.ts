import fc from 'fast-check';
import {
	logGamma,
	logNormalUpperTail,
	logRegularizedBeta,
	logRegularizedLowerGamma,
	logRegularizedUpperGamma,
	normalQuantile,
	normalUpperTail,
	regularizedBeta,
	regularizedLowerGamma,
	regularizedUpperGamma,
} from '../../../lib/statistics';
import { relativeError } from './relative-error';

/** Reference values by arithmetic of forty digits. */
describe('special functions', () => {
	it.each([
		[0.1, 2.2527126517342059],
		[0.5, 0.57236494292470009],
		[1, 0],
		[1.5, -0.12078223763524522],
		[2, 0],
		[3, 0.69314718055994531],
		[10.25, 13.368023671476046],
		[171.5, 709.14316303092824],
		[1e5, 1051287.7089736569],
	])('know the logarithm of the gamma function of %p', (a, expected) => {
		expect(relativeError(logGamma(a), expected)).toBeLessThan(1e-14);
	});

	it.each([
		[0.5, 0.01, 0.11246291601828489, 0.88753708398171511],
		[3, 0.001, 1.6654171665278076e-10, 0.99999999983345828],
		[10, 30, 0.99999287824913718, 7.1217508628155771e-6],
		[100, 60, 1.4815276326460468e-6, 0.99999851847236735],
		[1e5, 1e5, 0.50042052211036518, 0.49957947788963482],
		[1e5, 101_500, 0.99999882631548628, 1.1736845137221691e-6],
	])('know both parts of the incomplete gamma function at a = %p, x = %p', (a, x, lower, upper) => {
		expect(relativeError(regularizedLowerGamma(a, x), lower)).toBeLessThan(1e-12);
		expect(relativeError(regularizedUpperGamma(a, x), upper)).toBeLessThan(1e-12);
	});

	it.each([
		[0.5, 2, 3, 0.6875],
		[0.001, 5, 200, 2.374891515008515e-6],
		[0.3, 40, 10, 1.1110637744996877e-13],
		[0.01, 300, 20_000, 9.5009942330919187e-11],
	])('know the incomplete beta function at x = %p, a = %p, b = %p', (x, a, b, expected) => {
		expect(relativeError(regularizedBeta(x, a, b), expected)).toBeLessThan(1e-12);
	});

	it('have whole parts at the ends', () => {
		expect(regularizedLowerGamma(2, 0)).toBe(0);
		expect(regularizedUpperGamma(2, 0)).toBe(1);
		expect(regularizedLowerGamma(0, 3)).toBe(1);
		expect(regularizedUpperGamma(0, 3)).toBe(0);
		expect(regularizedBeta(0, 2, 3)).toBe(0);
		expect(regularizedBeta(1, 2, 3)).toBe(1);
		expect(logRegularizedBeta(0, 2, 3)).toBe(-Infinity);
	});

	it('know the exponential distribution, which has a closed form', () => {
		for (const x of [1e-9, 0.3, 1, 2, 40, 700]) {
			expect(relativeError(logRegularizedUpperGamma(1, x), -x)).toBeLessThan(1e-14);
			expect(relativeError(logRegularizedLowerGamma(1, x), Math.log(-Math.expm1(-x)))).toBeLessThan(
				1e-14,
			);
		}
	});

	it('cut the gamma distribution into two parts that are one together', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.5, max: 5000, noNaN: true }),
				fc.double({ min: 0, max: 8000, noNaN: true }),
				(a, x) => {
					const sum = regularizedLowerGamma(a, x) + regularizedUpperGamma(a, x);
					expect(Math.abs(sum - 1)).toBeLessThan(1e-14);
				},
			),
		);
	});

	it('step from one parameter to the next by the density between them', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 300 }),
				fc.double({ min: 0.01, max: 300, noNaN: true }),
				(a, x) => {
					const density = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
					const step = regularizedLowerGamma(a, x) - regularizedLowerGamma(a + 1, x);
					expect(Math.abs(step - density)).toBeLessThan(1e-12);
				},
			),
		);
	});

	it('mirror the beta distribution', () => {
		const parameter = fc.double({ min: 0.5, max: 2000, noNaN: true });
		const quarters = fc.integer({ min: 1, max: 1023 }).map((part) => part / 1024);
		fc.assert(
			fc.property(quarters, parameter, parameter, (x, a, b) => {
				const sum = regularizedBeta(x, a, b) + regularizedBeta(1 - x, b, a);
				expect(Math.abs(sum - 1)).toBeLessThan(1e-13);
			}),
		);
	});

	it.each([
		[0, 0.5],
		[1, 0.158655253931457],
		[-1, 0.841344746068543],
		[6, 9.86587645037698e-10],
		[10, 7.61985302416053e-24],
	])('know the normal tail above %p', (z, expected) => {
		expect(relativeError(normalUpperTail(z), expected)).toBeLessThan(1e-13);
	});

	it('know how far the normal tail falls below every double', () => {
		// First terms of Mills' ratio: ln(φ(z) ∕ z · (1 − 1 ∕ z²)).
		const expected = -5000 - 0.5 * Math.log(2 * Math.PI) - Math.log(100) + Math.log1p(-1e-4 + 3e-8);
		expect(relativeError(logNormalUpperTail(100), expected)).toBeLessThan(1e-14);
		expect(normalUpperTail(1e200)).toBe(0);
	});

	it.each([
		[1e-10, -6.36134090240406],
		[0.001, -3.09023230616781],
		[0.025, -1.95996398454005],
		[0.5, 0],
		[0.9, 1.2815515655446],
		[0.995, 2.5758293035489],
	])('know the normal quantile of %p', (p, expected) => {
		expect(relativeError(normalQuantile(p), expected)).toBeLessThan(1e-14);
	});

	it('lead from a quantile back to its probability', () => {
		fc.assert(
			fc.property(fc.double({ min: -600, max: -1e-6, noNaN: true }), (logP) => {
				const p = Math.exp(logP);
				expect(relativeError(normalUpperTail(-normalQuantile(p)), p)).toBeLessThan(1e-11);
			}),
		);
	});

	it.each([
		['a', () => logGamma(0)],
		['a', () => logGamma(NaN)],
		['a', () => regularizedLowerGamma(-1, 1)],
		['x', () => regularizedUpperGamma(1, NaN)],
		['x', () => regularizedBeta(1.5, 1, 1)],
		['b', () => regularizedBeta(0.5, 1, 0)],
		['p', () => normalQuantile(0)],
		['p', () => normalQuantile(1)],
		['z', () => normalUpperTail(Infinity)],
	])('name %s when it is out of range', (path, call) => {
		expect(call).toThrow(expect.objectContaining({ code: 'invalid_input', path }));
	});
});
