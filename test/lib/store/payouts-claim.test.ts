import { Client } from 'pg';
import { subtractMoney } from '../../../lib/kernel';
import type { PayoutWrite } from '../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import { schemaOf } from '../../../lib/store';
import { AFFILIATE_ID, eur } from '../../support/builders';
import { describeStores, type TestWorkspace } from '../../support/stores';
import {
	aMove,
	aSale,
	aTransfer,
	commissionId,
	keyOf,
	reverseWrite,
	type Sale,
} from './ledger-writes';
import {
	balanceOf,
	batchIdOf,
	bookApproved,
	claimAll,
	claimWrite,
	payoutIdOf,
	registerAffiliate,
	request,
} from './payout-writes';

const BEN = 'aff_ben';
const KEY = '2026-11';

/** A workspace with three approved commissions of two affiliates. */
async function opened(workspace: TestWorkspace): Promise<AffiliateStore> {
	const store = await workspace.open();
	await registerAffiliate(store, AFFILIATE_ID);
	await registerAffiliate(store, BEN);
	await bookApproved(store, aSale());
	await bookApproved(store, aSale({ orderId: 'order-2', amount: eur('2.50') }));
	await bookApproved(store, aSale({ orderId: 'order-3', affiliateId: BEN, amount: eur('4.00') }));
	return store;
}

/** Rows of everything that a claim writes. */
async function rowCounts(workspace: TestWorkspace): Promise<unknown[]> {
	const tables = ['payout_batches', 'payout_batch_moves', 'payouts', 'payout_moves']
		.concat(['payout_entries', 'commission_moves', 'ledger_transactions', 'postings'])
		.concat(['outbox_events', 'number_series']);
	const counts: unknown[] = [];
	for (const table of tables) {
		const [row] = await workspace.execute(`select count(*) as n from ${table}`);
		counts.push(`${table}: ${String(row?.n)}`);
	}
	return counts;
}

