export type Row = Record<string, unknown>;

/** What Affise refuses it answers with 200, and says so in the envelope, unless it is about the key. */
export class AffiseError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

const MOST = 500;
const STATUS_NUMBERS: Readonly<Record<string, string>> = {
	'1': 'confirmed',
	'2': 'pending',
	'3': 'declined',
	'5': 'hold',
};

interface Queued {
	readonly row: Row;
	readonly isEdit: boolean;
}

/** What a tenant keeps. Conversions and their changes wait in a queue until it is worked off. */
export class AffiseAccount {
	readonly partners: Row[] = [];

	readonly offers: Row[] = [];

	readonly conversions: Row[] = [];

	readonly payments: Row[] = [];

	/** Why queued conversions came to nothing, as the statistics of server postbacks say. */
	readonly refusals: string[] = [];

	readonly access: Array<readonly [offer: string, partner: string]> = [];

	private readonly queue: Queued[] = [];

	private last = 500;

	private readonly now: () => string;

	constructor(now: () => string) {
		this.now = now;
	}

	addPartner(row: Row): Row {
		this.last += 1;
		const partner = { id: this.last, status: 'active', balance: {}, ...row };
		this.partners.push(partner);
		return partner;
	}

	createPartner(form: ReadonlyMap<string, string>): Row {
		for (const field of ['email', 'password', 'country']) {
			if ((form.get(field) ?? '') === '') throw new AffiseError(200, `${field} is required`);
		}
		if (this.partners.some(({ email }) => email === form.get('email'))) {
			throw new AffiseError(200, 'Email already exists');
		}
		const { password: _password, ...row } = Object.fromEntries(form);
		return this.addPartner(row);
	}

	partner(id: string): Row {
		const found = this.partners.find((row) => String(row['id']) === id);
		if (found === undefined) throw new AffiseError(404, 'Partner not found');
		return found;
	}

	importConversion(form: ReadonlyMap<string, string>): void {
		for (const field of ['offer', 'pid']) {
			if (!/^\d+$/.test(form.get(field) ?? '')) {
				throw new AffiseError(200, `${field} is required`);
			}
		}
		if (!/^\d+(?:\.\d+)?$/.test(form.get('sum') ?? '0')) {
			throw new AffiseError(200, 'sum should be a number');
		}
		this.queue.push({ row: Object.fromEntries(form), isEdit: false });
	}

	/** The tracking domain knows nothing of the click until the queue is worked off. */
	postback(query: URLSearchParams): void {
		const status = STATUS_NUMBERS[query.get('status') ?? '1'] ?? 'confirmed';
		const row = { ...Object.fromEntries(query), status, click_id: query.get('clickid') };
		this.queue.push({ row, isEdit: false });
	}

	edit(form: ReadonlyMap<string, string>): void {
		const ids = [...form].filter(([name]) => /^ids\[\d*\]$/.test(name)).map(([, id]) => id);
		if (ids.length === 0) throw new AffiseError(200, 'ids is required');
		for (const id of ids) {
			const { status, sum, payouts, comment } = Object.fromEntries(form) as Row;
			this.queue.push({ row: { id, status, sum, payouts, comment }, isEdit: true });
		}
	}

	/** Works the queue off, as Affise does some minutes later. */
	work(): void {
		for (const { row, isEdit } of this.queue.splice(0)) {
			if (isEdit) this.change(row);
			else this.make(row);
		}
	}

