export type Row = Record<string, unknown>;

export class ImpactError extends Error {
	readonly status: number;

	readonly field: string;

	constructor(status: number, message: string, field = '') {
		super(message);
		this.status = status;
		this.field = field;
	}
}

interface Submission {
	readonly id: string;
	readonly form: ReadonlyMap<string, string>;
	readonly kind: 'create' | 'update' | 'reverse';
	result: Row;
}

const DAY_MILLISECONDS = 86_400_000;
const LEAST_PAGE = 2_000;
const CREDITS = ['ClickId', 'MediaPartnerId', 'OrderPromoCode', 'CustomerId'];
const DISPOSITIONS = [
	'REJECTED',
	'ITEM_RETURNED',
	'CONS_FRAUD',
	'ORDER_ERROR',
	'TEST_ACTION',
	'OTHER',
];

/** What a brand's account keeps. Writes wait in a queue until it is worked off. */
export class ImpactAccount {
	readonly campaigns: Row[] = [];

	readonly partners: Row[] = [];

	readonly contracts: Row[] = [];

	readonly actions: Row[] = [];

	readonly invoices: Row[] = [];

	private readonly submissions: Submission[] = [];

	private last = 0;

	queue(kind: Submission['kind'], form: ReadonlyMap<string, string>): Row {
		if (kind === 'create') checkConversion(form);
		else checkPlace(form);
		if (kind === 'reverse' && !DISPOSITIONS.includes(form.get('DispositionCode') ?? '')) {
			throw new ImpactError(400, 'Unknown disposition', 'DispositionCode');
		}
		this.last += 1;
		const id = `A-${this.last}`;
		this.submissions.push({ id, form, kind, result: { Status: 'Queued' } });
		return { id };
	}

	submission(id: string): Row {
		const found = this.submissions.find((entry) => entry.id === id);
		if (found === undefined) throw new ImpactError(404, 'Not found');
		return found.result;
	}

	/** Works the queue off, as Impact does some minutes later. */
	work(): void {
		for (const entry of this.submissions) {
			if (entry.result['Status'] !== 'Queued') continue;
			entry.result = { Status: 'Complete', ...this.carryOut(entry) };
		}
	}

	private carryOut({ kind, form }: Submission): Row {
		if (kind === 'create') return this.create(form);
		const action = this.actions.find((row) =>
			form.has('ActionId')
				? row['Id'] === form.get('ActionId')
				: row['Oid'] === form.get('OrderId') &&
					row['ActionTrackerId'] === form.get('ActionTrackerId'),
		);
		if (action === undefined) return refused('ACTION_NOT_FOUND', 'There is no such action');
		if (action['State'] === 'REVERSED') return refused('ACTION_REVERSED', 'It is reversed');
		const amount = Number(form.get('Amount') ?? 0);
		if (kind === 'reverse' || amount === 0) action['State'] = 'REVERSED';
		else Object.assign(action, { Amount: amount, Payout: amount / 20 });
		return { ResultUri: `/Advertisers/IR1/Actions/${String(action['Id'])}` };
	}

	private create(form: ReadonlyMap<string, string>): Row {
		const campaign = this.campaigns.find(({ Id: id }) => String(id) === form.get('CampaignId'));
		if (campaign === undefined) return refused('CAMPAIGN_NOT_FOUND', 'Unknown campaign');
		if (form.get('ActionTrackerId') !== '2240') {
			return refused('ACTIONTRACKER_NOT_FOUND', 'Unknown action tracker');
		}
		const partner = form.get('MediaPartnerId') ?? this.partnerOfClick(form.get('ClickId') ?? '');
		if (partner === null) return refused('NO_VALID_REFERRAL', 'No referral');
		if (!this.partners.some(({ Id: id }) => String(id) === partner)) {
			return refused('CONTRACT_NOT_FOUND', 'No contract');
		}
		this.last += 1;
		const amount = amountOf(form);
		const action = {
			Id: `1000.${this.last}.1`,
			CampaignId: campaign['Id'],
			ActionTrackerId: form.get('ActionTrackerId'),
			MediaPartnerId: partner,
			State: 'PENDING',
			Payout: String(Math.round(amount * 5) / 100),
			Amount: String(amount),
			Currency: form.get('CurrencyCode'),
			EventDate: form.get('EventDate'),
			CreationDate: form.get('EventDate'),
			LockingDate: '',
			ClearedDate: '',
			Oid: form.get('OrderId'),
			PromoCode: form.get('OrderPromoCode') ?? '',
			CustomerEmail: form.get('CustomerEmail'),
		};
		this.actions.push(action);
		return { ResultUri: `/Advertisers/IR1/Actions/${action.Id}` };
	}

