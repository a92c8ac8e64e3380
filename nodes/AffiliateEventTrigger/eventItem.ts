import type { IDataObject } from 'n8n-workflow';
import { appliedRefunds } from '../../lib/ledger/conversion-result';
import { toJson } from '../../lib/model/json';
import type { OrderState, OutboxEvent } from '../../lib/ports/ledger-store';
import type { AffiliateStore } from '../../lib/ports/store';
import { withKeptContact } from '../shared/keptContact';
import { recordedAttribution } from '../shared/pricing/recordedAttribution';

/**
 * An event with what the steps after it read, as it stands now: `order`, `attribution` and `ledger`
 * where it belongs to a recorded order, `refund` where it tells of one. What is not known is left out.
 * The order's customer has the contact that was kept when it was recorded; the ledger itself keeps no
 * personal data, so without one the customer stays unknown.
 */
export async function eventItem(store: AffiliateStore, event: OutboxEvent): Promise<IDataObject> {
	const { outboxId, aggregateId, type, payload, createdAt } = event;
	const state = await stateOf(store, event);
	return {
		event: {
			eventId: outboxId,
			type,
			occurredAt: createdAt,
			aggregateId,
			data: payload as IDataObject,
		},
		...(state === null ? {} : await orderKeys(store, state, payload)),
	};
}

/** What the ledger knows of the order that an event is about; null when it is about none. */
async function stateOf(
	store: AffiliateStore,
	{ aggregateId, payload }: OutboxEvent,
): Promise<OrderState | null> {
	const known = await store.ledger.conversion(aggregateId);
	if (known !== null) return known;
	const { storeKey, orderId } = payload;
	if (typeof storeKey !== 'string' || typeof orderId !== 'string') return null;
	// A refund or dispute that came before its order; nothing is decided, only read.
	return await store.ledger.decide({ storeKey, orderId }, (state) => ({
		write: {},
		result: state,
	}));
}

async function orderKeys(
	store: AffiliateStore,
	state: OrderState,
	payload: OutboxEvent['payload'],
): Promise<IDataObject> {
	const { conversion, refunds } = state;
	const { refundId } = payload;
	const refund = refunds.findLast((entry) => entry.refundId === refundId)?.refund;
	const recorded = conversion === null ? null : await recordedAttribution(store, conversion);
	const journal = recorded?.journal ?? null;
	return {
		...(journal === null
			? {}
			: {
					order: jsonOf(
						await withKeptContact(store, journal.order, conversion?.customerKey ?? null),
					),
					attribution: jsonOf(journal.attribution),
				}),
		...(refund === undefined ? {} : { refund: jsonOf(refund) }),
		ledger: await ledgerAnswer(store, state, refund?.currency),
	};
}

/** The ledger's answer as the CRM steps read it. */
async function ledgerAnswer(
	store: AffiliateStore,
	{ conversion, commissions, refunds }: OrderState,
	currency = conversion?.net.currency,
): Promise<IDataObject> {
	const customerKey = conversion?.customerKey ?? null;
	const customer =
		customerKey === null || currency === undefined
			? null
			: await store.history.customerSummary(customerKey, currency);
	return {
		outcome: conversion?.outcome ?? 'waiting',
		reason: conversion?.reason ?? null,
		conversionId: conversion?.conversionId ?? null,
		version: conversion?.version ?? null,
		base: jsonOf(conversion?.base ?? null),
		commissions: jsonOf(commissions),
		refunds: jsonOf(appliedRefunds(refunds)),
		customer: jsonOf(customer),
	};
}

function jsonOf(value: unknown): IDataObject {
	return toJson(value) as IDataObject;
}
