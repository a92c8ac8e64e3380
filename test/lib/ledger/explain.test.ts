import fc from 'fast-check';
import { money } from '../../../lib/kernel';
import {
	adjustCommission,
	approveCommission,
	explainCommission,
	holdCommission,
	reRateConversion,
	reverseCommission,
} from '../../../lib/ledger';
import type { CommissionLine } from '../../../lib/model/commission';
import { toJson } from '../../../lib/model/json';
import type { Payout } from '../../../lib/model/payout';
import type { CommissionStory } from '../../../lib/ports/ledger-store';
import {
	aCommissionLine,
	aCredit,
	anAttribution,
	aFinding,
	anOrder,
	anOrderLine,
	aTouch,
	aVerdict,
	eur,
	ORDERED_AT,
} from '../../support/builders';
import {
	aDispute,
	minutesAfter,
	OrderLedger,
	orderOf,
	partialRefund,
	priced,
} from './order-ledger';

function storyOf(ledger: OrderLedger, index = 0): CommissionStory {
	const commission = ledger.state.commissions[index];
	if (commission === undefined) throw new Error('No such commission');
	const isOwn = (entry: { readonly commissionId: string }): boolean =>
		entry.commissionId === commission.commissionId;
	return {
		state: ledger.state,
		journal: ledger.writes.map(({ journal }) => journal).findLast((entry) => entry) ?? null,
		commission,
		moves: ledger.moves.filter(isOwn),
		transactions: ledger.transactions.filter(isOwn),
		adjustments: ledger.adjustments.filter(isOwn),
	};
}

function aPayout(overrides: Partial<Payout> = {}): Payout {
	return {
		payoutId: 'pay_1',
		batchId: 'bat_1',
		affiliateId: 'aff_anna',
		affiliateCode: 'anna',
		gross: eur('10.00'),
		net: eur('10.00'),
		vat: eur('0.00'),
		withheld: eur('0.00'),
		payable: eur('10.00'),
		status: 'sent',
		statusReason: 'handed to the bank',
		statementNumber: '2027-0001',
		providerReference: null,
		profile: {} as Payout['profile'],
		createdAt: '2027-01-05T00:00:00.000Z',
		...overrides,
	};
}

