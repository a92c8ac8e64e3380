/** Rates of one day, from one currency to many. Rates are decimal text. */
export interface RateFile {
	readonly base: string;
	/** "2026-11-20" */
	readonly day: string;
	readonly rates: ReadonlyArray<{ readonly currency: string; readonly rate: string }>;
}
