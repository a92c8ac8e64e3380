import { performance } from 'node:perf_hooks';

import type { Click } from '../../lib/model/click.ts';
import type { FraudFacts } from '../../lib/model/fraud-facts.ts';
import { type DecisionDesk } from './decisions-desk.ts';
import { knownOf, type LiveStore } from './decisions-live.ts';

const PLAIN_RUNS = 20_000;
const WARM_UP = 50;

export interface PureRate {
	readonly name: string;
	readonly perSecond: number;
	readonly ratio: number;
	/** What `ratio` is by. */
	readonly baseline: string;
}

/** The decisions alone, on facts that are loaded, beside what somebody might write without an engine. */
export async function benchPure(live: LiveStore, runs: number): Promise<PureRate[]> {
	const { desk } = live;
	const regular = await pureRates(desk, live.order(1), runs, 'long past');
	return [...regular, ...(await pureRates(desk, live.newOrder(1), runs, 'first order'))];
}

async function pureRates(
	desk: DecisionDesk,
	order: Parameters<typeof knownOf>[1],
	runs: number,
	customer: string,
): Promise<PureRate[]> {
	const known = await knownOf(desk, order);
	const { attributionFacts, policy, facts } = known;
	const lastClick = rateOf(PLAIN_RUNS, () => lastClickOf(attributionFacts.journeyClicks, order));
	const attribution = rateOf(runs, () => desk.attribute(order, attributionFacts));
	const oneRule = rateOf(PLAIN_RUNS, () => isOwnEmail(facts));
	const rules = rateOf(runs, () => desk.evaluate(facts, policy));
	const row = (name: string, perSecond: number, ratio: number, baseline: string): PureRate => ({
		name: `${name}, ${customer}`,
		perSecond,
		ratio,
		baseline,
	});
	const plainClick = 'the latest click in a loop';
	const plainRule = 'one rule as an if over all credits';
	return [
		row(plainClick, lastClick, 1, plainClick),
		row('attributeOrder', attribution, attribution / lastClick, plainClick),
		row(plainRule, oneRule, 1, plainRule),
		row('evaluateOrder', rules, rules / oneRule, plainRule),
	];
}

/** The latest click of a person before the order: no window, programme, status, coupon or trace. */
function lastClickOf(clicks: readonly Click[], { createdAt }: { createdAt: string }): string {
	let last: Click | null = null;
	for (const click of clicks) {
		if (click.category !== 'human' || click.occurredAt >= createdAt) continue;
		if (last === null || click.occurredAt > last.occurredAt) last = click;
	}
	return last?.affiliateId ?? '';
}

/** Whether a credited affiliate has the customer's e-mail address, and nothing else. */
function isOwnEmail({ credits }: FraudFacts): boolean {
	for (const { identity } of credits) {
		if (identity !== null && identity.shared.includes('email')) return true;
	}
	return false;
}

function rateOf(runs: number, work: () => unknown): number {
	let kept = 0;
	for (let at = 0; at < WARM_UP; at += 1) kept += work() === null ? 0 : 1;
	const start = performance.now();
	for (let at = 0; at < runs; at += 1) kept += work() === null ? 0 : 1;
	const seconds = (performance.now() - start) / 1_000;
	if (kept === 0) throw new Error('Nothing was decided');
	return runs / seconds;
}
