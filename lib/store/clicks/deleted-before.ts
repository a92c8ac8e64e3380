import type { Instant } from '../../kernel';
import type { StoreQueries } from '../engine';

const NAME = 'clicks_deleted_before';

/** Clicks before this moment have been deleted, or are being deleted; null: none ever were. */
export async function deletedBefore(db: StoreQueries): Promise<Instant | null> {
	const row = await db
		.selectFrom('store_meta')
		.select('value')
		.where('name', '=', NAME)
		.executeTakeFirst();
	return row?.value ?? null;
}

/** Never moves back. */
export async function moveDeletedBefore(tx: StoreQueries, before: Instant): Promise<void> {
	await tx
		.insertInto('store_meta')
		.values({ name: NAME, value: before })
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet({ value: before }).where('store_meta.value', '<', before),
		)
		.execute();
}
