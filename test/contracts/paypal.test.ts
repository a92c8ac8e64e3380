import { createPayPalPayout, PayPalClient, readPayPalPayout } from '../../lib/connectors/paypal';
import { parseAmount } from '../../lib/kernel';
import type { Payout, PayoutBatch } from '../../lib/model/payout';
import { axiosHttpPort } from '../support/axios-http-port';
import { eur } from '../support/builders';
import { aBatch, creations, manyPayouts, NOW, payoutTo, payPal } from './paypal-harness';

const send = async (
	client: PayPalClient,
	payouts: readonly Payout[],
	batch: PayoutBatch = aBatch(),
	now = NOW,
) => await createPayPalPayout(client, { batch, payouts, now });

describe('a batch for PayPal', () => {
	it('is created with the exact amount and our ids', async () => {
		const { simulator, client } = await payPal();
		const payouts = [
			payoutTo('anna@partner.example'),
			payoutTo('bert@partner.example', { payoutId: 'pay_2', payable: eur('0.07') }),
		];

		const created = await send(client(), payouts);

		const [batch] = simulator.batches();
		expect(created).toEqual({
			outcome: 'created',
			payoutBatchId: batch?.payoutBatchId,
			batchStatus: 'PENDING',
		});
		expect(batch).toMatchObject({
			senderBatchId: 'bat_00000000000000000000000000000001',
			emailSubject: 'Your commission was paid',
			items: [
				{
					receiver: 'anna@partner.example',
					value: '100.00',
					currency: 'EUR',
					note: 'Commission SB-1',
					senderItemId: 'pay_00000000000000000000000000000001',
				},
				{ receiver: 'bert@partner.example', value: '0.07', senderItemId: 'pay_2' },
			],
		});
	});

	it('is found, not paid again, when it is sent a second time', async () => {
		const { simulator, client } = await payPal();
		const payouts = manyPayouts(3);
		const first = await send(client(), payouts);
		const second = await send(client(), payouts);
		expect(second).toEqual({ ...first, outcome: 'already_sent' });
		expect(simulator.batches()).toHaveLength(1);
	});

	it('is found when the first answer was lost', async () => {
		const { simulator, client } = await payPal({
			faults: [{ when: creations, times: 1, then: 'lose_answer' }],
		});
		expect(await send(client(), manyPayouts(2))).toMatchObject({ outcome: 'already_sent' });
		expect(simulator.batches()).toHaveLength(1);
	});

	it('is taken for ours only when number and sum are ours', async () => {
		const { simulator, client } = await payPal();
		await send(client(), manyPayouts(3));
		for (const payouts of [
			manyPayouts(2),
			manyPayouts(3).map((payout) => ({ ...payout, payable: eur('1.11') })),
		]) {
			const answer = await send(client(), payouts);
			expect(answer).toMatchObject({ outcome: 'unknown' });
			expect(answer).toMatchObject({ reason: expect.stringContaining('another batch') });
		}
		expect(simulator.batches()).toHaveLength(1);
	});

	it('is not looked up where a link of the answer leads', async () => {
		const link = [{ href: 'https://elsewhere.example/v1/payments/payouts/B000000000001' }];
		const { simulator, client } = await payPal();
		await send(client(), manyPayouts(1));
		simulator.setFaults([
			{
				when: creations,
				then: {
					answer: {
						status: 400,
						body: {
							name: 'USER_BUSINESS_ERROR',
							details: [{ field: 'SENDER_BATCH_ID', issue: 'Duplicate batch request', link }],
						},
					},
				},
			},
		]);
		expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'already_sent' });
		simulator.setFaults([
			{
				when: creations,
				then: {
					answer: {
						status: 400,
						body: {
							name: 'USER_BUSINESS_ERROR',
							details: [{ field: 'SENDER_BATCH_ID', issue: 'Duplicate batch request' }],
						},
					},
				},
			},
		]);
		expect(await send(client(), manyPayouts(1))).toMatchObject({
			outcome: 'unknown',
			hint: expect.stringContaining('Look the batch up'),
		});
	});

	it('is sent once through a rate limit and a fault of PayPal', async () => {
		const { simulator, client, waits } = await payPal({
			faults: [
				{
					when: creations,
					times: 1,
					then: { answer: { status: 429, headers: { 'retry-after': '7' } } },
				},
				{ when: creations, times: 1, then: { answer: { status: 500 } } },
			],
		});
		expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'created' });
		expect(waits).toEqual([7_000, 2_000]);
		expect(simulator.batches()).toHaveLength(1);
	});

	it('stays unknown while PayPal does not answer, and may be sent again', async () => {
		const { simulator, client } = await payPal({ faults: [{ when: creations, then: 'drop' }] });
		expect(await send(client(), manyPayouts(1))).toEqual({
			outcome: 'unknown',
			reason: 'PayPal did not answer',
			hint: expect.stringContaining('send again'),
		});
		simulator.setFaults([]);
		expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'created' });
	});

	it('stays unknown when the answer cannot be read', async () => {
		const { client } = await payPal({
			faults: [{ when: creations, then: { answer: { status: 201, body: { ok: true } } } }],
		});
		expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'unknown' });
	});

	it('names the payouts that PayPal refuses, without their addresses', async () => {
		const { simulator, client } = await payPal({
			faults: [
				{
					when: creations,
					then: {
						answer: {
							status: 400,
							body: {
								name: 'VALIDATION_ERROR',
								message: 'Invalid request - see details',
								debug_id: '53d95c3d17ae5',
								details: [
									{ field: 'items[1].receiver', issue: 'Receiver a1@partner.example is invalid' },
									{ field: '/items/2/note', issue: 'Too long' },
								],
							},
						},
					},
				},
			],
		});
		const payouts = manyPayouts(3);
		expect(await send(client(), payouts)).toEqual({
			outcome: 'refused',
			reason:
				'PayPal answered VALIDATION_ERROR: Invalid request - see details (PayPal debug id 53d95c3d17ae5)',
			hint: expect.any(String),
			problems: [
				{ payoutId: payouts[1]?.payoutId, text: 'items[1].receiver: Receiver ••• is invalid' },
				{ payoutId: payouts[2]?.payoutId, text: '/items/2/note: Too long' },
			],
		});
		expect(simulator.batches()).toEqual([]);
	});

	it('is refused where the account has no money or no Payouts', async () => {
		const { simulator, client } = await payPal({ hasPayouts: false });
		expect(await send(client(), manyPayouts(1))).toMatchObject({
			outcome: 'refused',
			reason: expect.stringContaining('may not use Payouts'),
		});
		simulator.setFaults([
			{
				when: creations,
				then: { answer: { status: 422, body: { name: 'INSUFFICIENT_FUNDS', message: 'x' } } },
			},
		]);
		expect(await send(client(), manyPayouts(1))).toMatchObject({
			outcome: 'refused',
			reason: 'The PayPal balance does not cover the batch',
		});
	});

	it('takes 15,000 payouts at once and no more', async () => {
		const { simulator, client } = await payPal();
		const tooMany = await send(client(), manyPayouts(15_001));
		expect(tooMany).toMatchObject({ outcome: 'refused', problems: [{ payoutId: null }] });
		expect(simulator.requests()).toEqual([]);
		expect(await send(client(), manyPayouts(15_000))).toMatchObject({ outcome: 'created' });
	});
});

