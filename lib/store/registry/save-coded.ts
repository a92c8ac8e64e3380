import { AffiliateError } from '../../kernel';
import type { SaveOutcome } from '../../ports/store';
import type { StoreContext, StoreQueries } from '../engine';
import type { CodedTable } from '../tables';
import { writeAudit } from './audit';
import { recordHash } from './record-hash';

export type CodedTableName = 'programmes' | 'affiliates' | 'links' | 'coupons';

const KINDS: Readonly<Record<CodedTableName, string>> = {
	programmes: 'programme',
	affiliates: 'affiliate',
	links: 'link',
	coupons: 'coupon',
};

export interface CodedRecord {
	readonly code: string;
	readonly createdAt: string;
	readonly updatedAt: string;
}

type CodedColumns = Omit<CodedTable, 'record'>;

/** How codes are compared: without case. */
export function codeKey(code: string): string {
	return code.trim().toLowerCase();
}

/**
 * Saves a record that has a code: compares it by content (times aside), keeps the code unique and
 * the first `createdAt`, and notes the change. Throws `code_taken`.
 */
export async function saveCoded(
	{ engine, keys, clock }: StoreContext,
	table: CodedTableName,
	id: string,
	record: CodedRecord,
	upsert: (tx: StoreQueries, columns: CodedColumns) => Promise<unknown>,
): Promise<SaveOutcome> {
	const { createdAt, updatedAt, ...content } = record;
	const kind = KINDS[table];
	const hash = recordHash(keys, kind, content);
	return await engine.write(async (tx): Promise<SaveOutcome> => {
		const code = codeKey(record.code);
		const rows = await tx
			.selectFrom(table as 'programmes')
			.select(['id', 'code_key', 'created_at', 'content_hash'])
			.where((where) => where.or([where('id', '=', id), where('code_key', '=', code)]))
			.execute();
		const known = rows.find((row) => row.id === id);
		if (known?.content_hash === hash) return 'unchanged';
		if (rows.some((row) => row.code_key === code && row.id !== id)) throw codeTaken(kind, record);
		await upsert(tx, {
			id,
			code_key: code,
			created_at: known?.created_at ?? createdAt,
			updated_at: updatedAt,
			content_hash: hash,
		});
		const action = known === undefined ? 'created' : 'updated';
		await writeAudit(tx, {
			kind,
			recordId: id,
			action,
			beforeHash: known?.content_hash ?? null,
			afterHash: hash,
			at: clock.now(),
		});
		return action;
	});
}

function codeTaken(kind: string, record: CodedRecord): AffiliateError {
	return new AffiliateError(`The code '${record.code}' already belongs to another ${kind}`, {
		code: 'code_taken',
		path: `${kind}.code`,
		hint: 'Choose another code; upper and lower case count as the same.',
	});
}
