import { affiliateSchema, type Affiliate } from '../../model/affiliate';
import type { RegistryStore } from '../../ports/store';
import type { StoreContext } from '../engine';
import type { AffiliatesTable } from '../tables';
import { readRecord, recordText } from './read-record';
import { codeKey, saveCoded } from './save-coded';
import { requireNoCircle, uplineRows } from './upline';

type AffiliateRecords = Pick<
	RegistryStore,
	'saveAffiliate' | 'affiliate' | 'affiliateByCode' | 'affiliates' | 'upline'
>;

/**
 * Affiliates; name, e-mail addresses and phone are sealed at rest. Saving throws `code_taken`, and
 * `affiliate_circle` for a parent whom the affiliate recruited itself.
 */
export function affiliateRecords(context: StoreContext): AffiliateRecords {
	const { engine, keys } = context;
	const read = (row: AffiliatesTable): Affiliate => {
		const personal = JSON.parse(keys.open(placeOf(row.id), row.personal)) as object;
		return readRecord(affiliateSchema, 'affiliate', row, { ...personal });
	};
	return {
		saveAffiliate: (affiliate) =>
			saveCoded(context, 'affiliates', affiliate.affiliateId, affiliate, async (tx, columns) => {
				await requireNoCircle(context, tx, affiliate);
				const { name, email, payoutEmail, phone, ...open } = affiliate;
				const personal = JSON.stringify({ name, email, payoutEmail, phone });
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
		async affiliate(affiliateId) {
			const row = await engine.query((db) =>
				db.selectFrom('affiliates').selectAll().where('id', '=', affiliateId).executeTakeFirst(),
			);
			return row === undefined ? null : read(row);
		},
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
		upline: async (affiliateId, depth) =>
			(await engine.read((tx) => uplineRows(tx, affiliateId, depth))).map(read),
	};
}

function placeOf(affiliateId: string): string {
	return `affiliate:${affiliateId}`;
}
