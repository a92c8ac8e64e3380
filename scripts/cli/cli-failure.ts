/**
 * Something the person at the terminal can mend. `message` is one sentence that names the mend;
 * `exitCode` is 2 for a wrong command line and 1 for everything else.
 */
export class CliFailure extends Error {
	readonly exitCode: number;

	constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
		super(message, { cause: options.cause });
		this.name = 'CliFailure';
		this.exitCode = options.exitCode ?? 1;
	}
}
