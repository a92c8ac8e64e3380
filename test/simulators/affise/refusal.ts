export type Row = Record<string, unknown>;

/** What Affise refuses it answers with 200, and says so in the envelope, unless it is about the key. */
export class AffiseError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}
