import type { Instant } from '../../kernel';
import { inChunks, NO_FAILURE_DETAILS, type VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { klaviyoWords } from './describe-failure';
import { profileKey, type KlaviyoProfile } from './profile';
import { readProfiles } from './read-profiles';
import type { KlaviyoRun } from './sync-profiles';

/** What a person said about marketing by e-mail. */
export interface ConsentEntry {
	readonly email: string;
	readonly consent: 'subscribed' | 'unsubscribed';
	/**
	 * When it was given elsewhere; then it is imported as history: no confirmation is asked for and no
	 * flow starts. Null when it is given now; then the account's opt-in setting applies.
	 */
	readonly consentedAt: Instant | null;
	/** List to subscribe to; null for the account alone. */
	readonly listId?: string | null;
	/** Subscribe somebody who unsubscribed, complained or was suppressed; only when they ask for it. */
	readonly liftSuppression?: boolean;
}

export interface ConsentOutcome {
	readonly email: string;
	/** `accepted`: Klaviyo carries it out later. `kept`: a suppression was not lifted. */
	readonly outcome: 'accepted' | 'unchanged' | 'kept' | 'rejected' | 'failed';
	readonly profileId: string | null;
	readonly reason: string | null;
	readonly hint: string | null;
	readonly retryable: boolean;
}

/** Source: "Bulk Subscribe Profiles" and "Bulk Unsubscribe Profiles" of the API reference. */
const SUBSCRIPTIONS = 1_000;
const UNSUBSCRIPTIONS = 100;

const SUBSCRIPTION_FIELDS = {
	'additional-fields[profile]': 'subscriptions',
	'fields[profile]': 'email,subscriptions.email.marketing',
};

/**
 * Tells Klaviyo what people said about marketing by e-mail; of several entries of one person the last
 * one counts. Profiles are read first, because subscribing somebody removes suppressions: who
 * unsubscribed, complained or was suppressed stays so unless the entry asks to lift it. Who is as wanted
 * already is not sent. An opt-out of somebody without a profile is sent too, so that it is not lost.
 * One outcome per entry, in their order.
 */
export async function setConsent(
	{ client }: KlaviyoRun,
	entries: readonly ConsentEntry[],
): Promise<ConsentOutcome[]> {
	const last = new Map(entries.map((entry) => [profileKey(entry.email), entry]));
	const read = await readProfiles(client, [...last.keys()], SUBSCRIPTION_FIELDS);
	const failures = new Map(read.failures);
	const settled = new Map<string, 'unchanged' | 'kept'>();
	const open: Array<[string, ConsentEntry]> = [];
	for (const [key, entry] of last) {
		if (failures.has(key)) continue;
		const standing = standingOf(read.profiles.get(key), entry);
		if (standing === 'open') open.push([key, entry]);
		else settled.set(key, standing);
	}
	for (const group of inGroups(open)) {
		for (const [key, failure] of await sendGroup(client, group)) failures.set(key, failure);
	}
	return entries.map(({ email }) => {
		const key = profileKey(email);
		const outcome = settled.get(key) ?? 'accepted';
		const failure = failures.get(key) ?? (outcome === 'kept' ? SUPPRESSED : undefined);
		const profileId = read.profiles.get(key)?.id ?? null;
		return outcomeOf({ email, profileId, outcome, failure });
	});
}

const SUPPRESSED: VendorFailure = {
	...NO_FAILURE_DETAILS,
	status: 409,
	code: 'SUPPRESSED',
	message: 'The person unsubscribed or is suppressed in Klaviyo, and stays so',
};

/** Whether there is something to send. */
function standingOf(
	profile: KlaviyoProfile | undefined,
	{ consent, listId, liftSuppression }: ConsentEntry,
): 'open' | 'unchanged' | 'kept' {
	if (profile === undefined) return 'open';
	const marketing = emailMarketing(profile);
	const isSuppressed = [marketing['suppression'], marketing['list_suppressions']].some(
		(list) => Array.isArray(list) && list.length > 0,
	);
	const standing = marketing['consent'];
	if (consent === 'unsubscribed') return standing === 'UNSUBSCRIBED' ? 'unchanged' : 'open';
	if (standing === 'UNSUBSCRIBED' || isSuppressed) {
		return liftSuppression === true ? 'open' : 'kept';
	}
	return standing === 'SUBSCRIBED' && (listId ?? null) === null ? 'unchanged' : 'open';
}

function emailMarketing({ attributes }: KlaviyoProfile): Readonly<Record<string, unknown>> {
	return ['subscriptions', 'email', 'marketing'].reduce(
		(value, step) => recordOf(value[step]),
		recordOf(attributes),
	);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return value !== null && typeof value === 'object'
		? (value as Readonly<Record<string, unknown>>)
		: {};
}

interface Group {
	readonly consent: ConsentEntry['consent'];
	readonly isHistory: boolean;
	readonly listId: string | null;
	readonly entries: ReadonlyArray<readonly [string, ConsentEntry]>;
}

/** Entries that can go into one request. */
function inGroups(open: ReadonlyArray<readonly [string, ConsentEntry]>): Group[] {
	const groups = new Map<string, Array<readonly [string, ConsentEntry]>>();
	for (const entry of open) {
		const { consent, consentedAt, listId } = entry[1];
		const isGiven = consent === 'subscribed';
		const name = JSON.stringify([
			consent,
			isGiven && consentedAt !== null,
			isGiven ? (listId ?? null) : null,
		]);
		groups.set(name, [...(groups.get(name) ?? []), entry]);
	}
	return [...groups].flatMap(([name, entries]) => {
		const [consent, isHistory, listId] = JSON.parse(name) as [
			ConsentEntry['consent'],
			boolean,
			string | null,
		];
		const size = consent === 'subscribed' ? SUBSCRIPTIONS : UNSUBSCRIPTIONS;
		return inChunks(entries, size).map((chunk) => ({
			consent,
			isHistory,
			listId,
			entries: chunk,
		}));
	});
}

/** Sends a group; where Klaviyo refuses it (400), it is halved until the culprit stands alone. */
async function sendGroup(client: KlaviyoClient, group: Group): Promise<Map<string, VendorFailure>> {
	const job = group.consent === 'subscribed' ? 'create' : 'delete';
	const answer = await client.post(`/api/profile-subscription-bulk-${job}-jobs`, bodyOf(group));
	if (answer.ok) return new Map();
	const { entries } = group;
	if (answer.failure.status !== 400 || entries.length === 1) {
		return new Map(entries.map(([key]) => [key, answer.failure]));
	}
	const middle = Math.ceil(entries.length / 2);
	const first = await sendGroup(client, { ...group, entries: entries.slice(0, middle) });
	const second = await sendGroup(client, { ...group, entries: entries.slice(middle) });
	return new Map([...first, ...second]);
}

/** Without a list somebody is unsubscribed from everything, which is what an opt-out means. */
function bodyOf({ consent, isHistory, listId, entries }: Group): Record<string, unknown> {
	const isGiven = consent === 'subscribed';
	const data = entries.map(([email, { consentedAt }]) => ({
		type: 'profile',
		attributes: {
			email,
			subscriptions: {
				email: {
					marketing: {
						consent: isGiven ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
						...(isHistory ? { consented_at: consentedAt } : {}),
					},
				},
			},
		},
	}));
	return {
		data: {
			type: `profile-subscription-bulk-${isGiven ? 'create' : 'delete'}-job`,
			attributes: { profiles: { data }, ...(isHistory ? { historical_import: true } : {}) },
			...(listId === null
				? {}
				: { relationships: { list: { data: { type: 'list', id: listId } } } }),
		},
	};
}

function outcomeOf({
	email,
	profileId,
	outcome,
	failure,
}: Pick<ConsentOutcome, 'email' | 'profileId'> & {
	readonly outcome: 'accepted' | 'unchanged' | 'kept';
	readonly failure: VendorFailure | undefined;
}): ConsentOutcome {
	if (failure === undefined) {
		return { email, outcome, profileId, reason: null, hint: null, retryable: false };
	}
	const { reason, hint } = klaviyoWords(failure, [email]);
	const isOwn = [400, 404, 409].includes(failure.status);
	const bad = isOwn ? ('rejected' as const) : ('failed' as const);
	return {
		email,
		outcome: outcome === 'kept' ? outcome : bad,
		profileId,
		reason,
		hint,
		retryable: failure.retryable,
	};
}
