import type { Journal } from '../../model/journal';
import type { Conversion } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import { conversionRow } from './conversion-rows';
import { ledgerConflict } from './ledger-conflict';
import { versionRow } from './version-rows';

/**
 * Adds the next version of an edited order; earlier ones stay. The version that is the newest
 * already is a repeat when it is the same, else a conflict.
 */
export async function writeNextVersion(
	tx: StoreQueries,
	known: Conversion | null,
	next: Conversion,
	journal: Journal | null,
): Promise<void> {
	const isSameOrder = known?.conversionId === next.conversionId;
	if (isSameOrder && known.version === next.version) {
		if (conversionRow(known).record_hash !== conversionRow(next).record_hash) throw taken(next);
	} else if (!isSameOrder || known.version !== next.version - 1) {
		throw ledgerConflict(
			`Version ${next.version} of the order '${next.orderNumber}' does not follow on ` +
				`version ${known?.version ?? 0}`,
			{ conversionId: next.conversionId },
		);
	}
	await addVersion(tx, next, journal);
	await findByNewest(tx, next);
}

/**
 * Orders are found by what their newest version says: an edit may bring the first credit, and with
 * it programme and customer. What the first version recorded stays in its record.
 */
async function findByNewest(tx: StoreQueries, next: Conversion): Promise<void> {
	const row = conversionRow(next);
	await tx
		.updateTable('conversions')
		.set({
			programme_id: row.programme_id,
			customer_key: row.customer_key,
			subscription_id: row.subscription_id,
			outcome: row.outcome,
			reason: row.reason,
			credited_affiliate_id: row.credited_affiliate_id,
			credited_programme_id: row.credited_programme_id,
		})
		.where('conversion_id', '=', next.conversionId)
		.execute();
}

/** Adds a row unless the very same one is there. The latest row of a version holds. */
export async function addVersion(
	tx: StoreQueries,
	conversion: Conversion,
	journal: Journal | null,
): Promise<void> {
	await tx
		.insertInto('conversion_versions')
		.values(versionRow(conversion, journal))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** An edited order takes its first version only as a repeat. */
export async function requireFirstVersion(tx: StoreQueries, first: Conversion): Promise<void> {
	const stored = await tx
		.selectFrom('conversions')
		.select('record_hash')
		.where('conversion_id', '=', first.conversionId)
		.executeTakeFirst();
	if (stored?.record_hash !== conversionRow(first).record_hash) throw taken(first);
}

function taken({ conversionId, orderNumber, version }: Conversion) {
	return ledgerConflict(
		`Version ${version} of the order '${orderNumber}' is already recorded with other content`,
		{ conversionId },
	);
}
