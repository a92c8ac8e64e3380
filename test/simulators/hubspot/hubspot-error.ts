let correlationCounter = 0;

export interface FieldError {
	readonly name: string;
	readonly error: string;
	readonly message: string;
}

/** An answer of HubSpot that is not a success, in the shape of its error handling page. */
export class HubSpotError extends Error {
	readonly status: number;

	readonly category: string;

	readonly extra: Readonly<Record<string, unknown>>;

	constructor(
		status: number,
		category: string,
		message: string,
		extra: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
		this.status = status;
		this.category = category;
		this.extra = extra;
	}

	body(): Record<string, unknown> {
		correlationCounter += 1;
		return {
			status: 'error',
			message: this.message,
			correlationId: `00000000-0000-4000-8000-${String(correlationCounter).padStart(12, '0')}`,
			category: this.category,
			...this.extra,
		};
	}
}

/** Property faults, which HubSpot writes as JSON inside the message. */
export function invalidProperties(errors: readonly FieldError[]): HubSpotError {
	const list = errors.map((error) => ({ isValid: false, ...error }));
	return new HubSpotError(
		400,
		'VALIDATION_ERROR',
		`Property values were not valid: ${JSON.stringify(list)}`,
	);
}

export function missingScope(scope: string): HubSpotError {
	return new HubSpotError(
		403,
		'MISSING_SCOPES',
		"This app hasn't been granted all required scopes to make this call.",
		{
			errors: [
				{
					message: 'One or more of the following scopes are required.',
					context: { requiredGranularScopes: [scope] },
				},
			],
		},
	);
}
