import {
	addMoney,
	applyRate,
	convertMoney,
	money,
	rateFromDecimal,
	subtractMoney,
	zeroMoney,
	type Instant,
	type Money,
} from '../../kernel';
import type { CapClaim, Commission, CommissionLine } from '../../model/commission';
import type { ReplayEntry } from '../../ports/ledger-store';
import type { CommissionFacts } from '../commission-facts';
import type { CapRoom } from './cap-room';
import { NO_FIGURES, type Figures } from './figures';
import type { ProgressBook, ProgressSlot } from './progress-book';
import type { ComparedOrder, Share } from './report-builder';
import {
	fateOf,
	isDeclined,
	keptOf,
	refundedShare,
	shareOf,
	takenBack,
	type OrderFate,
} from './taken-back';

/** Kinds of commissions that orders bring about. */
const ORDER_KINDS: ReadonlySet<string> = new Set(['sale', 'recurring', 'action', 'level']);

/** An order under the new plan, and what it adds to the metrics and caps of the replay so far. */
export class ReplayedOrder {
	readonly fate: OrderFate;
	private lines: readonly CommissionLine[] = [];
	private claims: readonly CapClaim[] = [];
	private readonly slots: ReadonlyMap<string, ProgressSlot>;
	private used: ReadonlyArray<{ readonly claim: CapClaim; readonly minor: bigint }> = [];

	constructor(
		private readonly entry: ReplayEntry,
		/** Without metrics and usage of caps. */
		readonly facts: CommissionFacts,
		private readonly progress: ProgressBook,
		private readonly caps: CapRoom,
		private readonly currency: string,
	) {
		this.fate = fateOf(entry);
		const { credits } = facts.attribution;
		this.slots = new Map(
			[...new Set(credits.map(({ affiliateId }) => affiliateId))].flatMap((affiliateId) => {
				const slot = progress.append(affiliateId, this.at);
				return slot === null ? [] : [[affiliateId, slot] as const];
			}),
		);
	}

	get at(): Instant {
		return this.entry.conversion.orderedAt;
	}

	get customerKey(): string | null {
		return this.entry.conversion.customerKey;
	}

	/** Whether the order counts for nothing else: neither for tiers nor for caps. */
	get isAlone(): boolean {
		return this.slots.size === 0 && this.claims.length === 0;
	}

	/** Takes a price in place of the one before. What a person declined stays declined. */
	price({ lines, caps }: Commission, now: Instant): void {
		this.withdraw();
		this.lines = lines.filter((line) => !isDeclined(this.fate, line));
		this.claims = caps;
		this.refresh(now);
	}

	/** Brings metrics and caps to what is left of the order at a moment. */
	refresh(now: Instant): void {
		this.withdraw();
		for (const [affiliateId, slot] of this.slots) {
			this.progress.set(slot, this.figuresOf(affiliateId, now));
		}
		this.used = this.claims.map((claim) => ({ claim, minor: this.usageOf(claim, now) }));
		for (const { claim, minor } of this.used) this.caps.add(claim, this.customerKey, minor);
	}

	/** Takes the order out of metrics and caps, so that it can be priced again. */
	withdraw(): void {
		for (const slot of this.slots.values()) this.progress.set(slot, NO_FIGURES);
		for (const { claim, minor } of this.used) this.caps.add(claim, this.customerKey, -minor);
		this.used = [];
	}

	/** Booked beside proposed, after everything that happened to the order. */
	compared(): ComparedOrder {
		const { conversion } = this.entry;
		return {
			conversionId: conversion.conversionId,
			orderNumber: conversion.orderNumber,
			orderedAt: conversion.orderedAt,
			base: this.keptBase(),
			shares: [...this.bookedShares(), ...this.proposedShares()],
			sentences: this.lines.map(({ affiliateCode, sentence }) => `${affiliateCode}: ${sentence}`),
		};
	}

	private bookedShares(): Share[] {
		return this.entry.commissions
			.filter(({ kind, status }) => ORDER_KINDS.has(kind) && status !== 'declined')
			.map(({ affiliateId, line, amount, adjusted, reversed }) => ({
				affiliateId,
				code: line.affiliateCode,
				booked: subtractMoney(addMoney(amount, adjusted), reversed),
				proposed: zeroMoney(this.currency),
			}));
	}

	private proposedShares(): Share[] {
		return this.lines.map((line) => ({
			affiliateId: line.affiliateId,
			code: line.affiliateCode,
			booked: zeroMoney(this.currency),
			proposed: keptOf(line.amount, line, this.fate, null),
		}));
	}

	private keptBase(): Money {
		const { base, net } = this.entry.conversion;
		const whole = this.inProgrammeCurrency(base ?? zeroMoney(net.currency));
		return subtractMoney(whole, shareOf(whole, refundedShare(this.fate, null)));
	}

	/** As the ledger counts: orders that earn, at the affiliate's part of their base. */
	private figuresOf(affiliateId: string, now: Instant): Figures {
		const own = this.lines.filter(
			(line) =>
				line.affiliateId === affiliateId &&
				line.level === 0 &&
				(line.countsTowardsTier || line.amount.amountMinor !== 0n),
		);
		const [first] = own;
		if (first === undefined) return NO_FIGURES;
		const grossRevenue = own.reduce((sum, line) => sum + this.creditedBase(line).amountMinor, 0n);
		const grossCommission = own.reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
		const kept = own.reduce(
			(sum, line) => sum + keptOf(line.amount, line, this.fate, now).amountMinor,
			0n,
		);
		const refund = refundedShare(this.fate, now);
		const isWhole =
			(refund.whole > 0n && refund.refunded >= refund.whole) || this.isReversed(first, now);
		const lost = shareOf(money(grossRevenue, this.currency), refund).amountMinor;
		return {
			revenue: isWhole ? 0n : grossRevenue - lost,
			sales: isWhole ? 0n : 1n,
			commission: kept,
			grossRevenue,
			grossSales: 1n,
			grossCommission,
		};
	}

	private isReversed(line: CommissionLine, now: Instant): boolean {
		const taken = takenBack(line.amount, line, this.fate, now);
		return taken.amountMinor !== 0n && taken.amountMinor === line.amount.amountMinor;
	}

	private creditedBase({ base, weight, weightTotal }: CommissionLine): Money {
		const share = { numerator: BigInt(weight), denominator: BigInt(weightTotal) };
		return this.inProgrammeCurrency(applyRate(base, share, 'half_up'));
	}

	private usageOf(claim: CapClaim, now: Instant): bigint {
		return this.lines
			.filter(({ affiliateId }) => claim.affiliateId === null || claim.affiliateId === affiliateId)
			.reduce((sum, line) => sum + keptOf(line.amount, line, this.fate, now).amountMinor, 0n);
	}

	private inProgrammeCurrency(value: Money): Money {
		if (value.currency === this.currency) return value;
		const rate = this.facts.context.exchangeRate?.rate ?? '0';
		return convertMoney(value, rateFromDecimal(rate), this.currency, 'half_up');
	}
}