describe('an explanation', () => {
	it('tells the merchant the whole story, oldest first', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.refund(partialRefund('r1', '25.00'));
		ledger.run((state, act) =>
			approveCommission(state, ledger.commissionId, { isEarly: false, reason: 'checked' }, act),
		);
		const explanation = explainCommission(storyOf(ledger), [aPayout()], 'merchant');
		expect(explanation.summary).toBe(
			'Affiliate anna earned 10.00 EUR with order #1001 (10 % of 100.00 EUR). 2.50 EUR of it ' +
				'was taken back. It is approved. 7.50 EUR goes into the next payout.',
		);
		expect(explanation.timeline.map(({ title }) => title)).toEqual([
			'Click',
			'Order',
			'Booked',
			'Taken back',
			'Approved',
			'Payout',
		]);
		expect(explanation.timeline.flatMap(({ amount }) => amount ?? [])).toEqual([
			eur('10.00'),
			eur('-2.50'),
		]);
		expect(explanation.whatIsOwed).toEqual(eur('7.50'));
		const { sections } = explanation;
		expect(sections.credit[0]).toContain('95 % sure: Click id found in the landing page');
		expect(sections.base).toContain('Coffee grinder: 100.00 EUR of 100.00 EUR counts.');
		expect(sections.refunds.join(' ')).toContain('r1: 25.00 EUR went back, 25.00 EUR of the base');
		expect(sections.payouts[0]).toContain('statement 2027-0001');
	});

	it('tells the affiliate the same in its own words', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.record({ order: orderOf('150.00', 5) });
		const explanation = explainCommission(storyOf(ledger), [], 'affiliate');
		expect(explanation.summary).toBe(
			'You earned 15.00 EUR with the order ending in 1001 (10 % of 150.00 EUR), 10.00 EUR at ' +
				'first and +5.00 EUR since. It is pending. It can be approved from 2026-12-17 on.',
		);
		expect(explanation.sections.adjustments).toEqual([
			'2027-01-01: +5.00 EUR because the order was changed.',
		]);
	});

	it.each([
		['held for a check', 'It stays held until the programme has checked it.'],
		['disputed', 'It stays held until the dispute is decided.'],
		['taken back by hand', 'Nothing more happens.'],
	])('of one that is %s says what comes next', (how, nextStep) => {
		const ledger = new OrderLedger();
		ledger.record();
		const id = ledger.commissionId;
		if (how === 'disputed') ledger.dispute(aDispute());
		else if (how === 'held for a check') {
			ledger.run((state, act) => holdCommission(state, id, 'looks odd', act));
		} else ledger.run((state, act) => reverseCommission(state, id, 'looks odd', act));
		expect(explainCommission(storyOf(ledger), [], 'affiliate')).toMatchObject({ nextStep });
	});

	it('says what is kept back when a paid commission is refunded', () => {
		const ledger = new OrderLedger();
		ledger.record();
		ledger.run((state, act) =>
			approveCommission(state, ledger.commissionId, { isEarly: false, reason: 'ok' }, act),
		);
		ledger.run(({ commissions }, act) => {
			const [{ commissionId } = { commissionId: '' }] = commissions;
			const step = { commissionId, reason: 'payout', actor: 'test', at: act.at };
			return {
				result: null,
				write: {
					moves: [
						{ ...step, moveId: 'm1', from: 'approved', to: 'in_batch' },
						{ ...step, moveId: 'm2', from: 'in_batch', to: 'paid' },
					],
					transactions: [
						{
							transactionId: 't1',
							kind: 'pay',
							commissionId,
							cause: 'pay_1',
							occurredAt: act.at,
							postings: [
								{ account: 'approved:aff_anna', amount: eur('10.00') },
								{ account: 'paid:aff_anna', amount: eur('-10.00') },
							],
						},
					],
				},
			};
		});
		expect(explainCommission(storyOf(ledger), [], 'affiliate').whatIsOwed).toEqual(eur('0.00'));
		ledger.refund(partialRefund('r1', '40.00'));
		const explanation = explainCommission(storyOf(ledger), [], 'affiliate');
		expect(explanation.whatIsOwed).toEqual(eur('-4.00'));
		expect(explanation.nextStep).toBe('4.00 EUR is kept back from the next payout.');
	});

	it('of an order that was recorded without a journal still adds up', () => {
		const ledger = new OrderLedger();
		ledger.record();
		const story = { ...storyOf(ledger), journal: null };
		for (const audience of ['merchant', 'affiliate'] as const) {
			const { sections, whatIsOwed } = explainCommission(story, [], audience);
			expect(sections.credit).toEqual([]);
			expect(whatIsOwed).toEqual(eur('10.00'));
		}
	});
});

/** Words that only the merchant may read: each fact of the story gets one of its own. */
function secrets(seed: string) {
	const word = (name: string): string => `${name}${seed}zq`;
	return {
		orderId: word('order'),
		orderNumber: `${word('number')}7777`,
		title: word('title'),
		sku: word('sku'),
		product: word('product'),
		lineId: word('line'),
		email: `${word('mail')}@example.com`,
		lastName: word('name'),
		evidence: word('evidence'),
		finding: word('finding'),
		verdict: word('verdict'),
		partnerId: word('aff'),
		partnerCode: word('partner'),
		confidence: word('confidence'),
		ruleId: word('rule'),
		sentence: word('sentence'),
		trace: word('trace'),
		holdReason: word('hold'),
		adjustReason: word('goodwill'),
		rateReason: word('rerate'),
		rateCause: word('cause'),
		reverseReason: word('reverse'),
		refundId: word('refund'),
		refundReason: word('sorry'),
		disputeId: word('dispute'),
		disputeReason: word('bank'),
		actor: word('actor'),
		batchId: word('batch'),
		payoutReason: word('iban'),
		otherPayout: word('other'),
		plan: word('plan'),
	};
}

