import { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { lenientText, platformError, type PlatformPage } from '../affiliate-platform';
import type { ImpactClient } from './client';
import { IMPACT_WORDS } from './failure';

export interface ImpactList<Schema extends z.ZodType> {
	readonly path: string;
	/** Name of the list in the answer, such as `Actions`. */
	readonly member: string;
	readonly schema: Schema;
	readonly query: Readonly<Record<string, string>>;
}

const pageSchema = z.object({ '@nextpageuri': lenientText });

/** One page of a list; `cursor` is the path of the next one, below the account. Throws as readings do. */
export async function readPage<Schema extends z.ZodType, Record>(
	client: ImpactClient,
	{ path, member, schema, query }: ImpactList<Schema>,
	cursor: string | null,
	recordOf: (source: z.output<Schema>, raw: unknown) => Record,
): Promise<PlatformPage<Record>> {
	const place = cursor === null ? { path, query } : placeOf(client, cursor, path);
	const answer = await client.get(place.path, place.query);
	if (!answer.ok) throw platformError(answer.failure, IMPACT_WORDS, Object.values(query));
	const { body } = answer.response;
	const list = z.object({ [member]: z.array(z.unknown()) }).safeParse(body);
	const rows = list.success ? list.data[member] : undefined;
	const read = rows === undefined ? null : z.array(schema).safeParse(rows);
	if (rows === undefined || read?.success !== true) throw unreadable();
	const next = pageSchema.safeParse(body);
	return {
		records: read.data.map((source, index) => recordOf(source, rows[index])),
		cursor: next.success ? next.data['@nextpageuri'] : null,
	};
}

/** One record; null for an unknown one. Throws as readings do. */
export async function readOne<Schema extends z.ZodType>(
	client: ImpactClient,
	path: string,
	schema: Schema,
): Promise<{ readonly source: z.output<Schema>; readonly raw: unknown } | null> {
	const answer = await client.get(path);
	if (!answer.ok) {
		if (answer.failure.status === 404) return null;
		throw platformError(answer.failure, IMPACT_WORDS);
	}
	const read = schema.safeParse(answer.response.body);
	if (!read.success) throw unreadable();
	return { source: read.data, raw: answer.response.body };
}

/** A next page lies below the same list of the same account: the key goes nowhere else. */
function placeOf(client: ImpactClient, cursor: string, list: string) {
	const [place = '', search = ''] = cursor.split('?');
	const path = client.pathOf(place);
	const isOfList = path !== null && path.replace(/\.json$/, '') === list;
	if (isOfList) return { path, query: Object.fromEntries(new URLSearchParams(search)) };
	throw new AffiliateError('The place to go on reading from is not readable', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give what the last page returned, or nothing to begin anew.',
	});
}

function unreadable(): AffiliateError {
	return new AffiliateError('Impact gave records that this version cannot read', {
		code: 'vendor_refused',
		hint: 'Run it again later; if that does not help, update this package.',
		// Something on the way may have answered in the vendor's place.
		details: { retryable: true, retryAfterMilliseconds: null },
	});
}
