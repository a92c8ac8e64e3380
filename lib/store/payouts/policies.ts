import { toJson } from '../../model/json';
import { parseModel } from '../../model/parse';
import { payoutPolicySchema, type PayoutPolicy } from '../../model/payout-profile';
import type { PayoutStore } from '../../ports/payout-store';
import type { StoreContext, StoreQueries } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writeAudit } from '../registry/audit';
import { recordHash } from '../registry/record-hash';
import type { PayoutPoliciesTable } from '../tables';

type SavedPolicy = Awaited<ReturnType<PayoutStore['savePolicy']>>;

const KIND = 'payout_policy';

/** Adds a version when anything but version and time differs from the newest one. */
export async function savePolicy(
	{ engine, keys, clock }: StoreContext,
	policy: PayoutPolicy,
): Promise<SavedPolicy> {
	const { version: _version, createdAt, ...content } = policy;
	const hash = recordHash(keys, KIND, content);
	return await engine.write(async (tx): Promise<SavedPolicy> => {
		await engine.lock(tx, 'payout-policy');
		const newest = await newestRow(tx);
		if (newest?.content_hash === hash) {
			return { outcome: 'unchanged', policy: policyOfRow(keys, newest) };
		}
		const saved: PayoutPolicy = { ...content, version: (newest?.version ?? 0) + 1, createdAt };
		await tx
			.insertInto('payout_policies')
			.values({
				version: saved.version,
				content_hash: hash,
				created_at: createdAt,
				record: keys.seal(placeOf(saved.version), JSON.stringify(toJson(saved))),
			})
			.execute();
		const outcome = newest === undefined ? 'created' : 'updated';
		await writeAudit(tx, {
			kind: KIND,
			recordId: 'workspace',
			action: outcome,
			beforeHash: newest?.content_hash ?? null,
			afterHash: hash,
			at: clock.now(),
		});
		return { outcome, policy: saved };
	});
}

export async function newestPolicy({ engine, keys }: StoreContext): Promise<PayoutPolicy | null> {
	const row = await engine.query(newestRow);
	return row === undefined ? null : policyOfRow(keys, row);
}

async function newestRow(db: StoreQueries): Promise<PayoutPoliciesTable | undefined> {
	return await db
		.selectFrom('payout_policies')
		.selectAll()
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
}

function policyOfRow(keys: WorkspaceKeys, row: PayoutPoliciesTable): PayoutPolicy {
	const record = keys.open(placeOf(row.version), row.record);
	return parseModel(payoutPolicySchema, JSON.parse(record), 'policy');
}

function placeOf(version: number): string {
	return `payout-policy:${version}`;
}
