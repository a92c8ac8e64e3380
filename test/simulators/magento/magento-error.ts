export type ErrorParameters = Readonly<Record<string, string | number>> | readonly string[];

/** An answer of Magento that is not a success: message and what belongs into it, apart. */
export class MagentoError extends Error {
	readonly status: number;

	readonly parameters: ErrorParameters | null;

	constructor(status: number, message: string, parameters: ErrorParameters | null = null) {
		super(message);
		this.status = status;
		this.parameters = parameters;
	}

	body(): Record<string, unknown> {
		const { message, parameters } = this;
		return parameters === null ? { message } : { message, parameters };
	}
}

export function noSuchEntity(fieldName: string, fieldValue: string): MagentoError {
	return new MagentoError(404, 'No such entity with %fieldName = %fieldValue', {
		fieldName,
		fieldValue,
	});
}

export function noRoute(): MagentoError {
	return new MagentoError(404, 'Request does not match any route.');
}
