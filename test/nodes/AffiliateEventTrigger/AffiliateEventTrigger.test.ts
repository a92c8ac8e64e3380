import { setTimeout as pause } from 'node:timers/promises';
import { NodeApiError, NodeOperationError, type IRun } from 'n8n-workflow';
import { LEDGER_EVENT_TYPES } from '../../../lib/delivery';
import { ledgerAnswerSchema, mapPurchase, type PurchaseFacts } from '../../../lib/mapping/crm';
import { AFFILIATE_LOOP_MAPPING } from '../../../lib/mapping/hubspot';
import { attributionSchema } from '../../../lib/model/credit';
import type { CatchHookEvent } from '../../../lib/model/catch-hook';
import { contactOf } from '../../../lib/model/customer-contact';
import { orderSchema } from '../../../lib/model/order';
import { refundSchema } from '../../../lib/model/refund';
import { readEvent } from '../../../nodes/AffiliateCatchHook/readEvent';
import { readPurchaseFacts } from '../../../nodes/shared/purchaseFacts';
import { withRetryAdvice } from '../../../nodes/shared/pump/retryAdvice';
import { deliveryOutcome } from '../../../nodes/AffiliateEventTrigger/deliveryOutcome';
import { AffiliateEventTrigger } from '../../../nodes/AffiliateEventTrigger/AffiliateEventTrigger.node';
import { aCustomer, anOrder } from '../../support/builders';
import { aJournal, write } from '../../lib/store/ledger-entries';
import {
	aRecordedRefund,
	approveWrite,
	aSale,
	conversionId,
	recordWrite,
	type Sale,
} from '../../lib/store/ledger-writes';
import { liveTrigger, type LiveTrigger } from './liveTrigger';

process.env.N8N_LOG_LEVEL = 'silent';

const closings: Array<() => Promise<void>> = [];

afterEach(async () => {
	await Promise.all(closings.splice(0).map(async (close) => await close()));
});

async function publish(trigger: LiveTrigger): Promise<() => Promise<void>> {
	const close = await trigger.activate();
	closings.push(close);
	return close;
}

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
	for (let turn = 0; turn < 600; turn += 1) {
		if (await isTrue()) return;
		await pause(10);
	}
	throw new Error('It did not come to be');
}

const countsOf = async ({ store, destinationId }: LiveTrigger) =>
	await store.deliveries.counts(destinationId);

const EVENTS = { events: LEDGER_EVENT_TYPES.map(({ type }) => type) };
const ONCE = { ...EVENTS, options: { maxAttempts: 1 } };

/** Records an order of Carla with what it was priced from. */
async function record({ store }: LiveTrigger, overrides: Partial<Sale> = {}): Promise<Sale> {
	const sale = aSale(overrides);
	await write(store, sale, { ...recordWrite(sale, { customerKey: 'carla' }), journal: aJournal() });
	return sale;
}

const eventOf = ({ json }: { json: object } = { json: {} }) =>
	(json as { event: Record<string, unknown> }).event;

