import {
	compareMoney,
	formatMoney,
	isZeroMoney,
	subtractMoney,
	sumMoney,
	zeroMoney,
	type Money,
} from '../../kernel';
import type { CapClaim, Commission, CommissionLine } from '../../model/commission';
import type { TraceStep } from '../../model/trace';
import { capClaimKey } from './cap-claims';
import { cutAmounts } from './cut-amounts';
import { cutLine } from './cut-line';

/** Narrow before wide, so that a wide cap shares out what the narrow ones left. */
const SCOPES: ReadonlyArray<CapClaim['scope']> = ['affiliate', 'customer', 'programme'];

const SCOPE_WORDS: Readonly<Record<CapClaim['scope'], string>> = {
	affiliate: 'per affiliate',
	customer: 'per customer',
	programme: 'for the programme',
};

/** Begins what caps add to a sentence; what follows is replaced when caps are applied again. */
const NOTE = '; capped: ';

interface Cut {
	readonly claim: CapClaim;
	readonly used: Money;
	readonly wanted: Money;
	readonly paid: Money;
	/** Indexes of the lines that it cut. */
	readonly lines: readonly number[];
}

/**
 * Cuts a commission to what its caps leave (C20). `usage` is what is booked already against each
 * cap, by `capClaimKey`, this order left out; an absent one counts as nothing. It starts from the
 * amounts before any cap, so applying it twice is the same as once, and applying it with newer usage
 * cuts more or less. Several lines share what is left in their proportions, levels included. With
 * nothing left the outcome is skipped for `cap_reached`; the lines stay, at zero.
 */
export function applyCaps(commission: Commission, usage: ReadonlyMap<string, Money>): Commission {
	if (commission.lines.length === 0 || commission.caps.length === 0) return commission;
	const whole = commission.lines.map(({ amount, uncappedAmount }) => uncappedAmount ?? amount);
	let amounts = whole;
	const cuts: Cut[] = [];
	for (const claim of inScopeOrder(commission.caps)) {
		const cut = cutBy(claim, commission.lines, amounts, usage);
		if (cut === null) continue;
		cuts.push(cut.cut);
		amounts = cut.amounts;
	}
	const lines = commission.lines.map((line, index) =>
		cappedLine(line, whole[index] ?? line.amount, amounts[index] ?? line.amount, {
			cuts: cuts.filter((cut) => cut.lines.includes(index)),
			baseLines: commission.baseLines,
		}),
	);
	const currency = whole[0]?.currency ?? '';
	return {
		...commission,
		...outcomeOf(commission, whole, amounts),
		lines,
		total: sumMoney(amounts, currency),
		trace: [...commission.trace.filter(({ rule }) => rule !== 'cap'), ...cuts.map(stepOf)],
	};
}

function inScopeOrder(claims: readonly CapClaim[]): CapClaim[] {
	return SCOPES.flatMap((scope) => claims.filter((claim) => claim.scope === scope));
}

function cutBy(
	claim: CapClaim,
	lines: readonly CommissionLine[],
	amounts: readonly Money[],
	usage: ReadonlyMap<string, Money>,
): { cut: Cut; amounts: Money[] } | null {
	const own = [...lines.keys()].filter(
		(index) => claim.affiliateId === null || lines[index]?.affiliateId === claim.affiliateId,
	);
	const { currency } = claim.limit;
	const before = own.map((index) => amounts[index] ?? zeroMoney(currency));
	const used = usage.get(capClaimKey(claim)) ?? zeroMoney(currency);
	const left = subtractMoney(claim.limit, used);
	const wanted = sumMoney(before, currency);
	if (compareMoney(wanted, left) <= 0 || isZeroMoney(wanted)) return null;
	const after = cutAmounts(before, left);
	const result = [...amounts];
	for (const [place, index] of own.entries()) result[index] = after[place] ?? zeroMoney(currency);
	const cutLines = own.filter(
		(index) => result[index]?.amountMinor !== amounts[index]?.amountMinor,
	);
	return {
		cut: { claim, used, wanted, paid: sumMoney(after, currency), lines: cutLines },
		amounts: result,
	};
}

interface LineCuts {
	readonly cuts: readonly Cut[];
	readonly baseLines: Commission['baseLines'];
}

function cappedLine(
	line: CommissionLine,
	whole: Money,
	amount: Money,
	{ cuts, baseLines }: LineCuts,
): CommissionLine {
	const isCut = amount.amountMinor !== whole.amountMinor;
	const plain = line.uncappedAmount === null ? line.sentence : withoutNote(line.sentence);
	const names = cuts.map(({ claim }) => `‘${claim.capId}’`).join(', ');
	return {
		...cutLine(line, amount, baseLines),
		uncappedAmount: isCut ? whole : null,
		sentence: isCut ? `${plain}${NOTE}${formatMoney(amount)} by ${names}` : plain,
	};
}

function withoutNote(sentence: string): string {
	const start = sentence.lastIndexOf(NOTE);
	return start < 0 ? sentence : sentence.slice(0, start);
}

function stepOf({ claim, used, wanted, paid }: Cut): TraceStep {
	return {
		rule: 'cap',
		text:
			`Cap ‘${claim.capId}’ pays at most ${formatMoney(claim.limit)} ${SCOPE_WORDS[claim.scope]}; ` +
			`${formatMoney(used)} are used, so of ${formatMoney(wanted)} it pays ${formatMoney(paid)}.`,
	};
}

/** A commission that was capped to nothing before gets back the outcome that its trace tells of. */
function outcomeOf(
	{ outcome, reason, trace }: Commission,
	whole: readonly Money[],
	amounts: readonly Money[],
): Pick<Commission, 'outcome' | 'reason'> {
	const isAllCut = amounts.every(isZeroMoney) && !whole.every(isZeroMoney);
	if (isAllCut) return { outcome: 'skipped', reason: 'cap_reached' };
	if (reason !== 'cap_reached') return { outcome, reason };
	const rules = new Set(trace.map(({ rule }) => rule));
	if (rules.has('review')) return { outcome: 'held', reason: 'review_required' };
	if (rules.has('manual_approval')) return { outcome: 'held', reason: 'manual_approval' };
	return { outcome: 'commissioned', reason: 'priced' };
}
