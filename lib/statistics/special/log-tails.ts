/** Natural logarithms of the two parts a point cuts a distribution into; −Infinity for nothing. */
export interface LogTails {
	readonly lower: number;
	readonly upper: number;
}

/** ln(1 − e^x) for x ≤ 0, without losing what is left when e^x is near 0 or near 1. */
export function logComplement(x: number): number {
	return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** Both parts from the lower one, which must be the one that was summed. */
export function tailsOfLower(logLower: number): LogTails {
	const lower = Math.min(0, logLower);
	return { lower, upper: logComplement(lower) };
}

/** Both parts from the upper one, which must be the one that was summed. */
export function tailsOfUpper(logUpper: number): LogTails {
	const upper = Math.min(0, logUpper);
	return { lower: logComplement(upper), upper };
}
