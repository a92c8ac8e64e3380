import type { Instant } from '../../kernel';
import type { Affiliate } from '../../model/affiliate';
import type { Commission } from '../../model/commission';
import type { Coupon } from '../../model/coupon';
import type { Attribution } from '../../model/credit';
import type { Link } from '../../model/link';
import type { Order } from '../../model/order';
import type { Programme } from '../../model/programme';
import type { ImportSource } from '../import-kinds';

/** What holds for everything that one import writes. */
export interface ImportContext {
	readonly programme: Programme;
	readonly source: ImportSource;
	/** Moment of the import. */
	readonly at: Instant;
	/** Days from the import on for which pending commissions are held. */
	readonly holdDays: number;
}

/** Where a commission is brought after it is booked as pending. */
export type ImportedEnd = 'none' | 'approve' | 'paid' | 'decline';

/** What a row says is to be booked: everything `recordConversion` of the ledger takes. */
export interface BookingIntent {
	readonly kind: 'conversion' | 'balance';
	/** `opening` for balances, and for rows that take commission back. */
	readonly conversionKind: 'order' | 'opening';
	readonly order: Order;
	readonly attribution: Attribution;
	readonly commission: Commission;
	readonly then: ImportedEnd;
}

/** What a row says is to be written. */
export type ImportIntent =
	| { readonly kind: 'affiliate'; readonly affiliate: Affiliate }
	| { readonly kind: 'link'; readonly link: Link }
	| { readonly kind: 'coupon'; readonly coupon: Coupon }
	| BookingIntent;
