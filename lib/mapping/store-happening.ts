import type { Instant } from '../kernel';
import type { Dispute } from '../model/dispute';
import type { Order } from '../model/order';
import type { Refund } from '../model/refund';
import type { StoreEventKind } from '../model/store-event';

/** Something a store's notice says happened, before it gets its identity. */
export interface StoreHappening {
	readonly kind: StoreEventKind;
	readonly occurredAt: Instant;
	readonly order?: Order;
	readonly refund?: Refund;
	readonly dispute?: Dispute;
}

/** Why a rightly signed notice makes no event. */
export type IgnoredReason =
	| 'test_notification'
	| 'test_order'
	| 'other_topic'
	| 'not_cancelled'
	| 'deleted_record'
	| 'no_order'
	| 'no_money_moved'
	| 'told_by_another_topic'
	| 'needs_its_order'
	| 'kind_not_selected';

export type StoreNotice =
	| { readonly outcome: 'happenings'; readonly happenings: readonly StoreHappening[] }
	| { readonly outcome: 'ignored'; readonly reason: IgnoredReason };
