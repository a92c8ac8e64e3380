/** What every error of the engine carries, so that a shell can show it without guessing. */
export interface AffiliateErrorDetails {
	/** Stable snake_case code, listed in the README. */
	readonly code: string;
	/** What to do about it, in one or two sentences. */
	readonly hint?: string;
	/** Where it is: a field path such as `order.lines[0].net`. */
	readonly path?: string;
	/** Facts for the log. Never personal data, never secrets. */
	readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Bad input or an impossible state. Expected outcomes (no affiliate found, duplicate order) are
 * values, never errors.
 */
export class AffiliateError extends Error {
	readonly code: string;

	readonly hint: string | undefined;

	readonly path: string | undefined;

	readonly details: Readonly<Record<string, string | number | boolean | null>>;

	constructor(message: string, { code, hint, path, details }: AffiliateErrorDetails) {
		super(message);
		this.name = 'AffiliateError';
		this.code = code;
		this.hint = hint;
		this.path = path;
		this.details = details ?? {};
	}
}
