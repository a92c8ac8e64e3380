import type { KlaviyoAccount, SimulatedProfile } from './account.ts';
import { invalid, KlaviyoError } from './klaviyo-error.ts';

export interface ProfileInput {
	readonly id: string | null;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly unset: readonly string[];
}

const ATTRIBUTES: ReadonlySet<string> = new Set([
	'email',
	'phone_number',
	'external_id',
	'anonymous_id',
	'_kx',
	'first_name',
	'last_name',
	'organization',
	'locale',
	'title',
	'image',
	'location',
	'properties',
]);

const E_MAIL = /^[^\s@"]+@[^\s@"]+\.[^\s@."]{2,}$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** A profile of 100 KB at most. */
const LARGEST_PROFILE = 100_000;

/** Reads a profile resource and checks it as Klaviyo does. */
export function readProfile(resource: unknown, pointer = '/data'): ProfileInput {
	const { type, id, attributes, meta } = (resource ?? {}) as {
		type?: unknown;
		id?: unknown;
		attributes?: Record<string, unknown>;
		meta?: { patch_properties?: { unset?: string | string[] } };
	};
	if (type !== 'profile') throw invalid("'type' must be 'profile'.", `${pointer}/type`);
	if (attributes === null || typeof attributes !== 'object') {
		throw invalid("'attributes' is a required field.", `${pointer}/attributes`);
	}
	if (JSON.stringify(resource).length > LARGEST_PROFILE) {
		throw new KlaviyoError(413, 'payload_too_large', 'Payload too large.', { pointer });
	}
	for (const name of Object.keys(attributes)) {
		if (!ATTRIBUTES.has(name)) {
			throw invalid(`'${name}' is not a valid field.`, `${pointer}/attributes/${name}`);
		}
	}
	const { email, phone_number: phone } = attributes;
	if (email !== undefined && (typeof email !== 'string' || !E_MAIL.test(email))) {
		throw invalid('Invalid email address', `${pointer}/attributes/email`);
	}
	if (phone !== undefined && phone !== null && (typeof phone !== 'string' || !E164.test(phone))) {
		throw invalid(
			`Invalid phone number format (Example of a valid format: +12345678901): ${String(phone)}`,
			`${pointer}/attributes/phone_number`,
		);
	}
	const unset = meta?.patch_properties?.unset ?? [];
	return {
		id: typeof id === 'string' ? id : null,
		attributes,
		unset: typeof unset === 'string' ? [unset] : unset,
	};
}

/** Whom an identifier belongs to already. */
export function ownerOf(
	account: KlaviyoAccount,
	{ attributes }: ProfileInput,
	names: readonly string[],
): SimulatedProfile | undefined {
	for (const name of names) {
		const value = attributes[name];
		if (typeof value !== 'string') continue;
		const owner = name === 'email' ? account.byEmail(value) : account.byAttribute(name, value);
		if (owner !== undefined) return owner;
	}
	return undefined;
}

export function duplicate({ id }: SimulatedProfile): KlaviyoError {
	return new KlaviyoError(
		409,
		'duplicate_profile',
		'A profile already exists with one of these identifiers.',
		{
			title: 'Conflict.',
			pointer: '/data/attributes',
			meta: { duplicate_profile_id: id },
		},
	);
}

/** Creates or updates; 409 when an identifier belongs to somebody else. */
export function upsert(
	account: KlaviyoAccount,
	input: ProfileInput,
): { readonly profile: SimulatedProfile; readonly isNew: boolean } {
	const identifiers = ['email', 'phone_number', 'external_id'];
	const byId = input.id === null ? undefined : account.profiles.get(input.id);
	if (input.id !== null && byId === undefined) {
		throw new KlaviyoError(404, 'not_found', `A profile with id ${input.id} does not exist.`);
	}
	const existing = byId ?? ownerOf(account, input, identifiers);
	const other = ownerOf(account, input, ['phone_number', 'external_id']);
	if (existing !== undefined && other !== undefined && other !== existing) {
		throw duplicate(other);
	}
	if (existing === undefined) {
		if (!identifiers.some((name) => typeof input.attributes[name] === 'string')) {
			throw invalid('One of id, email, phone_number is required.', '/data/attributes');
		}
		return { profile: account.create(input.attributes), isNew: true };
	}
	account.change(existing, input.attributes, input.unset);
	return { profile: existing, isNew: false };
}
