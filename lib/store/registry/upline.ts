import { AffiliateError } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { StoreContext, StoreQueries } from '../engine';
import type { AffiliatesTable } from '../tables';

/** Who changes who recruited whom holds this lock, so that no two saves close a circle together. */
const LOCK = 'affiliate-parents';

/** Those above an affiliate, nearest first; a circle or an unknown affiliate ends the list. */
export async function uplineRows(
	tx: StoreQueries,
	affiliateId: string,
	depth: number,
): Promise<AffiliatesTable[]> {
	const rows: AffiliatesTable[] = [];
	const seen = new Set([affiliateId]);
	let parentId = parentOf(await rowOf(tx, affiliateId));
	while (parentId !== null && rows.length < depth && !seen.has(parentId)) {
		seen.add(parentId);
		const row = await rowOf(tx, parentId);
		if (row === undefined) break;
		rows.push(row);
		parentId = parentOf(row);
	}
	return rows;
}

/** Throws `affiliate_circle` where an affiliate would be above itself. */
export async function requireNoCircle(
	{ engine }: StoreContext,
	tx: StoreQueries,
	{ affiliateId, code, parentId }: Affiliate,
): Promise<void> {
	if (parentId === null) return;
	await engine.lock(tx, LOCK);
	const above =
		parentId === affiliateId ? [] : await uplineRows(tx, parentId, Number.POSITIVE_INFINITY);
	if (parentId !== affiliateId && above.every((row) => row.id !== affiliateId)) return;
	throw new AffiliateError(`The affiliate '${code}' would be among those who recruited it`, {
		code: 'affiliate_circle',
		path: 'affiliate.parentId',
		hint: 'Choose a parent that the affiliate did not recruit itself, directly or further down.',
	});
}

async function rowOf(tx: StoreQueries, id: string): Promise<AffiliatesTable | undefined> {
	return await tx.selectFrom('affiliates').selectAll().where('id', '=', id).executeTakeFirst();
}

function parentOf(row: AffiliatesTable | undefined): string | null {
	if (row === undefined) return null;
	const { parentId } = JSON.parse(row.record) as { readonly parentId?: string | null };
	return parentId ?? null;
}
