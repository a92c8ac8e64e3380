import { RefersionError, type Row } from './refused.ts';
import { fieldsOf, passwordComplaint } from './rules.ts';

const START = Date.UTC(2026, 10, 20, 9) / 1_000;
const MOST = 50;
const LIST_LIMIT = 100;
const SEARCH_PAGE = 20;

/** What an account keeps. Times are by number of the record, so that tests repeat. */
export class RefersionAccount {
	readonly offers: Row[] = [];

	readonly affiliates: Row[] = [];

	readonly orders: Row[] = [];

	readonly conversions: Row[] = [];

	/** Number of the affiliate by coupon, and by cart. */
	readonly coupons = new Map<string, number>();

	readonly carts = new Map<string, number>();

	private readonly queue: Row[] = [];

	private readonly cancelNeedsItems: boolean;

	private last = 0;

	constructor(cancelNeedsItems: boolean) {
		this.cancelNeedsItems = cancelNeedsItems;
	}

	private next(): number {
		this.last += 1;
		return this.last;
	}

	addAffiliate(row: {
		number: number;
		code: string;
		email: string;
		offer: number;
		status?: string;
		link?: string;
	}): void {
		this.affiliates.push({
			number: row.number,
			code: row.code,
			email: row.email,
			offer_id: String(row.offer),
			status: row.status ?? 'ACTIVE',
			first_name: 'Jo',
			last_name: 'Li',
			company_name: null,
			link: row.link ?? `https://shop.refersion.com/c/${row.code}`,
			custom_fields: [],
		});
	}

	createAffiliate(row: Row): Row {
		requireFields(row, ['first_name', 'last_name', 'email', 'password', 'status']);
		fieldsOf('affiliate/new', row);
		const { email, password, status, offer } = row;
		const complaint = passwordComplaint(String(password), String(email));
		if (complaint !== null) throw new RefersionError(422, complaint);
		if (status !== 'ACTIVE' && status !== 'PENDING') {
			throw new RefersionError(422, `${String(status)} is not a allowed value for field status`);
		}
		if (offer !== undefined && !this.offers.some(({ id }) => String(id) === offer)) {
			throw new RefersionError(422, 'Offer ID does not exist');
		}
		if (this.affiliates.some((one) => one['email'] === email)) {
			throw new RefersionError(422, 'The email you have entered is taken by another Affiliate.');
		}
		const number = 5_000_000 + this.next();
		const code = `n${number.toString(36)}`;
		this.addAffiliate({ number, code, email: String(email), offer: 1, status });
		Object.assign(this.affiliates.at(-1) ?? {}, {
			first_name: row['first_name'],
			last_name: row['last_name'],
			company_name: row['company'] ?? null,
			...(offer === undefined ? {} : { offer_id: offer }),
		});
		const message = `The affiliate ${number} has been created with the status of ${status}.`;
		return { id: code, link: `https://shop.refersion.com/c/${code}`, message };
	}

	/** Its `id` is the number. */
	getAffiliate(row: Row): Row {
		fieldsOf('affiliate/get', row);
		const { id, affiliate_code: code } = row;
		if (id === undefined && code === undefined) {
			throw new RefersionError(422, 'Request filter not provided.');
		}
		const found = this.affiliates.find((one) =>
			id === undefined ? one['code'] === code : one['number'] === id,
		);
		if (found === undefined) throw new RefersionError(422, 'Affiliate not found.');
		const { number, code: _code, ...others } = found;
		return { id: number, ...others };
	}

	/** Here `id` is the code. */
	private listed({ code, number: _number, link: _link, company_name: _company, ...row }: Row): Row {
		return { id: code, ...row };
	}

	listAffiliates(row: Row): Row {
		fieldsOf('affiliate/list', row);
		const limit = Math.min(Number(row['limit'] ?? 3), LIST_LIMIT);
		return this.pageOf(this.affiliates, Number(row['page'] ?? 1), limit);
	}

	/** By a part of the address, or by the whole code. */
	searchAffiliates(row: Row): Row {
		requireFields(row, ['keyword']);
		fieldsOf('affiliate/search', row);
		const keyword = String(row['keyword']).toLowerCase();
		const found = this.affiliates.filter(
			({ email, code }) => String(email).toLowerCase().includes(keyword) || code === keyword,
		);
		if (found.length === 0) {
			throw new RefersionError(422, 'Could not find affiliates with this keyword.');
		}
		return this.pageOf(found, Number(row['page'] ?? 1), SEARCH_PAGE);
	}

	private pageOf(rows: readonly Row[], page: number, limit: number): Row {
		const results = rows.slice((page - 1) * limit, page * limit).map((row) => this.listed(row));
		return { total: rows.length, results };
	}

	editAffiliates(row: Row): Row {
		requireFields(row, ['affiliates']);
		const changes = row['affiliates'] as Row[];
		requireFew(changes);
		return batch(changes, ({ id, ...change }) => {
			fieldsOf('affiliate/edit', change);
			const found = this.affiliates.find(({ number }) => number === id);
			if (found === undefined || Object.keys(change).length === 0) return false;
			const { company, ...others } = change;
			Object.assign(found, others, company === undefined ? {} : { company_name: company });
			return true;
		});
	}

