import { planRecord, type CrmFieldType, type RecordPlan, type RecordWrite } from '../crm';
import type { VendorAnswer, VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { recordOf, type KlaviyoProfile } from './profile';
import { profileBody } from './profile-body';
import { IDENTIFIERS, sparseFields } from './profile-fields';
import { PROFILES_PATH, readProfile } from './read-profiles';
import { documentSchema, readAnswer } from './schema';

/** A profile that is there, or is to be made. */
export interface Planned {
	readonly write: RecordWrite;
	readonly existing: KlaviyoProfile | null;
	readonly plan: RecordPlan;
}

export type WriteResult =
	| {
			readonly ok: true;
			readonly outcome: 'created' | 'updated' | 'unchanged';
			readonly id: string;
			/** As it was carried out, which may be less than was planned. */
			readonly plan: RecordPlan;
			/** Identifiers that Klaviyo did not take for this profile. */
			readonly refused: readonly string[];
	  }
	| { readonly ok: false; readonly failure: VendorFailure };

export interface WriteContext {
	readonly client: KlaviyoClient;
	readonly types: ReadonlyMap<string, CrmFieldType>;
}

/**
 * Writes one profile. One that is there is written by its id. A new one is created, not upserted: when
 * somebody made it meanwhile, Klaviyo answers 409 instead of writing over it, and it is read and planned
 * again. A phone number or external id that Klaviyo refuses, or that belongs to somebody else, is left
 * out, so that it does not cost the rest.
 */
export async function writeProfile(
	{ client, types }: WriteContext,
	item: Planned,
): Promise<WriteResult> {
	const result =
		item.existing === null
			? await createProfile({ client, types }, item)
			: await updateProfile({ client, types }, item, item.existing);
	if (result.ok || !isAboutIdentifier(result.failure)) return result;
	const [rest, refused] = withoutIdentifiers(item);
	if (refused.length === 0) return result;
	const again = await writeProfile({ client, types }, rest);
	return again.ok ? { ...again, refused } : again;
}

/** Plans one profile against what is there. A new one has nothing to clear. */
export function planned(
	write: RecordWrite,
	existing: KlaviyoProfile | null,
	types: ReadonlyMap<string, CrmFieldType>,
): Planned {
	const fields = write.writes.map(({ field }) => field);
	const record = existing === null ? null : recordOf(existing, fields);
	const plan = planRecord(record, write.writes, types);
	return { write, existing, plan };
}

async function createProfile(context: WriteContext, item: Planned): Promise<WriteResult> {
	const { client, types } = context;
	const { write, plan } = item;
	const answer = await client.post(PROFILES_PATH, {
		data: profileBody({ id: null, email: write.key }, plan.values, types),
	});
	if (answer.ok || answer.failure.status !== 409) return resultOf(answer, 'created', plan);
	const fields = write.writes.map(({ field }) => field);
	const there = await readProfile(client, write.key, {
		'fields[profile]': sparseFields(fields),
	});
	// Not by this address: the clash is about the phone number or the external id.
	if (there === null) return { ok: false, failure: answer.failure };
	if ('status' in there) return { ok: false, failure: there };
	return await updateProfile(context, planned(write, there, types), there);
}

async function updateProfile(
	{ client, types }: WriteContext,
	{ write, plan }: Planned,
	{ id }: KlaviyoProfile,
): Promise<WriteResult> {
	if (Object.keys(plan.values).length === 0) {
		return { ok: true, outcome: 'unchanged', id, plan, refused: [] };
	}
	const answer = await client.post('/api/profile-import', {
		data: profileBody({ id, email: write.key }, plan.values, types),
	});
	return resultOf(answer, 'updated', plan);
}

function resultOf(
	answer: VendorAnswer,
	outcome: 'created' | 'updated',
	plan: RecordPlan,
): WriteResult {
	if (!answer.ok) return answer;
	const { data } = readAnswer(documentSchema, answer.response.body);
	return { ok: true, outcome, id: data.id, plan, refused: [] };
}

/** Whether a write may do without its phone number and external id. */
export function isAboutIdentifier({ status, field }: VendorFailure): boolean {
	return status === 409 || (status === 400 && field !== null && IDENTIFIERS.has(field));
}

function withoutIdentifiers(item: Planned): [Planned, readonly string[]] {
	const refused = Object.keys(item.plan.values).filter((field) => IDENTIFIERS.has(field));
	const writes = item.write.writes.filter(({ field }) => !refused.includes(field));
	const values = Object.fromEntries(
		Object.entries(item.plan.values).filter(([field]) => !refused.includes(field)),
	);
	return [{ ...item, write: { ...item.write, writes }, plan: { ...item.plan, values } }, refused];
}
