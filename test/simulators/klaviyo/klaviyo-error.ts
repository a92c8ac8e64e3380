/** A request that Klaviyo refuses, or one profile of an import job. */
export class KlaviyoError extends Error {
	readonly status: number;

	readonly code: string;

	readonly title: string;

	readonly source: Readonly<Record<string, string>>;

	readonly meta: Readonly<Record<string, string>>;

	constructor(
		status: number,
		code: string,
		detail: string,
		more: {
			readonly title?: string;
			readonly pointer?: string;
			readonly parameter?: string;
			readonly meta?: Readonly<Record<string, string>>;
		} = {},
	) {
		super(detail);
		this.status = status;
		this.code = code;
		this.title = more.title ?? 'Invalid input.';
		this.source =
			more.parameter === undefined
				? { pointer: more.pointer ?? '/data' }
				: { parameter: more.parameter };
		this.meta = more.meta ?? {};
	}

	body(): Record<string, unknown> {
		const { status, code, title, source, meta } = this;
		const id = '00000000-0000-4000-8000-000000000400';
		return { errors: [{ id, status, code, title, detail: this.message, source, links: {}, meta }] };
	}
}

export function invalid(detail: string, pointer: string): KlaviyoError {
	return new KlaviyoError(400, 'invalid', detail, { pointer });
}

export function invalidParameter(detail: string, parameter: string): KlaviyoError {
	return new KlaviyoError(400, 'invalid', detail, { parameter });
}

export function notFound(what: string): KlaviyoError {
	return new KlaviyoError(404, 'not_found', `${what} does not exist`, { title: 'Not found.' });
}
