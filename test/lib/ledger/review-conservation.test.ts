import fc from 'fast-check';
import { addMoney, money, sumMoney, type Money } from '../../../lib/kernel';
import {
	adjustCommission,
	approveCommission,
	conversionIdOf,
	holdCommission,
	recordConversion,
	recordDispute,
	recordRefund,
	releaseCommission,
	reRateConversion,
	reverseCommission,
	type Act,
} from '../../../lib/ledger';
import {
	approveBatch,
	cancelBatch,
	draftBatch,
	recordPayoutResults,
	sendBatch,
	writeOffBalance,
} from '../../../lib/ledger/payouts';
import type { Order } from '../../../lib/model/order';
import type { LedgerWrite, OrderState } from '../../../lib/ports/ledger-store';
import type { PayoutWrite } from '../../../lib/ports/payout-store';
import type { AffiliateStore } from '../../../lib/ports/store';
import {
	aCredit,
	anAffiliate,
	anAttribution,
	anOrder,
	anOrderLine,
	aRefund,
	aTouch,
	eur,
	ORDERED_AT,
	STORE_KEY,
} from '../../support/builders';
import { aPayoutAccount, aPayoutPolicy, aPayoutProfile } from '../../support/builders/payout';
import { describeStores } from '../../support/stores';
import { aDispute, inputOf, minutesAfter, priced } from './order-ledger';

const ACTIONS = [
	...['record', 'record', 'edit', 'refund', 'cancel', 'open', 'lose', 'win'],
	...['reRate', 'adjust', 'approve', 'approve', 'approve', 'hold', 'release', 'reverse'],
	...['draft', 'draft', 'draft', 'approveBatch', 'approveBatch', 'send', 'send'],
	...['pay', 'pay', 'fail', 'return', 'cancelBatch', 'writeOff'],
] as const;

interface Step {
	readonly action: string;
	readonly which: number;
	readonly minor: number;
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
	action: fc.constantFrom(...ACTIONS),
	which: fc.nat({ max: 11 }),
	minor: fc.integer({ min: 1, max: 20_000 }),
});

const told = (...steps: string[]): Step[] =>
	steps.map((step) => {
		const [action = '', which = '0', minor = '10000'] = step.split(':');
		return { action, which: Number(which), minor: Number(minor) };
	});

const PAID = ['record', 'approve', 'draft', 'approveBatch', 'send', 'pay'];

/** Always run: what chance rarely brings about. */
const STORIES = [
	told(...PAID, 'lose', 'writeOff', 'win', 'draft:1'),
	told(...PAID, 'lose', 'writeOff', 'return', 'draft:1'),
	told(...PAID, 'refund', 'writeOff', 'edit:0:19000', 'draft:1', 'edit:0:100'),
	told('record', 'approve', 'draft', 'lose', 'writeOff', 'approveBatch', 'send', 'fail', 'draft:1'),
	told(
		'record',
		'approve',
		'draft',
		'lose',
		'writeOff',
		'cancelBatch',
		'draft:1',
		'win',
		'draft:2',
	),
	told(...PAID, 'return', 'draft:1', 'refund', 'writeOff', 'approveBatch:1', 'send:1', 'fail:1'),
	told(...PAID, 'record:1', 'reRate:0:15', 'adjust:1:300', 'lose', 'writeOff', 'reRate:0:5', 'win'),
	told(
		...PAID,
		'lose',
		'record:4',
		'approve:4',
		'draft:1',
		'approveBatch:1',
		'send:1',
		'pay:1',
		'win',
	),
];

const ACCOUNTS = ['pending', 'held', 'approved', 'in_batch', 'paid', 'vat', 'withheld'] as const;

/** Two affiliates with orders of their own and shared ones, in two currencies. */
class World {
	readonly affiliates: readonly string[];

	readonly batchIds: string[] = [];

	/** What every account held before each moment. */
	readonly snapshots: Array<{ at: string; balances: string }> = [];

	private minutes = 0;

	private readonly orders = new Map<number, Order>();

	constructor(
		private readonly store: AffiliateStore,
		private readonly number: number,
	) {
		this.affiliates = [`aff_a${number}_`, `aff_b${number}_`];
	}

	async begin(): Promise<void> {
		const account = aPayoutAccount({ method: 'manual' });
		for (const [index, affiliateId] of this.affiliates.entries()) {
			await this.store.registry.saveAffiliate(anAffiliate({ affiliateId, code: affiliateId }));
			const taxed = { vatMode: 'added', vatPercent: '19', withholdingPercent: '7.5' } as const;
			const terms = index === 0 ? {} : taxed;
			await this.store.payouts.saveProfile(aPayoutProfile({ affiliateId, account, ...terms }));
		}
	}

