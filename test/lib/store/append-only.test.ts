import { eur } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { aBinding, adjustWrite, aJournal, aRecordedDispute } from './ledger-entries';
import {
	aConversion,
	aRecordedRefund,
	aSale,
	approveWrite,
	commissionId,
	keyOf,
	recordWrite,
} from './ledger-writes';

/** A batch with two payouts, one of them with a number; the second one has no entries. */
const PAYOUT_ROWS = [
	`payout_batches (batch_id, batch_key, currency, method, status, total_minor, created_at, record)
		values ('bat_1', '2026-11', 'EUR', 'sepa', 'approved', 900, '2026-12-01', '')`,
	...['pay_1', 'pay_2'].map(
		(id, n) => `payouts (payout_id, batch_id, affiliate_id, currency, status, gross_minor,
			payable_minor, statement_number, created_at, record) values ('${id}', 'bat_1', 'aff_${n}',
			'EUR', 'claimed', 900, 900, ${n === 0 ? "'SB-1'" : 'null'}, '2026-12-01', '')`,
	),
	`payout_entries (payout_id, commission_id, amount_minor, currency)
		values ('pay_1', '${commissionId(aSale())}', 900, 'EUR')`,
	`payout_batch_moves (move_id, batch_id, to_status, reason, actor, at)
		values ('mov_b', 'bat_1', 'draft', 'claimed', 'Petra', '2026-12-01')`,
	`payout_moves (move_id, payout_id, to_status, reason, actor, at)
		values ('mov_p', 'pay_1', 'claimed', 'claimed', 'Petra', '2026-12-01')`,
	`payout_profiles (affiliate_id, version, method, content_hash, account_hash,
		account_changed_at, created_at, record) values ('aff_0', 1, 'sepa', '', '', '', '', '')`,
	`payout_policies (version, content_hash, created_at, record) values (1, '', '', '')`,
	`number_series (series, next_number) values ('SB-', 2)`,
	`chain_entries (programme_id, position, kind, entry_id, record_hash, hash, sealed_at)
		values ('prg', 1, 'move', 'mov_1', '', '', '')`,
	`fraud_policies (programme_id, version, content_hash, created_at, record)
		values ('prg', 1, '', '', '')`,
	`fraud_case_moves (case_id, to_status, actor, at) values ('cas_1', 'open', 'system', '')`,
	`order_claims (claim_id, programme_id, order_id, source, amount_minor, currency, received_at)
		values ('clm_1', 'prg', 'order-1', 'postback', 900, 'EUR', '')`,
];

describeStores('Recorded history', (engine) => {
	const filled = async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const sale = aSale();
		const applied = { status: 'applied' as const, base: eur('1.00'), net: eur('1.00') };
		const write = (content: ReturnType<typeof approveWrite>) =>
			store.ledger.decide(keyOf(sale), () => ({ write: content, result: null }));
		await write({ conversion: aConversion(sale, { outcome: 'held' }) });
		await write({ ...recordWrite(sale), refunds: [aRecordedRefund(sale, applied)] });
		await write(adjustWrite(sale, eur('1.00')));
		await write({ conversion: aConversion(sale, { version: 2 }), journal: aJournal() });
		await write({ disputes: [aRecordedDispute(sale)] });
		await write(approveWrite(sale));
		await store.ledger.bind(aBinding());
		await store.close();
		for (const row of PAYOUT_ROWS) await workspace.execute(`insert into ${row}`);
		return workspace;
	};

	/** One for all tests that change nothing, if the database does what they expect. */
	let refusing: ReturnType<typeof filled> | null = null;

	it.each([
		['postings', 'amount_minor = amount_minor + 1'],
		['ledger_transactions', "cause = 'another'"],
		['commission_moves', "to_status = 'paid'"],
		['commissions', 'amount_minor = 0'],
		['audit_entries', "at = '2000-01-01T00:00:00.000Z'"],
		['refunds', 'base_minor = 0'],
		['conversions', "content_hash = 'another'"],
		['conversion_versions', 'journal = null'],
		['commission_adjustments', 'amount_minor = 0'],
		['dispute_notices', "status = 'won'"],
		['customer_bindings', "affiliate_id = 'aff_other'"],
		['chain_entries', "hash = 'other'"],
		['payout_profiles', "method = 'paypal'"],
		['payout_policies', "content_hash = 'other'"],
		['payout_batch_moves', "reason = 'other'"],
		['payout_moves', "reason = 'other'"],
		['payout_entries', 'amount_minor = 0'],
		['payout_batches', "currency = 'USD'"],
		['payout_batches', 'total_minor = 0'],
		['payout_batches', "record = 'other'"],
		['payouts', "record = 'other'"],
		['payouts', 'payable_minor = 0'],
		['payouts', "affiliate_id = 'aff_other'"],
		['payouts', 'statement_number = null'],
		['payouts', "statement_number = 'SB-2'"],
		['number_series', 'next_number = 1'],
		['fraud_policies', "record = 'other'"],
		['fraud_case_moves', "to_status = 'cleared'"],
		['order_claims', 'amount_minor = 0'],
	])('refuses to change or remove a row of %s', async (table, change) => {
		const workspace = await (refusing ??= filled());
		const rows = () => workspace.execute(`select * from ${table}`);
		const before = await rows();
		expect(before.length).toBeGreaterThan(0);
		await expect(workspace.execute(`update ${table} set ${change}`)).rejects.toThrow(
			`append-only: ${table}`,
		);
		// A foreign key may be the first to object; what counts is that nothing is removed.
		await expect(workspace.execute(`delete from ${table}`)).rejects.toThrow(
			/append-only|foreign key|FOREIGN KEY/,
		);
		expect(await rows()).toEqual(before);
	});

	it('lets a payout move on and get its number once', async () => {
		const workspace = await filled();
		await workspace.execute("update payouts set status = 'paid' where payout_id = 'pay_1'");
		await workspace.execute(
			"update payouts set statement_number = 'SB-3' where payout_id = 'pay_2'",
		);
		await workspace.execute("update payout_batches set status = 'sent'");
		await workspace.execute('update number_series set next_number = next_number + 1');
		const same = "update payouts set statement_number = 'SB-1' where payout_id = 'pay_2'";
		await expect(workspace.execute(same)).rejects.toThrow();
		expect(
			await workspace.execute('select status, statement_number from payouts order by payout_id'),
		).toEqual([
			{ status: 'paid', statement_number: 'SB-1' },
			{ status: 'claimed', statement_number: 'SB-3' },
		]);
	});

	it.each(['postings', 'audit_entries', 'refunds', 'payout_entries', 'number_series'])(
		'refuses to remove %s',
		async (table) => {
			const workspace = await filled();
			await expect(workspace.execute(`delete from ${table}`)).rejects.toThrow(
				`append-only: ${table}`,
			);
		},
	);

	if (engine.kind === 'postgres') {
		it('refuses to empty a table at once', async () => {
			const workspace = await (refusing ??= filled());
			for (const table of [
				'postings',
				'conversion_versions',
				'payout_moves, payout_entries',
				'order_claims',
			]) {
				await expect(workspace.execute(`truncate ${table}`)).rejects.toThrow('append-only');
			}
		});
	}
});
