import type { AffiliateStore } from '../../../lib/ports/store';
import { aSale, commissionId, conversionId } from './ledger-writes';
import type { TestWorkspace } from '../../support/stores';
import { bookApproved, registerAffiliate } from './payout-writes';

/**
 * Fills a workspace with approved commissions of 1.00 EUR for `aff_0` and on, each of an order
 * and customer of its own: rows are copied behind the back of the store, because booking them one
 * by one would take minutes. Content hashes of the copies are not right.
 */
export async function fillLedger(
	workspace: TestWorkspace,
	store: AffiliateStore,
	size: { affiliates: number; commissionsEach: number },
): Promise<void> {
	for (let index = 0; index < size.affiliates; index += 1) {
		await registerAffiliate(store, `aff_${index}`);
	}
	const sale = aSale({ orderId: 'first', affiliateId: 'aff_first' });
	await bookApproved(store, sale);
	const id = { conversion: conversionId(sale), commission: commissionId(sale) };
	const last = size.affiliates * size.commissionsEach - 1;
	const numbers = `with recursive numbers(n) as (
		select 0 union all select n + 1 from numbers where n < ${last})`;
	const affiliate = `'aff_' || (n % ${size.affiliates})`;
	await workspace.execute(`insert into conversions (conversion_id, kind, subscription_id, store_key,
			order_id, content_hash, programme_id, customer_key, ordered_at, recorded_at, outcome, reason,
			currency, base_minor, net_minor, credited_affiliate_id, credited_programme_id, record_hash,
			record)
		${numbers} select 'cnv_' || n, kind, subscription_id, store_key, 'order ' || n, content_hash,
			programme_id, 'customer ' || n, ordered_at, recorded_at, outcome, reason, currency,
			base_minor, net_minor, ${affiliate}, credited_programme_id, record_hash, record
		from conversions, numbers where conversion_id = '${id.conversion}'`);
	await workspace.execute(`insert into commissions (commission_id, conversion_id, programme_id,
			affiliate_id, ordered_at, created_at, amount_minor, currency, kind, credited_base_minor,
			record_hash, record)
		${numbers} select 'com_' || n, 'cnv_' || n, programme_id, ${affiliate}, ordered_at, created_at,
			100, currency, kind, credited_base_minor, record_hash, record
		from commissions, numbers where commission_id = '${id.commission}'`);
	await workspace.execute(`insert into commission_moves (move_id, commission_id, from_status,
			to_status, reason, actor, at, record_hash)
		${numbers} select 'mov_' || n, 'com_' || n, from_status, to_status, reason, actor, at,
			record_hash
		from commission_moves, numbers where commission_id = '${id.commission}'
			and to_status = 'approved'`);
	await workspace.execute(`insert into commission_heads (commission_id, move_id, status, hold_until)
		${numbers} select 'com_' || n, 'mov_' || n, status, hold_until
		from commission_heads, numbers where commission_id = '${id.commission}'`);
	await workspace.execute(`insert into ledger_transactions (transaction_id, kind, commission_id,
			cause, occurred_at, record_hash)
		${numbers} select 'txn_' || n, kind, 'com_' || n, cause, occurred_at, record_hash
		from ledger_transactions, numbers where commission_id = '${id.commission}'
			and kind = 'approve'`);
	for (const [account, amount] of [
		['pending', 100],
		['approved', -100],
	]) {
		await workspace.execute(`insert into postings (transaction_id, account, amount_minor, currency,
				occurred_at)
			select transaction_id, '${account}:' || c.affiliate_id, ${amount}, 'EUR', t.occurred_at
			from ledger_transactions as t inner join commissions as c
				on c.commission_id = t.commission_id
			where t.kind = 'approve' and t.commission_id <> '${id.commission}'`);
	}
}
