/** A request that is refused as a whole. */
export class SalesforceError extends Error {
	readonly status: number;

	readonly errorCode: string;

	readonly fields: readonly string[] | undefined;

	constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
		super(message);
		this.status = status;
		this.errorCode = errorCode;
		this.fields = fields;
	}

	/** Errors come as a list, with `fields` only where a field is at fault. */
	body(): ReadonlyArray<Record<string, unknown>> {
		const { message, errorCode, fields } = this;
		return [{ message, errorCode, ...(fields === undefined ? {} : { fields }) }];
	}
}

/** One record of a collection that is refused, while the others go on. */
export class RowError extends Error {
	readonly statusCode: string;

	readonly fields: readonly string[];

	constructor(statusCode: string, message: string, fields: readonly string[] = []) {
		super(message);
		this.statusCode = statusCode;
		this.fields = fields;
	}

	body(): Record<string, unknown> {
		return { statusCode: this.statusCode, message: this.message, fields: this.fields };
	}
}

export function notFound(): SalesforceError {
	return new SalesforceError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function parserError(type: string, value: unknown): SalesforceError {
	return new SalesforceError(
		400,
		'JSON_PARSER_ERROR',
		`Cannot deserialize instance of ${type} from VALUE_STRING value ${String(value)} or request may be missing a required field`,
	);
}
