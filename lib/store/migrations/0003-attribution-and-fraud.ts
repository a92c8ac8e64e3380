import { addColumns } from './add-columns';
import { refuse, refuseTruncate } from './append-only';
import { createTable } from './create-table';
import { fillOrderClicks } from './0003-attribution-and-fraud/fill-order-clicks';
import { FRAUD_TABLES } from './0003-attribution-and-fraud/fraud-tables';
import { JOURNEY_TABLES } from './0003-attribution-and-fraud/journey-tables';
import type { StoreMigration } from './migration-target';

const APPEND_ONLY = ['fraud_policies', 'fraud_case_moves', 'order_claims'];

const NEW_INDEXES: ReadonlyArray<readonly [string, string, readonly string[]]> = [
	['clicks_ix6', 'clicks', ['journey_id', 'occurred_at']],
	['clicks_ix7', 'clicks', ['address_hash', 'occurred_at']],
];

/** Journeys, fraud cases, and what both are decided from. */
export const attributionAndFraud: StoreMigration = async (tx, target) => {
	await addColumns(tx, target, 'clicks', {
		address_hash: { type: 'text?' },
		journey_id: { type: 'text?' },
		medium: { type: 'text', default: 'web' },
		opening: { type: 'text', default: 'unknown' },
		network_kinds: { type: 'text', default: '[]' },
	});
	for (const table of [...JOURNEY_TABLES, ...FRAUD_TABLES]) await createTable(tx, target, table);
	await fillOrderClicks(tx, target);
	const db = target.schema === null ? tx : tx.withSchema(target.schema);
	for (const [name, table, columns] of NEW_INDEXES) {
		await db.schema
			.createIndex(name)
			.on(table)
			.columns([...columns])
			.execute();
	}
	for (const table of APPEND_ONLY) {
		await refuse(tx, target, { table, event: 'update' });
		await refuse(tx, target, { table, event: 'delete' });
		if (target.schema !== null) await refuseTruncate(tx, target.schema, table);
	}
};
