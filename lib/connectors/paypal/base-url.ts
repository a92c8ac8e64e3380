import { AffiliateError } from '../../kernel';

export const PAYPAL_URLS = {
	live: 'https://api-m.paypal.com',
	sandbox: 'https://api-m.sandbox.paypal.com',
} as const;

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks the address that requests, and with them secret and money, go to: https, or http to this
 * machine only; no user name, query or fragment. Throws `invalid_input`. The trailing slash goes.
 */
export function parsePayPalUrl(text: string): string {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (url === null) throw invalid('This is not a web address');
	const isSafe =
		url.protocol === 'https:' ||
		(url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname.toLowerCase()));
	if (!isSafe) throw invalid('The address must start with https://');
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw invalid('The address must have no user name, query or fragment');
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Where a credential of an environment may be used: at PayPal, and one of the sandbox at a simulator
 * on this machine too. Who may only use a credential must not be able to read its secret by naming
 * an address of their own, for which n8n's webhooks on this machine would do. Throws `invalid_input`.
 */
export function payPalUrlFor(
	environment: keyof typeof PAYPAL_URLS,
	otherUrl: string | null,
): string {
	if (otherUrl === null) return PAYPAL_URLS[environment];
	const baseUrl = parsePayPalUrl(otherUrl);
	const { hostname } = new URL(baseUrl);
	const isPayPal = hostname.endsWith('.paypal.com');
	const isSimulator = environment === 'sandbox' && LOOPBACK_HOSTS.has(hostname);
	if (!isPayPal && !isSimulator) throw invalid("The address is not one of PayPal's");
	return baseUrl;
}

function invalid(message: string): AffiliateError {
	return new AffiliateError(`${message} (PayPal)`, {
		code: 'invalid_input',
		path: 'baseUrl',
		hint: `Use ${PAYPAL_URLS.live}, or ${PAYPAL_URLS.sandbox} for tests.`,
	});
}
