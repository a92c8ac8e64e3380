import { AffiseError, type Row } from './refusal.ts';

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

	addPayment(row: Row): void {
		this.payments.push({ posted_date: this.now().slice(0, 19).replace('T', ' '), ...row });
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

	/** Documented: a whole sum, and a day of the last two months. */
	importConversion(form: ReadonlyMap<string, string>): void {
		for (const field of ['offer', 'pid']) {
			if (!/^\d+$/.test(form.get(field) ?? '')) {
				throw new AffiseError(200, `${field} is required`);
			}
		}
		if (!/^\d+(?:\.\d+)?$/.test(form.get('sum') ?? '0')) {
			throw new AffiseError(200, 'sum should be a number');
		}
		const sum = Math.trunc(Number(form.get('sum') ?? 0));
		const day = form.get('created_at') ?? this.now().slice(0, 10);
		if (!/^\d{4}-\d\d-\d\d$/.test(day)) {
			throw new AffiseError(200, 'created_at should be YYYY-MM-DD');
		}
		const oldest = new Date(this.now());
		oldest.setUTCMonth(oldest.getUTCMonth() - 2);
		if (day < oldest.toISOString().slice(0, 10)) {
			throw new AffiseError(200, 'created_at should be not later than 2 month from now');
		}
		const row = { ...Object.fromEntries(form), sum, created_at: `${day} 00:00:00` };
		this.queue.push({ row, isEdit: false });
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
		const id = `5f05${this.last.toString(16).padStart(20, '0')}`;
		const sum = Number(row['sum'] ?? 0);
		const now = this.now().slice(0, 19).replace('T', ' ');
		this.conversions.push({
			id,
			conversion_id: id,
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
			payment_status: 'opened',
			is_paid: '1',
			created_at: row['created_at'] ?? now,
			updated_at: now,
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

	/** A single record has the number of its status. */
	conversion(id: string): Row {
		const found = this.conversions.find((row) => row['id'] === id);
		if (found === undefined) throw new AffiseError(404, 'Conversion not found');
		const numbers = Object.entries(STATUS_NUMBERS);
		const number = numbers.find(([, word]) => word === found['status'])?.[0];
		return { ...found, status: Number(number), updatedAt: found['updated_at'] };
	}

	payment(id: string): Row {
		const found = this.payments.find((row) => String(row['id']) === id);
		if (found === undefined) throw new AffiseError(404, 'Payment not found');
		return found;
	}
}
