/** From here on the series below is exact to double precision. */
const SERIES_FROM = 16;

/** Bernoulli numbers B₂ₖ ∕ (2k(2k−1)), k = 1…8: coefficients of Stirling's series. */
const COEFFICIENTS = [
	1 / 12,
	-1 / 360,
	1 / 1260,
	-1 / 1680,
	1 / 1188,
	-691 / 360360,
	1 / 156,
	-3617 / 122400,
];

/**
 * Binet's μ(a) = lnΓ(a) − (a − ½)·ln a + a − ½·ln 2π for a > 0: the small rest that Stirling's
 * formula leaves. Densities are built from it instead of from lnΓ, whose large terms cancel and
 * take the digits with them.
 */
export function stirlingError(a: number): number {
	let shifted = a;
	let correction = 0;
	while (shifted < SERIES_FROM) {
		correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
		shifted += 1;
	}
	const inverseSquare = 1 / (shifted * shifted);
	const series = COEFFICIENTS.reduceRight((sum, term) => sum * inverseSquare + term, 0);
	return series / shifted + correction;
}
