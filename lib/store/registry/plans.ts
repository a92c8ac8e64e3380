import { AffiliateError } from '../../kernel';
import { toJson } from '../../model/json';
import { planSchema, type Plan } from '../../model/plan';
import type { RegistryStore, SaveOutcome } from '../../ports/store';
import type { StoreContext } from '../engine';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import { writeAudit } from './audit';
import { readRecord, recordText } from './read-record';
import { recordHash } from './record-hash';

type PlanStore = Pick<RegistryStore, 'savePlan' | 'plan' | 'plans' | 'planInEffect'>;

export function planStore(context: StoreContext): PlanStore {
	const { engine } = context;
	return {
		savePlan: (plan) => savePlan(context, plan),
		async plan(planId, version) {
			const row = await engine.query((db) =>
				db
					.selectFrom('plans')
					.selectAll()
					.where('plan_id', '=', planId)
					.where('version', '=', version)
					.executeTakeFirst(),
			);
			return row === undefined ? null : readRecord(planSchema, 'plan', row);
		},
		async plans(programmeId) {
			const rows = await engine.query((db) =>
				db
					.selectFrom('plans')
					.selectAll()
					.where('programme_id', '=', programmeId)
					.orderBy('effective_from')
					.orderBy('plan_id')
					.orderBy('version')
					.execute(),
			);
			return rows.map((row) => readRecord(planSchema, 'plan', row));
		},
		async planInEffect(programmeId, at) {
			const row = await engine.query((db) =>
				db
					.selectFrom('plans')
					.selectAll()
					.where('programme_id', '=', programmeId)
					.where('effective_from', '<=', at)
					.where((where) =>
						where.or([where('effective_to', 'is', null), where('effective_to', '>', at)]),
					)
					.orderBy('effective_from', 'desc')
					.orderBy('version', 'desc')
					.orderBy('plan_id')
					.executeTakeFirst(),
			);
			return row === undefined ? null : readRecord(planSchema, 'plan', row);
		},
	};
}

async function savePlan({ engine, keys, clock }: StoreContext, plan: Plan): Promise<SaveOutcome> {
	const hash = planHash(keys, plan);
	return await engine.write(async (tx): Promise<SaveOutcome> => {
		const known = await tx
			.selectFrom('plans')
			.select(['content_hash', 'record', 'created_at'])
			.where('plan_id', '=', plan.planId)
			.where('version', '=', plan.version)
			.executeTakeFirst();
		if (known !== undefined) {
			if (known.content_hash === hash) return 'unchanged';
			// Of a version from before plans had more fields, the hash lacks their defaults.
			if (planHash(keys, readRecord(planSchema, 'plan', known)) === hash) return 'unchanged';
			throw new AffiliateError(`Version ${plan.version} of the plan '${plan.name}' is taken`, {
				code: 'plan_version_taken',
				path: 'plan.version',
				hint: 'A version is never edited; save the change as the next version.',
			});
		}
		await tx
			.insertInto('plans')
			.values({
				plan_id: plan.planId,
				version: plan.version,
				programme_id: plan.programmeId,
				effective_from: plan.effectiveFrom,
				effective_to: plan.effectiveTo,
				created_at: plan.createdAt,
				content_hash: hash,
				record: recordText(toJson(plan)),
			})
			.execute();
		await writeAudit(tx, {
			kind: 'plan',
			recordId: `${plan.planId}@${plan.version}`,
			action: 'created',
			beforeHash: null,
			afterHash: hash,
			at: clock.now(),
		});
		return 'created';
	});
}

/** Of everything but the time of making. */
function planHash(keys: WorkspaceKeys, { createdAt: _createdAt, ...content }: Plan): string {
	return recordHash(keys, 'plan', content);
}
