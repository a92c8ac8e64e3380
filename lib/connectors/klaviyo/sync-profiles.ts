import {
	doneOutcome,
	failedOutcome,
	mergeWrites,
	type CrmFieldType,
	type FieldWrite,
	type RecordOutcome,
	type RecordWrite,
} from '../crm';
import { unansweredFailure, type VendorFailure } from '../vendor';
import type { KlaviyoClient } from './client';
import { klaviyoWords } from './describe-failure';
import { importProfiles } from './import-profiles';
import { phoneNumber } from './phone-number';
import { profileKey } from './profile';
import { sparseFields } from './profile-fields';
import { readProfiles } from './read-profiles';
import type { KlaviyoSettings } from './settings';
import { withTakenIdentifier } from './taken-identifiers';
import { profileTypes } from './value-types';
import { planned, writeProfile, type Planned, type WriteContext } from './write-profile';

/** One run against one account. */
export interface KlaviyoRun {
	readonly client: KlaviyoClient;
	readonly settings: KlaviyoSettings;
}

export interface SyncedProfiles {
	/** By e-mail address in lower case. */
	readonly outcomes: ReadonlyMap<string, RecordOutcome>;
	/** What was left out of a profile and why, by the same key. */
	readonly notes: ReadonlyMap<string, readonly string[]>;
}

/** Whether a profile that is not there is made. */
export type Creation = 'create' | 'never';

/**
 * Brings profiles to the wanted state and reports each one's own outcome. They are read first, because
 * Klaviyo cannot set a field only if it is empty, and because an update starts flows. Few are written
 * one by one, many with import jobs; what a job leaves open is written one by one after all.
 */
export async function syncProfiles(
	{ client, settings }: KlaviyoRun,
	writes: readonly RecordWrite[],
	creation: Creation = 'create',
): Promise<SyncedProfiles> {
	const sync = new ProfileSync();
	const merged = mergeWrites(
		writes.map(({ key, writes: fields }) => ({ key: profileKey(key), writes: fields })),
	).map((write) => sync.inKlaviyosForm(write));
	const fields = [...new Set(merged.flatMap((write) => write.writes.map(({ field }) => field)))];
	const query = { 'fields[profile]': sparseFields(fields) };
	const keys = merged.map(({ key }) => key);
	const { profiles, failures } = await readProfiles(client, keys, query);
	const types = profileTypes(merged, profiles.values(), settings.definitions);
	const items: Planned[] = [];
	for (const write of merged) {
		const failure = failures.get(write.key);
		const existing = profiles.get(write.key) ?? null;
		if (failure !== undefined) sync.fail(write.key, failure, []);
		else if (existing !== null || creation === 'create')
			items.push(planned(write, existing, types));
	}
	const perProfile = onePerProfile(items, types);
	const differing = [...new Set(perProfile.values())].filter(
		({ existing, plan }) => existing === null || Object.keys(plan.values).length > 0,
	);
	const context = { client, types };
	const single =
		differing.length < settings.bulkFrom
			? differing
			: await writeMany(context, differing, settings, sync);
	for (const item of single) await sync.writeOne(context, item);
	for (const { write } of items) {
		const item = perProfile.get(write.key);
		if (item !== undefined) sync.settle(write.key, item);
	}
	return sync;
}

/** Writes with import jobs; returns what is still to be written one by one. */
async function writeMany(
	context: WriteContext,
	items: readonly Planned[],
	settings: KlaviyoSettings,
	sync: ProfileSync,
): Promise<readonly Planned[]> {
	const taken = await withTakenIdentifier(context.client, items);
	const importable = items.filter((item) => !taken.has(item));
	const longest = settings.longestImportMilliseconds;
	const results = await importProfiles(context, importable, longest);
	const open: Planned[] = [...taken];
	const made: Planned[] = [];
	for (const item of importable) {
		const result = results.get(item.write.key) ?? { kind: 'open' };
		if (result.kind === 'open') open.push(item);
		else if (result.kind === 'failed') sync.fail(item.write.key, result.failure, sentValues(item));
		else if (item.existing === null) made.push(item);
		else sync.done(item, 'updated', item.existing.id);
	}
	// A job does not tell the ids of what it made, nor that it was made.
	const keys = made.map(({ write }) => write.key);
	const { profiles } = await readProfiles(context.client, keys, { 'fields[profile]': 'email' });
	for (const item of made) {
		const id = profiles.get(item.write.key)?.id;
		if (id === undefined) sync.fail(item.write.key, unansweredFailure(), []);
		else sync.done(item, 'created', id);
	}
	return open;
}

/** Several addresses may lead to one profile; it is written once. By address. */
function onePerProfile(
	items: readonly Planned[],
	types: ReadonlyMap<string, CrmFieldType>,
): Map<string, Planned> {
	const byId = new Map<string, Planned>();
	for (const item of items) {
		if (item.existing === null) continue;
		const before = byId.get(item.existing.id);
		if (before === undefined) {
			byId.set(item.existing.id, item);
			continue;
		}
		const { key } = before.write;
		const [write = before.write] = mergeWrites([before.write, { ...item.write, key }]);
		byId.set(item.existing.id, planned(write, before.existing, types));
	}
	return new Map(
		items.map((item) => [
			item.write.key,
			item.existing === null ? item : (byId.get(item.existing.id) ?? item),
		]),
	);
}

/** Collects what becomes of each profile. */
class ProfileSync implements SyncedProfiles {
	readonly outcomes = new Map<string, RecordOutcome>();

	readonly notes = new Map<string, string[]>();

	/** The key is how a profile is found, never what is changed; phone numbers are E.164. */
	inKlaviyosForm({ key, writes }: RecordWrite): RecordWrite {
		const usable = writes.flatMap((write): FieldWrite[] => {
			if (write.field === 'email') return [];
			if (write.field !== 'phone_number' || write.value === '') return [write];
			const value = phoneNumber(write.value);
			if (value !== null) return [{ ...write, value }];
			this.note(key, 'contact.phone_number: left out, because it has no country code (E.164)');
			return [];
		});
		return { key, writes: usable };
	}

	async writeOne(context: WriteContext, item: Planned): Promise<void> {
		const { key } = item.write;
		const result = await writeProfile(context, item);
		if (!result.ok) {
			this.fail(key, result.failure, sentValues(item));
			return;
		}
		this.done({ ...item, plan: result.plan }, result.outcome, result.id);
		for (const field of result.refused) {
			this.note(key, `contact.${field}: left out, because Klaviyo did not take it`);
		}
	}

	/** An address whose profile was written under another one, or was as wanted already. */
	settle(key: string, item: Planned): void {
		const outcome = this.outcomes.get(item.write.key);
		if (outcome !== undefined) this.outcomes.set(key, { ...outcome, key });
		else if (item.existing !== null) {
			this.outcomes.set(key, doneOutcome(key, 'unchanged', item.existing.id, item.plan));
		}
	}

	done(item: Planned, outcome: 'created' | 'updated' | 'unchanged', id: string): void {
		const { key } = item.write;
		this.outcomes.set(key, doneOutcome(key, outcome, id, item.plan));
	}

	fail(key: string, failure: VendorFailure, sent: readonly string[]): void {
		const words = klaviyoWords(failure, [key, ...sent]);
		this.outcomes.set(key, failedOutcome(key, failure, words));
	}

	private note(key: string, text: string): void {
		this.notes.set(key, [...(this.notes.get(key) ?? []), text]);
	}
}

function sentValues({ plan }: Planned): string[] {
	return Object.values(plan.values);
}
