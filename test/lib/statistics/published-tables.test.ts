import { readFileSync } from 'node:fs';
import {
	averagePathLength,
	benfordDeviation,
	binomialLowerTail,
	binomialUpperTail,
	logBinomialUpperTail,
	logPoissonUpperTail,
	median,
	medianAbsoluteDeviation,
	normalQuantile,
	normalUpperTail,
	poissonLowerTail,
	poissonUpperTail,
	quantile,
	regularizedBeta,
	regularizedUpperGamma,
	robustZ,
	wilsonInterval,
} from '../../../lib/statistics';
import { publishedData } from '../../support/published-data';
import { relativeError } from './relative-error';

interface Tail {
	readonly k: number;
	readonly cdf: number;
	readonly upper_ge: number;
	readonly log_upper_ge: number;
}

/** Computed by R, printed with fifteen digits. */
interface Reference {
	readonly poisson: readonly (Tail & { readonly lambda: number })[];
	readonly binomial: readonly (Tail & { readonly n: number; readonly p: number })[];
	readonly beta_cdf: readonly Record<'a' | 'b' | 'x' | 'cdf' | 'upper', number>[];
	readonly chisq: readonly Record<'df' | 'x' | 'upper', number>[];
	readonly normal: readonly Record<'z' | 'cdf' | 'upper', number>[];
	readonly normal_q: readonly Record<'p' | 'q', number>[];
	readonly prop: readonly {
		readonly x: number;
		readonly n: number;
		readonly wilson95: readonly [number, number];
	}[];
	readonly iforest_c: readonly Record<'n' | 'c_exact', number>[];
	readonly benford: { readonly counts: readonly number[] } & Record<'chisq' | 'p' | 'mad', number>;
	readonly robust: {
		readonly x: readonly number[];
		readonly median: number;
		readonly 'mad_1.4826': number;
		readonly modified_z: readonly number[];
		readonly quantiles_type7: readonly number[];
	};
}

/**
 * Relative. A double of −400 nats carries 1e-13 of its probability, and both sides took the
 * logarithm; in logarithms everything agrees to R's fifteen digits.
 */
const TOLERANCE = 5e-12;
const LOG_TOLERANCE = 5e-13;

const FILE = publishedData('stats', 'r_reference.json');

(FILE === null ? describe.skip : describe)('the tables of R', () => {
	const table = JSON.parse(FILE === null ? '{}' : readFileSync(FILE, 'utf8')) as Reference;

	const agrees = (found: number, expected: number, tolerance = TOLERANCE): void => {
		if (relativeError(found, expected) < tolerance) return;
		// Fails, and shows both numbers.
		expect(found).toBe(expected);
	};

	it('have these Poisson tails', () => {
		expect(table.poisson.length).toBeGreaterThan(40);
		for (const { k, lambda, cdf, upper_ge, log_upper_ge } of table.poisson) {
			agrees(poissonUpperTail(k, lambda), upper_ge);
			agrees(poissonLowerTail(k, lambda), cdf);
			agrees(logPoissonUpperTail(k, lambda), log_upper_ge, LOG_TOLERANCE);
		}
	});

	it('have these binomial tails', () => {
		expect(table.binomial.length).toBeGreaterThan(90);
		for (const { k, n, p, cdf, upper_ge, log_upper_ge } of table.binomial) {
			agrees(binomialUpperTail(k, n, p), upper_ge);
			agrees(binomialLowerTail(k, n, p), cdf);
			agrees(logBinomialUpperTail(k, n, p), log_upper_ge, LOG_TOLERANCE);
		}
	});

	it('have this incomplete beta function', () => {
		expect(table.beta_cdf.length).toBeGreaterThan(90);
		for (const { a, b, x, cdf, upper } of table.beta_cdf) {
			agrees(regularizedBeta(x, a, b), cdf);
			agrees(regularizedBeta(1 - x, b, a), upper);
		}
	});

	it('have these tails of chi-square', () => {
		expect(table.chisq.length).toBeGreaterThan(40);
		for (const { df, x, upper } of table.chisq) agrees(regularizedUpperGamma(df / 2, x / 2), upper);
	});

	it('have these normal tails and quantiles', () => {
		expect(table.normal.length + table.normal_q.length).toBeGreaterThan(20);
		for (const { z, cdf, upper } of table.normal) {
			agrees(normalUpperTail(z), upper);
			agrees(normalUpperTail(-z), cdf);
		}
		for (const { p, q } of table.normal_q) agrees(normalQuantile(p), q, 1e-13);
	});

	it('have these Wilson intervals', () => {
		expect(table.prop.length).toBeGreaterThan(5);
		for (const { x, n, wilson95 } of table.prop) {
			agrees(wilsonInterval(x, n).low, wilson95[0], 1e-13);
			agrees(wilsonInterval(x, n).high, wilson95[1], 1e-13);
		}
	});

	it('have these robust statistics', () => {
		const { x, modified_z: scores, quantiles_type7: quantiles } = table.robust;
		agrees(median(x), table.robust.median);
		agrees(1.4826 * medianAbsoluteDeviation(x), table.robust['mad_1.4826']);
		x.forEach((value, index) => agrees(robustZ(value, x), scores[index] ?? NaN));
		[0.1, 0.25, 0.5, 0.75, 0.9].forEach((q, index) =>
			agrees(quantile(x, q), quantiles[index] ?? NaN),
		);
	});

	it('have this deviation from Benford’s law', () => {
		const { chiSquare, pValue, meanAbsoluteDeviation } = benfordDeviation(table.benford.counts);
		agrees(chiSquare, table.benford.chisq);
		agrees(pValue, table.benford.p);
		agrees(meanAbsoluteDeviation, table.benford.mad);
	});

	it('have these mean path lengths', () => {
		expect(table.iforest_c.length).toBeGreaterThan(4);
		for (const { n, c_exact: expected } of table.iforest_c) agrees(averagePathLength(n), expected);
	});
});
