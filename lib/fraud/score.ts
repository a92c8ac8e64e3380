import type { Finding } from '../model/verdict';

/** Six decimals: enough for any threshold, and free of the noise of binary fractions. */
const PRECISION = 1_000_000;

/**
 * 1 − Π(1 − weight) over soft hits with effect: independent signs add up and never pass 1.
 * Hard rules decide by themselves and stay out of it.
 */
export function scoreOf(findings: readonly Finding[]): number {
	const doubt = findings
		.filter(({ status, isHard, isMonitored }) => status === 'hit' && !isHard && !isMonitored)
		.reduce((product, { weight }) => product * (1 - weight), 1);
	return Math.round((1 - doubt) * PRECISION) / PRECISION;
}
