import { AffiliateError } from '../../kernel';
import { amountText } from './amount-text';

export type DecimalMark = 'point' | 'comma';

/** What the amounts of one column say about its decimal mark, with the first row that says so. */
export interface MarkEvidence {
	readonly point: number | null;
	readonly comma: number | null;
}

export const NO_EVIDENCE: MarkEvidence = { point: null, comma: null };

/** Looks at one more cell. Cells that are no amounts say nothing; they are reported elsewhere. */
export function addEvidence(evidence: MarkEvidence, cell: string, row: number): MarkEvidence {
	const mark = markOf(cell);
	if (mark === null || evidence[mark] !== null) return evidence;
	return { ...evidence, [mark]: row };
}

/**
 * The decimal mark of a column: the one its amounts show, else the one that the other amounts of
 * the file show; null when "1,234" is all there is. Throws `mixed_decimal_marks` for a column
 * that shows both.
 */
export function decideMark(
	heading: string,
	evidence: MarkEvidence,
	others: readonly MarkEvidence[],
): DecimalMark | null {
	const own = only(evidence);
	if (own === 'mixed') {
		throw new AffiliateError(`The column '${heading}' has decimal points and decimal commas`, {
			code: 'mixed_decimal_marks',
			path: heading,
			hint:
				`Compare rows ${evidence.point} and ${evidence.comma} of the file; ` +
				"write one way in the whole column, or choose a 'Decimal Mark'.",
		});
	}
	if (own !== null) return own;
	const found = new Set(others.map(only));
	if (found.has('mixed') || (found.has('point') && found.has('comma'))) return null;
	if (found.has('point')) return 'point';
	return found.has('comma') ? 'comma' : null;
}

function only({ point, comma }: MarkEvidence): DecimalMark | 'mixed' | null {
	if (point !== null && comma !== null) return 'mixed';
	if (point !== null) return 'point';
	return comma === null ? null : 'comma';
}

/** The decimal mark that one amount shows by itself; null for "12", "1,234" and "1.234". */
function markOf(cell: string): DecimalMark | null {
	let digits: string;
	try {
		({ digits } = amountText(cell));
	} catch {
		return null;
	}
	const marks = digits.match(/[.,]/g) ?? [];
	const last = marks.at(-1);
	if (last === undefined) return null;
	const isLastAlone = marks.filter((mark) => mark === last).length === 1;
	const [whole = '', fraction = ''] = digits.split(last);
	const isGrouped = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
	if (marks.length === 1) return isGrouped ? null : nameOf(last);
	if (isLastAlone) return nameOf(last);
	// "1,234,567": the mark groups, so the other one begins decimals.
	return new Set(marks).size === 1 ? nameOf(last === '.' ? ',' : '.') : null;
}

function nameOf(mark: string): DecimalMark {
	return mark === '.' ? 'point' : 'comma';
}
