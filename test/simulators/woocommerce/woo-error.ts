/** An answer of WordPress that is not a success. */
export class WooError extends Error {
	readonly code: string;

	readonly status: number;

	readonly data: Readonly<Record<string, unknown>>;

	constructor(
		code: string,
		message: string,
		status: number,
		data: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
		this.code = code;
		this.status = status;
		this.data = data;
	}

	body(): Record<string, unknown> {
		const { code, message, status, data } = this;
		return { code, message, data: { status, ...data } };
	}
}

export function noRoute(): WooError {
	return new WooError(
		'rest_no_route',
		'No route was found matching the URL and request method.',
		404,
	);
}

export function invalidId(kind: string, status = 404): WooError {
	return new WooError(`woocommerce_rest_${kind}_invalid_id`, 'Invalid ID.', status);
}

/** Parameters that are of the wrong type or value, each with why. */
export function invalidParameters(params: Readonly<Record<string, string>>): WooError {
	return new WooError(
		'rest_invalid_param',
		`Invalid parameter(s): ${Object.keys(params).join(', ')}`,
		400,
		{ params, details: {} },
	);
}

export function missingParameters(names: readonly string[]): WooError {
	return new WooError(
		'rest_missing_callback_param',
		`Missing parameter(s): ${names.join(', ')}`,
		400,
		{ params: names },
	);
}
