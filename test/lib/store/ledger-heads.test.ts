import { workspaceKeys } from '../../../lib/store/keys/workspace-keys';
import { loadOrder } from '../../../lib/store/ledger/load-order-state';
import { moveHeads, writeMoves } from '../../../lib/store/ledger/write-moves';
import type { Engine } from '../../../lib/store/engine';
import { describeStores, type TestWorkspace } from '../../support/stores';
import { write } from './ledger-entries';
import {
	aBookedCommission,
	aConversion,
	aMove,
	approveWrite,
	aSale,
	commissionId,
	keyOf,
	recordWrite,
} from './ledger-writes';
import { openEngine } from './open-engine';

const KEYS = workspaceKeys(Buffer.alloc(32, 'no personal data here'));

describeStores('The status of a commission', (engine) => {
	const sale = aSale();
	const pendingToHeld = aMove(sale, 'pending', 'held');
	const heldToPending = aMove(sale, 'held', 'pending', { moveId: 'mov_back' });

	/** A workspace with one pending commission, and the engine under it. */
	const opened = async (work: (engine: Engine, workspace: TestWorkspace) => Promise<void>) => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		await write(store, sale, recordWrite(sale));
		await store.close();
		const under = await openEngine(workspace.address);
		try {
			await work(under, workspace);
		} finally {
			await under.close();
		}
	};

	const headOf = async (workspace: TestWorkspace) =>
		await workspace.execute('select status, move_id, hold_until from commission_heads');

	it('comes with the hold it was booked with, and with its last move', async () => {
		await opened(async (_engine, workspace) => {
			const { holdUntil } = aBookedCommission(sale);
			const head = { hold_until: holdUntil, status: 'pending' };
			expect(await headOf(workspace)).toMatchObject([head]);
		});
	});

	it('is moved along several moves at once, whatever order they belong to', async () => {
		await opened(async (under, workspace) => {
			await under.write((tx) => moveHeads(tx, [pendingToHeld, heldToPending]));
			expect(await headOf(workspace)).toMatchObject([{ status: 'pending', move_id: 'mov_back' }]);
			await under.write((tx) => moveHeads(tx, [pendingToHeld, heldToPending]));
			expect(await workspace.execute('select 1 from commission_moves')).toHaveLength(3);
		});
	});

	it('is refused to who starts from another one, and nothing is moved by half', async () => {
		await opened(async (under, workspace) => {
			const before = await headOf(workspace);
			const fromElsewhere = aMove(sale, 'approved', 'in_batch');
			let runs = 0;
			const moving = under.write((tx) => {
				runs += 1;
				return moveHeads(tx, [fromElsewhere]);
			});
			await expect(moving).rejects.toMatchObject({ code: 'ledger_conflict' });
			expect(runs).toBeGreaterThan(1);
			const gap = under.write((tx) =>
				moveHeads(tx, [pendingToHeld, aMove(sale, 'approved', 'paid')]),
			);
			await expect(gap).rejects.toMatchObject({ code: 'ledger_conflict' });
			const unknown = under.write((tx) =>
				moveHeads(tx, [{ ...pendingToHeld, commissionId: 'com_unknown' }]),
			);
			await expect(unknown).rejects.toMatchObject({ code: 'ledger_conflict' });
			expect(await headOf(workspace)).toEqual(before);
			expect(await workspace.execute('select 1 from commission_moves')).toHaveLength(1);
		});
	}, 30_000);

	it('that is no longer what was read makes the decision run again', async () => {
		await opened(async (under) => {
			const seen: string[] = [];
			await under.write(async (tx) => {
				const order = await loadOrder(tx, KEYS, keyOf(sale));
				const status = order.state.commissions[0]?.status ?? 'declined';
				seen.push(status);
				if (seen.length === 1) {
					// What was read is out of date when it is written, as when a payout came between.
					const outdated = { ...order, lastMoves: new Map([[commissionId(sale), 'mov_before']]) };
					await writeMoves(tx, outdated, [], [pendingToHeld]);
				} else {
					await writeMoves(tx, order, [], [pendingToHeld]);
				}
			});
			expect(seen).toEqual(['pending', 'pending']);
		});
	});

	if (engine.kind === 'postgres') {
		it('that a payout changes between read and write is read again', async () => {
			if (engine.isStandIn()) return;
			await opened(async (under, workspace) => {
				const store = await workspace.open();
				await write(store, sale, approveWrite(sale));
				const seen: Array<string | undefined> = [];
				await under.write(async (tx) => {
					const order = await loadOrder(tx, KEYS, keyOf(sale));
					const status = order.state.commissions[0]?.status;
					seen.push(status);
					if (status !== 'approved') return;
					const inBatch = aMove(sale, 'approved', 'in_batch');
					await under.write((other) => moveHeads(other, [inBatch]));
					await writeMoves(tx, order, [], [aMove(sale, 'approved', 'reversed')]);
				});
				expect(seen).toEqual(['approved', 'in_batch']);
				expect(await headOf(workspace)).toMatchObject([{ status: 'in_batch' }]);
			});
		});
	}

	it('is moved for thousands of commissions in few statements', async () => {
		const workspace = await engine.workspace();
		const store = await workspace.open();
		const many = Array.from({ length: 1_201 }, (_, n) => aSale({ affiliateId: `aff_${n}` }));
		await store.ledger.decide(keyOf(sale), () => ({
			write: {
				conversion: aConversion(sale),
				commissions: many.map((one) => aBookedCommission(one)),
				moves: many.map((one) => aMove(one, null, 'approved')),
			},
			result: null,
		}));
		await store.close();
		const under = await openEngine(workspace.address);
		try {
			const moves = many.map((one) => aMove(one, 'approved', 'in_batch'));
			await under.write((tx) => moveHeads(tx, moves));
		} finally {
			await under.close();
		}
		const heads = await workspace.execute(
			"select h.move_id from commission_heads as h join commission_moves as m on m.move_id = h.move_id where h.status = 'in_batch' and m.to_status = 'in_batch'",
		);
		expect(heads).toHaveLength(1_201);
	}, 60_000);
});
