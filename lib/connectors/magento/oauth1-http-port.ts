import { AffiliateError, toMilliseconds, type Instant } from '../../kernel';
import type { HttpPort } from '../../ports/http';
import { oauth1Header, type OAuth1Keys } from './oauth1';

export interface OAuth1Sources {
	now(): Instant;
	/** Another text for every call, hard to guess, at least 8 characters. */
	nonce(): string;
}

/**
 * An HTTP port that signs every request by itself, repeated ones with a signature of their own.
 * Throws `invalid_input` for an empty key.
 */
export function oauth1HttpPort(port: HttpPort, keys: OAuth1Keys, sources: OAuth1Sources): HttpPort {
	const trimmed = trimmedKeys(keys);
	return {
		async request(request) {
			const authorization = oauth1Header(request, trimmed, {
				nonce: sources.nonce(),
				timestampSeconds: Math.floor(toMilliseconds(sources.now()) / 1_000),
			});
			return await port.request({ ...request, headers: { ...request.headers, authorization } });
		},
	};
}

/** Keys are pasted, often with a space or line end around them. */
function trimmedKeys(keys: OAuth1Keys): OAuth1Keys {
	const names = ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'] as const;
	const missing = names.find((name) => keys[name].trim() === '');
	if (missing !== undefined) {
		throw new AffiliateError(`'${missing}' of the Magento integration is empty`, {
			code: 'invalid_input',
			path: missing,
			hint: 'Copy all four values from System > Integrations in the store.',
		});
	}
	return {
		consumerKey: keys.consumerKey.trim(),
		consumerSecret: keys.consumerSecret.trim(),
		accessToken: keys.accessToken.trim(),
		accessTokenSecret: keys.accessTokenSecret.trim(),
	};
}
