export type Row = Record<string, unknown>;

export class PartnerStackError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

const DEFAULT_LIMIT = 10;
const MOST = 250;
const START = Date.UTC(2026, 10, 20, 9);

/** What an account keeps. Times are by number of the record, so that tests repeat. */
export class PartnerStackAccount {
	readonly groups: Row[] = [];

	readonly partnerships: Row[] = [];

	readonly applications = new Map<string, string>();

	readonly customers: Row[] = [];

	readonly transactions: Row[] = [];

	/** Partner key by click. */
	readonly clicks = new Map<string, string>();

	readonly paidOut = new Set<string>();

	private readonly told: Row[] = [];

	private last = 0;

	private next(): number {
		this.last += 1;
		return this.last;
	}

	addPartnership(row: { key: string; partnerKey: string; email: string; group: string }): void {
		this.partnerships.push({
			key: row.key,
			partner_key: row.partnerKey,
			email: row.email,
			first_name: 'Jo',
			last_name: 'Li',
			approved_status: 'approved',
			group: { key: row.group },
			created_at: START + this.next() * 1_000,
		});
	}

	createPartnership(row: Row): Row {
		for (const field of ['email', 'group_key', 'first_name', 'last_name']) requireText(row, field);
		if (!this.groups.some(({ key }) => key === row['group_key'])) {
			throw new PartnerStackError(404, 'Group not found');
		}
		if (this.partnerships.some(({ email }) => email === row['email'])) {
			throw new PartnerStackError(409, 'Partnership exists');
		}
		const number = this.next();
		this.addPartnership({
			key: `part_${number}`,
			partnerKey: String(row['partner_key'] ?? `p${number}`),
			email: String(row['email']),
			group: String(row['group_key']),
		});
		return this.partnership(`part_${number}`);
	}

	/** By key, partner key or address. */
	partnership(id: string): Row {
		const found = this.partnerships.find(({ key, partner_key: partnerKey, email }) =>
			[key, partnerKey, email].includes(id),
		);
		if (found === undefined) throw new PartnerStackError(404, 'Partnership not found');
		return found;
	}

	/** One conversion of a customer for ever; anything wrong about it is not told. */
	tellConversion(row: Row): void {
		this.told.push(row);
	}

	work(): void {
		for (const row of this.told.splice(0)) {
			const partnerKey = this.clicks.get(String(row['xid']));
			const key = row['customer_key'];
			if (partnerKey === undefined || typeof key !== 'string') continue;
			if (!this.has(key)) this.addCustomer(key, partnerKey, row);
		}
	}

	private has(key: string): boolean {
		return this.customers.some(({ customer_key: known }) => known === key);
	}

	private addCustomer(key: string, partnerKey: string, row: Row): Row {
		const customer = {
			key: `cus_${this.next()}`,
			customer_key: key,
			email: row['email'] ?? null,
			partnership_key: this.partnership(partnerKey)['key'],
		};
		this.customers.push(customer);
		return customer;
	}

	createCustomer(row: Row): Row {
		for (const field of ['email', 'partner_key', 'customer_key']) requireText(row, field);
		if (this.has(String(row['customer_key']))) throw new PartnerStackError(409, 'Customer exists');
		return this.addCustomer(String(row['customer_key']), String(row['partner_key']), row);
	}

	/** By PartnerStack's key or by the vendor's. */
	customer(id: string): Row {
		const found = this.customers.find(
			({ key, customer_key: customerKey }) => key === id || customerKey === id,
		);
		if (found === undefined) throw new PartnerStackError(404, 'Customer not found');
		return found;
	}

	createTransaction(row: Row): Row {
		const names = ['customer_key', 'customer_external_key', 'customer_email'].filter(
			(name) => row[name] !== undefined,
		);
		if (names.length !== 1) throw new PartnerStackError(400, 'Exactly one customer is required');
		const { amount, key, currency } = row;
		if (typeof amount !== 'number' || !Number.isInteger(amount)) {
			throw new PartnerStackError(400, "'amount' is not of type 'integer'");
		}
		if (typeof key !== 'string' || key.length < 4 || key.length > 255) {
			throw new PartnerStackError(400, "'key' has a wrong length");
		}
		requireText(row, 'currency');
		if (this.transactions.some(({ key: known }) => known === key)) {
			throw new PartnerStackError(400, 'Transaction key is taken');
		}
		const customer = this.customer(String(row[names[0] ?? '']));
		const at = START + this.next() * 1_000;
		const transaction = {
			key,
			amount,
			currency,
			customer: { key: customer['key'], customer_key: customer['customer_key'] },
			partnership_key: customer['partnership_key'],
			metadata: row['metadata'] ?? {},
			category_key: row['category_key'] ?? null,
			archived: false,
			created_at: at,
			updated_at: at,
		};
		this.transactions.push(transaction);
		return transaction;
	}

	transaction(key: string): Row {
		const found = this.transactions.find((row) => row['key'] === key);
		if (found === undefined) throw new PartnerStackError(404, 'Transaction not found');
		return found;
	}

	deleteTransaction(key: string): Row {
		const transaction = this.transaction(key);
		if (this.paidOut.has(key)) throw new PartnerStackError(400, 'The reward is paid out');
		this.transactions.splice(this.transactions.indexOf(transaction), 1);
		return transaction;
	}

	/** Ten percent of each transaction. */
	rewards(): Row[] {
		return this.transactions.map((row) => ({
			key: `rwrd_${String(row['key'])}`,
			amount: Math.trunc(Number(row['amount']) / 10),
			currency: row['currency'],
			reward_status: 'pending',
			payment_status: this.paidOut.has(String(row['key'])) ? 'withdrawn' : null,
			payout_id: this.paidOut.has(String(row['key'])) ? 'pay_1' : null,
			partnership_key: row['partnership_key'],
			source: { key: row['key'], type: 'transaction' },
			created_at: row['created_at'],
		}));
	}

	linkOf(id: string): Row {
		const key = String(this.partnership(id)['partner_key']);
		return {
			key: `link_${key}`,
			url: `https://partners.example/${key}`,
			dest: 'https://shop.example/',
		};
	}

	/** By key of the last record, newest last; ten unless told otherwise. */
	page(rows: readonly Row[], query: URLSearchParams): Row {
		const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
		if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
			throw new PartnerStackError(400, 'limit must be between 1 and 250');
		}
		const from = Number(query.get('min_created') ?? 0);
		const to = Number(query.get('max_created') ?? Number.MAX_SAFE_INTEGER);
		const wanted = rows.filter(
			({ created_at: at }) => at === undefined || (Number(at) >= from && Number(at) <= to),
		);
		const after = query.get('starting_after');
		const start = after === null ? 0 : wanted.findIndex(({ key }) => key === after) + 1;
		const items = wanted.slice(start, start + limit);
		return { items, has_more: start + limit < wanted.length, total: wanted.length };
	}
}

function requireText(row: Row, field: string): void {
	if (typeof row[field] === 'string' && row[field] !== '') return;
	throw new PartnerStackError(400, `'${field}' is a required property`);
}