describe('nothing reaches PayPal', () => {
	async function problemsOf(payouts: Payout[], batch: Partial<PayoutBatch> = {}, now = NOW) {
		const { simulator, client } = await payPal();
		const answer = await send(client(), payouts, aBatch(batch), now);
		expect(simulator.requests()).toEqual([]);
		return answer.outcome === 'refused' ? answer.problems.map(({ text }) => text) : [];
	}

	it.each(['draft', 'cancelled', 'completed'] as const)('of a %s batch', async (status) => {
		expect(await problemsOf(manyPayouts(1), { status })).toEqual([
			expect.stringContaining('only an approved batch'),
		]);
	});

	it('of a batch that has results already, of another method or currency', async () => {
		expect(await problemsOf([payoutTo('a@b.example', { status: 'paid' })])).toHaveLength(1);
		expect(await problemsOf(manyPayouts(1), { method: 'sepa' })).toHaveLength(1);
		expect(await problemsOf(manyPayouts(1), { currency: 'USD' })).toHaveLength(1);
	});

	it('of a payout without a usable address', async () => {
		expect(await problemsOf([payoutTo(null)])).toHaveLength(1);
		expect(await problemsOf([payoutTo('a@b.example\nBcc: c@d.example')])).toHaveLength(1);
	});

	it('of a fraction of a currency that PayPal takes whole, which is never rounded', async () => {
		const pay = (amount: string, currency: string) => {
			const payable = parseAmount(amount, currency);
			return problemsOf([payoutTo('a@b.example', { payable })], { currency });
		};
		expect(await pay('1200.50', 'HUF')).toEqual(['PayPal pays HUF in whole units only.']);
		expect(await pay('1200.01', 'TWD')).toHaveLength(1);
		expect(await pay('5.00', 'INR')).toEqual(['PayPal does not pay INR.']);
	});

	it('of a batch so old that PayPal may have forgotten it', async () => {
		const approvals = [{ actor: 'bea', at: '2026-11-01T10:00:00.000Z' }];
		expect(await problemsOf(manyPayouts(1), { approvals })).toEqual([
			expect.stringContaining('more than 29 days ago'),
		]);
	});
});

