export type SimulatedRecord = Record<string, unknown> & { id: number };

export interface SimulatedMeta {
	id: number;
	key: string;
	value: unknown;
}

export interface SimulatedNote {
	readonly id: number;
	readonly note: string;
	readonly customer_note: boolean;
}

export interface SimulatedWebhook {
	id: number;
	name: string;
	status: string;
	topic: string;
	delivery_url: string;
	/** Never told. */
	secret: string;
	failures: number;
}

/** The data of one shop. Dates are GMT without a zone, to the second. */
export class WooShop {
	now = '2026-11-22T18:00:00';

	/** Hours that the shop's own time zone is ahead of GMT. */
	zoneHours = 2;

	currency = 'EUR';

	readonly orders: SimulatedRecord[] = [];

	/** By order. */
	readonly refunds = new Map<number, SimulatedRecord[]>();

	/** By order. */
	readonly notes = new Map<number, SimulatedNote[]>();

	readonly customers: SimulatedRecord[] = [];

	readonly coupons: SimulatedRecord[] = [];

	/** Products; a variation has the type `variation` and a `parent_id`. */
	readonly products: SimulatedRecord[] = [];

	readonly webhooks: SimulatedWebhook[] = [];

	private lastId = 9_000;

	nextId(): number {
		this.lastId += 1;
		return this.lastId;
	}

	/** As a person or plugin changes an order: its time of change moves. */
	changeOrder(id: number, change: Readonly<Record<string, unknown>>): void {
		const order = this.orders.find((candidate) => candidate.id === id);
		if (order === undefined) throw new Error(`The simulated shop has no order ${id}`);
		Object.assign(order, change, { date_modified_gmt: this.now });
	}
}

export function metaOf(record: SimulatedRecord): SimulatedMeta[] {
	const present = record['meta_data'];
	if (Array.isArray(present)) return present as SimulatedMeta[];
	const meta: SimulatedMeta[] = [];
	record['meta_data'] = meta;
	return meta;
}
