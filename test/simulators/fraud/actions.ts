import type { Address } from '../../../lib/model/address';
import type { Browser, Person } from './people';
import type { OrderTruth } from './truth';

/** Somebody, or something, requests an affiliate's link. */
export interface Visit {
	readonly kind: 'visit';
	readonly at: number;
	readonly affiliateCode: string;
	readonly browser: Browser;
	/** How the link is opened; `machine` sends none of a browser's own headers. */
	readonly opening: 'page' | 'no_activation' | 'embedded' | 'machine';
	readonly referrer: string | null;
	/** What stands in the link beside the affiliate's code, such as an advertiser's click id. */
	readonly query?: Readonly<Record<string, string>>;
	readonly truth: OrderTruth;
}

/** Somebody buys, or leaves contact data. */
export interface Purchase {
	readonly kind: 'purchase';
	readonly at: number;
	readonly person: Person;
	readonly browser: Browser;
	/** Net goods value in minor units. */
	readonly netMinor: number;
	readonly couponCode: string | null;
	/** Named action instead of a sale. */
	readonly action: string | null;
	/** What is in the basket, or what a lead says. */
	readonly contents: string;
	/** Where the session came from that bought; null where nobody tells. */
	readonly referrer: string | null;
	/** Null: the store does not tell. */
	readonly checkoutStartedAt: number | null;
	/** Where a present goes; null: to the customer's home. */
	readonly shipTo: Address | null;
	readonly failedPayments: number;
	/** Fingerprint of the means of payment. */
	readonly payment: string | null;
	readonly refundAt: number | null;
	readonly disputeAt: number | null;
	readonly truth: OrderTruth;
}

export type Action = Visit | Purchase;

/** What one affiliate, or the shop's other customers, do on a day. */
export interface Behaviour {
	/** Everything that begins on this day; later parts of it may lie on later days. */
	actionsOf(day: number): readonly Action[];
	/**
	 * Gets between a purchase of others and its partner: a toolbar, a stuffed link. Called for every
	 * honest purchase that begins on a day.
	 */
	interfere?(purchase: Purchase, day: number): readonly Action[];
}
