export type Row = Record<string, unknown>;

export class TapfiliateError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** Who is credited by what, in the order in which Tapfiliate looks. */
const KEYS = ['customer_id', 'coupon', 'referral_code', 'click_id'] as const;

/** What an account keeps. Time is that of the calls' number, so that tests repeat. */
export class TapfiliateAccount {
	readonly affiliates = new Map<string, Row>();

	readonly programmes: Row[] = [];

	/** By programme, then by affiliate. */
	readonly members = new Map<string, Map<string, Row>>();

	readonly conversions: Row[] = [];

	readonly clicks: Row[] = [];

	readonly payments: Row[] = [];

	private readonly customers = new Map<string, string>();

	private readonly percent: number;

	private readonly commissionsPerConversion: number;

	private last = 9_000;

	constructor(percent: number, commissionsPerConversion: number) {
		this.percent = percent;
		this.commissionsPerConversion = commissionsPerConversion;
	}

	private next(): number {
		this.last += 1;
		return this.last;
	}

	private now(): string {
		return new Date(Date.UTC(2026, 10, 20) + this.last * 1_000)
			.toISOString()
			.replace('.000Z', '+00:00');
	}

	addProgramme({
		id,
		title,
		currency = 'EUR',
	}: {
		id: string;
		title: string;
		currency?: string;
	}): string {
		const page = 'https://shop.example';
		this.programmes.push({ id, title, currency, cookie_time: 45, default_landing_page_url: page });
		this.members.set(id, new Map());
		return id;
	}

	addAffiliate({
		id,
		email,
		firstname = 'Jo',
	}: {
		id: string;
		email: string;
		firstname?: string;
	}): string {
		this.affiliates.set(id, {
			id,
			firstname,
			lastname: 'Li',
			email,
			meta_data: {},
			parent_id: null,
			affiliate_group_id: null,
			created_at: this.now(),
		});
		return id;
	}

	createAffiliate(body: Row): Row {
		for (const field of ['firstname', 'lastname', 'email']) {
			if (typeof body[field] !== 'string' || body[field] === '') {
				throw new TapfiliateError(422, `${field} should not be blank`);
			}
		}
		const email = String(body['email']);
		if (!email.includes('@')) throw new TapfiliateError(422, 'email is not valid');
		const id = `aff${this.next()}`;
		this.addAffiliate({ id, email, firstname: String(body['firstname']) });
		Object.assign(this.affiliates.get(id) ?? {}, {
			lastname: body['lastname'],
			company: body['company'] ?? null,
			custom_fields: body['custom_fields'] ?? {},
		});
		return this.affiliate(id);
	}

	affiliate(id: string): Row {
		const found = this.affiliates.get(id);
		if (found === undefined) throw new TapfiliateError(404, 'Not Found');
		return found;
	}

	programme(id: string): Map<string, Row> {
		const found = this.members.get(id);
		if (found === undefined) throw new TapfiliateError(404, 'Not Found');
		return found;
	}

	member(programmeId: string, affiliateId: string): Row {
		const found = this.programme(programmeId).get(affiliateId);
		if (found === undefined) throw new TapfiliateError(404, 'Not Found');
		return found;
	}

	join(programmeId: string, body: Row): Row {
		const { id } = (body['affiliate'] ?? {}) as { id?: string };
		const affiliate = this.affiliate(id ?? '');
		const members = this.programme(programmeId);
		if (members.has(id ?? ''))
			throw new TapfiliateError(422, 'Affiliate is in the program already');
		const member = {
			...affiliate,
			approved: body['approved'] ?? null,
			coupon: body['coupon'] ?? null,
			referral_link: { link: `https://shop.example/?ref=${id}`, asset_id: 'a', source_id: 's' },
		};
		members.set(id ?? '', member);
		return member;
	}

	createClick(body: Row): Row {
		const affiliate = this.affiliate(String(body['referral_code'] ?? ''));
		const click = {
			...body,
			id: `00000000-0000-4000-8000-${this.next()}`,
			affiliate: affiliate['id'],
		};
		this.clicks.push(click);
		return { id: click.id };
	}

