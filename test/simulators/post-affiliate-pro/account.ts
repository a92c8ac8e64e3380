export type Row = Record<string, string>;

/** Answered as `{"e": "…"}`. */
export class RpcError extends Error {}

/** Answered by a form or an action as not carried out. */
export class Refusal extends Error {
	readonly field: string | null;

	constructor(message: string, field: string | null = null) {
		super(message);
		this.field = field;
	}
}

export interface AccountRules {
	readonly percent: number;
	readonly tierPercent: number;
	readonly timeZone: string;
	readonly fraudProtection: 'decline' | 'drop' | 'off';
	readonly refundsReachTiers: boolean;
	readonly now: () => number;
}

/** What an installation keeps. Nothing is keyed by order id, and a refund can be made as often as asked. */
export class PostAffiliateProAccount {
	readonly affiliates: Row[] = [];

	readonly campaigns: Row[] = [];

	readonly transactions: Row[] = [];

	readonly payouts: Row[] = [];

	readonly members: Row[] = [];

	readonly clicks: Row[] = [];

	/** What the sale script took in and has not worked on yet. */
	readonly sales: Row[] = [];

	readonly rules: AccountRules;

	private last = 0x10_00_00_00;

	constructor(rules: AccountRules) {
		this.rules = rules;
	}

	id(): string {
		this.last += 1;
		return this.last.toString(16);
	}

	serverNow(): string {
		return serverTime(this.rules.now(), this.rules.timeZone);
	}

	addAffiliate(fields: Row): Row {
		const username = fields['username'] ?? '';
		if (!/^\S+@\S+$/.test(username)) throw new Refusal('Username must be an e-mail', 'username');
		if (this.affiliates.some((row) => row['username']?.toLowerCase() === username.toLowerCase())) {
			throw new Refusal(`Username ${username} is already taken`, 'username');
		}
		for (const field of ['firstname', 'lastname']) {
			if (!fields[field]) throw new Refusal('Mandatory field is empty', field);
		}
		const userid = fields['userid'] ?? this.id();
		const row = { rstatus: 'P', parentuserid: '', ...fields };
		const own = { userid, id: userid, refid: fields['refid'] ?? userid };
		const stored = { ...row, ...own, dateinserted: this.serverNow() };
		this.affiliates.push(stored);
		return stored;
	}

	affiliate(userid: string): Row {
		const found = this.affiliates.find((row) => row['userid'] === userid);
		if (found === undefined) throw new Refusal('User with this id does not exist', 'userid');
		return found;
	}

	transaction(id: string): Row {
		const found = this.transactions.find((row) => row['transid'] === id);
		if (found === undefined) throw new Refusal('Row with specified id does not exist', 'transid');
		return found;
	}

	/** Null when the fraud protection drops it. */
	addTransaction(fields: Row): Row | null {
		const affiliate = this.affiliate(fields['userid'] ?? '');
		const campaign = this.campaigns.find(({ campaignid }) => campaignid === fields['campaignid']);
		if (campaign === undefined) throw new Refusal('Campaign does not exist', 'campaignid');
		if (!/^-?\d+(\.\d+)?$/.test(fields['totalcost'] ?? '')) {
			throw new Refusal('Total cost is not a number', 'totalcost');
		}
		const orderid = fields['orderid'] ?? '';
		const repeats = this.transactions.some((row) => row['orderid'] === orderid);
		const protects = repeats ? this.rules.fraudProtection : 'off';
		if (protects === 'drop') return null;
		const { percent, tierPercent } = this.rules;
		const row = this.keep({
			...fields,
			tier: '1',
			commission: fields['commission'] ?? share(fields['totalcost'] ?? '0', percent),
			...(protects === 'decline' ? { rstatus: 'D' } : {}),
		});
		if (fields['multiTier'] === 'Y') {
			let child = affiliate;
			for (let tier = 2; child['parentuserid']; tier += 1) {
				const parent = this.affiliate(child['parentuserid']);
				this.keep({
					...fields,
					userid: parent['userid'] ?? '',
					tier: String(tier),
					parenttransid: row['transid'] ?? '',
					commission: share(fields['totalcost'] ?? '0', tierPercent),
				});
				child = parent;
			}
		}
		return row;
	}

	private keep(fields: Row): Row {
		const transid = this.id();
		const kept = {
			rtype: 'S',
			rstatus: 'P',
			payoutstatus: 'U',
			parenttransid: '',
			dateinserted: this.serverNow(),
			...fields,
			id: transid,
			transid,
		};
		this.transactions.push(kept);
		return kept;
	}

	refund(ids: readonly string[], type: string, note: string, reachesTiers: boolean): void {
		const named = ids.map((id) => this.transaction(id));
		const tiers = this.transactions.filter(
			({ parenttransid = '', rtype }) =>
				reachesTiers &&
				this.rules.refundsReachTiers &&
				rtype !== 'R' &&
				rtype !== 'H' &&
				ids.includes(parenttransid),
		);
		for (const row of [...named, ...tiers]) {
			this.keep({
				...row,
				rtype: type,
				rstatus: 'A',
				payoutstatus: 'U',
				merchantnote: note,
				parenttransid: row['transid'] ?? '',
				totalcost: negative(row['totalcost']),
				commission: negative(row['commission']),
				dateinserted: this.serverNow(),
			});
		}
	}

	due(userid: string): number {
		return this.payable(userid).reduce((sum, row) => sum + cents(row['commission']), 0);
	}

	payable(userid: string): Row[] {
		return this.transactions.filter(
			(row) => row['userid'] === userid && row['rstatus'] === 'A' && row['payoutstatus'] !== 'P',
		);
	}

	pay(userid: string): void {
		const payouthistoryid = this.id();
		const amount = decimal(this.due(userid));
		for (const row of this.payable(userid))
			Object.assign(row, { payoutstatus: 'P', payouthistoryid });
		const dateinserted = this.serverNow();
		this.payouts.push({ id: this.id(), userid, amount, dateinserted, payouthistoryid });
	}

	/** Works on what the sale script took in: by visitor, or by a coupon that is an affiliate's referral id. */
	processSales(): void {
		for (const sale of this.sales.splice(0)) {
			const click = this.clicks.find(({ visitorId }) => visitorId === sale['visitorId']);
			const code = new URLSearchParams(click?.['getParams'] ?? '').get('AffiliateID');
			const names = [code, sale['Coupon']];
			const affiliate = this.affiliates.find(({ refid, userid }) =>
				names.some((name) => name !== undefined && name !== null && [refid, userid].includes(name)),
			);
			if (affiliate === undefined) continue;
			this.addTransaction({
				userid: affiliate['userid'] ?? '',
				campaignid: sale['CampaignID'] ?? this.campaigns[0]?.['campaignid'] ?? '',
				orderid: sale['OrderID'] ?? '',
				totalcost: sale['TotalCost'] ?? '0',
				rstatus: sale['PStatus'] ?? 'P',
			});
		}
	}
}

export function cents(text: string | undefined): number {
	return Math.round(Number(text ?? '0') * 100);
}

export function decimal(amount: number): string {
	return (amount / 100).toFixed(2);
}

function share(total: string, percent: number): string {
	// More digits than the currency has, as real ones are.
	return ((Number(total) * percent) / 100).toFixed(4);
}

function negative(text: string | undefined): string {
	return decimal(-cents(text));
}

/** "2026-11-20 01:00:00" */
export function serverTime(milliseconds: number, timeZone: string): string {
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(milliseconds);
}
