const ADVICE = 'Please check developers.pipedrive.com';

/** An answer of Pipedrive that is not a success, in the shape of its page on responses. */
export class PipedriveError extends Error {
	readonly status: number;

	readonly extra: Readonly<Record<string, unknown>>;

	constructor(status: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
		super(message);
		this.status = status;
		this.extra = extra;
	}

	body(): Record<string, unknown> {
		return {
			success: false,
			error: this.message,
			error_info: ADVICE,
			data: null,
			additional_data: null,
			...this.extra,
		};
	}
}

/** Input that the stricter checks of API v2 refuse; a custom field is named by its key. */
export function invalid(message: string, fieldCode: string | null = null): PipedriveError {
	const where = fieldCode === null ? '' : `${fieldCode}: `;
	return new PipedriveError(400, `Validation failed: ${where}${message}`, {
		code: 'ERR_SCHEMA_VALIDATION_FAILED',
		...(fieldCode === null ? {} : { field_code: fieldCode }),
	});
}

export function notFound(): PipedriveError {
	return new PipedriveError(404, 'Entity not found', { code: 'ERR_NOT_FOUND' });
}
