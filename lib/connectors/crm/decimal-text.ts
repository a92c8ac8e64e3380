const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as an integer of units of 10^-scale. */
interface ScaledDecimal {
	readonly units: bigint;
	readonly scale: number;
}

/** Sum and difference `current + wanted − base` of decimal texts, exact; null when one is none. */
export function moveDecimal(current: string, wanted: string, base: string): string | null {
	const parts = [current, wanted, base].map((text) => parseDecimal(text === '' ? '0' : text));
	const [a, b, c] = parts;
	if (a == null || b == null || c == null) return null;
	const scale = Math.max(a.scale, b.scale, c.scale);
	return formatDecimal({ units: at(a, scale) + at(b, scale) - at(c, scale), scale });
}

/** Negative when a is smaller, 0 when equal, positive when larger; null when one is no decimal. */
export function compareDecimals(a: string, b: string): number | null {
	const [left, right] = [parseDecimal(a), parseDecimal(b)];
	if (left === null || right === null) return null;
	const scale = Math.max(left.scale, right.scale);
	const difference = at(left, scale) - at(right, scale);
	if (difference === 0n) return 0;
	return difference < 0n ? -1 : 1;
}

function parseDecimal(text: string): ScaledDecimal | null {
	const match = DECIMAL.exec(text.trim());
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	const units = BigInt(`${whole}${fraction}`);
	return { units: sign === '-' ? -units : units, scale: fraction.length };
}

function at({ units, scale }: ScaledDecimal, wanted: number): bigint {
	return units * 10n ** BigInt(wanted - scale);
}

function formatDecimal({ units, scale }: ScaledDecimal): string {
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	const fraction = scale === 0 ? '' : `.${digits.slice(digits.length - scale)}`;
	return `${units < 0n ? '-' : ''}${whole}${fraction}`;
}
