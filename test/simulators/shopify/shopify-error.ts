/** An entry of `errors`, as Shopify's page of response codes shows them. */
export class ShopifyError extends Error {
	readonly code: string;

	readonly extra: Readonly<Record<string, unknown>>;

	constructor(code: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
		super(message);
		this.code = code;
		this.extra = extra;
	}

	entry(path: ReadonlyArray<string | number> = []): Record<string, unknown> {
		return {
			message: this.message,
			...(path.length === 0 ? {} : { path }),
			...(this.code === '' ? {} : { extensions: { code: this.code, ...this.extra } }),
		};
	}
}

/** In the words of Shopify's changelog of 2020-07. */
export function accessDenied(field: string, scope: string): ShopifyError {
	const requiredAccess = `\`${scope}\` access scope.`;
	return new ShopifyError(
		'ACCESS_DENIED',
		`Access denied for ${field} field. Required access: ${requiredAccess}`,
		{ documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess },
	);
}

/** A complaint about the input of a mutation. */
export interface UserError {
	readonly field: readonly string[] | null;
	readonly message: string;
	readonly code?: string;
}
