import { AffiliateError } from '../../kernel';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/**
 * Two transactions met. The work runs again and then sees what the other one wrote; that goes
 * for a unique key too, which turns from a race into a plain "already there".
 */
const UNIQUE_VIOLATION = '23505';

const NETWORK_CODES: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EPIPE',
	'ETIMEDOUT',
]);

/** What the driver says without a code. */
const CONNECTION_LOSS =
	/^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/;

function codeOf(error: unknown): string | null {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : null;
}

export function isPostgresContention(error: unknown): boolean {
	const code = codeOf(error);
	return code === SERIALIZATION_FAILURE || code === DEADLOCK || code === UNIQUE_VIOLATION;
}

/** A clear error in place of the driver's, without the values that PostgreSQL puts into some. */
export function fromPostgresError(error: unknown): unknown {
	if (error instanceof AffiliateError) return error;
	const code = codeOf(error);
	if (isConnectionLoss(error, code)) {
		return new AffiliateError('The PostgreSQL server of the store does not answer', {
			code: 'store_unavailable',
			hint: 'Check host, port, network and SSL of the credential, and that the server is running.',
		});
	}
	const isFromServer = typeof (error as { severity?: unknown } | null)?.severity === 'string';
	if (code === null || !isFromServer) return error;
	const known = KNOWN_STATES[code] ?? KNOWN_STATES[code.slice(0, 2)];
	return new AffiliateError(known?.message ?? 'PostgreSQL could not run a query of the store', {
		code: known?.code ?? 'store_failed',
		hint: known?.hint ?? 'Look at the log of the server; the change was not made.',
		details: { sqlState: code },
	});
}

function isConnectionLoss(error: unknown, code: string | null): boolean {
	if (code !== null && NETWORK_CODES.has(code)) return true;
	if (code?.startsWith('57P') === true || code?.startsWith('08') === true) return true;
	const message = String((error as { message?: unknown } | null)?.message ?? '');
	return CONNECTION_LOSS.test(message);
}

const KNOWN_STATES: Readonly<Record<string, { code: string; message: string; hint: string }>> = {
	'28': {
		code: 'store_unavailable',
		message: 'PostgreSQL does not let this user in',
		hint: 'Check user and password of the Affiliate Store API credential.',
	},
	'3D000': {
		code: 'store_unavailable',
		message: 'The PostgreSQL database of the store does not exist',
		hint: 'Create it, or correct the database name in the credential.',
	},
	'42501': {
		code: 'store_unavailable',
		message: 'The PostgreSQL user may not create or use the schema of this workspace',
		hint: 'Grant it CREATE on the database, or create the schema for it.',
	},
	'53': {
		code: 'store_unavailable',
		message: 'The PostgreSQL server has no room left (disk, memory or connections)',
		hint: 'Free some, or lower the number of connections of other programs.',
	},
	'22003': {
		code: 'amount_too_large',
		message: 'An amount is too large for the store',
		hint: 'Amounts go up to 9,223,372,036,854,775,807 minor units.',
	},
	'23': {
		code: 'store_refused',
		message: 'The store refused a change that breaks one of its rules',
		hint: 'The change was not made.',
	},
	P0001: {
		code: 'store_refused',
		message: 'The store refused to change recorded history',
		hint: 'Correct it with new entries.',
	},
};