describeStores('A claim', (engine) => {
	it('takes what is open into a batch, with its money and its commissions', async () => {
		const store = await opened(await engine.workspace());
		expect(await store.payouts.claim(request(KEY), claimAll(KEY))).toBe(batchIdOf(KEY));
		const state = await store.payouts.batch(batchIdOf(KEY));
		expect(state?.batch).toMatchObject({
			batchKey: KEY,
			status: 'draft',
			total: eur('16.50'),
			payoutCount: 2,
			approvals: [],
		});
		const own = state?.payouts.find(({ payout }) => payout.affiliateId === AFFILIATE_ID);
		expect(own?.payout).toMatchObject({
			payoutId: payoutIdOf(KEY, AFFILIATE_ID),
			gross: eur('12.50'),
			status: 'claimed',
			statusReason: 'became claimed',
			statementNumber: null,
			providerReference: null,
		});
		expect(own?.entries).toHaveLength(2);
		const first = commissionId(aSale());
		expect(own?.commissionStatuses.get(first)).toBe('in_batch');
		expect(own?.programmeIds.get(first)).toBe('prg_spring');
		expect(await balanceOf(store, `approved:${AFFILIATE_ID}`)).toEqual(eur('0.00'));
		expect(await balanceOf(store, `in_batch:${AFFILIATE_ID}`)).toEqual(eur('12.50'));
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
		expect(await store.payouts.candidates({})).toEqual([]);
		const events = await store.ledger.pendingEvents(99);
		expect(events.at(-1)).toMatchObject({ type: 'payout.claimed', aggregateId: batchIdOf(KEY) });
	});

	it('of one affiliate leaves the others where they are', async () => {
		const store = await opened(await engine.workspace());
		await store.payouts.claim({ ...request(KEY), affiliateId: BEN }, claimAll(KEY));
		const open = await store.payouts.candidates({});
		expect(open.map(({ affiliate }) => affiliate.affiliateId)).toEqual([AFFILIATE_ID]);
	});

	it('of a key that was claimed sees that batch, and may not write another', async () => {
		const store = await opened(await engine.workspace());
		await store.payouts.claim(request(KEY), claimAll(KEY));
		await bookApproved(store, aSale({ orderId: 'order-9' }));
		expect(await store.payouts.claim(request(KEY), claimAll(KEY))).toBe(batchIdOf(KEY));
		expect(await store.payouts.candidates({})).toHaveLength(1);
		const again = store.payouts.claim(request(KEY), ({ candidates }) => ({
			write: claimWrite(KEY, candidates),
			result: null,
		}));
		await expect(again).rejects.toMatchObject({ code: 'ledger_conflict' });
	});

	it('puts a negative entry against what is owed, and keeps the status of its commission', async () => {
		const store = await opened(await engine.workspace());
		const taken = aSale({ orderId: 'order-2', amount: eur('2.50') });
		await store.ledger.decide(keyOf(taken), () => ({
			write: {
				...reverseWrite(taken, 'approved', eur('3.50'), 'refund-1'),
				moves: [aMove(taken, 'approved', 'reversed')],
			},
			result: null,
		}));
		await store.payouts.claim(request(KEY), claimAll(KEY));
		const [own] = await store.payouts.payoutsOfCommission(commissionId(taken));
		expect(own?.gross).toEqual(eur('9.00'));
		const state = await store.payouts.batch(batchIdOf(KEY));
		const part = state?.payouts.find(({ payout }) => payout.payoutId === own?.payoutId);
		expect(part?.commissionStatuses.get(commissionId(taken))).toBe('reversed');
		expect(part?.entries).toContainEqual({
			commissionId: commissionId(taken),
			amount: eur('-1.00'),
		});
	});

	it.each<[string, (write: PayoutWrite) => PayoutWrite, string]>([
		[
			'a gross that is not the sum of the entries',
			(write) => changedPayout(write, { gross: eur('12.49') }),
			'The gross of a payout must be the sum of its entries',
		],
		[
			'a total that is not what is payable',
			(write) =>
				({
					...write,
					batch: write.batch && { ...write.batch, total: eur('99.00') },
				}) as PayoutWrite,
			'The total of a batch must be the sum of what is payable',
		],
		[
			'a count that is not that of the payouts',
			(write) =>
				({ ...write, batch: write.batch && { ...write.batch, payoutCount: 3 } }) as PayoutWrite,
			'The total of a batch must be the sum of what is payable',
		],
		[
			'an entry twice',
			(write) => changedEntries(write, ([entry]) => (entry ? [entry, entry] : [])),
			'A payout can only hold what is open',
		],
		[
			'a part of what is open',
			(write) =>
				changedEntries(write, ([entry]) => (entry ? [{ ...entry, amount: eur('1.00') }] : [])),
			'A payout can only hold what is open',
		],
		[
			'money that stays on the approved account',
			(write) => ({ ...write, transactions: [] }),
			'What a payout holds must be booked off the approved account',
		],
		[
			'postings that do not balance',
			(write) => ({
				...write,
				transactions: write.transactions?.map((entry) => ({
					...entry,
					postings: entry.postings.slice(0, 1),
				})) as NonNullable<PayoutWrite['transactions']>,
			}),
			"The postings of a 'batch' transaction sum to",
		],
		[
			'a batch without a first move',
			(write) => ({ ...write, batchMoves: [] }),
			'A batch needs a first move',
		],
		[
			'a payout without a first move',
			(write) => ({ ...write, payoutMoves: [] }),
			'A payout needs a first move',
		],
		[
			'a batch with another key',
			(write) =>
				({ ...write, batch: write.batch && { ...write.batch, batchKey: 'x' } }) as PayoutWrite,
			'A claim wrote another batch than the one it was asked for',
		],
		[
			'a commission that starts from another status',
			(write) => ({
				...write,
				commissionMoves: write.commissionMoves?.map((move) => ({
					...move,
					from: 'pending' as const,
				})) as NonNullable<PayoutWrite['commissionMoves']>,
			}),
			"A move starts from 'pending', but its commission is 'approved'",
		],
		[
			'a commission that it did not see',
			(write) => ({
				...write,
				commissionMoves: [aMove(aSale({ orderId: 'pending' }), 'pending', 'in_batch')],
			}),
			'A commission move of something else cannot be written',
		],
		[
			'an event that is recorded with other content, after everything else was written',
			(write) => ({
				...write,
				events: [
					...(write.events ?? []),
					...(write.events ?? []).map((event) => ({ ...event, type: 'x' })),
				],
			}),
			'is already recorded with other content',
		],
	])('with %s writes nothing', async (_what, change, message) => {
		const workspace = await engine.workspace();
		const store = await opened(workspace);
		const before = await rowCounts(workspace);
		const claimed = store.payouts.claim(request(KEY), (state) => {
			const { write, result } = claimAll(KEY)(state);
			return { write: change(write), result };
		});
		await expect(claimed).rejects.toThrow(message);
		expect(await rowCounts(workspace)).toEqual(before);
		expect(await store.payouts.candidates({})).toHaveLength(2);
	});

	it('whose decision fails writes nothing, and the next one goes on', async () => {
		const workspace = await engine.workspace();
		const store = await opened(workspace);
		const before = await rowCounts(workspace);
		const failed = store.payouts.claim(request(KEY), () => {
			throw new Error('decision failed');
		});
		await expect(failed).rejects.toThrow('decision failed');
		expect(await rowCounts(workspace)).toEqual(before);
		expect(await store.payouts.claim(request(KEY), claimAll(KEY))).toBe(batchIdOf(KEY));
	});
});

