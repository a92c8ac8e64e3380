import type { RecordedCommission } from '../../model/commission';
import type { Conversion } from '../../ports/ledger-store';
import { chunks } from '../chunks';
import type { StoreQueries } from '../engine';
import { commissionRow } from './commission-rows';
import { newRows } from './new-rows';

/** Adds commissions; one that is already there is left as it is. */
export async function writeCommissions(
	tx: StoreQueries,
	conversion: Conversion | null,
	commissions: readonly RecordedCommission[],
): Promise<void> {
	if (conversion === null) return;
	const fresh = await newRows(
		commissions.map((commission) => commissionRow(commission, conversion)),
		(row) => row.commission_id,
		'commission',
		(ids) =>
			tx
				.selectFrom('commissions')
				.select(['commission_id as id', 'record_hash'])
				.where('commission_id', 'in', ids)
				.execute(),
	);
	for (const part of chunks(fresh)) await tx.insertInto('commissions').values(part).execute();
}
