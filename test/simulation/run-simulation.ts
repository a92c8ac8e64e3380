import { programmeDays, trainAnomalyModel } from '../../lib/fraud/scan';
import { addDays, type Instant } from '../../lib/kernel';
import type { Click } from '../../lib/model/click';
import type { FraudCase } from '../../lib/model/fraud-case';
import type { FraudPolicy } from '../../lib/model/fraud-policy';
import type { Order } from '../../lib/model/order';
import type { AffiliateStore } from '../../lib/ports/store';
import { collected } from '../../nodes/shared/fraud/collected';
import { scanProgrammeFor } from '../../nodes/shared/fraud/scanProgrammeFor';
import { referenceListsOf } from '../../nodes/shared/referenceLists';
import type { Purchase } from '../simulators/fraud/actions';
import type { SimulatedAffiliate } from '../simulators/fraud/affiliates';
import { instantOf, MILLISECONDS_PER_HOUR, startOfDay } from '../simulators/fraud/calendar';
import { Draws } from '../simulators/fraud/draws';
import { ProgrammeHistory } from '../simulators/fraud/programme-history';
import { ClickEndpoint } from './click-endpoint';
import { orderOf } from './order-of';
import { disputeOrder, recordOrder, refundOrder, type JudgedOrder } from './record-order';
import { openShop, PROGRAMME } from './simulated-shop';

export interface SimulationOptions {
	readonly seed: string;
	readonly days: number;
	/** How much traffic there is; 1 unless given. */
	readonly size?: number;
	readonly policy: FraudPolicy;
	/** The first scan comes on this day; a programme of a few days has nothing to compare. */
	readonly firstScanDay: number;
	/** Instead of `recordOrder`, to look over its shoulder. */
	readonly record?: typeof recordOrder;
}

export interface OrderOutcome extends JudgedOrder {
	readonly day: number;
	readonly purchase: Purchase;
	/** Fraudsters who put themselves between this honest purchase and its partner. */
	readonly contestedBy: readonly string[];
}

export interface ScanOutcome {
	readonly day: number;
	readonly cases: readonly FraudCase[];
}

export interface SimulationRun {
	readonly affiliates: readonly SimulatedAffiliate[];
	readonly orders: readonly OrderOutcome[];
	readonly scans: readonly ScanOutcome[];
	/** Requests of each affiliate's link by its code, and how many of them count. */
	readonly clicks: ReadonlyMap<string, ClickTally>;
}

export interface ClickTally {
	readonly requests: number;
	readonly counted: number;
}

const REPEAT_WINDOW_SECONDS = 3_600;
const BURST = { most: 20, seconds: 60 };
/** The workflow trains the detector once a week. */
const TRAINING_EVERY_DAYS = 7;
const TRAINING_DAYS = 180;
const CONTAMINATION = 0.01;

/** Lets a history happen to a store: clicks, orders, refunds, disputes and a scan every night. */
export async function runSimulation(
	store: AffiliateStore,
	{ seed, days, size = 1, policy, firstScanDay, record = recordOrder }: SimulationOptions,
): Promise<SimulationRun> {
	const history = new ProgrammeHistory(seed, days, size);
	await openShop(store, history.affiliates, policy);
	const lists = referenceListsOf(store.fraud);
	await lists.refresh();
	const endpoint = new ClickEndpoint(
		history.affiliates,
		store,
		(address) => lists.kindsOf(address),
		new Draws(`${seed}/clicks`),
	);
	const orders: OrderOutcome[] = [];
	const scans: ScanOutcome[] = [];
	const followUps = new FollowUps(store);
	const requests = new Map<string, number>();
	for (let day = 0; day < days; day += 1) {
		const { served, bought } = await browse(history, endpoint, day, orders.length);
		for (const { affiliateId } of served) {
			requests.set(affiliateId, (requests.get(affiliateId) ?? 0) + 1);
		}
		await store.clicks.append(served, REPEAT_WINDOW_SECONDS, BURST);
		for (const { purchase, order } of bought) {
			const judged = await record(store, order);
			orders.push({ ...judged, day, purchase, contestedBy: history.contestedBy(purchase) });
			if (judged.verdict !== null) followUps.expect(purchase, order);
		}
		await followUps.happen(startOfDay(day + 1));
		if (day < firstScanDay) continue;
		const now = instantOf(startOfDay(day + 1) + 2 * MILLISECONDS_PER_HOUR);
		if ((day - firstScanDay) % TRAINING_EVERY_DAYS === 0) await train(store, now);
		scans.push({ day, cases: await scan(store, now) });
	}
	const clicks = await clickTallies(store, history.affiliates, requests, days);
	return { affiliates: history.affiliates, orders, scans, clicks };
}