type Secrets = ReturnType<typeof secrets>;

/** A story in which everything happens, told with the secret words wherever the merchant has one. */
function richStory(secret: Secrets, partnerAmount: string, rate: string): CommissionStory[] {
	const order = anOrder({
		orderId: secret.orderId,
		orderNumber: secret.orderNumber,
		lines: [
			anOrderLine({
				lineId: secret.lineId,
				title: secret.title,
				sku: secret.sku,
				productId: secret.product,
			}),
		],
		customer: { ...anOrder().customer, email: secret.email, lastName: secret.lastName },
	});
	const credit = (affiliateId: string, affiliateCode: string) =>
		aCredit({
			affiliateId,
			affiliateCode,
			weight: 1,
			confidenceReason: secret.confidence,
			touch: aTouch({ affiliateId, affiliateCode }),
		});
	const attribution = anAttribution({
		credits: [credit('aff_anna', 'anna'), credit(secret.partnerId, secret.partnerCode)],
	});
	const line = (overrides: Partial<CommissionLine>): CommissionLine =>
		aCommissionLine({
			weightTotal: 2,
			rate,
			ruleIds: [secret.ruleId],
			parts: [{ lineId: secret.lineId, amount: overrides.amount ?? eur('10.00') }],
			sentence: secret.sentence,
			...overrides,
		});
	const partner = { affiliateId: secret.partnerId, affiliateCode: secret.partnerCode };
	const lines = [
		line({ amount: eur('10.00') }),
		line({ ...partner, amount: eur(partnerAmount) }),
		line({
			kind: 'level',
			level: 1,
			sourceAffiliateId: secret.partnerId,
			amount: eur('1.00'),
		}),
	];
	const commission = priced(order, attribution, undefined, {
		lines,
		outcome: 'held',
		reason: 'review_required',
		planId: secret.plan,
		trace: [{ rule: 'base', text: secret.trace }],
	});
	const verdict = aVerdict({
		verdict: 'review',
		reason: secret.verdict,
		affiliateReason: 'A check is going on',
		findings: [aFinding({ reason: secret.finding, evidence: { seen: secret.evidence } })],
	});
	const ledger = new OrderLedger();
	const step: OrderLedger['run'] = (decide) =>
		ledger.run((state, { at }) => decide(state, { at, actor: secret.actor }));
	ledger.record({ order, attribution, commission, verdict });
	const ids = ledger.state.commissions.map(({ commissionId }) => commissionId);
	for (const id of ids) {
		step((state, now) =>
			approveCommission(state, id, { isEarly: true, reason: secret.holdReason }, now),
		);
		step((state, now) => holdCommission(state, id, secret.holdReason, now));
		step((state, now) =>
			approveCommission(state, id, { isEarly: true, reason: secret.holdReason }, now),
		);
		const correction = { amount: eur('0.50'), reason: secret.adjustReason };
		step((state, now) => adjustCommission(state, id, correction, now));
	}
	const facts = { orderId: secret.orderId, reason: secret.refundReason };
	ledger.refund({
		...partialRefund(secret.refundId, '0.00'),
		...facts,
		lines: null,
		total: eur('20.00'),
	});
	const dispute = aDispute({
		disputeId: secret.disputeId,
		orderId: secret.orderId,
		reason: secret.disputeReason,
	});
	ledger.dispute(dispute);
	ledger.dispute({ ...dispute, status: 'won', updatedAt: minutesAfter(ORDERED_AT, 99_999) });
	step((state, now) =>
		reRateConversion(
			state,
			{
				commission: {
					...commission,
					lines: lines.map((entry) => ({ ...entry, amount: eur('12.00') })),
				},
				cause: secret.rateCause,
				reason: secret.rateReason,
			},
			now,
		),
	);
	const [first = ''] = ids;
	step((state, now) => reverseCommission(state, first, secret.reverseReason, now));
	return ids.map((_id, index) => storyOf(ledger, index));
}

