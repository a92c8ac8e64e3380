import type { SimulatedRow } from './search.ts';

export interface SimulatedAttribute {
	readonly attribute_code: string;
	readonly frontend_input?: string;
	readonly options?: ReadonlyArray<{ readonly label: string; readonly value: string }>;
}

export interface SimulatedCustomer extends SimulatedRow {
	id: number;
	email: string;
	firstname: string;
	lastname: string;
	website_id: number;
	addresses: unknown[];
	custom_attributes: Array<{ attribute_code: string; value: unknown }>;
}

/** The data of one store. */
export class MagentoStore {
	readonly orders: SimulatedRow[] = [];

	readonly creditMemos: SimulatedRow[] = [];

	readonly customers: SimulatedCustomer[] = [];

	readonly attributes: SimulatedAttribute[] = [];

	readonly rules: SimulatedRow[] = [];

	readonly coupons: SimulatedRow[] = [];

	/** By SKU. */
	readonly stockItems = new Map<string, SimulatedRow>();

	/** By `<stock>/<sku>`; a product without one is made of others. */
	readonly salable = new Map<string, number>();

	private lastId = 100;

	nextId(): number {
		this.lastId += 1;
		return this.lastId;
	}
}