	changeAffiliates(row: Row): Row {
		requireFields(row, ['ids', 'status']);
		const ids = row['ids'] as unknown[];
		requireFew(ids);
		requireOneOf(row, ['ACTIVE', 'DENIED', 'DISABLED']);
		return batch(
			ids.map((id) => ({ id })),
			({ id }) => {
				const found = this.affiliates.find(({ number }) => number === id);
				if (found === undefined || found['status'] === row['status']) return false;
				found['status'] = row['status'];
				return true;
			},
		);
	}

	changeConversions(row: Row): Row {
		requireFields(row, ['ids', 'status']);
		const ids = row['ids'] as unknown[];
		requireFew(ids);
		const status = requireOneOf(row, ['APPROVED', 'UNQUALIFIED', 'DENIED']);
		return batch(
			ids.map((id) => ({ id })),
			({ id }) => {
				const found = this.conversions.find((one) => one['id'] === id);
				if (found === undefined || found['status'] === status) return false;
				if (found['status'] === 'APPROVED') {
					throw new RefersionError(422, 'Cannot deny an approved conversion');
				}
				if (found['status'] === 'DENIED' && status === 'APPROVED') {
					throw new RefersionError(422, 'Cannot approve a denied conversion');
				}
				found['status'] = status;
				return true;
			},
		);
	}

	/** Taken in as often as it comes; what becomes of it is not told. */
	takeOrder(row: Row): Row {
		requireFields(row, ['cart_id', 'order_id', 'currency_code', 'items']);
		fieldsOf('orders/paid', row);
		if (String(row['cart_id']).length > 255) {
			throw new RefersionError(422, 'Value exceed the char limit');
		}
		for (const item of row['items'] as Row[]) requireFields(item, ['sku', 'quantity', 'price']);
		this.orders.push(row);
		this.queue.push(row);
		return {};
	}

	work(): void {
		for (const order of this.queue.splice(0)) {
			const named = order['auto_credit_affiliate_id'];
			const number =
				typeof named === 'number'
					? named
					: (this.carts.get(String(order['cart_id'])) ??
						this.coupons.get(String(order['discount_code'])));
			const affiliate = this.affiliates.find((one) => one['number'] === number);
			if (affiliate === undefined) continue;
			this.addConversion({
				order_id: order['order_id'],
				cents: centsOf(order['items'] as Row[]),
				currency: order['currency_code'],
				number,
			});
		}
	}

	addConversion(row: Row): void {
		const { cents, number, ...others } = row;
		const total = Number(cents ?? 10_000);
		const affiliate = this.affiliates.find((one) => one['number'] === number);
		const at = this.next();
		this.conversions.push({
			id: 11_900_000 + at,
			status: 'PENDING',
			payment_status: 'UNPAID',
			total: (total / 100).toFixed(2),
			commission_total: (Math.trunc(total / 10) / 100).toFixed(2),
			currency: 'EUR',
			created: String(START + at),
			affiliate: affiliate === undefined ? null : { id: number, email: affiliate['email'] },
			offer: affiliate === undefined ? null : { id: Number(affiliate['offer_id']) },
			...others,
		});
	}

	/** A conversion of its own, below nothing, as often as it is asked for. */
	cancel(row: Row): Row {
		requireFields(row, ['order_id', 'items']);
		fieldsOf('conversion/cancel', row);
		const items = row['items'] as Row[];
		if (this.cancelNeedsItems && items.length === 0) {
			throw new RefersionError(400, 'Missing required field items');
		}
		for (const item of items) requireFields(item, ['sku']);
		const original = this.conversions.find((one) => one['order_id'] === row['order_id']);
		if (original === undefined) throw new RefersionError(422, 'Invalid order ID (error 5)');
		const whole = Math.round(Number(original['total']) * 100);
		const back = items.length === 0 ? whole : centsOf(items);
		const { id } = (original['affiliate'] ?? {}) as Row;
		const { order_id: orderId, currency } = original;
		this.addConversion({ order_id: orderId, currency, cents: -back, number: id });
		return { conversion_id: String(this.conversions.at(-1)?.['id']) };
	}
}

function centsOf(items: readonly Row[]): number {
	return items.reduce(
		(sum, { price, quantity }) => sum + Math.round(Number(price) * 100) * Number(quantity ?? 1),
		0,
	);
}

function requireFields(row: Row, names: readonly string[]): void {
	const missing = names.find((name) => row[name] === undefined || row[name] === '');
	if (missing !== undefined) throw new RefersionError(400, `Missing required field ${missing}`);
}

function requireFew(entries: readonly unknown[]): void {
	if (entries.length <= MOST) return;
	throw new RefersionError(429, `Max number of elements on attribute (${MOST}) reached.`);
}

function requireOneOf(row: Row, allowed: readonly string[]): string {
	const status = String(row['status']);
	if (allowed.includes(status)) return status;
	throw new RefersionError(422, `${status} is not a allowed value for field status`);
}

/** 200, whatever it did. */
function batch(entries: readonly Row[], change: (entry: Row) => boolean): Row {
	const changed = entries.map((entry) => change(entry));
	return {
		ids_changed: entries.filter((_, index) => changed[index] === true).map(({ id }) => id),
		ids_not_changed: entries.filter((_, index) => changed[index] === false).map(({ id }) => id),
	};
}
