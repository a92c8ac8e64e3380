import { instantFromMilliseconds, toMilliseconds, type Instant } from '../../kernel';
import type { ChangePage } from '../crm';
import { unavailableError } from '../vendor';
import { objectsPath } from './api-paths';
import type { HubSpotClient } from './client';
import { describeFailure } from './describe-failure';
import { searchAnswerSchema } from './schema';

/** HubSpot's search gives 200 records a page and 10,000 in all. */
const PAGE = 200;
const LAST_PAGE_ENDS_AT = 10_000;

const CHANGED_AT = 'lastmodifieddate';

/**
 * Contacts that changed at or after a moment, oldest first. Each page begins at the time of the last
 * contact of the one before, because a contact that changes meanwhile moves all others up, so that
 * counting on would skip some; those of that very moment may come twice. The search index lags behind
 * by seconds: ask from a little before the last time. Throws `vendor_unavailable`.
 */
export async function changedContacts(
	client: HubSpotClient,
	since: Instant,
	fields: readonly string[],
	cursor: string | null,
): Promise<ChangePage> {
	const { from, after } = readCursor(cursor, since);
	const answer = await client.call({
		method: 'POST',
		path: `${objectsPath(client.apiVersion, 'contacts')}/search`,
		body: {
			filterGroups: [
				{
					filters: [
						{ propertyName: CHANGED_AT, operator: 'GTE', value: String(toMilliseconds(from)) },
					],
				},
			],
			sorts: [{ propertyName: CHANGED_AT, direction: 'ASCENDING' }],
			properties: [...new Set(['email', CHANGED_AT, ...fields])],
			limit: PAGE,
			...(after === null ? {} : { after }),
		},
		safety: 'repeatable',
	});
	if (!answer.ok) {
		throw unavailableError(describeFailure(answer.failure), answer.failure);
	}
	const { results, paging } = searchAnswerSchema.parse(answer.body);
	const contacts = results.map(({ id, properties, updatedAt }) => {
		const { email, [CHANGED_AT]: changedAt, ...values } = properties;
		return {
			id,
			email: email === undefined || email === '' ? null : email,
			changedAt: instantOf(changedAt) ?? updatedAt ?? from,
			values,
		};
	});
	const next = paging?.next?.after ?? null;
	const last = contacts.at(-1)?.changedAt ?? from;
	if (next === null) return { contacts, cursor: null };
	if (last !== from) return { contacts, cursor: `${last} ` };
	if (Number(next) + PAGE <= LAST_PAGE_ENDS_AT) return { contacts, cursor: `${from} ${next}` };
	// Of more than 10,000 contacts of one moment, search does not tell the rest.
	return { contacts, cursor: `${instantFromMilliseconds(toMilliseconds(from) + 1)} ` };
}

function readCursor(
	cursor: string | null,
	since: Instant,
): { from: Instant; after: string | null } {
	if (cursor === null) return { from: since, after: null };
	const [from = since, after = ''] = cursor.split(' ');
	return { from, after: after === '' ? null : after };
}

function instantOf(text: string | undefined): Instant | null {
	const milliseconds = Date.parse(text ?? '');
	return Number.isNaN(milliseconds) ? null : instantFromMilliseconds(milliseconds);
}
