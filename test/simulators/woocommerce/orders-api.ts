import { cut, pageAsked, type Listed, type Parameters } from './parameters.ts';
import { saveMeta } from './save-meta.ts';
import type { SimulatedNote, SimulatedRecord, WooShop } from './shop.ts';
import { invalidId, invalidParameters, missingParameters } from './woo-error.ts';

const STATUSES = [
	'any',
	'pending',
	'processing',
	'on-hold',
	'completed',
	'cancelled',
	'refunded',
	'failed',
	'trash',
] as const;

/** Orders by the rules of `WP_Query`: bounds are exclusive and in the shop's time unless told. */
export function listOrders(shop: WooShop, parameters: Parameters): Listed {
	const page = pageAsked(parameters);
	const status = parameters.choice('status', STATUSES, 'any');
	const orderBy = parameters.choice(
		'orderby',
		['date', 'id', 'include', 'title', 'slug', 'modified'],
		'date',
	);
	const sign = parameters.choice('order', ['asc', 'desc'], 'desc') === 'asc' ? 1 : -1;
	const isGmt = parameters.flag('dates_are_gmt');
	const bound = (name: string) => comparable(shop, parameters.moment(name), isGmt);
	const [after, before] = [bound('modified_after'), bound('modified_before')];
	const included = parameters.ids('include');
	const rows = shop.orders.filter((order) => {
		const modified = String(order['date_modified_gmt']);
		return (
			(status === 'any' ? order['status'] !== 'trash' : order['status'] === status) &&
			(included.length === 0 || included.includes(order.id)) &&
			(after === null || modified > after) &&
			(before === null || modified < before)
		);
	});
	const key = { modified: 'date_modified_gmt', date: 'date_created_gmt' }[String(orderBy)] ?? 'id';
	const value = (order: SimulatedRecord) => order[key] as string | number;
	rows.sort((a, b) => {
		if (value(a) === value(b)) return sign * (a.id - b.id);
		return value(a) > value(b) ? sign : -sign;
	});
	return cut(rows, page);
}

/** A moment as GMT without zone. WordPress takes one with a zone into the shop's own first. */
function comparable(shop: WooShop, moment: string | null, isGmt: boolean): string | null {
	if (moment === null) return null;
	const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(moment);
	const local = hasZone ? shifted(moment, shop.zoneHours) : shifted(`${moment}Z`, 0);
	return isGmt ? local : shifted(`${local}Z`, -shop.zoneHours);
}

function shifted(moment: string, hours: number): string {
	return new Date(Date.parse(moment) + hours * 3_600_000).toISOString().slice(0, 19);
}

export function orderOf(shop: WooShop, id: string | number, status = 404): SimulatedRecord {
	const order = shop.orders.find((candidate) => candidate.id === Number(id));
	if (order === undefined) throw invalidId('shop_order', status);
	return order;
}

export function saveOrder(shop: WooShop, id: string | number, body: unknown): SimulatedRecord {
	const order = orderOf(shop, id, 400);
	const input = (body ?? {}) as Record<string, unknown>;
	const status = input['status'];
	if (status !== undefined && !STATUSES.some((known) => known === status && known !== 'any')) {
		throw invalidParameters({ status: 'status is not one of the order statuses.' });
	}
	const hasMeta = saveMeta(shop, order, input['meta_data']);
	if (status !== undefined) order['status'] = status;
	if (hasMeta || status !== undefined) order['date_modified_gmt'] = shop.now;
	return order;
}

export function listRefunds(shop: WooShop, orderId: string, parameters: Parameters): Listed {
	const order = orderOf(shop, orderId);
	const rows = [...(shop.refunds.get(order.id) ?? [])].sort((a, b) => a.id - b.id);
	const sign = parameters.choice('order', ['asc', 'desc'], 'desc');
	return cut(sign === 'asc' ? rows : rows.reverse(), pageAsked(parameters));
}

export function listNotes(shop: WooShop, orderId: string, parameters: Parameters): unknown {
	const type = parameters.choice('type', ['any', 'customer', 'internal'], 'any');
	const order = orderOf(shop, orderId);
	return (shop.notes.get(order.id) ?? []).filter(
		({ customer_note: forCustomer }) => type === 'any' || forCustomer === (type === 'customer'),
	);
}

export function addNote(shop: WooShop, orderId: string, body: unknown): SimulatedNote {
	const order = orderOf(shop, orderId);
	const { note, customer_note: forCustomer = false } = (body ?? {}) as Partial<SimulatedNote>;
	if (note === undefined) throw missingParameters(['note']);
	if (typeof note !== 'string') throw invalidParameters({ note: 'note is not of type string.' });
	if (typeof forCustomer !== 'boolean') {
		throw invalidParameters({ customer_note: 'customer_note is not of type boolean.' });
	}
	const added = { id: shop.nextId(), note, customer_note: forCustomer };
	shop.notes.set(order.id, [...(shop.notes.get(order.id) ?? []), added]);
	return added;
}