it.each([
	['1200.00', 'HUF', '1200'],
	['1200', 'JPY', '1200'],
	['12.00', 'TWD', '12'],
	['0.50', 'USD', '0.50'],
])('%s %s is sent as %s', async (amount, currency, value) => {
	const { simulator, client } = await payPal();
	const payable = parseAmount(amount, currency);
	const payouts = [payoutTo('a@b.example', { payable })];
	expect(await send(client(), payouts, aBatch({ currency }))).toMatchObject({ outcome: 'created' });
	expect(simulator.batches()[0]?.items[0]?.value).toBe(value);
	expect(await send(client(), payouts, aBatch({ currency }))).toMatchObject({
		outcome: 'already_sent',
	});
});

describe('signing in to PayPal', () => {
	it('happens once for many calls, and once more when the token ends', async () => {
		const { simulator, client } = await payPal();
		const one = client();
		const created = await send(one, manyPayouts(1));
		if (created.outcome !== 'created') throw new Error(created.outcome);
		await readPayPalPayout(one, created.payoutBatchId);
		const tokens = () => simulator.requests().filter(({ path }) => path === '/v1/oauth2/token');
		expect(tokens()).toHaveLength(1);
		simulator.revokeTokens();
		expect(await readPayPalPayout(one, created.payoutBatchId)).toMatchObject({ outcome: 'read' });
		expect(tokens()).toHaveLength(2);
	});

	it('fails with a word about the credential, and without its secret', async () => {
		const { client } = await payPal();
		const answer = await send(client({ clientSecret: 'wrong-secret' }), manyPayouts(1));
		expect(answer).toMatchObject({
			outcome: 'refused',
			reason: 'PayPal refused the credential (401)',
		});
		expect(JSON.stringify(answer)).not.toContain('wrong-secret');
	});

	it('never sends the secret over an open line', () => {
		const connection = {
			http: axiosHttpPort(),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			clientId: 'a',
			clientSecret: 'b',
		};
		for (const baseUrl of [
			'http://api-m.paypal.com',
			'https://user:pass@api-m.paypal.com',
			'nonsense',
			'https://api-m.paypal.com?x=1',
		]) {
			expect(() => new PayPalClient({ ...connection, baseUrl })).toThrow(
				expect.objectContaining({ code: 'invalid_input' }),
			);
		}
	});
});

