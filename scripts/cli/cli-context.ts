/** Where the command writes and what it reads besides its arguments. */
export interface CliContext {
	readonly env: NodeJS.ProcessEnv;
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
}