	async take({ action, which, minor }: Step): Promise<void> {
		this.minutes += 1;
		const act = { at: minutesAfter('2027-01-01T00:00:00.000Z', this.minutes), actor: 'test' };
		this.snapshots.push({ at: act.at, balances: await this.balances() });
		const order = which % 4;
		const { currency } = this.orderOf(order, 0);
		const amount = money(BigInt(minor), currency);
		switch (action) {
			case 'record':
			case 'edit':
				return await this.record(order, action === 'edit', minor, act);
			case 'refund':
			case 'cancel': {
				const line = { lineId: 'line-1', quantity: 0, net: amount, tax: money(0n, currency) };
				const kind = action === 'cancel' ? 'cancellation' : 'refund';
				const refundId = action === 'cancel' ? 'cancel' : `r${minor}`;
				const lines = action === 'cancel' ? null : [line];
				const about = { refundId, kind, lines, total: amount, currency } as const;
				const orderId = this.orderIdOf(order);
				return await this.decide(order, (state) =>
					recordRefund(state, aRefund({ ...about, shipping: money(0n, currency), orderId }), act),
				);
			}
			case 'open':
			case 'lose':
			case 'win': {
				const status = action === 'open' ? 'open' : action === 'lose' ? 'lost' : 'won';
				const about = { orderId: this.orderIdOf(order), status, currency } as const;
				const dispute = aDispute({ ...about, amount: money(10_000n, currency) }, this.minutes);
				return await this.decide(order, (state) => recordDispute(state, dispute, act));
			}
			case 'reRate':
				return await this.reRate(order, String(minor % 31), act);
			default:
				return await this.takeOther({ action, which, minor }, amount, act);
		}
	}

	private async takeOther({ action, which, minor }: Step, amount: Money, act: Act): Promise<void> {
		const reason = 'test';
		const signed = minor % 2 === 0 ? amount : money(-amount.amountMinor, amount.currency);
		const one = (
			decision: (state: OrderState, id: string) => { write: LedgerWrite; result: unknown },
		) => this.changeOne(which, decision);
		switch (action) {
			case 'adjust':
				return await one((state, id) =>
					adjustCommission(state, id, { amount: signed, reason }, act),
				);
			case 'approve':
				return await one((state, id) =>
					approveCommission(state, id, { isEarly: false, reason }, act),
				);
			case 'hold':
				return await one((state, id) => holdCommission(state, id, reason, act));
			case 'release':
				return await one((state, id) => releaseCommission(state, id, reason, act));
			case 'reverse':
				return await one((state, id) => reverseCommission(state, id, reason, act));
			case 'writeOff': {
				const affiliateId = this.affiliates[which % 2] ?? '';
				await this.store.payouts.decideOpenBalance(
					{ affiliateId, currency: amount.currency },
					(candidate) => writeOffBalance(candidate, { reason, approver: 'second' }, act),
				);
				return;
			}
			default:
				return await this.payOut(action, which, act);
		}
	}

	private async payOut(action: string, which: number, act: Act): Promise<void> {
		if (action === 'draft') return await this.draft(which, act);
		const batchId = this.batchIds[which % Math.max(1, this.batchIds.length)];
		if (batchId === undefined) return;
		await this.store.payouts.decideBatch(batchId, (state) => {
			const { payoutId } = state.payouts[which % state.payouts.length]?.payout ?? {};
			const result = (outcome: 'paid' | 'failed' | 'returned') =>
				recordPayoutResults(
					state,
					[{ payoutId: payoutId ?? '', outcome, providerReference: null, reason: '' }],
					act,
				);
			const decided = (): { write: PayoutWrite } => {
				switch (action) {
					case 'approveBatch':
						return approveBatch(state, act);
					case 'send':
						return sendBatch(state, {}, act);
					case 'pay':
						return result('paid');
					case 'fail':
						return result('failed');
					case 'return':
						return result('returned');
					default:
						return cancelBatch(state, { reason: 'test' }, act);
				}
			};
			return { write: decided().write, result: null };
		});
	}

	private async draft(which: number, act: Act): Promise<void> {
		const currency = which % 4 === 3 ? 'USD' : 'EUR';
		const request = { batchKey: `w${this.number}-${which}`, currency, method: 'manual' } as const;
		const policy = aPayoutPolicy({ minimums: [], secondApprovalAbove: [], coolingDays: 0 });
		const batch = await this.store.payouts.claim(request, ({ candidates, existing }) => {
			const own = candidates.filter(({ affiliate }) =>
				this.affiliates.includes(affiliate.affiliateId),
			);
			const drafted = draftBatch({ candidates: own, existing }, { ...request, policy }, act);
			return { write: drafted.write, result: drafted.result.batch };
		});
		if (batch !== null && !this.batchIds.includes(batch.batchId)) this.batchIds.push(batch.batchId);
	}

