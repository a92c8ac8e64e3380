import { parseInstant, type Instant } from '../../kernel';
import type { CurrentRecord } from '../crm';
import { textOf } from './field-values';
import { valueAt } from './profile-fields';
import type { Resource } from './schema';

/** A profile as Klaviyo told it. */
export interface KlaviyoProfile {
	readonly id: string;
	/** Its main address, in lower case. */
	readonly email: string | null;
	readonly updatedAt: Instant | null;
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** Klaviyo keeps e-mail addresses in lower case; so must the keys they are matched by. */
export function profileKey(email: string): string {
	return email.trim().toLowerCase();
}

export function profileOf({ id, attributes }: Resource): KlaviyoProfile {
	const { email, updated } = attributes;
	return {
		id,
		email: typeof email === 'string' && email.trim() !== '' ? profileKey(email) : null,
		updatedAt: typeof updated === 'string' ? instantOf(updated) : null,
		attributes,
	};
}

/** Fields of a profile as texts. */
export function valuesOf(
	profile: KlaviyoProfile,
	fields: readonly string[],
): Readonly<Record<string, string>> {
	return Object.fromEntries(
		fields.map((name) => [name, textOf(valueAt(profile.attributes, name))]),
	);
}

/** Klaviyo tells when a profile changed, not when one of its fields did. */
export function recordOf(profile: KlaviyoProfile, fields: readonly string[]): CurrentRecord {
	return {
		id: profile.id,
		values: valuesOf(profile, fields),
		changedAt: () => profile.updatedAt,
	};
}

/** Null for a moment without a zone, which would have to be guessed. */
function instantOf(text: string): Instant | null {
	try {
		return parseInstant(text);
	} catch {
		return null;
	}
}
