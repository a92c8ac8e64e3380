import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import {
	startPayPalSimulator,
	type PayPalSimulator,
	type PayPalSimulatorOptions,
} from '../../simulators/paypal';
import {
	approveAll,
	balanceOf,
	currentWorkspace,
	errorOf,
	goTo,
	ledgerOne,
	place,
	runLedger,
	setUp,
	type Json,
} from './ledger-user';
import { approvedBatch, createBatch, payoutOf, savePolicy, saveProfile } from './payout-user';

/** n8n's own credential, which the core brings: fields only, the connector asks for its token. */
class PayPalApi implements ICredentialType {
	name = 'payPalApi';

	displayName = 'PayPal API';

	properties = [];
}

const open: PayPalSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

async function payPal(options: Partial<PayPalSimulatorOptions> = {}): Promise<PayPalSimulator> {
	const simulator = await startPayPalSimulator({
		clientId: 'client-1',
		clientSecret: 's3cret',
		...options,
	});
	open.push(simulator);
	return simulator;
}

interface Called {
	readonly credential?: ICredentialDataDecryptedObject;
	readonly fields?: object;
}

async function call(
	operation: 'sendPayPal' | 'readPayPal',
	batchId: unknown,
	{ url }: PayPalSimulator,
	{ credential = {}, fields = {} }: Called = {},
): Promise<Json> {
	const run = await runLedger(
		'payout',
		operation,
		{ batchId, additionalFields: { apiBaseUrl: url, ...fields } },
		{
			credentials: {
				affiliateStoreApi: { workspace: currentWorkspace() },
				payPalApi: { clientId: 'client-1', secret: 's3cret', env: 'sanbox', ...credential },
			},
			credentialTypes: [new PayPalApi()],
		},
	);
	return run.json<Json>()[0] ?? {};
}

/** 100.00 EUR for Anna and 60.00 EUR for Ben, both by PayPal. */
async function ready(): Promise<void> {
	await setUp();
	await savePolicy();
	for (const code of ['anna', 'ben']) {
		await saveProfile(code, { method: 'paypal', email: `${code}@partner.example` });
	}
	await place({ net: '1000.00' });
	await place({ orderId: '2001', net: '600.00', by: ['ben'] });
	await approveAll();
}

const method = { method: 'paypal' };

describe('a batch through PayPal', () => {
	it('is sent once, however often it is run, with the texts of the e-mail', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		const fields = { emailSubject: 'Ihre Provision', emailMessage: 'Danke!' };
		const sent = await call('sendPayPal', batchId, simulator, { fields });
		const [received, ...others] = simulator.batches();
		expect(others).toEqual([]);
		expect(sent).toMatchObject({ outcome: 'sent', status: 'sent' });
		expect(payoutOf(sent, 'anna')).toMatchObject({
			status: 'sent',
			providerReference: received?.payoutBatchId,
		});
		expect(await call('sendPayPal', batchId, simulator)).toMatchObject({ outcome: 'unchanged' });
		expect(simulator.batches()).toHaveLength(1);
		const created = simulator.requests().find(({ path }) => path === '/v1/payments/payouts');
		expect(JSON.stringify(created)).toContain('Ihre Provision');
		expect(await balanceOf('anna')).toMatchObject({ in_batch: '100.00' });
	});

	it('whose answer was lost is found again, not paid twice', async () => {
		await ready();
		const isCreation = ({ method: verb, path }: { method: string; path: string }): boolean =>
			verb === 'POST' && path === '/v1/payments/payouts';
		const simulator = await payPal({
			faults: [{ when: isCreation, times: 1, then: 'lose_answer' }],
		});
		const { batchId } = await approvedBatch('2026-11', method);
		expect(await call('sendPayPal', batchId, simulator)).toMatchObject({ outcome: 'sent' });
		expect(simulator.requests().filter(isCreation)).toHaveLength(2);
		expect(simulator.batches()).toHaveLength(1);
	});

	it('gets its results as PayPal has them; what is pending is asked again', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		const sent = await call('sendPayPal', batchId, simulator);
		const [anna, ben] = [payoutOf(sent, 'anna'), payoutOf(sent, 'ben')];
		expect(await call('readPayPal', batchId, simulator)).toMatchObject({
			outcome: 'unchanged',
			status: 'sent',
		});
		simulator.settle(String(anna['payoutId']), 'SUCCESS');
		simulator.settle(String(ben['payoutId']), 'UNCLAIMED');
		const first = await call('readPayPal', batchId, simulator);
		expect(first).toMatchObject({
			outcome: 'recorded',
			status: 'sent',
			results: [{ payoutId: anna['payoutId'], outcome: 'paid' }],
		});
		expect(payoutOf(first, 'anna')['providerReference']).toMatch(
			new RegExp(`^${simulator.batches()[0]?.payoutBatchId}/`),
		);
		simulator.settle(String(ben['payoutId']), 'RETURNED');
		const second = await call('readPayPal', batchId, simulator);
		expect(second).toMatchObject({ status: 'completed' });
		expect(payoutOf(second, 'ben')).toMatchObject({ status: 'failed' });
		expect(await balanceOf('anna')).toMatchObject({ paid: '100.00' });
		expect(await balanceOf('ben')).toMatchObject({ approved: '60.00' });
		expect(await createBatch('2026-12', method)).toMatchObject({ total: { amount: '60.00' } });
		expect(await call('readPayPal', batchId, simulator)).toMatchObject({ outcome: 'unchanged' });
	});

	it('that was completed is told when money came back after all', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		const sent = await call('sendPayPal', batchId, simulator);
		const [anna, ben] = [payoutOf(sent, 'anna'), payoutOf(sent, 'ben')];
		for (const { payoutId } of [anna, ben]) simulator.settle(String(payoutId), 'SUCCESS');
		expect(await call('readPayPal', batchId, simulator)).toMatchObject({ status: 'completed' });
		simulator.settle(String(anna['payoutId']), 'REVERSED');
		const read = await call('readPayPal', batchId, simulator);
		expect(payoutOf(read, 'anna')).toMatchObject({ status: 'failed' });
		expect(await balanceOf('anna')).toMatchObject({ approved: '100.00', paid: '0.00' });
	});

	it('tells a failed payout with PayPal’s reason', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		const ben = payoutOf(await call('sendPayPal', batchId, simulator), 'ben');
		simulator.settle(String(ben['payoutId']), 'FAILED', {
			name: 'RECEIVER_ACCOUNT_LOCKED',
			message: 'Receiver account is locked',
		});
		const read = await call('readPayPal', batchId, simulator);
		expect(payoutOf(read, 'ben')).toMatchObject({
			status: 'failed',
			statusReason: expect.stringContaining('RECEIVER_ACCOUNT_LOCKED'),
		});
	});
});