	private async record(order: number, isEdit: boolean, minor: number, act: Act): Promise<void> {
		const made = this.orderOf(order, isEdit ? minor : 10_000);
		this.orders.set(order, made);
		const attribution = this.attributionOf(order);
		const adjustments = await this.adjustmentsOf(order);
		const commission = priced(made, attribution);
		await this.decide(order, (state) =>
			recordConversion(
				state,
				{ order: made, attribution, verdict: null, commission, customerKey: null, adjustments },
				act,
			),
		);
	}

	private async reRate(order: number, percent: string, act: Act): Promise<void> {
		const known = this.orders.get(order);
		if (known === undefined) return;
		const commission = priced(known, this.attributionOf(order), { percent, planVersion: 1 });
		const adjustments = await this.adjustmentsOf(order);
		await this.decide(order, (state) =>
			reRateConversion(state, { commission, cause: percent, reason: 'test', adjustments }, act),
		);
	}

	private async adjustmentsOf(order: number) {
		const stories = await this.storiesOf(order);
		return stories.flatMap(({ adjustments }) => adjustments);
	}

	private async changeOne(
		which: number,
		decision: (state: OrderState, id: string) => { write: LedgerWrite; result: unknown },
	): Promise<void> {
		await this.decide(which % 4, (state) => {
			const { commissionId } =
				state.commissions[Math.floor(which / 4) % Math.max(1, state.commissions.length)] ?? {};
			return commissionId === undefined ? { write: {} } : decision(state, commissionId);
		});
	}

	private async decide(
		order: number,
		decision: (state: OrderState) => { write: LedgerWrite },
	): Promise<void> {
		await this.store.ledger.decide(
			{ storeKey: STORE_KEY, orderId: this.orderIdOf(order) },
			(state) => ({ write: decision(state).write, result: null }),
		);
	}

	private orderIdOf(order: number): string {
		return `w${this.number}-${order}`;
	}

	/** The last order is in dollars. */
	private orderOf(order: number, minor: number): Order {
		const currency = order === 3 ? 'USD' : 'EUR';
		const net = money(BigInt(minor), currency);
		const zero = money(0n, currency);
		const { totals } = anOrder();
		return anOrder({
			orderId: this.orderIdOf(order),
			currency,
			lines: [anOrderLine({ net, gross: net, discount: zero, tax: zero })],
			totals: {
				...totals,
				...Object.fromEntries(Object.keys(totals).map((name) => [name, zero])),
				items: net,
				total: net,
			},
			updatedAt: minutesAfter(ORDERED_AT, this.orders.has(order) ? this.minutes : 0),
		});
	}

	/** Orders 1 and 2 are shared. */
	private attributionOf(order: number) {
		const shared = order === 1 || order === 2 ? this.affiliates : this.affiliates.slice(0, 1);
		return anAttribution({
			credits: shared.map((affiliateId) =>
				aCredit({
					affiliateId,
					affiliateCode: affiliateId,
					touch: aTouch({ affiliateId, affiliateCode: affiliateId }),
				}),
			),
		});
	}

	async storiesOf(order: number) {
		const id = conversionIdOf(STORE_KEY, this.orderIdOf(order));
		const state = await this.store.ledger.conversion(id);
		const stories = [];
		for (const { commissionId } of state?.commissions ?? []) {
			const story = await this.store.ledger.commissionStory(commissionId);
			if (story !== null) stories.push(story);
		}
		return stories;
	}

	/** Everything that the affiliates' accounts hold, before a moment or now. */
	async balances(before?: string): Promise<string> {
		const lines = [];
		for (const affiliateId of this.affiliates) {
			for (const account of ACCOUNTS) {
				const name = `${account}:${affiliateId}`;
				for (const { balance } of await this.store.ledger.balances(name, before)) {
					if (balance.amountMinor === 0n) continue;
					lines.push(`${name} ${balance.amountMinor} ${balance.currency}`);
				}
			}
		}
		return lines.join('\n');
	}