describe('an explanation for the affiliate', () => {
	const payoutsOf = (secret: Secrets): Payout[] => [
		aPayout({ batchId: secret.batchId, statusReason: secret.payoutReason }),
		aPayout({
			affiliateId: secret.partnerId,
			payoutId: secret.otherPayout,
			statementNumber: secret.otherPayout,
		}),
	];

	it('holds nothing that is the merchant’s, nor of other affiliates', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1000, max: 9_999 }).map(String),
				fc.integer({ min: 100_001, max: 999_999 }),
				fc.constantFrom('10 %', '10 % + 5.00 EUR per order', 'secret'),
				(seed, minor, rate) => {
					const secret = secrets(seed);
					const partnerAmount = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
					const rateWords = rate === 'secret' ? `10 % of ${secret.sku}` : rate;
					const [sale, , level] = richStory(secret, partnerAmount, rateWords);
					for (const story of [sale, level]) {
						if (story === undefined) throw new Error('A commission is missing');
						const explained = explainCommission(story, payoutsOf(secret), 'affiliate');
						const text = JSON.stringify(toJson(explained));
						for (const [name, word] of Object.entries(secret)) {
							expect([name, text.includes(word)]).toEqual([name, false]);
						}
						expect(text).not.toContain(partnerAmount);
						expect(text).not.toContain('customer-7');
						expect(text).not.toContain('Carla');
						expect(text).toContain('A check is going on');
					}
				},
			),
			{ numRuns: 50 },
		);
	});

	it('is about the same facts that the merchant reads in full', () => {
		const secret = secrets('5555');
		const [sale] = richStory(secret, '7777.77', '10 %');
		if (sale === undefined) throw new Error('A commission is missing');
		const text = JSON.stringify(toJson(explainCommission(sale, payoutsOf(secret), 'merchant')));
		const hidden: ReadonlySet<string> = new Set([
			'email',
			'lastName',
			'evidence',
			'orderId',
			'sku',
			'product',
			'lineId',
			'partnerId',
			'partnerCode',
			'otherPayout',
			'trace',
		]);
		for (const [name, word] of Object.entries(secret)) {
			if (!hidden.has(name)) expect([name, text.includes(word)]).toEqual([name, true]);
		}
	});

	it('shows of a shared order its own part of the base', () => {
		const [sale, , level] = richStory(secrets('1234'), '9.99', '10 %');
		if (sale === undefined || level === undefined) throw new Error('A commission is missing');
		const explained = explainCommission(sale, [], 'affiliate');
		expect(explained.sections.base).toEqual(['Your part of the base is 50.00 EUR.']);
		expect(explained.summary).toContain('the order ending in 7777');
		const above = explainCommission(level, [], 'affiliate');
		expect(above.sections.base).toEqual([]);
		expect(above.summary).toContain('an order of an affiliate you recruited');
	});

	it('adds up: the amounts of the timeline are what is owed and what was paid', () => {
		const sizes = fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 6 });
		fc.assert(
			fc.property(sizes, fc.integer({ min: 0, max: 30_000 }), (refunds, edited) => {
				const ledger = new OrderLedger();
				ledger.record();
				refunds.forEach((size, index) => {
					ledger.refund(partialRefund(`r${index}`, money(BigInt(size), 'EUR')));
				});
				ledger.record({ order: orderOf(money(BigInt(edited), 'EUR'), 5) });
				const { timeline, whatIsOwed } = explainCommission(storyOf(ledger), [], 'affiliate');
				const sum = timeline.reduce((total, { amount }) => total + (amount?.amountMinor ?? 0n), 0n);
				expect(sum).toBe(whatIsOwed.amountMinor);
			}),
		);
	});
});
