import {
	addMoney,
	isZeroMoney,
	negateMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../../../lib/kernel';
import type { CommissionStatus } from '../../../../lib/model/commission';
import type { PayoutBatch } from '../../../../lib/model/payout';
import type { LedgerTransaction } from '../../../../lib/model/posting';
import type {
	BatchState,
	OpenEntry,
	PayoutCandidate,
	PayoutWithEntries,
	PayoutWrite,
} from '../../../../lib/ports/payout-store';
import { isLegalMove } from '../../../../lib/ledger/legal-moves';
import { PROGRAMME_ID } from '../../../support/builders';

export interface OpenCommission {
	readonly commissionId: string;
	readonly affiliateId: string;
	readonly status: CommissionStatus;
	readonly amount: Money;
}

type Person = Omit<PayoutCandidate, 'balance' | 'entries'>;

/**
 * Folds payout writes as a store does, and refuses what a store refuses: an id that is used twice,
 * postings that do not balance, moves that are not legal or do not start where things stand.
 */
export class PayoutLedger {
	readonly transactions: LedgerTransaction[] = [];

	readonly statuses = new Map<string, CommissionStatus>();

	readonly payouts = new Map<string, PayoutWithEntries>();

	readonly batches = new Map<string, PayoutBatch>();

	readonly ids = new Set<string>();

	private nextNumber = 1;

	private readonly commissions: readonly OpenCommission[];

	private readonly people: readonly Person[];

	constructor(commissions: readonly OpenCommission[], people: readonly Person[]) {
		this.commissions = commissions;
		this.people = people;
		for (const { commissionId, status } of commissions) this.statuses.set(commissionId, status);
	}

	candidates(): PayoutCandidate[] {
		return this.people.flatMap((person) => {
			const entries = this.openEntries(person.affiliate.affiliateId);
			if (entries.length === 0) return [];
			const balance = sumMoney(
				entries.map(({ amount }) => amount),
				'EUR',
			);
			return [{ ...person, entries, balance }];
		});
	}

	state(batchId: string): BatchState {
		const batch = this.batches.get(batchId);
		if (batch === undefined) throw new Error(`No batch ${batchId}`);
		const payouts = [...this.payouts.values()]
			.filter(({ payout }) => payout.batchId === batchId)
			.map((entry) => ({
				...entry,
				commissionStatuses: new Map(
					entry.entries.map(({ commissionId }) => [commissionId, this.statusOf(commissionId)]),
				),
			}));
		return { batch, payouts };
	}

	run<Result>({ write, result }: { write: PayoutWrite; result: Result }): Result {
		for (const transaction of write.transactions ?? []) this.book(transaction);
		if (write.batch !== undefined) this.batches.set(write.batch.batchId, write.batch);
		for (const { payout, entries } of write.payouts ?? []) {
			this.payouts.set(payout.payoutId, {
				payout,
				entries,
				commissionStatuses: new Map(),
				programmeIds: new Map(),
			});
		}
		for (const step of write.commissionMoves ?? []) {
			this.claimId(step.moveId);
			expect(this.statusOf(step.commissionId)).toBe(step.from);
			expect(step.from !== null && isLegalMove(step.from, step.to)).toBe(true);
			this.statuses.set(step.commissionId, step.to);
		}
		this.movePayouts(write);
		this.moveBatches(write);
		for (const { outboxId } of write.events ?? []) this.claimId(outboxId);
		return result;
	}

	/** A credit is positive: money owed, or paid. */
	credit(account: string): Money {
		return negateMoney(
			this.postings()
				.filter((posting) => posting.account === account)
				.reduce((sum, { amount }) => addMoney(sum, amount), zeroMoney('EUR')),
		);
	}

	/** Net of all postings: zero, or something is wrong. */
	net(): Money {
		return sumMoney(
			this.postings().map(({ amount }) => amount),
			'EUR',
		);
	}

	balances(): Record<string, string> {
		const accounts = [...new Set(this.postings().map(({ account }) => account))].sort();
		return Object.fromEntries(
			accounts
				.map((account): [string, Money] => [account, this.credit(account)])
				.filter(([, balance]) => !isZeroMoney(balance))
				.map(([account, { amountMinor }]) => [account, String(amountMinor)]),
		);
	}

	private openEntries(affiliateId: string): OpenEntry[] {
		return this.commissions
			.filter((commission) => commission.affiliateId === affiliateId)
			.map((commission): OpenEntry => ({
				commissionId: commission.commissionId,
				programmeId: PROGRAMME_ID,
				status: this.statusOf(commission.commissionId),
				amount: this.openAmount(commission),
				since: '2026-11-01T00:00:00.000Z',
			}))
			.filter(({ amount }) => !isZeroMoney(amount));
	}

	private openAmount({ commissionId, affiliateId, amount }: OpenCommission): Money {
		return this.transactions
			.filter((transaction) => transaction.commissionId === commissionId)
			.flatMap(({ postings }) => postings)
			.filter(({ account }) => account === `approved:${affiliateId}`)
			.reduce((sum, posting) => addMoney(sum, negateMoney(posting.amount)), amount);
	}

	private statusOf(commissionId: string): CommissionStatus {
		const status = this.statuses.get(commissionId);
		if (status === undefined) throw new Error(`No commission ${commissionId}`);
		return status;
	}

	private book(transaction: LedgerTransaction): void {
		this.claimId(transaction.transactionId);
		const sum = sumMoney(
			transaction.postings.map(({ amount }) => amount),
			'EUR',
		);
		expect(sum.amountMinor).toBe(0n);
		this.transactions.push(transaction);
	}

	private movePayouts(write: PayoutWrite): void {
		for (const step of write.payoutMoves ?? []) {
			this.claimId(step.moveId);
			const entry = this.payouts.get(step.payoutId);
			if (entry === undefined) throw new Error(`No payout ${step.payoutId}`);
			if (step.from !== null) expect(entry.payout.status).toBe(step.from);
			this.payouts.set(step.payoutId, {
				...entry,
				payout: { ...entry.payout, status: step.to, providerReference: step.providerReference },
			});
		}
		for (const { payoutId, series } of write.statementNumbers ?? []) {
			const entry = this.payouts.get(payoutId);
			if (entry === undefined) throw new Error(`No payout ${payoutId}`);
			const statementNumber = `${series}${this.nextNumber}`;
			this.nextNumber += 1;
			this.payouts.set(payoutId, { ...entry, payout: { ...entry.payout, statementNumber } });
		}
	}

	private moveBatches(write: PayoutWrite): void {
		for (const step of write.batchMoves ?? []) {
			this.claimId(step.moveId);
			const batch = this.batches.get(step.batchId);
			if (batch === undefined) throw new Error(`No batch ${step.batchId}`);
			if (step.from !== null) expect(batch.status).toBe(step.from);
			const isApproval = step.to === 'approved' || step.from === step.to;
			const approvals = isApproval
				? [...batch.approvals, { actor: step.actor, at: step.at }]
				: batch.approvals;
			this.batches.set(step.batchId, { ...batch, status: step.to, approvals });
		}
	}

	private claimId(id: string): void {
		expect(this.ids.has(id)).toBe(false);
		this.ids.add(id);
	}

	private postings() {
		return this.transactions.flatMap(({ postings }) => postings);
	}
}