describeStores('Claims at the same moment', (engine) => {
	it.each([
		['the same key', () => KEY],
		['keys of their own', (index: number) => `${KEY}-${index}`],
	])('with %s never take an entry twice', async (_what, keyOfRun) => {
		const workspace = await engine.workspace();
		const store = await opened(workspace);
		const other = engine.isStandIn() ? store : await workspace.open();
		for (let index = 0; index < 10; index += 1) {
			await bookApproved(store, aSale({ orderId: `more-${index}` }));
		}
		const results = await Promise.all(
			Array.from({ length: 10 }, (_, index) => {
				const { payouts } = index % 2 === 0 ? store : other;
				return payouts.claim(request(keyOfRun(index)), claimAll(keyOfRun(index)));
			}),
		);
		expect(new Set(results.filter((result) => result !== null)).size).toBe(1);
		const batches = await store.payouts.batches({ limit: 99 });
		expect(batches).toMatchObject([{ total: eur('116.50') }]);
		const entries = await workspace.execute('select commission_id from payout_entries');
		expect(entries).toHaveLength(13);
		expect(new Set(entries.map((row) => row.commission_id)).size).toBe(13);
		expect(await balanceOf(store, `in_batch:${AFFILIATE_ID}`)).toEqual(eur('112.50'));
		expect(await balanceOf(store, `approved:${AFFILIATE_ID}`)).toEqual(eur('0.00'));
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
	});

	it('as refunds leave every amount where it belongs', async () => {
		const workspace = await engine.workspace();
		const store = await opened(workspace);
		const other = engine.isStandIn() ? store : await workspace.open();
		const sales = Array.from({ length: 8 }, (_, index) => aSale({ orderId: `race-${index}` }));
		for (const sale of sales) await bookApproved(store, sale);
		await Promise.all([
			...sales.map((sale, index) => refund(index % 2 === 0 ? store : other, sale)),
			other.payouts.claim(request(KEY), claimAll(KEY)),
			...sales.map((sale) => partRefund(store, sale)),
		]);
		const approved = await balanceOf(store, `approved:${AFFILIATE_ID}`);
		const inBatch = await balanceOf(store, `in_batch:${AFFILIATE_ID}`);
		// Each refund took 10.00, each part 1.00: what is left of the others, less the parts.
		expect(subtractMoney(eur('4.50'), inBatch)).toEqual(approved);
		expect(await store.ledger.netPerCurrency()).toEqual([eur('0.00')]);
		const state = await store.payouts.batch(batchIdOf(KEY));
		const own = state?.payouts.find(({ payout }) => payout.affiliateId === AFFILIATE_ID);
		expect(own?.payout.gross ?? eur('0.00')).toEqual(inBatch);
		for (const { commissionId: id } of own?.entries ?? []) {
			expect(['in_batch', 'reversed']).toContain(own?.commissionStatuses.get(id));
		}
	});

	// SQLite has one writer at a time: there is no such race.
	(engine.kind === 'postgres' ? it : it.skip)(
		'as a refund that wins are decided again',
		async () => {
			const workspace = await engine.workspace();
			const { address } = workspace;
			// The stand-in has one connection, so nothing can happen in between.
			if (address.kind !== 'postgres' || engine.isStandIn()) return;
			const store = await opened(workspace);
			const sale = aSale();
			const client = new Client({ connectionString: address.connectionString });
			await client.connect();
			try {
				await client.query(`set search_path to "${schemaOf(address.workspace)}"`);
				await client.query('begin');
				for (const statement of reversal(sale)) await client.query(statement);
				const seen: string[][] = [];
				let decided: () => void = () => undefined;
				const firstDecision = new Promise<void>((resolve) => (decided = resolve));
				const claimed = store.payouts.claim(request(KEY), (state) => {
					const own = state.candidates.find(
						({ affiliate }) => affiliate.affiliateId === AFFILIATE_ID,
					);
					seen.push(own?.entries.map((entry) => entry.commissionId) ?? []);
					decided();
					return claimAll(KEY)(state);
				});
				await firstDecision;
				await client.query('commit');
				await claimed;
				expect(seen).toHaveLength(2);
				expect(seen[0]).toContain(commissionId(sale));
				expect(seen[1]).not.toContain(commissionId(sale));
			} finally {
				await client.end();
			}
			expect(await balanceOf(store, `in_batch:${AFFILIATE_ID}`)).toEqual(eur('2.50'));
			expect(await balanceOf(store, `approved:${AFFILIATE_ID}`)).toEqual(eur('0.00'));
		},
	);
});