	createConversion(body: Row): Row {
		const externalId = body['external_id'];
		if (
			externalId !== undefined &&
			this.conversions.some((row) => row['external_id'] === externalId)
		) {
			throw new TapfiliateError(422, 'A conversion with this external id exists already');
		}
		if (typeof body['amount'] !== 'number')
			throw new TapfiliateError(422, 'amount should be a number');
		const affiliateId = this.creditOf(body);
		if (affiliateId === null) throw new TapfiliateError(422, 'No affiliate could be found');
		const affiliate = this.affiliate(affiliateId);
		const currency = String(body['currency'] ?? 'EUR');
		const customerId = body['customer_id'];
		if (typeof customerId === 'string') this.customers.set(customerId, affiliateId);
		const conversion: Row = {
			id: this.next(),
			external_id: externalId ?? null,
			amount: body['amount'],
			currency,
			click: body['click_id'] === undefined ? null : { id: body['click_id'] },
			coupon: body['coupon'] ?? null,
			program: { id: String(this.programmes[0]?.['id'] ?? 'main'), currency },
			affiliate: { id: affiliate['id'], firstname: affiliate['firstname'], lastname: 'Li' },
			customer: customerId === undefined ? null : { customer_id: customerId },
			commissions: [],
			created_at: this.now(),
			warnings: null,
		};
		conversion['commissions'] = Array.from({ length: this.commissionsPerConversion }, () =>
			this.commission(conversion),
		);
		this.conversions.push(conversion);
		return conversion;
	}

	private commission(conversion: Row): Row {
		return {
			id: this.next(),
			amount: this.earned(Number(conversion['amount'])),
			approved: null,
			kind: 'regular',
			currency: conversion['currency'],
			commission_type: 'default',
			created_at: this.now(),
			affiliate: conversion['affiliate'],
			conversion: { id: conversion['id'], external_id: conversion['external_id'] },
			payout: null,
		};
	}

	private earned(amount: number): number {
		return Math.round(amount * this.percent * 100) / 10_000;
	}

	private creditOf(body: Row): string | null {
		const key = KEYS.find((name) => typeof body[name] === 'string');
		const value = String(body[key ?? ''] ?? '');
		if (key === 'customer_id') return this.customers.get(value) ?? null;
		if (key === 'referral_code') return this.affiliates.has(value) ? value : null;
		if (key === 'click_id') {
			return String(this.clicks.find(({ id }) => id === value)?.['affiliate'] ?? '') || null;
		}
		for (const members of this.members.values()) {
			for (const [id, { coupon }] of members) if (coupon === value && value !== '') return id;
		}
		return null;
	}

	conversion(id: string): Row {
		const found = this.conversions.find((row) => String(row['id']) === id);
		if (found === undefined) throw new TapfiliateError(404, 'Not Found');
		return found;
	}

	changeConversion(id: string, body: Row, recalculates: boolean): Row {
		const conversion = this.conversion(id);
		if (typeof body['amount'] === 'number') conversion['amount'] = body['amount'];
		if (recalculates) {
			for (const commission of conversion['commissions'] as Row[]) {
				commission['amount'] = this.earned(Number(conversion['amount']));
			}
		}
		return conversion;
	}

	deleteConversion(id: string): void {
		this.conversions.splice(this.conversions.indexOf(this.conversion(id)), 1);
	}

	commissionById(id: string): Row {
		const all = this.conversions.flatMap(({ commissions }) => commissions as Row[]);
		const found = all.find((row) => String(row['id']) === id);
		if (found === undefined) throw new TapfiliateError(404, 'Not Found');
		return found;
	}

	pay(body: Row): Row {
		const affiliate = this.affiliate(String(body['affiliate_id'] ?? ''));
		if (typeof body['amount'] !== 'number' || typeof body['currency'] !== 'string') {
			throw new TapfiliateError(422, 'amount and currency are required');
		}
		const payment = {
			id: this.next(),
			affiliate: { id: affiliate['id'] },
			amount: body['amount'],
			currency: body['currency'],
			created_at: this.now(),
		};
		this.payments.push(payment);
		return payment;
	}
}
