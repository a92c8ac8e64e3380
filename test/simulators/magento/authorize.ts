import { createHmac } from 'node:crypto';
import type { SimulatorRequest } from '../simulator-server.ts';
import { MagentoError } from './magento-error.ts';

export interface SimulatedIntegration {
	readonly consumerKey: string;
	readonly consumerSecret: string;
	readonly accessToken: string;
	readonly accessTokenSecret: string;
	/** Resources that were ticked; all of them when left out. */
	readonly resources?: readonly string[];
}

export interface AuthorizationRules {
	readonly integration: SimulatedIntegration;
	/** "Allow OAuth Access Tokens to be used as standalone Bearer tokens"; off since 2.4.4. */
	readonly allowBearer: boolean;
}

const ALLOWED_DEVIATION_SECONDS = 600;

/**
 * Checks a request as Magento does: the signature over method, address and decoded query, the time, and
 * that the nonce is new; or a bearer token where the store allows it.
 */
export class Authorization {
	private readonly rules: AuthorizationRules;

	private readonly seenNonces = new Set<string>();

	constructor(rules: AuthorizationRules) {
		this.rules = rules;
	}

	require(request: SimulatorRequest, origin: string, resource: string): void {
		this.authenticate(request, origin);
		const { resources } = this.rules.integration;
		if (resources === undefined || resources.includes(resource)) return;
		throw new MagentoError(401, "The consumer isn't authorized to access %resources.", {
			resources: resource,
		});
	}

	private authenticate(request: SimulatorRequest, origin: string): void {
		const header = request.headers['authorization'] ?? '';
		if (header.startsWith('OAuth ')) {
			this.requireSignature(request, origin, header);
			return;
		}
		const { allowBearer, integration } = this.rules;
		if (allowBearer && header === `Bearer ${integration.accessToken}`) return;
		throw new MagentoError(401, "The consumer isn't authenticated.");
	}

	private requireSignature(request: SimulatorRequest, origin: string, header: string): void {
		const { integration } = this.rules;
		const protocol = protocolParameters(header);
		const given = (name: string) => protocol.get(name) ?? '';
		if (given('oauth_version') !== '1.0') throw refused('The OAuth version is not supported');
		if (given('oauth_signature_method') !== 'HMAC-SHA256') {
			throw refused('The signature method is not supported');
		}
		if (given('oauth_consumer_key') !== integration.consumerKey) {
			throw refused('A consumer having the specified key does not exist');
		}
		if (given('oauth_token') !== integration.accessToken)
			throw refused('Specified token does not exist');
		const deviation = Math.abs(Date.now() / 1_000 - Number(given('oauth_timestamp')));
		if (!(deviation <= ALLOWED_DEVIATION_SECONDS)) {
			throw refused('The timestamp value in the oauth_timestamp parameter is invalid.');
		}
		const nonce = `${given('oauth_timestamp')} ${given('oauth_nonce')}`;
		if (given('oauth_nonce') === '' || this.seenNonces.has(nonce)) {
			throw refused('The nonce is already being used by the consumer with ID 1.');
		}
		this.seenNonces.add(nonce);
		protocol.delete('oauth_signature');
		const expected = signature(request, origin, protocol, integration);
		if (protocolParameters(header).get('oauth_signature') !== expected) {
			throw refused('The signature is invalid. Verify and try again.');
		}
	}
}

function refused(message: string): MagentoError {
	return new MagentoError(401, message);
}

/** As Magento reads the header: after "OAuth ", split at commas, then at the first equals sign. */
function protocolParameters(header: string): Map<string, string> {
	const pairs = header
		.slice('OAuth '.length)
		.split(',')
		.map((part) => {
			const [name = '', ...value] = part.trim().split('=');
			const text = value.join('=').replace(/^"|"$/g, '');
			return [decodeURIComponent(name), decodeURIComponent(text)] as const;
		});
	return new Map(pairs);
}

function signature(
	request: SimulatorRequest,
	origin: string,
	protocol: ReadonlyMap<string, string>,
	{ consumerSecret, accessTokenSecret }: SimulatedIntegration,
): string {
	const pairs = [...protocol, ...request.query].map(
		([name, value]) => `${rawUrlEncode(name)}=${rawUrlEncode(value)}`,
	);
	// Names are unique here, so sorting whole pairs by byte needs only "=" to sort before all else.
	const sorted = pairs
		.map((pair) => pair.replace('=', '\u0000'))
		.sort()
		.map((pair) => pair.replace('\u0000', '='));
	const base = [request.method, `${origin}${request.path}`, sorted.join('&')]
		.map(rawUrlEncode)
		.join('&');
	return createHmac('sha256', `${rawUrlEncode(consumerSecret)}&${rawUrlEncode(accessTokenSecret)}`)
		.update(base)
		.digest('base64');
}

/** PHP's rawurlencode. */
function rawUrlEncode(text: string): string {
	return [...Buffer.from(text, 'utf8')]
		.map((byte) => {
			const character = String.fromCharCode(byte);
			if (/[A-Za-z0-9\-._~]/.test(character)) return character;
			return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		})
		.join('');
}