describe('the published trigger', () => {
	it('starts the workflow with what happened, and with what the next steps read', async () => {
		const trigger = await liveTrigger({ parameters: EVENTS });
		await publish(trigger);
		const sale = await record(trigger);
		await until(async () => (await countsOf(trigger)).completed === 1);
		const [item] = trigger.given;
		expect(Object.keys(item?.json ?? {})).toEqual(['event', 'order', 'attribution', 'ledger']);
		expect(eventOf(item)).toMatchObject({
			type: 'conversion.recorded',
			aggregateId: conversionId(sale),
			occurredAt: sale.at,
			data: { orderId: sale.orderId },
		});
		expect(orderSchema.parse(item?.json.order).customer.email).toBeNull();
		expect(attributionSchema.parse(item?.json.attribution).credits).toHaveLength(1);
		expect(ledgerAnswerSchema.parse(item?.json.ledger)).toMatchObject({
			outcome: 'commissioned',
			commissions: [{ status: 'pending' }],
			customer: { customerKey: 'carla', orderCount: 1 },
			refunds: [],
		});
	});

	it('tells how the customer is reached, where that was kept, as a CRM needs it', async () => {
		const read: PurchaseFacts[] = [];
		const hooked: CatchHookEvent[] = [];
		const trigger = await liveTrigger({
			parameters: EVENTS,
			step: (items, context) => {
				read.push(readPurchaseFacts(context, 0));
				hooked.push(readEvent(context, 0));
				return items;
			},
		});
		await trigger.store.contacts.keep({
			customerKey: 'carla',
			contact: contactOf(
				anOrder({ customer: aCustomer({ phone: '+49 30 5550100', acceptsMarketing: true }) }),
			),
			orderedAt: aSale().at,
			at: aSale().at,
			isProven: true,
		});
		await publish(trigger);
		await record(trigger);
		await until(async () => (await countsOf(trigger)).completed === 1);
		const [facts] = read as [PurchaseFacts];
		expect(facts.order.customer).toMatchObject({
			customerId: 'customer-7',
			email: 'carla@example.com',
			phone: '+49 30 5550100',
			firstName: 'Carla',
			acceptsMarketing: true,
		});
		const values = mapPurchase(facts, AFFILIATE_LOOP_MAPPING).contact.map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['Carla', '+49 30 5550100']));
		expect(hooked).toMatchObject([
			{ event: 'conversion.recorded', affiliate_code: 'anna', contact_email: null },
		]);
		const { destinationId, store } = trigger;
		const year = ['2026-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'] as const;
		const latency = await store.deliveries.latency(destinationId, ...year);
		expect(latency).toMatchObject({ count: 1, p99: expect.any(Number) });
	});

	it('tells what is known when the event is handed out, not what was known when it happened', async () => {
		const trigger = await liveTrigger({ parameters: { events: ['conversion.recorded'] } });
		const close = await publish(trigger);
		await close();
		const sale = await record(trigger);
		await write(trigger.store, sale, approveWrite(sale));
		await publish(trigger);
		await until(async () => (await countsOf(trigger)).completed === 1);
		expect(ledgerAnswerSchema.parse(trigger.given[0]?.json.ledger).commissions).toMatchObject([
			{ status: 'approved' },
		]);
	});

	it('gives the refund to events that tell of one, also before its order', async () => {
		const trigger = await liveTrigger({ parameters: EVENTS });
		await publish(trigger);
		const early = aSale({ orderId: 'order-9' });
		const { storeKey } = aRecordedRefund(early);
		const waiting = {
			outboxId: 'out_waiting',
			aggregateId: `${storeKey}:order-9`,
			type: 'refund.waiting',
			payload: { refundId: 'refund-1', orderId: 'order-9', storeKey },
			createdAt: early.at,
		};
		await write(trigger.store, early, { refunds: [aRecordedRefund(early)], events: [waiting] });
		await until(async () => (await countsOf(trigger)).completed === 1);
		const [{ json }] = trigger.given as [{ json: Record<string, unknown> }];
		expect(Object.keys(json)).toEqual(['event', 'refund', 'ledger']);
		expect(refundSchema.parse(json.refund)).toMatchObject({ refundId: 'refund-1' });
		expect(ledgerAnswerSchema.parse(json.ledger)).toMatchObject({ outcome: 'waiting' });
	});

	it('gives an event of no order alone', async () => {
		const trigger = await liveTrigger({ parameters: EVENTS });
		await publish(trigger);
		const paid = {
			outboxId: 'out_paid',
			aggregateId: 'bat_1',
			type: 'payout.paid',
			payload: { payoutId: 'pay_1', payable: { amount: '5.00', currency: 'EUR' } },
			createdAt: aSale().at,
		};
		await write(trigger.store, aSale(), { events: [paid] });
		await until(() => trigger.given.length === 1);
		expect(Object.keys(trigger.given[0]?.json ?? {})).toEqual(['event']);
	});

	it('begins with what happens after it was published, unless it is to begin earlier', async () => {
		const later = await liveTrigger({ parameters: EVENTS });
		await record(later);
		await publish(later);
		await record(later, { orderId: 'order-2' });
		await until(async () => (await countsOf(later)).completed === 1);
		expect(eventOf(later.given[0]).data).toEqual({ orderId: 'order-2' });

		const options = { replayFrom: '2026-01-01T00:00:00' };
		const earlier = await liveTrigger({ parameters: { ...EVENTS, options } });
		await record(earlier);
		await publish(earlier);
		await until(async () => (await countsOf(earlier)).completed === 1);
	});

	it('gives nothing after it was switched off, and all of it when it is back', async () => {
		const trigger = await liveTrigger({ parameters: EVENTS });
		const close = await publish(trigger);
		await close();
		await record(trigger);
		await pause(700);
		expect(trigger.given).toEqual([]);
		await publish(trigger);
		await until(async () => (await countsOf(trigger)).completed === 1);
	});

	it('is listed by the name it was given, else by workflow and node', async () => {
		const unnamed = await liveTrigger({ parameters: EVENTS });
		await publish(unnamed);
		const options = { parallelRuns: 4, startsPerMinute: 90, maxAttempts: 7 };
		const named = await liveTrigger({
			parameters: { events: ['payout.paid'], destinationName: ' CRM ', options },
		});
		await publish(named);
		expect(await unnamed.store.deliveries.destinations()).toMatchObject([
			{
				name: 'Tell the CRM: Events',
				limits: { parallel: 1, startsPerMinute: null, maxAttempts: 30 },
			},
		]);
		expect(await named.store.deliveries.destinations()).toMatchObject([
			{
				destinationId: named.destinationId,
				name: 'CRM',
				eventTypes: ['payout.paid'],
				limits: { parallel: 4, startsPerMinute: 90, maxAttempts: 7 },
			},
		]);
	});

	it('cannot be published without an event', async () => {
		const trigger = await liveTrigger({ parameters: { events: [] } });
		await expect(trigger.activate()).rejects.toMatchObject({ message: 'No event is chosen' });
	});
});

