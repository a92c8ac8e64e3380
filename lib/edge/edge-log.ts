/** Where the edge says what a person should know; no personal data goes there. */
export interface EdgeLog {
	info(message: string, details?: Readonly<Record<string, unknown>>): void;
	warn(message: string, details?: Readonly<Record<string, unknown>>): void;
	error(message: string, details?: Readonly<Record<string, unknown>>): void;
}
