import type { SimulatorResponse } from '../simulator-server.ts';
import type { KlaviyoAccount, SimulatedProfile } from './account.ts';
import { invalid } from './klaviyo-error.ts';
import { dataOf } from './profiles-api.ts';

const MOST_SUBSCRIPTIONS = 1_000;
const MOST_UNSUBSCRIPTIONS = 100;
const LIFTED: ReadonlySet<string> = new Set(['UNSUBSCRIBE', 'SPAM_REPORT', 'USER_SUPPRESSED']);
const E_MAIL = /^[^\s@"]+@[^\s@"]+\.[^\s@."]{2,}$/;

interface Entry {
	readonly email: string;
	readonly consent: unknown;
	readonly consentedAt: string | null;
}

/** Subscribes at once, or asks for a confirmation; removes suppressions that people can lift. */
export function subscribe(
	account: KlaviyoAccount,
	body: unknown,
	doubleOptIn: boolean,
): SimulatorResponse {
	const { entries, isHistory, listId } = readJob(body, 'create', MOST_SUBSCRIPTIONS);
	for (const { consent, consentedAt } of entries) {
		if (consent !== 'SUBSCRIBED') throw invalid('Invalid consent.', '/data/attributes');
		const isPast = consentedAt !== null && Date.parse(consentedAt) < account.now();
		if (isHistory && !isPast) {
			throw invalid('consented_at is required and must be in the past.', '/data/attributes');
		}
		if (!isHistory && consentedAt !== null) {
			throw invalid('consented_at requires historical_import.', '/data/attributes');
		}
	}
	for (const { email, consentedAt } of entries) {
		const profile = profileOf(account, email);
		const { marketing } = profile;
		marketing.suppressions = marketing.suppressions.filter((reason) => !LIFTED.has(reason));
		if (doubleOptIn && !isHistory) {
			account.confirmations.push(email);
			continue;
		}
		marketing.consent = 'SUBSCRIBED';
		marketing.consentedAt = consentedAt ?? new Date(account.now()).toISOString();
		if (listId !== null) account.lists.get(listId)?.profileIds.add(profile.id);
	}
	return { status: 202 };
}

export function unsubscribe(account: KlaviyoAccount, body: unknown): SimulatorResponse {
	for (const { email } of readJob(body, 'delete', MOST_UNSUBSCRIPTIONS).entries) {
		const { marketing } = profileOf(account, email);
		marketing.consent = 'UNSUBSCRIBED';
		if (!marketing.suppressions.includes('UNSUBSCRIBE')) {
			marketing.suppressions.push('UNSUBSCRIBE');
		}
	}
	return { status: 202 };
}

function profileOf(account: KlaviyoAccount, email: string): SimulatedProfile {
	return account.byEmail(email) ?? account.create({ email });
}

function readJob(
	body: unknown,
	kind: 'create' | 'delete',
	most: number,
): { entries: Entry[]; isHistory: boolean; listId: string | null } {
	const { type, attributes, relationships } = (dataOf(body) ?? {}) as {
		type?: unknown;
		attributes?: { profiles?: { data?: unknown }; historical_import?: boolean };
		relationships?: { list?: { data?: { id?: string } } };
	};
	const profiles = attributes?.profiles?.data;
	if (type !== `profile-subscription-bulk-${kind}-job` || !Array.isArray(profiles)) {
		throw invalid("'profiles' is a required field.", '/data/attributes/profiles');
	}
	if (profiles.length > most) {
		throw invalid(`The maximum number of profiles is ${most}.`, '/data/attributes/profiles/data');
	}
	const entries = profiles.map((profile, index): Entry => {
		const { email, subscriptions } = (profile as { attributes: Record<string, unknown> })
			.attributes;
		const at = `/data/attributes/profiles/data/${index}/attributes`;
		if (typeof email !== 'string' || !E_MAIL.test(email)) {
			throw invalid('Invalid email address', `${at}/email`);
		}
		const { consent, consented_at: consentedAt } = (
			subscriptions as { email: { marketing: Record<string, unknown> } }
		).email.marketing;
		return {
			email,
			consent,
			consentedAt: typeof consentedAt === 'string' ? consentedAt : null,
		};
	});
	return {
		entries,
		isHistory: attributes?.historical_import === true,
		listId: relationships?.list?.data?.id ?? null,
	};
}
