import type { VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { unusableKeyFailure } from './failure';
import { anyText, canFilterBy, equalsText } from './filter';
import { profileOf, type KlaviyoProfile } from './profile';
import { readPages } from './read-pages';

export const PROFILES_PATH = '/api/profiles';

/** Profiles in one page at most. How long a list in a filter may be is not documented. */
export const PROFILE_PAGE_SIZE = 100;

/** So that the address of a request stays below the 8,000 characters that many proxies take. */
const LONGEST_FILTER = 5_000;

export interface ReadProfiles {
	/** By the address that was asked for. */
	readonly profiles: ReadonlyMap<string, KlaviyoProfile>;
	readonly failures: ReadonlyMap<string, VendorFailure>;
}

type Query = Readonly<Record<string, string>>;

/**
 * Finds profiles by their addresses, a hundred per request. `query` says what is told of each. An
 * address without a profile is in neither map. Where Klaviyo refuses a request (400), the addresses are
 * halved until the culprit stands alone.
 */
export async function readProfiles(
	client: KlaviyoClient,
	emails: readonly string[],
	query: Query,
): Promise<ReadProfiles> {
	const profiles = new Map<string, KlaviyoProfile>();
	const failures = new Map<string, VendorFailure>();
	const usable = emails.filter((email) => canFilterBy(email));
	for (const email of emails) if (!canFilterBy(email)) failures.set(email, unusableKeyFailure());
	for (const chunk of inRequests(usable)) {
		await readChunk(client, chunk, query, { profiles, failures });
	}
	return { profiles, failures };
}

/** One profile, why it could not be read, or null when there is none. */
export async function readProfile(
	client: KlaviyoClient,
	email: string,
	query: Query,
): Promise<KlaviyoProfile | VendorFailure | null> {
	const { profiles, failures } = await readProfiles(client, [email], query);
	return profiles.get(email) ?? failures.get(email) ?? null;
}

interface Found {
	readonly profiles: Map<string, KlaviyoProfile>;
	readonly failures: Map<string, VendorFailure>;
}

async function readChunk(
	client: KlaviyoClient,
	emails: readonly string[],
	query: Query,
	found: Found,
): Promise<void> {
	const [first] = emails;
	if (first === undefined) return;
	const answer = await readPages(client, PROFILES_PATH, {
		...query,
		filter: emails.length === 1 ? equalsText('email', first) : anyText('email', emails),
		'page[size]': String(PROFILE_PAGE_SIZE),
	});
	if (!answer.ok) {
		if (answer.failure.status === 400 && emails.length > 1) {
			await readHalves(client, emails, query, found);
			return;
		}
		for (const email of emails) found.failures.set(email, answer.failure);
		return;
	}
	const strangers: KlaviyoProfile[] = [];
	for (const profile of answer.data.map(profileOf)) {
		const key = emails.length === 1 ? first : emails.find((email) => email === profile.email);
		if (key === undefined) strangers.push(profile);
		else found.profiles.set(key, profile);
	}
	// Found by a further address of theirs, which the answer does not tell: asked for one by one.
	if (strangers.length === 0) return;
	for (const email of emails.filter((asked) => !found.profiles.has(asked))) {
		await readChunk(client, [email], query, found);
	}
}

async function readHalves(
	client: KlaviyoClient,
	emails: readonly string[],
	query: Query,
	found: Found,
): Promise<void> {
	const middle = Math.ceil(emails.length / 2);
	await readChunk(client, emails.slice(0, middle), query, found);
	await readChunk(client, emails.slice(middle), query, found);
}

function inRequests(emails: readonly string[]): string[][] {
	const requests: string[][] = [];
	let length = Number.POSITIVE_INFINITY;
	for (const email of emails) {
		const own = encodeURIComponent(email).length + 7;
		const last = requests.at(-1);
		if (last === undefined || last.length >= PROFILE_PAGE_SIZE || length + own > LONGEST_FILTER) {
			requests.push([email]);
			length = own;
		} else {
			last.push(email);
			length += own;
		}
	}
	return requests;
}
