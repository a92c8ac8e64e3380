import { affiliateSchema, type Affiliate } from '../../model/affiliate';
import { affiliateTraits } from '../../model/trait';
import type { RegistryStore } from '../../ports/store';
import type { StoreContext, StoreQueries } from '../engine';
import { replaceTraits } from '../fraud/traits-write';
import type { WorkspaceKeys } from '../keys/workspace-keys';
import type { AffiliatesTable } from '../tables';
import { replaceSites, rowBySite } from './affiliate-sites';
import { readRecord, recordText } from './read-record';
import { codeKey, saveCoded } from './save-coded';
import { requireNoCircle, uplineRows } from './upline';

type AffiliateRecords = Pick<
	RegistryStore,
	'saveAffiliate' | 'affiliate' | 'affiliateByCode' | 'affiliates' | 'affiliateBySite' | 'upline'
>;

/**
 * Affiliates; name, e-mail addresses, phone and address are sealed at rest, and hashes of them kept
 * to compare people by. Saving throws `code_taken`, `site_taken` for a host of somebody else, and
 * `affiliate_circle` for a parent whom the affiliate recruited itself.
 */
export function affiliateRecords(context: StoreContext): AffiliateRecords {
	const { engine, keys } = context;
	const read = (row: AffiliatesTable): Affiliate => affiliateOfRow(keys, row);
	return {
		saveAffiliate: (affiliate) =>
			saveCoded(context, 'affiliates', affiliate.affiliateId, affiliate, async (tx, columns) => {
				await requireNoCircle(context, tx, affiliate);
				await replaceSites(tx, affiliate);
				await replaceTraits(
					tx,
					{ affiliateId: affiliate.affiliateId, source: 'record', at: affiliate.updatedAt },
					affiliateTraits(affiliate, (purpose, value) => keys.keyedHash(purpose, value)),
				);
				const { name, email, payoutEmail, phone, address, ...open } = affiliate;
				const personal = JSON.stringify({ name, email, payoutEmail, phone, address });
				const row = {
					...columns,
					record: recordText(open),
					personal: keys.seal(placeOf(affiliate.affiliateId), personal),
				};
				return await tx
					.insertInto('affiliates')
					.values(row)
					.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
					.execute();
			}),
		affiliate: (affiliateId) => engine.query((db) => loadAffiliate(db, keys, affiliateId)),
		async affiliateByCode(code) {
			const row = await engine.query((db) =>
				db
					.selectFrom('affiliates')
					.selectAll()
					.where('code_key', '=', codeKey(code))
					.executeTakeFirst(),
			);
			return row === undefined ? null : read(row);
		},
		async affiliates(limit) {
			const rows = await engine.query((db) =>
				db
					.selectFrom('affiliates')
					.selectAll()
					.orderBy('created_at')
					.orderBy('id')
					.limit(limit)
					.execute(),
			);
			return rows.map(read);
		},
		async affiliateBySite(host) {
			const row = await engine.query((db) => rowBySite(db, host));
			return row === undefined ? null : read(row);
		},
		upline: async (affiliateId, depth) =>
			(await engine.read((tx) => uplineRows(tx, affiliateId, depth))).map(read),
	};
}

export async function loadAffiliate(
	db: StoreQueries,
	keys: WorkspaceKeys,
	affiliateId: string,
): Promise<Affiliate | null> {
	const row = await db
		.selectFrom('affiliates')
		.selectAll()
		.where('id', '=', affiliateId)
		.executeTakeFirst();
	return row === undefined ? null : affiliateOfRow(keys, row);
}

function affiliateOfRow(keys: WorkspaceKeys, row: AffiliatesTable): Affiliate {
	const personal = JSON.parse(keys.open(placeOf(row.id), row.personal)) as object;
	return readRecord(affiliateSchema, 'affiliate', row, { ...personal });
}

function placeOf(affiliateId: string): string {
	return `affiliate:${affiliateId}`;
}