/** Takes the whole of a commission back, as the ledger does it for each status. */
async function refund(store: AffiliateStore, sale: Sale): Promise<void> {
	await store.ledger.decide(keyOf(sale), ({ commissions: [commission] }) => {
		const status = commission?.status === 'in_batch' ? 'in_batch' : 'approved';
		return {
			write: {
				...reverseWrite(sale, 'approved', sale.amount, 'whole'),
				moves: [aMove(sale, status, 'reversed')],
			},
			result: null,
		};
	});
}

/** Takes 1.00 back and leaves the status as it is. */
async function partRefund(store: AffiliateStore, sale: Sale): Promise<void> {
	await store.ledger.decide(keyOf(sale), () => ({
		write: reverseWrite(sale, 'approved', eur('1.00'), 'part'),
		result: null,
	}));
}

/** A reversal in SQL, for a transaction that stays open. */
function reversal(sale: Sale): string[] {
	const move = aMove(sale, 'approved', 'reversed');
	const booking = aTransfer(
		sale,
		'reverse',
		[`approved:${sale.affiliateId}`, 'expense:prg_spring'],
		sale.amount,
		'refund-1',
	);
	return [
		`insert into commission_moves (move_id, commission_id, from_status, to_status, reason, actor, at,
			record_hash) values ('${move.moveId}', '${move.commissionId}', 'approved', 'reversed', '', '',
			'${move.at}', '')`,
		`update commission_heads set status = 'reversed', move_id = '${move.moveId}'
			where commission_id = '${move.commissionId}'`,
		`insert into ledger_transactions (transaction_id, kind, commission_id, cause, occurred_at,
			record_hash) values ('${booking.transactionId}', 'reverse', '${move.commissionId}', 'refund-1',
			'${move.at}', '')`,
		...booking.postings.map(
			({ account, amount }) => `insert into postings (transaction_id, account, amount_minor,
				currency, occurred_at) values ('${booking.transactionId}', '${account}',
				${amount.amountMinor}, 'EUR', '${move.at}')`,
		),
	];
}

type WrittenPayout = NonNullable<PayoutWrite['payouts']>[number];

function changedPayout(write: PayoutWrite, change: Partial<WrittenPayout['payout']>): PayoutWrite {
	const [first, ...others] = write.payouts ?? [];
	if (first === undefined) return write;
	return { ...write, payouts: [{ ...first, payout: { ...first.payout, ...change } }, ...others] };
}

/** Other entries for the first payout; gross, payable and total follow them. */
function changedEntries(
	write: PayoutWrite,
	change: (entries: WrittenPayout['entries']) => WrittenPayout['entries'],
): PayoutWrite {
	const { batch, payouts: [first, ...others] = [] } = write;
	if (first === undefined || batch === undefined) return write;
	const entries = change(first.entries);
	const gross = {
		...eur('0.00'),
		amountMinor: entries.reduce((sum, { amount }) => sum + amount.amountMinor, 0n),
	};
	const total = {
		...gross,
		amountMinor: others.reduce(
			(sum, { payout }) => sum + payout.payable.amountMinor,
			gross.amountMinor,
		),
	};
	const payout = { ...first.payout, gross, net: gross, payable: gross };
	return { ...write, batch: { ...batch, total }, payouts: [{ payout, entries }, ...others] };
}
