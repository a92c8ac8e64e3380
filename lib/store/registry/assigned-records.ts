import type { z } from 'zod/v4';
import { AffiliateError } from '../../kernel';
import { toJson } from '../../model/json';
import type { SaveOutcome } from '../../ports/store';
import type { StoreContext, StoreQueries } from '../engine';
import { writeAudit } from './audit';
import { readRecord, recordText } from './read-record';
import { codeKey, saveCoded, type CodedRecord } from './save-coded';

type AssignedTableName = 'links' | 'coupons';

interface AssignedRecord extends CodedRecord {
	readonly programmeId: string;
	readonly affiliateId: string;
}

export interface AssignedFilter {
	readonly affiliateId?: string;
	readonly programmeId?: string;
	readonly limit: number;
}

/** What belongs to an affiliate of a programme and has a code: links and coupons. */
export interface AssignedRecords<Entry> {
	save(id: string, entry: Entry): Promise<SaveOutcome>;
	byCode(code: string): Promise<Entry | null>;
	list(filter: AssignedFilter): Promise<Entry[]>;
	/** `isUsed` looks at the history that would lose its meaning. Throws `record_in_use`. */
	remove(
		code: string,
		isUsed: (tx: StoreQueries, row: { id: string; code_key: string }) => Promise<boolean>,
	): Promise<boolean>;
}

export function assignedRecords<Schema extends z.ZodType<AssignedRecord>>(
	context: StoreContext,
	table: AssignedTableName,
	kind: 'link' | 'coupon',
	schema: Schema,
): AssignedRecords<z.output<Schema>> {
	const { engine } = context;
	return {
		save: (id, entry) =>
			saveCoded(context, table, id, entry, (tx, columns) => {
				const row = {
					...columns,
					programme_id: entry.programmeId,
					affiliate_id: entry.affiliateId,
					record: recordText(toJson<AssignedRecord>(entry)),
				};
				return tx
					.insertInto(table)
					.values(row)
					.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
					.execute();
			}),
		async byCode(code) {
			const row = await engine.query((db) =>
				db.selectFrom(table).selectAll().where('code_key', '=', codeKey(code)).executeTakeFirst(),
			);
			return row === undefined ? null : readRecord(schema, kind, row);
		},
		async list({ affiliateId, programmeId, limit }) {
			const rows = await engine.query((db) => {
				let query = db.selectFrom(table).selectAll();
				if (affiliateId !== undefined) query = query.where('affiliate_id', '=', affiliateId);
				if (programmeId !== undefined) query = query.where('programme_id', '=', programmeId);
				return query.orderBy('created_at').orderBy('id').limit(limit).execute();
			});
			return rows.map((row) => readRecord(schema, kind, row));
		},
		remove: (code, isUsed) => removeAssigned(context, table, kind, code, isUsed),
	};
}

async function removeAssigned(
	{ engine, clock }: StoreContext,
	table: AssignedTableName,
	kind: 'link' | 'coupon',
	code: string,
	isUsed: (tx: StoreQueries, row: { id: string; code_key: string }) => Promise<boolean>,
): Promise<boolean> {
	return await engine.write(async (tx) => {
		const row = await tx
			.selectFrom(table)
			.select(['id', 'code_key', 'content_hash'])
			.where('code_key', '=', codeKey(code))
			.executeTakeFirst();
		if (row === undefined) return false;
		if (await isUsed(tx, row)) {
			throw new AffiliateError(`The ${kind} '${code}' has been used and cannot be removed`, {
				code: 'record_in_use',
				path: `${kind}.code`,
				hint: 'Pause it instead; its history stays readable.',
			});
		}
		await tx.deleteFrom(table).where('id', '=', row.id).execute();
		await writeAudit(tx, {
			kind,
			recordId: row.id,
			action: 'deleted',
			beforeHash: row.content_hash,
			afterHash: null,
			at: clock.now(),
		});
		return true;
	});
}
