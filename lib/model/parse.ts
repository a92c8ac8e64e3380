import type { z } from 'zod/v4';
import { AffiliateError } from '../kernel';

/**
 * Reads untrusted JSON with a schema. Throws `invalid_input` that names what is wrong and where
 * (`order.lines[0].net: …`); never echoes the value, which may be personal data.
 */
export function parseModel<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	name: string,
): z.output<Schema> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issues = result.error.issues.slice(0, 5).map((issue) => {
		const path = issue.path.reduce<string>(
			(text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
			name,
		);
		return { path, text: `${path}: ${issue.message}` };
	});
	throw new AffiliateError(`'${name}' is not valid. ${issues.map(({ text }) => text).join('; ')}`, {
		code: 'invalid_input',
		path: issues[0]?.path ?? name,
		hint: `Compare it with the JSON Schema of '${name}' in the docs folder of the package.`,
	});
}
