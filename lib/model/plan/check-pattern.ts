/** As long as a pattern of a plan may be. */
export const MAXIMUM_PATTERN_LENGTH = 200;
/** As much of a text as a pattern looks at. */
export const MAXIMUM_PATTERN_INPUT = 500;

/**
 * How many attempts a pattern may make on a text before it fails: from one beginning ("^") two open
 * repetitions ("*" or "+") fit, from everywhere one; three do not, and neither do twenty "?".
 */
const MAXIMUM_ATTEMPTS = 1_200_000;
const MAXIMUM_REPEAT = 100;

/**
 * Why a pattern is refused, or null. A pattern is tried by backtracking, so one that may match in
 * very many ways would stop the engine; the check counts an upper bound of the ways and refuses
 * what it cannot prove quick. Look-around, back-references and repeated groups that hold a
 * repetition or an alternative are refused altogether (C7).
 */
export function patternProblem(pattern: string): string | null {
	if (pattern === '') return 'the pattern is empty; write what to look for';
	if (pattern.length > MAXIMUM_PATTERN_LENGTH) {
		return `the pattern has more than ${MAXIMUM_PATTERN_LENGTH} characters; shorten it`;
	}
	try {
		new RegExp(pattern, 'i');
	} catch {
		return 'not a regular expression; check brackets, and put a backslash before signs such as ( or ?';
	}
	try {
		const attempts = new PatternReader(withoutOpenEnds(pattern)).countAttempts();
		if (attempts <= MAXIMUM_ATTEMPTS) return null;
		return 'the pattern may try too long; use fewer of * + ?, and begin it with ^ where it can';
	} catch (error) {
		if (error instanceof UnsafePattern) return error.message;
		throw error;
	}
}

/**
 * The pattern without ".*" at its ends: it matches the same texts, because a match may begin and end
 * anywhere, and does not try every beginning and end.
 */
export function withoutOpenEnds(pattern: string): string {
	let rest = pattern;
	while (rest.startsWith('.*')) rest = rest.slice(rest.startsWith('.*?') ? 3 : 2);
	while (rest.endsWith('.*') && !rest.endsWith('\\.*')) rest = rest.slice(0, -2);
	return rest;
}

class UnsafePattern extends Error {}

interface Repetition {
	/** Ways in which one single-way part matches when it is repeated so. */
	readonly choices: number;
}

/** Reads a pattern that is known to be a regular expression, once from left to right. */
class PatternReader {
	private position = 0;

	constructor(private readonly pattern: string) {}

	/** Upper bound of the attempts: ways to match times beginnings to match from. */
	countAttempts(): number {
		const first = this.sequence();
		const isAnchored = this.pattern.startsWith('^') && this.position === this.pattern.length;
		return isAnchored ? first : (first + this.furtherAlternatives()) * MAXIMUM_PATTERN_INPUT;
	}

	private alternatives(): number {
		return this.sequence() + this.furtherAlternatives();
	}

	private furtherAlternatives(): number {
		let ways = 0;
		while (this.take('|')) ways += this.sequence();
		return ways;
	}

	private sequence(): number {
		let ways = 1;
		while (this.position < this.pattern.length && !'|)'.includes(this.peek())) {
			ways *= this.repeatedPart();
		}
		return ways;
	}

	private repeatedPart(): number {
		const partWays = this.part();
		const repetition = this.repetition();
		if (repetition === null) return partWays;
		if (partWays > 1) {
			throw new UnsafePattern(
				'a repeated group holds a repetition or an alternative; write [ab]+ in place of (a|b)+, or repeat only plain characters',
			);
		}
		return repetition.choices;
	}

	private part(): number {
		if (this.take('(')) return this.group();
		if (this.take('[')) return this.characterClass();
		if (this.take('\\')) return this.escape();
		this.position += 1;
		return 1;
	}

	private group(): number {
		if (this.take('?') && !this.take(':')) {
			throw new UnsafePattern(
				'look-around and named groups are not supported; use plain ( ) or (?: ) groups',
			);
		}
		const ways = this.alternatives();
		this.take(')');
		return ways;
	}

	private characterClass(): number {
		while (!this.take(']')) this.position += this.peek() === '\\' ? 2 : 1;
		return 1;
	}

	private escape(): number {
		if (/[1-9k]/.test(this.peek())) {
			throw new UnsafePattern('back-references are not supported; write the text out');
		}
		this.position += 1;
		return 1;
	}

	private repetition(): Repetition | null {
		const sign = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.position));
		if (sign === null) return null;
		const [text, least, comma, most] = sign;
		this.position += text.length;
		if (text.startsWith('?')) return { choices: 2 };
		if (least === undefined) return { choices: MAXIMUM_PATTERN_INPUT + 1 };
		const from = Number(least);
		const isOpen = comma !== undefined && most === '';
		const to = isOpen || most === undefined ? from : Number(most);
		if (Math.max(from, to) > MAXIMUM_REPEAT) {
			throw new UnsafePattern(`a repetition counts beyond ${MAXIMUM_REPEAT}; use a smaller number`);
		}
		return { choices: isOpen ? MAXIMUM_PATTERN_INPUT + 1 : to - from + 1 };
	}

	private take(sign: string): boolean {
		if (this.peek() !== sign) return false;
		this.position += 1;
		return true;
	}

	private peek(): string {
		return this.pattern.charAt(this.position);
	}
}
