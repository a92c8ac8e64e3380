let debugCounter = 0;

export interface PayPalErrorDetail {
	readonly field: string;
	readonly issue: string;
	readonly location?: 'body' | 'path' | 'query';
	readonly link?: ReadonlyArray<{ href: string; rel: string; method: string }>;
}

/** An answer of PayPal that is not a success, in the shape of its `error` schema. */
export class PayPalError extends Error {
	readonly status: number;

	readonly code: string;

	readonly details: readonly PayPalErrorDetail[];

	constructor(
		status: number,
		code: string,
		message: string,
		details: readonly PayPalErrorDetail[] = [],
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
	}

	body(): Record<string, unknown> {
		debugCounter += 1;
		return {
			name: this.code,
			message: this.message,
			debug_id: `f${String(debugCounter).padStart(12, '0')}`,
			information_link: 'https://developer.paypal.com/docs/api/payments.payouts-batch/#errors',
			details: this.details,
			links: [],
		};
	}
}

export function validationError(details: readonly PayPalErrorDetail[]): PayPalError {
	return new PayPalError(400, 'VALIDATION_ERROR', 'Invalid request - see details', details);
}