async function clickTallies(
	store: AffiliateStore,
	affiliates: readonly SimulatedAffiliate[],
	requests: ReadonlyMap<string, number>,
	days: number,
): Promise<Map<string, ClickTally>> {
	const [from, to] = [instantOf(startOfDay(0)), instantOf(startOfDay(days))];
	const counts = await store.history.clickCounts(PROGRAMME.programmeId, from, to);
	const counted = new Map(counts.map(({ affiliateId, clicks }) => [affiliateId, clicks]));
	return new Map(
		affiliates.map(({ code }) => {
			const affiliateId = `aff_${code}`;
			return [
				code,
				{ requests: requests.get(affiliateId) ?? 0, counted: counted.get(affiliateId) ?? 0 },
			];
		}),
	);
}

/** A day in browsers: links are served in order, and each order is written with the cookies of its moment. */
async function browse(
	history: ProgrammeHistory,
	endpoint: ClickEndpoint,
	day: number,
	ordersBefore: number,
) {
	const served: Click[] = [];
	const bought: Array<{ readonly purchase: Purchase; readonly order: Order }> = [];
	for (const action of history.day(day).actions) {
		if (action.kind === 'purchase') {
			const number = 1_001 + ordersBefore + bought.length;
			bought.push({ purchase: action, order: orderOf(action, number) });
			continue;
		}
		const click = await endpoint.serve(action);
		if (click !== null) served.push(click);
	}
	return { served, bought };
}

/** Refunds and disputes that are to come. */
class FollowUps {
	private readonly waiting: Array<{ at: number; happen: (at: Instant) => Promise<void> }> = [];

	constructor(private readonly store: AffiliateStore) {}

	expect({ refundAt, disputeAt }: Purchase, order: Order): void {
		if (refundAt !== null) {
			this.waiting.push({ at: refundAt, happen: (at) => refundOrder(this.store, order, at) });
		}
		if (disputeAt !== null) {
			this.waiting.push({ at: disputeAt, happen: (at) => disputeOrder(this.store, order, at) });
		}
	}

	async happen(until: number): Promise<void> {
		const due = this.waiting.filter(({ at }) => at < until);
		for (const entry of due) {
			this.waiting.splice(this.waiting.indexOf(entry), 1);
			await entry.happen(instantOf(entry.at));
		}
	}
}

async function train(store: AffiliateStore, now: Instant): Promise<void> {
	const { programmeId } = PROGRAMME;
	const from = addDays(now, -TRAINING_DAYS);
	const days = await collected(store.fraud.affiliateDays(programmeId, from, now));
	const before = await store.fraud.anomalyModel(programmeId);
	const version = (before?.version ?? 0) + 1;
	const model = trainAnomalyModel(days, programmeDays(days), {
		programmeId,
		version,
		trainedAt: now,
		seed: `${programmeId} ${version}`,
		contamination: CONTAMINATION,
	});
	if (!('isThin' in model)) await store.fraud.saveAnomalyModel(model);
}

async function scan(store: AffiliateStore, now: Instant): Promise<FraudCase[]> {
	const { cases } = await scanProgrammeFor(store, PROGRAMME, now);
	const opened: FraudCase[] = [];
	for (const fraudCase of cases) {
		if ((await store.fraud.openCase(fraudCase)) !== 'unchanged') opened.push(fraudCase);
	}
	return opened;
}
