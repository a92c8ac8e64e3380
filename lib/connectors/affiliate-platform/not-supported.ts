import { AffiliateError } from '../../kernel';
import type { Capabilities, PlatformOperation } from './capabilities';

/** Throws `not_supported` for what the platform does not offer, with the other route. */
export function requireSupported(
	platform: string,
	capabilities: Capabilities,
	operation: PlatformOperation,
): void {
	const { support, note } = capabilities[operation];
	if (support !== 'none') return;
	throw notSupported(platform, operation, note);
}

export function notSupported(
	platform: string,
	operation: PlatformOperation,
	otherRoute: string,
): AffiliateError {
	return new AffiliateError(`${platform} does not offer '${operation}'`, {
		code: 'not_supported',
		path: 'operation',
		hint: otherRoute,
	});
}
