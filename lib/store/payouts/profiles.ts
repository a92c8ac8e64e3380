import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import { payoutProfileSchema, type PayoutProfile } from '../../model/payout-profile';
import type { PayoutStore } from '../../ports/payout-store';
import { chunks } from '../chunks';
import type { StoreContext, StoreQueries } from '../engine';
import { profileTraits } from '../fraud/traits-of-profile';
import { replaceTraits } from '../fraud/traits-write';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writeAudit } from '../registry/audit';
import { recordHash } from '../registry/record-hash';
import type { PayoutProfilesTable } from '../tables';

type SavedProfile = Awaited<ReturnType<PayoutStore['saveProfile']>>;

type ProfileRow = Pick<PayoutProfilesTable, 'affiliate_id' | 'version' | 'record'>;

const KIND = 'payout_profile';

/**
 * Adds a version when anything but version and times differs from the newest one. The cooling
 * period of an account goes on through changes of anything else, and begins anew with the account
 * (C35, F34). Hashes of account and tax numbers are kept beside it, to find others who name them.
 */
export async function saveProfile(
	{ engine, keys, clock }: StoreContext,
	profile: PayoutProfile,
): Promise<SavedProfile> {
	const { version: _version, createdAt, accountChangedAt: _changedAt, ...content } = profile;
	const { affiliateId } = content;
	const hash = recordHash(keys, KIND, content);
	const accountHash = recordHash(keys, 'payout_account', content.account);
	return await engine.write(async (tx): Promise<SavedProfile> => {
		await engine.lock(tx, `payout-profile:${affiliateId}`);
		const newest = await newestRow(tx, affiliateId);
		if (newest?.content_hash === hash) {
			return { outcome: 'unchanged', profile: profileOfRow(keys, newest) };
		}
		const isSameAccount = newest?.account_hash === accountHash;
		const saved: PayoutProfile = {
			...content,
			version: (newest?.version ?? 0) + 1,
			createdAt,
			accountChangedAt: isSameAccount ? newest.account_changed_at : createdAt,
		};
		await tx
			.insertInto('payout_profiles')
			.values({
				affiliate_id: affiliateId,
				version: saved.version,
				method: saved.account.method,
				content_hash: hash,
				account_hash: accountHash,
				account_changed_at: saved.accountChangedAt,
				created_at: createdAt,
				record: keys.seal(placeOf(affiliateId, saved.version), JSON.stringify(toJson(saved))),
			})
			.execute();
		await replaceTraits(
			tx,
			{ affiliateId, source: 'profile', at: createdAt },
			profileTraits(saved, (purpose, value) => keys.keyedHash(purpose, value)),
		);
		const outcome = newest === undefined ? 'created' : 'updated';
		await writeAudit(tx, {
			kind: KIND,
			recordId: affiliateId,
			action: outcome,
			beforeHash: newest?.content_hash ?? null,
			afterHash: hash,
			at: clock.now(),
		});
		return { outcome, profile: saved };
	});
}

export async function newestProfile(
	{ engine, keys }: StoreContext,
	affiliateId: string,
): Promise<PayoutProfile | null> {
	return await engine.query((db) => loadNewestProfile(db, keys, affiliateId));
}

export async function loadNewestProfile(
	db: StoreQueries,
	keys: WorkspaceKeys,
	affiliateId: string,
): Promise<PayoutProfile | null> {
	const row = await newestRow(db, affiliateId);
	return row === undefined ? null : profileOfRow(keys, row);
}

/** Newest profiles of many affiliates, by affiliate id. */
export async function newestProfiles(
	tx: StoreQueries,
	keys: WorkspaceKeys,
	affiliateIds: readonly string[],
): Promise<Map<string, PayoutProfile>> {
	const profiles = new Map<string, PayoutProfile>();
	for (const part of chunks(affiliateIds)) {
		const newest = tx
			.selectFrom('payout_profiles')
			.select((select) => ['affiliate_id', select.fn.max('version').as('version')])
			.where('affiliate_id', 'in', part)
			.groupBy('affiliate_id');
		const rows = await tx
			.selectFrom('payout_profiles as p')
			.innerJoin(newest.as('n'), (join) =>
				join.onRef('n.affiliate_id', '=', 'p.affiliate_id').onRef('n.version', '=', 'p.version'),
			)
			.select(['p.affiliate_id', 'p.version', 'p.record'])
			.execute();
		for (const row of rows) profiles.set(row.affiliate_id, profileOfRow(keys, row));
	}
	return profiles;
}

async function newestRow(
	db: StoreQueries,
	affiliateId: string,
): Promise<PayoutProfilesTable | undefined> {
	return await db
		.selectFrom('payout_profiles')
		.selectAll()
		.where('affiliate_id', '=', affiliateId)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
}

function profileOfRow(keys: WorkspaceKeys, row: ProfileRow): PayoutProfile {
	const record = keys.open(placeOf(row.affiliate_id, row.version), row.record);
	return parseModel(payoutProfileSchema, JSON.parse(record), 'profile');
}

function placeOf(affiliateId: string, version: number): string {
	return `payout-profile:${affiliateId}:${version}`;
}
