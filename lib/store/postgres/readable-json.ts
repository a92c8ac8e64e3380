import { sql, type RawBuilder } from 'kysely';

/**
 * Escapes that JSON may hold and PostgreSQL's functions refuse, wherever in a text they are: NUL and
 * halves of pairs. An escaped backslash in front of an u is none of them, hence the first branch.
 */
const REFUSED_ESCAPES = '(\\\\\\\\)|\\\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})';

/** JSON text that PostgreSQL can look into: one odd order must not make a query of all fail. */
export function readableJson(text: RawBuilder<unknown>): RawBuilder<unknown> {
	return sql`regexp_replace(${text}, ${sql.lit(REFUSED_ESCAPES)}, ${sql.lit('\\1')}, 'g')::json`;
}
