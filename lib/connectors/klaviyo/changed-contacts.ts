import {
	AffiliateError,
	instantFromMilliseconds,
	parseInstant,
	toMilliseconds,
	type Instant,
} from '../../kernel';
import type { ChangedContact, ChangePage } from '../crm';
import { unavailableError } from './describe-failure';
import { after } from './filter';
import { profileOf, valuesOf, type KlaviyoProfile } from './profile';
import { sparseFields } from './profile-fields';
import { PROFILE_PAGE_SIZE, PROFILES_PATH } from './read-profiles';
import { readPage } from './read-pages';
import type { KlaviyoRun } from './sync-profiles';

/** So that changes of the very moment are told as well; Klaviyo only knows "later than". */
const MARGIN_MILLISECONDS = 1;

/**
 * Profiles that changed at or after a moment, oldest first. Our own writes and every event change a
 * profile too, so the same values may come back. Pages follow Klaviyo's cursor, which holds for this
 * `since` only. Throws `vendor_unavailable`; `invalid_input` for a moment that is none.
 */
export async function changedContacts(
	{ client }: KlaviyoRun,
	since: Instant,
	fields: readonly string[],
	cursor: string | null,
): Promise<ChangePage> {
	const from = parseInstant(since);
	const query = {
		filter: after('updated', instantFromMilliseconds(toMilliseconds(from) - MARGIN_MILLISECONDS)),
		sort: 'updated',
		'fields[profile]': sparseFields(fields),
		'page[size]': String(PROFILE_PAGE_SIZE),
	};
	const page = await readPage(client, PROFILES_PATH, query, cursor);
	if (!page.ok) {
		if (cursor !== null && page.failure.status === 400) throw cursorError();
		throw unavailableError(page.failure);
	}
	const contacts = page.data.map((resource) => contactOf(profileOf(resource), fields));
	return {
		contacts: contacts.flatMap((contact) =>
			contact !== null && contact.changedAt >= from ? [contact] : [],
		),
		cursor: page.cursor,
	};
}

function contactOf(profile: KlaviyoProfile, fields: readonly string[]): ChangedContact | null {
	const { id, email, updatedAt } = profile;
	if (updatedAt === null) return null;
	return { id, email, changedAt: updatedAt, values: valuesOf(profile, fields) };
}

export function cursorError(): AffiliateError {
	return new AffiliateError('Klaviyo does not take the position to continue from', {
		code: 'invalid_input',
		path: 'cursor',
		hint: 'Give the cursor of the last page as it is, or none to begin at the start.',
	});
}
