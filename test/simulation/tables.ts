import { FRAUD_KINDS, HONEST_KINDS, type FraudKind } from '../simulators/fraud/truth';
import type { BrandResult } from './brand-policy';
import type { AffiliateResult, OrderTally } from './measure';
import type { ClickTally } from './run-simulation';

/** Rules that are there for a kind of fraud: a flag by one of them counts for its precision. */
const RULES_OF: Readonly<Record<FraudKind, readonly string[]>> = {
	'self-referral, plain': ['F11', 'F12', 'F13'],
	'self-referral, disguised': ['F11', 'F12', 'F13'],
	'self-referral, own household': ['F11', 'F12', 'F13'],
	'self-referral, through a friend': ['F11', 'F12', 'F13'],
	'bot clicks, declared or data centre': ['F2', 'F3', 'F6'],
	'bot clicks, plain Chrome at home addresses': ['F2', 'F3', 'F6'],
	'cookie stuffing, embedded': ['F5', 'F6'],
	'cookie stuffing, pop-under': ['F5', 'F6'],
	'coupon leak': ['F21', 'F22'],
	'cart interception': ['F7', 'F8', 'F10'],
	'fake leads, scripted': ['F32'],
	'fake leads, careful': ['F32'],
	'stolen cards': ['F19', 'F26', 'F31'],
	'card testing': ['F19'],
	'refund abuse': ['F18', 'F20'],
	'ring of affiliates': ['F30'],
	'duplicate account': ['F29'],
	'brand bidding': ['F23', 'F24'],
};

export interface FraudRow {
	readonly kind: FraudKind;
	readonly affiliates: number;
	readonly flagged: number;
	/** Part of those flagged by the rules for this kind who cheat in whatever way; null: nobody was. */
	readonly precision: number | null;
	readonly medianDays: number | null;
	readonly orders: OrderTally;
	readonly clicks: ClickTally;
	readonly ruleIds: readonly string[];
}

export function fraudRows(results: readonly AffiliateResult[]): FraudRow[] {
	return FRAUD_KINDS.map((kind) => {
		const own = results.filter(({ affiliate }) => affiliate.truth.kind === kind);
		const flagged = own.filter(({ isFlagged }) => isFlagged);
		const byRules = results.filter(({ ruleIds }) =>
			ruleIds.some((ruleId) => RULES_OF[kind].includes(ruleId)),
		);
		const sum = (pick: (result: AffiliateResult) => number) =>
			own.reduce((total, result) => total + pick(result), 0);
		return {
			kind,
			affiliates: own.length,
			flagged: flagged.length,
			precision:
				byRules.length === 0
					? null
					: byRules.filter(({ affiliate }) => affiliate.truth.isFraud).length / byRules.length,
			medianDays: middle(flagged.flatMap(({ daysToFlag }) => daysToFlag ?? [])),
			orders: {
				approved: sum(({ fraudOrders }) => fraudOrders.approved),
				stopped: sum(({ fraudOrders }) => fraudOrders.stopped),
				denied: sum(({ fraudOrders }) => fraudOrders.denied),
			},
			clicks: {
				requests: sum(({ clicks }) => clicks.requests),
				counted: sum(({ clicks }) => clicks.counted),
			},
			ruleIds: rulesBySize(flagged),
		};
	});
}

export interface HonestRow {
	readonly kind: string;
	readonly affiliates: number;
	readonly flagged: number;
	/** Flagged so that payouts wait. */
	readonly held: number;
	readonly orders: number;
	readonly stopped: number;
	readonly ruleIds: readonly string[];
}

export function honestRows(results: readonly AffiliateResult[]): HonestRow[] {
	return HONEST_KINDS.map((kind) => {
		const own = results.filter(({ affiliate }) => affiliate.truth.kind === kind);
		const flagged = own.filter(({ isFlagged }) => isFlagged);
		return {
			kind,
			affiliates: own.length,
			flagged: flagged.length,
			held: own.filter(({ isHeld }) => isHeld).length,
			orders: own.reduce((sum, { creditedOrders }) => sum + creditedOrders, 0),
			stopped: own.reduce((sum, { stoppedOrders }) => sum + stoppedOrders, 0),
			ruleIds: rulesBySize(flagged),
		};
	});
}

