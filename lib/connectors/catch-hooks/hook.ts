import { AffiliateError } from '../../kernel';
import { HOOK_SERVICES, type HookService } from './services';

/** Where events go. The address is a secret: whoever knows it can start the workflow behind it. */
export interface CatchHook {
	readonly service: HookService;
	/** Without its query. */
	readonly url: string;
	readonly query: Readonly<Record<string, string>>;
	/** Signs what is sent; null sends it unsigned. */
	readonly signingSecret: string | null;
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** As the signed format for incoming events asks for. */
const SHORTEST_SECRET = 16;

/**
 * Checks what a user filled in. Throws `invalid_input` that never shows the address: https, or http
 * to this machine only; no user name; a host of the chosen service.
 */
export function parseCatchHook(given: {
	readonly service: string;
	readonly url: string;
	readonly signingSecret: string;
}): CatchHook {
	const service = HOOK_SERVICES.find(({ value }) => value === given.service);
	if (service === undefined) throw invalid('The service is not known', 'service', 'Choose one.');
	const text = given.url.trim();
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null) {
		throw invalid(
			'The hook has no web address',
			'url',
			'Paste the address that the service shows.',
		);
	}
	checkAddress(url, service);
	const secret = given.signingSecret.trim();
	if (secret !== '' && secret.length < SHORTEST_SECRET) {
		throw invalid(
			'The signing secret is too short',
			'signingSecret',
			`Use ${SHORTEST_SECRET} or more letters and digits, or leave it empty.`,
		);
	}
	return {
		service,
		url: `${url.origin}${url.pathname}`,
		query: Object.fromEntries(url.searchParams),
		signingSecret: secret === '' ? null : secret,
	};
}

function checkAddress(url: URL, { name, looksLike, isOwnHost }: HookService): void {
	const host = url.hostname.toLowerCase();
	const isLoopback = LOOPBACK_HOSTS.has(host);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
		throw invalid(
			'The address of the hook must start with https://',
			'url',
			'What is sent to it must not be readable on the way.',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw invalid(
			'The address of the hook must have no user name',
			'url',
			'Paste the address that the service shows.',
		);
	}
	if (isLoopback || isOwnHost(host)) return;
	throw invalid(
		`The address is not one of ${name}`,
		'url',
		`It looks like ${looksLike ?? 'https://…'}; for another service choose 'Other'.`,
	);
}

function invalid(message: string, path: string, hint: string): AffiliateError {
	return new AffiliateError(message, { code: 'invalid_input', path, hint });
}