	private make(row: Row): void {
		const click = String(row['click_id'] ?? '');
		const pid = String(row['pid'] ?? this.partnerOfClick(click) ?? '');
		const offer = this.offers.find(({ id }) => String(id) === String(row['offer'] ?? '1000'));
		if (offer === undefined) return void this.refusals.push('Offer not found');
		if (!this.partners.some(({ id }) => String(id) === pid)) {
			return void this.refusals.push('Partner not found');
		}
		const goal = String(row['goal'] ?? '1');
		const isKnown = this.conversions.some(
			(known) =>
				known['action_id'] === row['action_id'] &&
				String((known['offer'] as Row)['id']) === String(offer['id']) &&
				known['goal_value'] === goal,
		);
		if (isKnown) return void this.refusals.push('Conversion exists');
		this.last += 1;
		const sum = Number(row['sum'] ?? 0);
		this.conversions.push({
			id: `cnv${this.last}`,
			conversion_id: `cnv${this.last}`,
			action_id: row['action_id'],
			clickid: click === '' ? null : click,
			status: row['status'] ?? 'confirmed',
			currency: offer['currency'],
			offer: { id: offer['id'], title: offer['title'] },
			offer_id: offer['id'],
			goal: 'Sale',
			goal_value: goal,
			partner: { id: Number(pid) },
			partner_id: pid,
			sum,
			payouts: Math.round(sum * 10) / 100,
			created_at: row['created_at'] ?? this.now().slice(0, 19).replace('T', ' '),
			updatedAt: this.now().slice(0, 19).replace('T', ' '),
		});
	}

	private change({ id, ...fields }: Row): void {
		const known = this.conversions.find((row) => row['id'] === id);
		if (known === undefined) return void this.refusals.push('Conversion not found');
		for (const [name, value] of Object.entries(fields)) {
			if (value !== undefined) {
				known[name] = name === 'sum' || name === 'payouts' ? Number(value) : value;
			}
		}
	}

	/** Clicks carry their partner in front: `501-abc`. */
	private partnerOfClick(click: string): string | null {
		return /^(\d+)-/.exec(click)?.[1] ?? null;
	}

	/** Dates are required, and filter by day. */
	conversionPage(query: URLSearchParams): Row {
		const [from, to] = datesOf(query);
		const wanted = this.conversions.filter((row) => {
			const day = String(row['created_at']).slice(0, 10);
			return (
				day >= from &&
				day <= to &&
				isAmong(query, 'partner[0]', row['partner_id']) &&
				isAmong(query, 'offer[0]', row['offer_id']) &&
				isAmong(query, 'action_id', row['action_id'])
			);
		});
		return page('conversions', wanted, query, 100);
	}

	partnerPage(query: URLSearchParams): Row {
		const search = query.get('search')?.toLowerCase() ?? '';
		const status = query.get('status[0]');
		const wanted = this.partners.filter(
			(row) =>
				(status === null || row['status'] === status) &&
				[row['email'], row['login']].some((text) =>
					String(text ?? '')
						.toLowerCase()
						.includes(search),
				),
		);
		return page('partners', wanted, query, 50);
	}

	paymentPage(query: URLSearchParams): Row {
		datesOf(query);
		const wanted = this.payments.filter((row) => isAmong(query, 'aid[0]', row['pid']));
		return page('payments', wanted, query, 100);
	}

	payment(id: string): Row {
		const found = this.payments.find((row) => String(row['id']) === id);
		if (found === undefined) throw new AffiseError(404, 'Payment not found');
		return found;
	}
}

export function page(member: string, rows: readonly Row[], query: URLSearchParams, most: number) {
	const limit = Math.min(Number(query.get('limit') ?? 50), Math.max(most, MOST));
	const number = Number(query.get('page') ?? 1);
	const start = (number - 1) * limit;
	return {
		status: 1,
		[member]: rows.slice(start, start + limit),
		pagination: { per_page: limit, total_count: rows.length, page: number },
	};
}

function isAmong(query: URLSearchParams, name: string, value: unknown): boolean {
	const wanted = query.get(name);
	return wanted === null || wanted === String(value);
}

function datesOf(query: URLSearchParams): readonly [string, string] {
	const [from, to] = [query.get('date_from'), query.get('date_to')];
	if (from === null || to === null)
		throw new AffiseError(200, 'date_from and date_to are required');
	return [from, to];
}
