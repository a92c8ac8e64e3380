import { eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores, type TestWorkspace } from '../../support/stores';
import { aBookedCommission, aSale, aTransfer, commissionId, keyOf } from './ledger-writes';
import { bookApproved } from './payout-writes';
import { unprotect } from './tamper';

const SEALED_AT = '2026-12-01T00:00:00.000Z';

const LEDGER_TABLES = [
	'commissions',
	'commission_moves',
	'ledger_transactions',
	'postings',
	'commission_adjustments',
	'chain_entries',
];

const sale = aSale();
const OWN = `commission_id = '${commissionId(sale)}'`;
const approval = `transaction_id in (select transaction_id from ledger_transactions
	where ${OWN} and kind = 'approve')`;

describeStores('A ledger that was changed behind the back of the store', (engine) => {
	/** Two sealed commissions, the first of them adjusted, and no protection left. */
	const sealed = async (isSealed = true) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await bookApproved(store, sale);
		await store.ledger.decide(keyOf(sale), () => ({
			write: {
				adjustments: [
					{
						adjustmentId: 'adj_1',
						commissionId: commissionId(sale),
						kind: 'manual',
						amount: eur('1.00'),
						baseChange: eur('10.00'),
						cause: 'goodwill',
						line: aBookedCommission(sale).line,
						trace: [],
						actor: 'otto',
						at: sale.at,
					},
				],
				transactions: [
					aTransfer(
						sale,
						'adjust',
						[`expense:${PROGRAMME_ID}`, `approved:${sale.affiliateId}`],
						eur('1.00'),
						'goodwill',
					),
				],
			},
			result: null,
		}));
		await bookApproved(store, aSale({ orderId: 'order-2' }));
		if (isSealed) await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		await unprotect(workspace, ...LEDGER_TABLES);
		return { workspace, store };
	};

	it.each<[string, string, string]>([
		[
			'a posting',
			`update postings set amount_minor = amount_minor * 2 where ${approval}`,
			'transaction',
		],
		[
			'the account of a posting',
			`update postings set account = 'approved:aff_thief'
				where account like 'approved:%' and ${approval}`,
			'transaction',
		],
		[
			'the currency of a posting',
			`update postings set currency = 'no currency' where ${approval}`,
			'transaction',
		],
		[
			'the time of a posting',
			`update postings set occurred_at = '2020-01-01T00:00:00.000Z' where ${approval}`,
			'transaction',
		],
		[
			'one more posting',
			`insert into postings (transaction_id, account, amount_minor, currency, occurred_at)
				select transaction_id, account, 1, currency, occurred_at from postings
				where ${approval} and account like 'approved:%'`,
			'transaction',
		],
		['one posting less', `delete from postings where ${approval}`, 'transaction'],
		[
			'the kind of a transaction',
			`update ledger_transactions set kind = 'write_off' where ${OWN} and kind = 'approve'`,
			'transaction',
		],
		[
			'a move',
			`update commission_moves set actor = 'nobody' where ${OWN} and to_status = 'approved'`,
			'move',
		],
		[
			'a move that was given another hash',
			`update commission_moves set record_hash = 'x' where ${OWN} and to_status = 'approved'`,
			'move',
		],
		[
			'the amount of a commission',
			`update commissions set amount_minor = 1 where ${OWN}`,
			'commission',
		],
		[
			'the affiliate of a commission',
			`update commissions set affiliate_id = 'aff_thief' where ${OWN}`,
			'commission',
		],
		[
			'the base of a commission',
			`update commissions set credited_base_minor = 1 where ${OWN}`,
			'commission',
		],
		[
			'the record of a commission',
			`update commissions set record = replace(record, '10 %', '90 %') where ${OWN}`,
			'commission',
		],
		[
			'a record that is no JSON any more',
			`update commissions set record = '{' where ${OWN}`,
			'commission',
		],
		[
			'the programme of a commission',
			`update commissions set programme_id = 'prg_other' where ${OWN}`,
			'commission',
		],
		[
			'the amount of an adjustment',
			'update commission_adjustments set amount_minor = 900',
			'adjustment',
		],
		[
			'the record of an adjustment',
			`update commission_adjustments set record = replace(record, 'goodwill', 'badwill')`,
			'adjustment',
		],
	])('shows: %s', async (_what, change, kind) => {
		const { workspace, store } = await sealed();
		const before = await store.chain.verify(PROGRAMME_ID);
		expect(before).toMatchObject({ checked: before.position, firstMismatch: null });
		await workspace.execute(change);
		const { firstMismatch, checked } = await store.chain.verify(PROGRAMME_ID);
		expect(firstMismatch).toMatchObject({ kind, problem: 'content_changed' });
		expect(firstMismatch?.position).toBe(checked + 1);
	});

	it('shows an entry that is gone', async () => {
		const { workspace, store } = await sealed();
		const [row] = await workspace.execute(
			`select transaction_id from ledger_transactions where ${OWN} and kind = 'approve'`,
		);
		await workspace.execute(`delete from postings where ${approval}`);
		await workspace.execute(
			`delete from ledger_transactions where transaction_id = '${String(row?.transaction_id)}'`,
		);
		const { firstMismatch } = await store.chain.verify(PROGRAMME_ID);
		expect(firstMismatch).toMatchObject({
			kind: 'transaction',
			entryId: row?.transaction_id,
			problem: 'entry_missing',
		});
	});

	it('shows an entry that was slipped in as one that is not sealed', async () => {
		const { workspace, store } = await sealed();
		await workspace.execute(`insert into commission_moves (move_id, commission_id, from_status,
			to_status, reason, actor, at, record_hash) values ('mov_forged', '${commissionId(sale)}',
			'approved', 'paid', '', '', '${sale.at}', 'x')`);
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			firstMismatch: null,
			unsealed: 1,
		});
		await expect(store.chain.seal(PROGRAMME_ID, SEALED_AT)).rejects.toMatchObject({
			code: 'ledger_tampered',
			details: { kind: 'move', entryId: 'mov_forged' },
		});
	});

	it.each<[string, string, number]>([
		['a link', "update chain_entries set hash = 'x' where position = 4", 4],
		['what a link vouches for', "update chain_entries set record_hash = 'x' where position = 4", 4],
		['the kind of a link', "update chain_entries set kind = 'x' where position = 4", 4],
		['one link less', 'delete from chain_entries where position = 4', 5],
		['no beginning', 'delete from chain_entries where position = 1', 2],
	])('shows: %s', async (_what, change, position) => {
		const { workspace, store } = await sealed();
		await workspace.execute(change);
		const check = await store.chain.verify(PROGRAMME_ID);
		expect(check.firstMismatch).toMatchObject({ position, problem: 'link_broken' });
		expect(check.checked).toBeLessThan(position);
	});

	it('with a chain that was cut off at its end has another head than was published', async () => {
		const { workspace, store } = await sealed();
		const published = await store.chain.head(PROGRAMME_ID);
		await workspace.execute(`delete from chain_entries where position = ${published.position}`);
		const check = await store.chain.verify(PROGRAMME_ID);
		expect(check).toMatchObject({ firstMismatch: null, unsealed: 1 });
		expect(check.hash).not.toBe(published.hash);
	});

	it.each([
		['transaction', `update postings set amount_minor = 0 where ${approval}`],
		['commission', `update commissions set amount_minor = 1 where ${OWN}`],
		['move', `update commission_moves set reason = 'x' where ${OWN}`],
		['adjustment', "update commission_adjustments set cause = 'x'"],
	])('before it was sealed is not sealed: a %s', async (kind, change) => {
		const { workspace, store } = await sealed(false);
		await workspace.execute(change);
		await expect(store.chain.seal(PROGRAMME_ID, SEALED_AT)).rejects.toMatchObject({
			code: 'ledger_tampered',
			details: { kind },
		});
		expect(await store.chain.head(PROGRAMME_ID)).toMatchObject({ position: 0 });
	});
});

describeStores('A chain', (engine) => {
	it('is never changed by the store, nor by who has no right to change the schema', async () => {
		const workspace: TestWorkspace = await engine.workspace();
		const store = await workspace.open();
		await bookApproved(store, sale);
		await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		for (const change of ["update chain_entries set hash = 'x'", 'delete from chain_entries']) {
			await expect(workspace.execute(change)).rejects.toThrow('append-only: chain_entries');
		}
	});
});
