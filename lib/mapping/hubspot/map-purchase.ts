import type { Order } from '../../model/order';
import { mapFields, type MappedProperty } from './map-fields';
import { orderKey, purchaseView, type PurchaseFacts } from './purchase-view';
import type { HubSpotMapping } from './schema';

/** Ids of the pipeline and of the stages that orders move through. */
export interface DealStages {
	readonly pipeline: string;
	readonly pending: string;
	readonly paid: string;
	readonly cancelled: string;
}

/** HubSpot's own sales pipeline, which every account starts with. */
export const DEFAULT_DEAL_STAGES: DealStages = {
	pipeline: 'default',
	pending: 'contractsent',
	paid: 'closedwon',
	cancelled: 'closedlost',
};

export interface MappedPurchase {
	readonly deal: { readonly key: string; readonly writes: readonly MappedProperty[] };
	readonly contact: readonly MappedProperty[];
}

/**
 * Contact and deal properties of a purchase. A deal moves between our three stages only, so that
 * a stage somebody chose by hand stays. Pure.
 */
export function mapPurchase(
	facts: PurchaseFacts,
	mapping: HubSpotMapping,
	stages: DealStages,
): MappedPurchase {
	const view = purchaseView(facts);
	return {
		contact: mapFields(view, mapping.contact),
		deal: {
			key: orderKey(facts.order),
			writes: [
				...mapFields(view, mapping.deal),
				{ property: 'pipeline', value: stages.pipeline, policy: 'fill_empty' },
				{
					property: 'dealstage',
					value: stageOf(facts.order, stages),
					policy: 'overwrite',
					replaces: [stages.pending, stages.paid, stages.cancelled],
				},
			],
		},
	};
}

/**
 * Puts purchases in the order in which they may overwrite each other: what the ledger counted
 * later, then what was ordered later, then what was changed later goes last.
 */
export function comparePurchases(a: PurchaseFacts, b: PurchaseFacts): number {
	const counted = (a.ledger?.customer?.orderCount ?? 0) - (b.ledger?.customer?.orderCount ?? 0);
	if (counted !== 0) return counted;
	const ordered = compareText(a.order.createdAt, b.order.createdAt);
	return ordered === 0 ? compareText(a.order.updatedAt, b.order.updatedAt) : ordered;
}

function stageOf({ status }: Order, stages: DealStages): string {
	switch (status) {
		case 'pending':
			return stages.pending;
		case 'paid':
		case 'partially_refunded':
			return stages.paid;
		case 'refunded':
		case 'cancelled':
		case 'voided':
			return stages.cancelled;
	}
}

function compareText(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
