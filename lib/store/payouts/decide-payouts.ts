import type {
	BatchState,
	PayoutCandidate,
	PayoutStore,
	PayoutWrite,
} from '../../ports/payout-store';
import type { StoreContext, StoreQueries } from '../engine';
import { loadCandidates } from './candidates';
import { loadBatch, loadBatchByKey } from './load-batch';
import { scopeOf } from './payout-scope';
import { requireNoClaim, verifyClaim, verifyPayoutWrite } from './verify-payout-write';
import { writePayouts } from './write-payouts';

type ClaimRequest = Parameters<PayoutStore['claim']>[0];

interface Decided<Result> {
	readonly write: PayoutWrite;
	readonly result: Result;
}

/** Every payout decision excludes every other one; orders go on meanwhile. */
const LOCK = 'payouts';

/**
 * Claims what is open: the candidates are read behind the lock, so two claims never see the same
 * entry as open (C36).
 */
export async function claim<Result>(
	context: StoreContext,
	request: ClaimRequest,
	decision: (state: {
		candidates: readonly PayoutCandidate[];
		existing: BatchState | null;
	}) => Decided<Result>,
): Promise<Result> {
	const { engine, keys } = context;
	const { affiliateId, currency } = request;
	return await engine.write(async (tx) => {
		await engine.lock(tx, LOCK);
		const filter = { currency, ...(affiliateId === undefined ? {} : { affiliateId }) };
		const candidates = await loadCandidates(context, tx, filter);
		const existing = await loadBatchByKey(tx, keys, request);
		const { write, result } = decision({ candidates, existing });
		if (existing !== null) requireNoClaim(write);
		verifyClaim(request, candidates, write);
		await apply(context, tx, { state: existing, candidates }, write);
		return result;
	});
}

/** Moves a batch, its payouts and their commissions on. Null when there is no such batch. */
export async function decideBatch<Result>(
	context: StoreContext,
	batchId: string,
	decision: (state: BatchState) => Decided<Result>,
): Promise<Result | null> {
	const { engine, keys } = context;
	return await engine.write(async (tx) => {
		await engine.lock(tx, LOCK);
		const state = await loadBatch(tx, keys, batchId);
		if (state === null) return null;
		const { write, result } = decision(state);
		requireNoClaim(write);
		await apply(context, tx, { state, candidates: [] }, write);
		return result;
	});
}

/** Books what is open of one affiliate in one currency off, without paying it (C28). */
export async function decideOpenBalance<Result>(
	context: StoreContext,
	request: { affiliateId: string; currency: string },
	decision: (candidate: PayoutCandidate | null) => Decided<Result>,
): Promise<Result> {
	const { engine } = context;
	return await engine.write(async (tx) => {
		await engine.lock(tx, LOCK);
		const candidates = await loadCandidates(context, tx, request);
		const { write, result } = decision(candidates[0] ?? null);
		requireNoClaim(write);
		await apply(context, tx, { state: null, candidates }, write);
		return result;
	});
}

async function apply(
	context: StoreContext,
	tx: StoreQueries,
	seen: { state: BatchState | null; candidates: readonly PayoutCandidate[] },
	write: PayoutWrite,
): Promise<void> {
	const scope = scopeOf(seen.state, seen.candidates);
	verifyPayoutWrite(scope, write);
	await writePayouts(context, tx, scope, write);
}