	async check(): Promise<void> {
		const { store } = this;
		for (const net of await store.ledger.netPerCurrency()) expect(net.amountMinor).toBe(0n);
		const batches = [];
		for (const batchId of this.batchIds) batches.push(await store.payouts.batch(batchId));
		const payouts = batches.flatMap((batch) => batch?.payouts ?? []);
		const stories = [];
		for (const order of [0, 1, 2, 3]) stories.push(...(await this.storiesOf(order)));
		for (const { commission, transactions } of stories) {
			const { commissionId, affiliateId, status, amount, adjusted, reversed } = commission;
			const { currency } = amount;
			const postings = transactions.flatMap(({ kind, postings: sides }) =>
				sides.map((side) => ({ kind, ...side })),
			);
			const on = (...names: string[]): bigint =>
				postings
					.filter(({ account }) => names.some((name) => account === `${name}:${affiliateId}`))
					.reduce((sum, posting) => sum - posting.amount.amountMinor, 0n);
			const writtenOff = postings
				.filter(({ kind, account }) => kind === 'write_off' && account.startsWith('expense:'))
				.reduce((sum, posting) => sum + posting.amount.amountMinor, 0n);
			const owed = amount.amountMinor + adjusted.amountMinor - reversed.amountMinor;
			// What was earned is open, on its way, paid or given up.
			expect(on(...ACCOUNTS)).toBe(owed + writtenOff);
			expect(owed).toBeGreaterThanOrEqual(0n);
			// A debt that was given up and is none any more is never payable.
			expect(writtenOff).toBeGreaterThanOrEqual(0n);
			const open = on('pending', 'held', 'approved');
			if (writtenOff > 0n) expect(open).toBeLessThanOrEqual(0n);
			// Nothing is in two payouts: what they hold of it is what was booked off for them.
			const heldBy = (...statuses: string[]): bigint =>
				sumMoney(
					payouts
						.filter(({ payout }) => statuses.includes(payout.status))
						.flatMap(({ entries }) => entries)
						.filter((entry) => entry.commissionId === commissionId)
						.map((entry) => entry.amount),
					currency,
				).amountMinor;
			expect(on('in_batch')).toBe(heldBy('claimed', 'sent'));
			expect(on('paid', 'vat', 'withheld')).toBe(heldBy('paid'));
			if (status === 'in_batch') expect(heldBy('claimed', 'sent')).not.toBe(0n);
			if (status === 'pending') expect(on('held', 'approved', 'in_batch', 'paid')).toBe(0n);
			if (status === 'held') expect(on('pending', 'approved', 'in_batch', 'paid')).toBe(0n);
			if (status === 'declined') expect(open).toBe(0n);
		}
		for (const affiliateId of this.affiliates) {
			for (const currency of ['EUR', 'USD']) {
				const paid = payouts
					.map(({ payout }) => payout)
					.filter((payout) => payout.affiliateId === affiliateId && payout.status === 'paid')
					.filter(({ payable }) => payable.currency === currency)
					.reduce((sum, { payable }) => addMoney(sum, payable), money(0n, currency));
				const [booked] = (await store.ledger.balances(`paid:${affiliateId}`)).filter(
					({ balance }) => balance.currency === currency,
				);
				expect(booked?.balance ?? money(0n, currency)).toEqual(paid);
			}
		}
	}
}

describeStores('Money is conserved', (engine) => {
	it('through orders, edits, refunds, disputes, re-ratings, payouts and write-offs', async () => {
		const store = await engine.open();
		let number = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 40 }), async (steps) => {
				number += 1;
				const world = new World(store, number);
				await world.begin();
				for (const step of steps) {
					await world.take(step);
					await world.check();
				}
				// Balances at a moment are what they were then.
				for (const { at, balances } of world.snapshots) {
					expect(await world.balances(at)).toBe(balances);
				}
			}),
			{
				numRuns: engine.kind === 'sqlite' ? 30 : 12,
				examples: STORIES.map((story) => [story] as [Step[]]),
			},
		);
	}, 180_000);
});

describeStores('An order that was paid after a cancellation', (engine) => {
	it('and edited is cancelled once more with another total', async () => {
		const store = await engine.open();
		const key = { storeKey: STORE_KEY, orderId: '1001' };
		const cancel = async (createdAt: string, amount: string) =>
			await store.ledger.decide(key, (state) =>
				recordRefund(
					state,
					aRefund({ refundId: 'cancel', kind: 'cancellation', createdAt, total: eur(amount) }),
					{ at: createdAt, actor: 'test' },
				),
			);
		await cancel(minutesAfter(ORDERED_AT, 10), '100.00');
		const order = anOrder({ paidAt: minutesAfter(ORDERED_AT, 20) });
		await store.ledger.decide(key, (state) =>
			recordConversion(state, inputOf({ order }), { at: ORDERED_AT, actor: 'test' }),
		);
		expect(await cancel(minutesAfter(ORDERED_AT, 30), '120.00')).toMatchObject({
			outcome: 'reversed',
		});
		const [owed] = await store.ledger.balances('pending:aff_anna');
		expect(owed?.balance).toEqual(eur('0.00'));
	});
});
