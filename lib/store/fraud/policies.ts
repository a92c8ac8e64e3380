import type { Instant } from '../../kernel';
import {
	fraudPolicySchema,
	type FraudPolicy,
	type RecordedFraudPolicy,
} from '../../model/fraud-policy';
import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import type { FraudStore } from '../../ports/fraud-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writeAudit } from '../registry/audit';
import { recordHash } from '../registry/record-hash';
import type { FraudPoliciesTable } from '../tables';

type SavedPolicy = Awaited<ReturnType<FraudStore['savePolicy']>>;

const KIND = 'fraud_policy';

/** Adds a version when the content differs from the newest one; of several savers one is first. */
export async function savePolicy(
	{ engine, keys, clock }: StoreContext,
	programmeId: string,
	policy: FraudPolicy,
	now: Instant,
): Promise<SavedPolicy> {
	const hash = recordHash(keys, KIND, policy);
	return await engine.write(async (tx): Promise<SavedPolicy> => {
		await engine.lock(tx, `fraud-policy:${programmeId}`);
		const newest = await newestRow(tx, programmeId);
		if (newest?.content_hash === hash) {
			return { outcome: 'unchanged', record: policyOfRow(keys, newest) };
		}
		const version = (newest?.version ?? 0) + 1;
		await tx
			.insertInto('fraud_policies')
			.values({
				programme_id: programmeId,
				version,
				content_hash: hash,
				created_at: now,
				record: keys.seal(placeOf(programmeId, version), JSON.stringify(toJson(policy))),
			})
			.execute();
		const outcome = newest === undefined ? 'created' : 'updated';
		await writeAudit(tx, {
			kind: KIND,
			recordId: programmeId,
			action: outcome,
			beforeHash: newest?.content_hash ?? null,
			afterHash: hash,
			at: clock.now(),
		});
		return { outcome, record: { programmeId, version, policy, createdAt: now } };
	});
}

export async function newestPolicy(
	{ engine, keys }: StoreContext,
	programmeId: string,
): Promise<RecordedFraudPolicy | null> {
	const row = await engine.query((db) => newestRow(db, programmeId));
	return row === undefined ? null : policyOfRow(keys, row);
}

async function newestRow(
	db: StoreQueries,
	programmeId: string,
): Promise<FraudPoliciesTable | undefined> {
	return await db
		.selectFrom('fraud_policies')
		.selectAll()
		.where('programme_id', '=', programmeId)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
}

function policyOfRow(keys: WorkspaceKeys, row: FraudPoliciesTable): RecordedFraudPolicy {
	const record = keys.open(placeOf(row.programme_id, row.version), row.record);
	return {
		programmeId: row.programme_id,
		version: row.version,
		policy: parseModel(fraudPolicySchema, JSON.parse(record), 'policy'),
		createdAt: row.created_at,
	};
}

function placeOf(programmeId: string, version: number): string {
	return `fraud-policy:${programmeId}:${version}`;
}