export interface RuleRow {
	readonly ruleId: string;
	readonly fraudulent: number;
	readonly honest: number;
}

/** Whom each rule flagged. */
export function ruleRows(results: readonly AffiliateResult[]): RuleRow[] {
	const ids = [...new Set(results.flatMap(({ ruleIds }) => ruleIds))];
	return ids
		.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
		.map((ruleId) => {
			const hit = results.filter(({ ruleIds }) => ruleIds.includes(ruleId));
			const fraudulent = hit.filter(({ affiliate }) => affiliate.truth.isFraud).length;
			return { ruleId, fraudulent, honest: hit.length - fraudulent };
		});
}

/** Brand bidding with the rules that are off by default. */
export function brandLines(results: readonly BrandResult[]): string {
	const bidders = results.filter(({ affiliate }) => affiliate.truth.kind === 'brand bidding');
	const total = (pick: (result: BrandResult) => number) =>
		bidders.reduce((sum, result) => sum + pick(result), 0);
	const flagged = bidders.filter(({ isFlagged }) => isFlagged).length;
	return [
		`Brand bidding with F23 and F24 on: ${flagged} of ${bidders.length} flagged,`,
		`${total(({ stopped }) => stopped)} of ${total(({ credited }) => credited)} orders stopped`,
		`(${total(({ stoppedBefore }) => stoppedBefore)} without these rules).`,
	].join(' ');
}

/** The three tables as Markdown, as they stand in docs/fraud-detection.md. */
export function markdown(results: readonly AffiliateResult[]): string {
	const fraud = fraudRows(results).map((row) => [
		row.kind,
		`${row.flagged} of ${row.affiliates}`,
		percent(row.flagged, row.affiliates),
		row.precision === null ? '–' : `${Math.round(100 * row.precision)} %`,
		row.medianDays === null ? '–' : String(row.medianDays),
		String(row.orders.approved),
		String(row.orders.stopped),
		String(row.orders.denied),
		row.clicks.requests === 0 ? '–' : percent(row.clicks.counted, row.clicks.requests),
		row.ruleIds.join(' '),
	]);
	const honest = honestRows(results).map((row) => [
		row.kind,
		`${row.flagged} of ${row.affiliates}`,
		percent(row.flagged, row.affiliates),
		String(row.held),
		String(row.orders),
		percent(row.stopped, row.orders),
		row.ruleIds.join(' '),
	]);
	const rules = ruleRows(results).map((row) => [
		row.ruleId,
		String(row.fraudulent),
		String(row.honest),
		percent(row.fraudulent, row.fraudulent + row.honest),
	]);
	return [
		table(
			[
				...['Fraud', 'Flagged', 'Recall', 'Precision', 'Days'],
				...['Approved', 'Stopped', 'Denied', 'Clicks counted', 'Rules'],
			],
			fraud,
		),
		table(['Honest', 'Flagged', 'Rate', 'Held', 'Orders', 'Stopped', 'Rules'], honest),
		table(['Rule', 'Fraudulent', 'Honest', 'Precision'], rules),
	].join('\n\n');
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const ruler = line(head.map((_, index) => (index === 0 ? '---' : '---:')));
	return [line(head), ruler, ...rows.map(line)].join('\n');
}

function percent(part: number, whole: number): string {
	return whole === 0 ? '–' : `${Number(((100 * part) / whole).toFixed(1))} %`;
}

function middle(values: readonly number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function rulesBySize(results: readonly AffiliateResult[]): string[] {
	const counts = new Map<string, number>();
	for (const id of results.flatMap(({ ruleIds }) => ruleIds)) {
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