describe('a run that fails', () => {
	it('is tried again, and the reason for it names no data', async () => {
		let runs = 0;
		const trigger = await liveTrigger({
			parameters: EVENTS,
			step: (items, context) => {
				runs += 1;
				if (runs > 1) return items;
				const failure = { message: 'carla@secret.example is busy', httpCode: '429' };
				const error = new NodeApiError(context.getNode(), failure);
				throw withRetryAdvice(error, { retryable: true, retryAfterMilliseconds: 1_000 });
			},
		});
		await publish(trigger);
		await record(trigger);
		await until(async () => runs === 1 && (await countsOf(trigger)).waiting === 1);
		// The wait that was asked for is over long before the five seconds of the schedule.
		await until(async () => (await countsOf(trigger)).completed === 1);
		expect(trigger.runs.map(({ status }) => status)).toEqual(['error', 'success']);
	}, 15_000);

	it('is set aside at once when its record is refused for good', async () => {
		const trigger = await liveTrigger({
			parameters: EVENTS,
			step: (_items, context) => {
				const error = new NodeOperationError(
					context.getNode(),
					'carla@secret.example is no contact',
				);
				throw withRetryAdvice(error, { retryable: false, retryAfterMilliseconds: null });
			},
		});
		await publish(trigger);
		await record(trigger);
		await until(async () => (await countsOf(trigger)).dead === 1);
		const [letter] = await trigger.store.deliveries.deadLetters({ limit: 9 });
		expect(letter).toMatchObject({
			destinationId: trigger.destinationId,
			type: 'conversion.recorded',
			reason: "The workflow ended as 'error' at 'Step' (NodeOperationError)",
			attempts: 1,
		});
		expect(trigger.logs.join()).toContain('set an event aside');
		expect(trigger.logs.join()).not.toContain('carla@');
		// What is left of a run that a worker did has been through JSON.
		const told = JSON.parse(JSON.stringify(trigger.runs[0])) as IRun;
		expect(deliveryOutcome(told)).toEqual({ outcome: 'dead', reason: letter?.reason });
	});

	it('is set aside after its last try, and given again when the workflow is published again', async () => {
		let isMended = false;
		const trigger = await liveTrigger({
			parameters: ONCE,
			step: (items) => {
				if (!isMended) throw new Error('the service is away');
				return items;
			},
		});
		const close = await publish(trigger);
		await record(trigger);
		await until(async () => (await countsOf(trigger)).dead === 1);
		await close();
		isMended = true;
		const closeAfterStart = await trigger.activate('init');
		await pause(50);
		expect((await countsOf(trigger)).dead).toBe(1);
		await closeAfterStart();
		await publish(trigger);
		await until(async () => (await countsOf(trigger)).completed === 1);
	});

	it('holds up the events of its customer and no others', async () => {
		const trigger = await liveTrigger({
			parameters: EVENTS,
			step: (items) => {
				const { data } = eventOf(items[0]) as { data: { orderId: string } };
				if (data.orderId === 'order-1') throw new Error('the service is away');
				return items;
			},
		});
		await publish(trigger);
		const sale = await record(trigger);
		await write(trigger.store, sale, approveWrite(sale));
		const other = aSale({ orderId: 'order-2' });
		await write(trigger.store, other, recordWrite(other, { customerKey: 'otto' }));
		await until(async () => (await countsOf(trigger)).completed === 1);
		expect(await countsOf(trigger)).toEqual({ waiting: 2, running: 0, completed: 1, dead: 0 });
	});
});

describe('a test event', () => {
	it('is the latest event of the chosen types, and is not taken from anybody', async () => {
		const trigger = await liveTrigger({ parameters: { events: ['conversion.recorded'] } });
		const sale = await record(trigger);
		await write(trigger.store, sale, approveWrite(sale));
		const [item] = await trigger.fetchTestEvent();
		expect(eventOf(item).type).toBe('conversion.recorded');
		expect(item?.json.order).toBeDefined();
		expect(await trigger.store.ledger.pendingEvents(9)).toHaveLength(2);
		expect(await trigger.store.deliveries.destinations()).toEqual([]);
	});

	it('that does not exist yet is explained', async () => {
		const trigger = await liveTrigger({ parameters: EVENTS });
		await expect(trigger.fetchTestEvent()).rejects.toMatchObject({
			message: 'The ledger has no event of this kind yet',
		});
	});
});

describe('the description of the trigger', () => {
	it('offers every type of event there is', () => {
		const [events] = new AffiliateEventTrigger().description.properties;
		const values = (events?.options ?? []).map((option) => 'value' in option && option.value);
		expect(values).toEqual(LEDGER_EVENT_TYPES.map(({ type }) => type));
	});
});