	/** Clicks carry their partner in front: `10000-abc`. */
	private partnerOfClick(click: string): string | null {
		return /^(\d+)-/.exec(click)?.[1] ?? null;
	}

	actionPage(query: URLSearchParams): Row {
		const [from, to] = [query.get('ActionDateStart'), query.get('ActionDateEnd')];
		if (from === null || to === null) throw new ImpactError(400, 'Dates are required');
		if (Date.parse(to) - Date.parse(from) > 45 * DAY_MILLISECONDS) {
			throw new ImpactError(400, 'The stretch of time is longer than 45 days', 'ActionDateStart');
		}
		if (Number(query.get('PageSize') ?? 20_000) < LEAST_PAGE) {
			throw new ImpactError(400, `PageSize is at least ${LEAST_PAGE}`, 'PageSize');
		}
		const campaign = query.get('CampaignId');
		const wanted = this.actions.filter((row) => {
			const at = Date.parse(String(row['EventDate']));
			return (
				at >= Date.parse(from) &&
				at <= Date.parse(to) &&
				(campaign === null || String(row['CampaignId']) === campaign)
			);
		});
		return pageOf('Actions', wanted, query, '/Actions');
	}
}

/** Where the next page lies is told by a path. */
export function pageOf(member: string, rows: readonly Row[], query: URLSearchParams, path: string) {
	const size = Number(query.get('PageSize') ?? 100);
	const page = Number(query.get('Page') ?? 1);
	const last = Math.max(1, Math.ceil(rows.length / size));
	const next = new URLSearchParams(query);
	next.set('Page', String(page + 1));
	return {
		'@page': String(page),
		'@numpages': String(last),
		'@nextpageuri': page < last ? `/Advertisers/IR1${path}?${next.toString()}` : '',
		[member]: rows.slice((page - 1) * size, page * size),
	};
}

function checkConversion(form: ReadonlyMap<string, string>): void {
	for (const field of ['CampaignId', 'EventDate', 'OrderId', 'CurrencyCode']) {
		if ((form.get(field) ?? '') === '') throw new ImpactError(400, `${field} is required`, field);
	}
	if (!form.has('ActionTrackerId') && !form.has('EventTypeCode')) {
		throw new ImpactError(400, 'ActionTrackerId is required', 'ActionTrackerId');
	}
	if (!CREDITS.some((field) => form.has(field))) {
		throw new ImpactError(400, 'An attribution key is required', 'ClickId');
	}
	const email = form.get('CustomerEmail');
	if (email !== undefined && !/^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(email)) {
		throw new ImpactError(400, 'CustomerEmail is not a hash', 'CustomerEmail');
	}
	if (!form.has('Amount') && !form.has('ItemSku1')) {
		throw new ImpactError(400, 'Amount is required', 'Amount');
	}
}

function checkPlace(form: ReadonlyMap<string, string>): void {
	const isPair = form.has('ActionTrackerId') && form.has('OrderId');
	if (!form.has('ActionId') && !isPair) {
		throw new ImpactError(400, 'ActionId is required', 'ActionId');
	}
}

function amountOf(form: ReadonlyMap<string, string>): number {
	if (form.has('Amount')) return Number(form.get('Amount'));
	const cents = [...form]
		.filter(([name]) => /^ItemSubTotal\d+$/.test(name))
		.reduce((sum, [, value]) => sum + Math.round(Number(value) * 100), 0);
	return cents / 100;
}

function refused(code: string, reason: string): Row {
	return { ErrorType: code, ErrorReason: reason };
}
