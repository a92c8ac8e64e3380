import { AffiliateError } from './affiliate-error';

/** What may stand in a log: a code or the kind of error, never text that could hold data. */
export function reasonOf(error: unknown): string {
	if (error instanceof AffiliateError) return error.code;
	const code = (error as { code?: unknown } | null)?.code;
	if (typeof code === 'string') return code;
	return error instanceof Error ? error.name : typeof error;
}