describe('what PayPal does not take', () => {
	it('a draft, and a batch that is paid otherwise, reach it never', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await createBatch('2026-11', method);
		const draft = await errorOf(call('sendPayPal', batchId, simulator));
		expect(draft.message).toContain('only an approved batch is paid');
		await saveProfile('anna');
		await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'by bank' });
		const { batchId: bySepa } = await approvedBatch('2026-12');
		const other = await errorOf(call('sendPayPal', bySepa, simulator));
		expect(other.message).toContain('The batch is paid by sepa, not by PayPal');
		expect(simulator.requests()).toEqual([]);
		const unsent = await errorOf(call('readPayPal', bySepa, simulator));
		expect(unsent).toMatchObject({
			message: 'This batch was not sent through PayPal',
			hint: expect.stringContaining('it is approved and paid by sepa'),
		});
	});

	it('one that was approved too long ago is not sent, because it might be paid twice', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		goTo('2026-12-25T09:00:00.000Z');
		const error = await errorOf(call('sendPayPal', batchId, simulator));
		expect(error.message).toContain('approved more than 29 days ago');
		expect(simulator.requests()).toEqual([]);
	});

	it.each([
		[{}, { secret: 'wrong' }, /credential|client|secret/i],
		[{ hasPayouts: false }, {}, /Payouts|AUTHORIZATION/i],
	])(
		'is told in plain words, and the batch stays approved: %#',
		async (options, credential, text) => {
			await ready();
			const simulator = await payPal(options);
			const { batchId } = await approvedBatch('2026-11', method);
			const error = await errorOf(call('sendPayPal', batchId, simulator, { credential }));
			expect(`${error.message} ${error.hint}`).toMatch(text);
			expect(`${error.message} ${error.hint}`).not.toMatch(/wrong|s3cret|partner\.example/);
			expect(await ledgerOne('payout', 'getBatch', { batchId })).toMatchObject({
				status: 'approved',
			});
		},
	);

	it.each([
		['http://paypal.example', /must start with https/],
		['not an address', /not a web address/],
	])('an API address that is not safe gets no secret: %s', async (url, message) => {
		await ready();
		const { batchId } = await approvedBatch('2026-11', method);
		const error = await errorOf(call('sendPayPal', batchId, { url } as PayPalSimulator));
		expect(error.message).toMatch(message);
	});

	it('a credential that is limited to other domains is not used', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		const credential = { allowedHttpRequestDomains: 'domains', allowedDomains: 'paypal.com' };
		const error = await errorOf(call('sendPayPal', batchId, simulator, { credential }));
		expect(error.message).toMatch(/allowed|domain/i);
		expect(simulator.requests()).toEqual([]);
	});

	it('a batch that was marked as sent by hand has no results at PayPal', async () => {
		await ready();
		const simulator = await payPal();
		const { batchId } = await approvedBatch('2026-11', method);
		await ledgerOne('payout', 'sendBatch', { batchId });
		const error = await errorOf(call('readPayPal', batchId, simulator));
		expect(error.message).toBe('This batch was not sent through PayPal');
	});

	it('a batch cancelled while PayPal takes it is told loudly', async () => {
		await ready();
		const simulator = await payPal({ latencyMilliseconds: 300 });
		const { batchId } = await approvedBatch('2026-11', method);
		const sending = errorOf(call('sendPayPal', batchId, simulator));
		while (simulator.batches().length === 0) await new Promise(setImmediate);
		await ledgerOne('payout', 'cancelBatch', { batchId, reason: 'changed my mind' });
		const error = await sending;
		expect(error.message).toMatch(
			/^PayPal has the batch as .*, but it was changed here meanwhile$/,
		);
		expect(error.hint).toContain('pay none of it again');
	});
});
