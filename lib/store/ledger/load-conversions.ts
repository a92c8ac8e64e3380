import { sql } from 'kysely';
import type { Conversion } from '../../ports/ledger-store';
import type { StoreQueries } from '../engine';
import { conversionOfRow } from './conversion-rows';

/** Conversions with the record of their newest version beside the first one. */
export function conversionsWithVersion(tx: StoreQueries) {
	return tx
		.selectFrom('conversions as v')
		.leftJoin('conversion_versions as w', (join) =>
			join
				.onRef('w.conversion_id', '=', 'v.conversion_id')
				.on('w.sequence', '=', newestVersion(tx)),
		)
		.select(['v.conversion_id', 'v.record', 'w.record as version_record']);
}

/** Scalar subquery over the outer table `v` (conversions): row of its newest edited version. */
export function newestVersion(tx: StoreQueries) {
	return tx
		.selectFrom('conversion_versions as n')
		.select('n.sequence')
		.where('n.conversion_id', '=', sql.ref<string>('v.conversion_id'))
		.where('n.version', '>', 1)
		.orderBy('n.version', 'desc')
		.orderBy('n.sequence', 'desc')
		.limit(1);
}

/** The conversion as it stands now: its newest version. */
export function newestConversion(row: {
	readonly record: string;
	readonly version_record: string | null;
}): Conversion {
	return conversionOfRow({ record: row.version_record ?? row.record });
}
