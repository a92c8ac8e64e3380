/**
 * Something that went wrong on this machine and that its user can mend (no network, a port in use,
 * a missing compiler). `message` is one sentence for the terminal; no stack trace helps there.
 */
export class HostFailure extends Error {
	/** Exit code for a command that ends with this failure. */
	readonly exitCode = 1;

	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'HostFailure';
	}
}
