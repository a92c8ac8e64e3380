import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../lib/kernel';
import type { AffiliateStore } from '../../../lib/ports/store';
import { anAffiliate, AFFILIATE_ID, aProgramme, eur, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import {
	aBookedCommission,
	aRecordedRefund,
	aSale,
	aTransfer,
	commissionId,
	keyOf,
	recordWrite,
	reverseWrite,
	type Sale,
} from './ledger-writes';
import { bookApproved, claimAll, registerAffiliate, request } from './payout-writes';
import { unprotect } from './tamper';

const SEALED_AT = '2026-12-01T00:00:00.000Z';
const OTHER_PROGRAMME = 'prg_other';

/** Entries of one approved commission: itself, two moves, two transactions. */
const ENTRIES_EACH = 5;

async function book(store: AffiliateStore, count: number): Promise<void> {
	for (let index = 0; index < count; index += 1) {
		await bookApproved(store, aSale({ orderId: `order-${index}` }));
	}
}

/** Adds 1.00 to a commission by an order edit. */
async function adjust(store: AffiliateStore, sale: Sale): Promise<void> {
	const { line } = aBookedCommission(sale);
	await store.ledger.decide(keyOf(sale), () => ({
		write: {
			adjustments: [
				{
					adjustmentId: `adj_${sale.orderId}`,
					commissionId: commissionId(sale),
					kind: 'edit',
					amount: eur('1.00'),
					baseChange: eur('10.00'),
					cause: 'version 2',
					line,
					trace: [],
					actor: 'system',
					at: sale.at,
				},
			],
			transactions: [
				aTransfer(
					sale,
					'adjust',
					[`expense:${PROGRAMME_ID}`, `approved:${sale.affiliateId}`],
					eur('1.00'),
					'version 2',
				),
			],
		},
		result: null,
	}));
}

describeStores('A hash chain', (engine) => {
	it('of a programme without entries is empty', async () => {
		const { chain } = await engine.open();
		const empty = { programmeId: PROGRAMME_ID, position: 0, hash: null, sealedAt: null };
		expect(await chain.head(PROGRAMME_ID)).toEqual(empty);
		expect(await chain.seal(PROGRAMME_ID, SEALED_AT)).toEqual(empty);
		expect(await chain.verify(PROGRAMME_ID)).toEqual({
			...empty,
			checked: 0,
			firstMismatch: null,
			unsealed: 0,
		});
	});

	it('links every entry of the ledger once, and only what is new the next time', async () => {
		const store = await engine.open();
		await book(store, 2);
		await adjust(store, aSale({ orderId: 'order-1' }));
		const sealed = 2 * ENTRIES_EACH + 2;
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({ position: 0, unsealed: sealed });
		const head = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		expect(head).toMatchObject({ position: sealed, sealedAt: SEALED_AT });
		expect(await store.chain.seal(PROGRAMME_ID, '2027-01-01T00:00:00.000Z')).toEqual(head);
		await bookApproved(store, aSale({ orderId: 'later' }));
		expect(await store.chain.verify(PROGRAMME_ID)).toEqual({
			...head,
			checked: sealed,
			firstMismatch: null,
			unsealed: ENTRIES_EACH,
		});
		const next = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		expect(next.position).toBe(sealed + ENTRIES_EACH);
		expect(await store.chain.head(PROGRAMME_ID)).toEqual(next);
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			checked: next.position,
			firstMismatch: null,
			unsealed: 0,
		});
	});

	it('can be computed again by anybody from its rows', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await book(store, 2);
		const head = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		let previous = '0'.repeat(64);
		const rows = await workspace.execute('select * from chain_entries order by position');
		for (const row of rows) {
			const link = canonicalJson({
				programmeId: PROGRAMME_ID,
				position: Number(row.position),
				kind: row.kind,
				entryId: row.entry_id,
				recordHash: row.record_hash,
			});
			previous = createHash('sha256').update(`${previous}\n${link}`).digest('hex');
			expect(row.hash).toBe(previous);
		}
		expect(head.hash).toBe(previous);
		expect(rows.slice(0, 2).map((row) => row.kind)).toEqual(['commission', 'commission']);
	});

	it('of one programme knows nothing of another', async () => {
		const store = await engine.open();
		const other = aSale({ orderId: 'other' });
		await book(store, 1);
		const write = recordWrite(other, { programmeId: OTHER_PROGRAMME });
		const [commission] = write.commissions ?? [];
		if (commission === undefined) throw new Error('The sale has a commission');
		await store.ledger.decide(keyOf(other), () => ({
			write: { ...write, commissions: [{ ...commission, programmeId: OTHER_PROGRAMME }] },
			result: null,
		}));
		expect(await store.chain.seal(PROGRAMME_ID, SEALED_AT)).toMatchObject({ position: 5 });
		expect(await store.chain.head(OTHER_PROGRAMME)).toMatchObject({ position: 0 });
		expect(await store.chain.seal(OTHER_PROGRAMME, SEALED_AT)).toMatchObject({ position: 3 });
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({ checked: 5, unsealed: 0 });
	});

	it('made on the same ledger gives the same head', async () => {
		const heads = [];
		for (let index = 0; index < 2; index += 1) {
			const store = await engine.open();
			await book(store, 3);
			heads.push(await store.chain.seal(PROGRAMME_ID, SEALED_AT));
		}
		expect(heads[0]).toEqual(heads[1]);
	});

	it('sealed by several at once links every entry once', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const other = engine.isStandIn() ? store : await workspace.open();
		await book(store, 6);
		await Promise.all([
			...Array.from({ length: 6 }, (_, index) =>
				(index % 2 === 0 ? store : other).chain.seal(PROGRAMME_ID, SEALED_AT),
			),
			bookApproved(store, aSale({ orderId: 'meanwhile' })),
		]);
		const head = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		expect(head.position).toBe(7 * ENTRIES_EACH);
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			checked: 7 * ENTRIES_EACH,
			firstMismatch: null,
			unsealed: 0,
		});
	});

	it('goes on over payouts and reversals', async () => {
		const store = await engine.open();
		await registerAffiliate(store, AFFILIATE_ID);
		await book(store, 2);
		await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		await store.payouts.claim(request('2026-11'), claimAll('2026-11'));
		const sale = aSale({ orderId: 'order-0' });
		await store.ledger.decide(keyOf(sale), () => ({
			write: reverseWrite(sale, 'approved', eur('3.00'), 'refund-1'),
			result: null,
		}));
		// A move and a transaction for each of two commissions, and the reversal.
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({ unsealed: 5 });
		await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			checked: 15,
			firstMismatch: null,
		});
	});

	it('still verifies when personal data was erased', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await store.registry.saveProgramme(aProgramme());
		await registerAffiliate(store, AFFILIATE_ID);
		await book(store, 1);
		const sale = aSale({ orderId: 'order-0' });
		await store.ledger.decide(keyOf(sale), () => ({
			write: { refunds: [aRecordedRefund(sale)] },
			result: null,
		}));
		const head = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		await store.registry.saveAffiliate(
			anAffiliate({ code: AFFILIATE_ID, name: 'Erased', email: null, phone: null }),
		);
		await unprotect(workspace, 'refunds', 'payout_profiles');
		await workspace.execute("update refunds set refund = ''");
		await workspace.execute("update payout_profiles set record = ''");
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			hash: head.hash,
			checked: ENTRIES_EACH,
			firstMismatch: null,
		});
	});

	it('is sealed and verified page by page, however long it is', async () => {
		const store = await engine.open();
		const sale = aSale({ amount: eur('100.00') });
		await bookApproved(store, sale);
		const parts = Array.from({ length: 5_200 }, (_, index) =>
			reverseWrite(sale, 'approved', eur('0.01'), `refund-${index}`),
		);
		await store.ledger.decide(keyOf(sale), () => ({
			write: { transactions: parts.flatMap(({ transactions = [] }) => transactions) },
			result: null,
		}));
		const head = await store.chain.seal(PROGRAMME_ID, SEALED_AT);
		expect(head.position).toBe(ENTRIES_EACH + 5_200);
		expect(await store.chain.verify(PROGRAMME_ID)).toMatchObject({
			checked: head.position,
			firstMismatch: null,
			unsealed: 0,
		});
	}, 60_000);
});
