import type { RecordedJourney } from '../../ports/journey-store';
import type { StoreContext } from '../engine';
import { journeyConversions } from './journey-conversions';
import { customerJourneys } from './customer-journeys';
import { browserKey, customerKey, JourneyGroups, orderKey } from './journey-groups';
import { journeyRuns, type JourneySpan, type JourneyTouch } from './journey-runs';
import { JourneyTally, type JourneyEnd } from './journey-tally';

/** Journeys of customers, and the orders and actions that ended them, by group. */
interface JoinedJourneys {
	readonly groups: JourneyGroups;
	readonly ends: ReadonlyMap<number, JourneyEnd[]>;
}

/**
 * Counted clicks of a stretch of time as sequences of affiliates, equal ones added up. A journey is
 * everything one customer's browsers did; without a customer, what one browser did, or one visitor on
 * one day. In memory are the distinct sequences, one page of clicks, the customers with their browsers,
 * and clicks of customers with several of them until all were read.
 */
export async function* recordedJourneys(
	context: StoreContext,
	span: JourneySpan,
): AsyncGenerator<RecordedJourney> {
	const { groups, ends } = await joinedJourneys(context, span);
	const tally = new JourneyTally();
	const open = new Map<number, { unread: number; touches: JourneyTouch[] }>();
	for await (const { key, touches } of journeyRuns(context, span)) {
		const group = groups.groupOf(key);
		if (group === null) {
			tally.add(touches, []);
			continue;
		}
		const state = open.get(group) ?? { unread: groups.journeysOf(group), touches: [] };
		for (const touch of touches) state.touches.push(touch);
		state.unread -= 1;
		if (state.unread > 0) {
			open.set(group, state);
		} else {
			open.delete(group);
			tally.add(state.touches, ends.get(group) ?? []);
		}
	}
	for (const [group, { touches }] of open) tally.add(touches, ends.get(group) ?? []);
	yield* tally.journeys();
}

/** An order joins the journeys of the clicks it was credited for to its customer, as the ledger does. */
async function joinedJourneys(context: StoreContext, span: JourneySpan): Promise<JoinedJourneys> {
	const groups = new JourneyGroups();
	const orders: Array<JourneyEnd & { readonly owner: string }> = [];
	for await (const pair of customerJourneys(context)) {
		groups.join(customerKey(pair.customer_key), browserKey(pair.journey_id));
	}
	for await (const order of journeyConversions(context, span)) {
		const owner =
			order.customerKey === null ? orderKey(order.conversionId) : customerKey(order.customerKey);
		for (const journeyKey of order.journeyKeys) groups.join(owner, journeyKey);
		orders.push({ owner, at: order.at, value: order.value });
	}
	const ends = new Map<number, JourneyEnd[]>();
	for (const { owner, at, value } of orders) {
		const group = groups.groupOf(owner);
		if (group === null) continue;
		const others = ends.get(group);
		if (others === undefined) ends.set(group, [{ at, value }]);
		else others.push({ at, value });
	}
	return { groups, ends };
}
