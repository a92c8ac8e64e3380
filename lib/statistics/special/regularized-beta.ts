import { invalidInput } from '../invalid-input';
import { requireFraction } from '../requirements';
import { continuedFraction } from './continued-fraction';
import { deviance } from './deviance';
import { tailsOfLower, tailsOfUpper, type LogTails } from './log-tails';
import { stirlingError } from './stirling-error';

/**
 * ln I(x; a, b) and ln(1 − I(x; a, b)), by the continued fraction of the part that x does not reach
 * the middle of (DLMF 8.17.22 and the reflection 8.17.4). Time grows with √(a + b).
 */
export function logBetaTails(x: number, a: number, b: number): LogTails {
	requireFraction(x, 'x');
	requirePositive(a, 'a');
	requirePositive(b, 'b');
	if (x === 0) return { lower: -Infinity, upper: 0 };
	if (x === 1) return { lower: 0, upper: -Infinity };
	const rest = 1 - x;
	const logDensity = logBetaDensity(x, rest, a, b);
	return x <= (a + 1) / (a + b + 2)
		? tailsOfLower(logDensity - Math.log(a * lowerFraction(x, a, b)))
		: tailsOfUpper(logDensity - Math.log(b * lowerFraction(rest, b, a)));
}

/** ln(x^a·(1 − x)^b ∕ B(a, b)), from deviances so that nothing large cancels. */
function logBetaDensity(x: number, rest: number, a: number, b: number): number {
	const total = a + b;
	return (
		stirlingError(total) -
		stirlingError(a) -
		stirlingError(b) -
		deviance(a, total * x) -
		deviance(b, total * rest) +
		0.5 * Math.log((a / total) * (b / (2 * Math.PI)))
	);
}

function lowerFraction(x: number, a: number, b: number): number {
	return continuedFraction(1, (index, into) => {
		const m = Math.floor(index / 2);
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		into.numerator = index % 2 === 0 ? even : odd;
		into.denominator = 1;
	});
}

function requirePositive(value: number, path: string): void {
	if (value > 0 && value < Infinity) return;
	throw invalidInput(`${path} is not a finite number above 0`, path, 'Give a number above 0.');
}

/** ln I(x; a, b), for tails below the range of a double. */
export function logRegularizedBeta(x: number, a: number, b: number): number {
	return logBetaTails(x, a, b).lower;
}

/**
 * I(x; a, b), the regularised incomplete beta function, 0..1: relative error below 1e-11 for
 * parameters up to 1e5. For the other tail ask for I(1 − x; b, a). Throws `invalid_input` unless x
 * is within 0..1 and a, b are finite and above 0.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
	return Math.exp(logRegularizedBeta(x, a, b));
}