describe('the results of PayPal', () => {
	async function sent(count: number) {
		const world = await payPal();
		const payouts = manyPayouts(count);
		const created = await send(world.client(), payouts);
		if (created.outcome !== 'created') throw new Error(created.outcome);
		const id = created.payoutBatchId;
		const read = async () => {
			const answer = await readPayPalPayout(world.client(), id);
			if (answer.outcome === 'failed') throw new Error(answer.reason);
			return answer;
		};
		return { ...world, payouts, id, read };
	}

	it.each([
		['SUCCESS', 'paid'],
		['FAILED', 'failed'],
		['BLOCKED', 'failed'],
		['DENIED', 'failed'],
		['RETURNED', 'returned'],
		['REFUNDED', 'returned'],
		['REVERSED', 'returned'],
		['UNCLAIMED', 'pending'],
		['ONHOLD', 'pending'],
		['PENDING', 'pending'],
		['SOMETHING_NEW', 'pending'],
		[undefined, 'pending'],
	])('%s means %s', async (status, outcome) => {
		const { simulator, payouts, read } = await sent(1);
		simulator.settle(payouts[0]?.payoutId ?? '', status);
		const { items, isFinal } = await read();
		expect(items).toEqual([
			expect.objectContaining({ payoutId: payouts[0]?.payoutId, outcome, amount: eur('1.10') }),
		]);
		expect(isFinal).toBe(outcome !== 'pending');
	});

	it('tell who got what, with the reference and a reason without addresses', async () => {
		const { simulator, payouts, id, read } = await sent(2);
		simulator.settle(payouts[0]?.payoutId ?? '', 'SUCCESS');
		simulator.settle(payouts[1]?.payoutId ?? '', 'FAILED', {
			name: 'RECEIVER_ACCOUNT_LOCKED',
			message: 'The account a1@partner.example is locked',
		});
		expect(await read()).toMatchObject({
			payoutBatchId: id,
			senderBatchId: 'bat_00000000000000000000000000000001',
			isFinal: true,
			items: [
				{ outcome: 'paid', status: 'SUCCESS', providerReference: expect.stringMatching(/^T/) },
				{
					outcome: 'failed',
					providerReference: expect.stringMatching(/^I/),
					reason: 'FAILED: RECEIVER_ACCOUNT_LOCKED, The account ••• is locked',
				},
			],
		});
	});

	it('have failed without a status when PayPal denied the whole batch', async () => {
		const { simulator, payouts, id, read } = await sent(1);
		simulator.settle(payouts[0]?.payoutId ?? '', undefined);
		simulator.setBatchStatus(id, 'DENIED');
		expect((await read()).items).toEqual([
			expect.objectContaining({ outcome: 'failed', status: 'DENIED', reason: 'batch DENIED' }),
		]);
	});

	it('are read over all pages', async () => {
		const { simulator, payouts, read } = await sent(2_500);
		for (const { payoutId } of payouts) simulator.settle(payoutId, 'SUCCESS');
		const { items, isFinal } = await read();
		expect(new Set(items.map(({ payoutId }) => payoutId)).size).toBe(2_500);
		expect(isFinal).toBe(true);
		const pages = simulator.requests().filter(({ method }) => method === 'GET');
		expect(pages).toHaveLength(3);
	});

	it('of a batch that PayPal does not know fail with a word', async () => {
		const { client } = await payPal();
		expect(await readPayPalPayout(client(), 'B999')).toMatchObject({
			outcome: 'failed',
			reason: expect.stringContaining('INVALID_RESOURCE_ID'),
		});
		await expect(readPayPalPayout(client(), '../../oauth2/token')).rejects.toMatchObject({
			code: 'invalid_input',
		});
	});
});

it('PayPal forgets a batch after 30 days, which is why none is sent that late', async () => {
	const { simulator, client } = await payPal();
	await send(client(), manyPayouts(1));
	simulator.passDays(29);
	expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'already_sent' });
	simulator.passDays(1);
	expect(await send(client(), manyPayouts(1))).toMatchObject({ outcome: 'created' });
	const later = await send(client(), manyPayouts(1), aBatch(), '2026-12-31T10:00:00.000Z');
	expect(later.outcome).toBe('refused');
});
