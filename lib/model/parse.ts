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
	const result = parsed(schema, value, name);
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

/** Schemas that hold themselves walk as deep as the value goes, which the stack may not. */
function parsed<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	name: string,
): z.ZodSafeParseResult<z.output<Schema>> {
	try {
		return schema.safeParse(value);
	} catch (error) {
		if (!(error instanceof RangeError) || !/call stack/i.test(error.message)) throw error;
		throw new AffiliateError(`'${name}' is nested too deep`, {
			code: 'invalid_input',
			path: name,
			hint: 'Nest its parts in fewer levels.',
		});
	}
}
