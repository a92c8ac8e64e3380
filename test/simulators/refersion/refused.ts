export type Row = Record<string, unknown>;

/** An answer other than 200. */
export class RefersionError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}
