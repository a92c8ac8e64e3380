import { PartnerStackPlatform } from '../../lib/connectors/partnerstack';
import { formatMoney, parseAmount } from '../../lib/kernel';
import { startPartnerStackSimulator, type PartnerStackSimulator } from '../simulators/partnerstack';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits } from './crm-writes';
import { adjustment, affiliate, all, cancellation, conversion, filter } from './platform-writes';

const KEYS = { publicKey: 'pk_1', secretKey: 'sk_1', trackingToken: 'track-1' };

const open: PartnerStackSimulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
});

async function partnerStack(options: { readonly webhookProperty?: 'target_url' | 'target' } = {}) {
	const simulator = await startPartnerStackSimulator({ ...KEYS, ...options });
	open.push(simulator);
	simulator.addGroup({ key: 'main', name: 'Affiliates' });
	simulator.addPartnership({
		key: 'part_joli',
		partnerKey: 'joli',
		email: 'jo@example.com',
		group: 'main',
	});
	simulator.addClick('xid-1', 'joli');
	const { waits, sleeper } = countedWaits();
	const basic = Buffer.from(`${KEYS.publicKey}:${KEYS.secretKey}`).toString('base64');
	const connection = (authorization: string, baseUrl: string) => ({
		http: axiosHttpPort({ authorization }),
		sleeper,
		jitter: () => 0,
		baseUrl,
	});
	const platform = (token: string | null = KEYS.trackingToken): PartnerStackPlatform =>
		new PartnerStackPlatform({
			api: connection(`Basic ${basic}`, simulator.url),
			tracking: token === null ? null : connection(`Bearer ${token}`, simulator.trackingUrl),
		});
	return { simulator, waits, platform };
}

const to = (method: string, start: string) => (request: { method: string; path: string }) =>
	request.method === method && request.path.startsWith(start);

const CLICKED = conversion({ affiliate: null, clickId: 'xid-1' });

describe('an order in PartnerStack', () => {
	it('without a click is a customer of the partner and a transaction in cents', async () => {
		const { simulator, platform } = await partnerStack();
		const outcome = await platform().createConversion(conversion());
		expect(outcome).toMatchObject({ outcome: 'confirmed', externalId: 'ORD_1' });
		expect(simulator.customers()).toMatchObject([
			{ customer_key: 'cust_1', partnership_key: 'part_joli' },
		]);
		expect(simulator.transactions()).toMatchObject([
			{ key: 'ORD_1', amount: 10_000, currency: 'EUR', metadata: { order: 'ORD_1' } },
		]);
	});

	it('with a click is accepted, and confirmed once PartnerStack has made the customer', async () => {
		const { simulator, platform } = await partnerStack();
		const accepted = await platform().createConversion(CLICKED);
		expect(accepted).toMatchObject({
			outcome: 'accepted',
			confirmation: { by: 'operation' },
		});
		const reference = accepted.confirmation?.reference ?? '';
		expect(Buffer.from(reference, 'base64url').toString()).not.toContain('carla');
		expect(await platform().confirmConversion(reference)).toMatchObject({ outcome: 'accepted' });
		expect(simulator.transactions()).toEqual([]);
		simulator.work();
		expect(await platform().confirmConversion(reference)).toMatchObject({ outcome: 'confirmed' });
		expect(await platform().confirmConversion(reference)).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.transactions()).toMatchObject([
			{ key: 'ORD_1', partnership_key: 'part_joli', amount: 10_000 },
		]);
	});

	it('of an unknown click stays accepted, because PartnerStack says 200 to it', async () => {
		const { simulator, platform } = await partnerStack();
		const strange = conversion({ affiliate: null, clickId: 'nobody' });
		const { confirmation } = await platform().createConversion(strange);
		simulator.work();
		expect(await platform().confirmConversion(confirmation?.reference ?? '')).toMatchObject({
			outcome: 'accepted',
		});
	});

	it('that is sent twice is one transaction, and the customer stays one', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		expect(await platform().createConversion(conversion())).toMatchObject({ outcome: 'duplicate' });
		await platform().createConversion(conversion({ orderId: 'ORD_2' }));
		expect(simulator.transactions()).toHaveLength(2);
		expect(simulator.customers()).toHaveLength(1);
	});

	it.each(['/api/v2/customers', '/api/v2/transactions'])(
		'whose answer of POST %s is lost counts once',
		async (path) => {
			const { simulator, platform } = await partnerStack();
			simulator.setFaults([{ when: to('POST', path), times: 1, then: 'lose_answer' }]);
			expect(['confirmed', 'duplicate']).toContain(
				(await platform().createConversion(conversion())).outcome,
			);
			expect(simulator.transactions()).toHaveLength(1);
			expect(simulator.customers()).toHaveLength(1);
		},
	);

	it('of a guest is kept under a name that does not tell the address', async () => {
		const { simulator, platform } = await partnerStack();
		const guest = conversion({ customer: { ...conversion().customer, id: null } });
		await platform().createConversion(guest);
		expect(String(simulator.customers()[0]?.['customer_key'])).toMatch(/^guest-[0-9a-f]{32}$/);
	});

	it('that lacks what PartnerStack needs is refused before anything is written', async () => {
		const { simulator, platform } = await partnerStack();
		const noAddress = conversion({ customer: { ...conversion().customer, email: null } });
		expect(await platform().createConversion(noAddress)).toMatchObject({
			outcome: 'rejected',
			field: 'email',
		});
		expect(await platform(null).createConversion(CLICKED)).toMatchObject({
			outcome: 'rejected',
			field: 'trackingToken',
		});
		await expect(platform().createConversion(conversion({ orderId: '1' }))).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'orderId',
		});
		expect(simulator.requests().filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('whose id would be read as a change of another order is refused', async () => {
		const { platform } = await partnerStack();
		const strange = conversion({ orderId: 'ORD_1::ORD_2' });
		await expect(platform().createConversion(strange)).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'orderId',
		});
	});

	it('stays uncertain when neither the answer nor a look-up comes', async () => {
		const { simulator, platform } = await partnerStack();
		simulator.setFaults([{ when: to('POST', '/api/v2/transactions'), then: 'lose_answer' }]);
		const outcome = await platform().createConversion(conversion());
		expect(outcome).toMatchObject({ outcome: 'failed', isUncertain: true, retryable: true });
		simulator.setFaults([]);
		expect(await platform().createConversion(conversion())).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.transactions()).toHaveLength(1);
	});

	it('with a wrong tracking token is told so', async () => {
		const { platform } = await partnerStack();
		expect(await platform('wrong').createConversion(CLICKED)).toMatchObject({
			outcome: 'failed',
			hint: expect.stringContaining('third key') as string,
		});
	});
});

describe('what becomes of it', () => {
	it('is not told in another currency', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		const dollars = {
			amount: parseAmount('60.00', 'USD'),
			formerAmount: parseAmount('100.00', 'USD'),
		};
		expect(await platform().adjustConversion(adjustment(dollars))).toMatchObject({
			outcome: 'rejected',
			field: 'currency',
		});
		expect(simulator.transactions()).toHaveLength(1);
	});

	it('is a transaction of the difference, once for each change', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		expect(await platform().adjustConversion(adjustment())).toMatchObject({ outcome: 'confirmed' });
		expect(await platform().adjustConversion(adjustment())).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.transactions()).toMatchObject([
			{ key: 'ORD_1', amount: 10_000 },
			{ key: 'ORD_1::r1', amount: -4_000 },
		]);
		const { records } = await platform().listConversions(filter({ orderId: 'ORD_1' }), null);
		expect(records.map(({ id, orderId }) => [id, orderId])).toEqual([
			['ORD_1', 'ORD_1'],
			['ORD_1::r1', 'ORD_1'],
		]);
		const unknown = adjustment({ formerAmount: null });
		expect(await platform().adjustConversion(unknown)).toMatchObject({
			outcome: 'rejected',
			field: 'formerAmount',
		});
	});

	it('is nothing once it is cancelled, with all differences of this order and of no other', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		await platform().createConversion(conversion({ orderId: 'ORD_10' }));
		await platform().adjustConversion(adjustment());
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'confirmed',
		});
		expect(simulator.transactions()).toMatchObject([{ key: 'ORD_10' }]);
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'duplicate',
		});
	});

	it('is taken back by a transaction once its reward is paid out', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		simulator.payOut('ORD_1');
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'confirmed',
		});
		simulator.clearRequests();
		expect(await platform().cancelConversion(cancellation())).toMatchObject({
			outcome: 'duplicate',
		});
		expect(simulator.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(simulator.transactions().map(({ amount }) => amount)).toEqual([10_000, -10_000]);
	});
});

describe('lists of PartnerStack', () => {
	it('are read to their end, 250 at a time', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		for (let number = 2; number <= 251; number += 1) {
			await platform().createConversion(conversion({ orderId: `ORD_${number}` }));
		}
		simulator.clearRequests();
		const read = await all((cursor) => platform().listConversions(filter(), cursor));
		expect(read).toHaveLength(251);
		expect(simulator.requests()).toHaveLength(2);
		expect(read[0]?.amount && formatMoney(read[0].amount)).toBe('100.00 EUR');
		const one = await platform().listConversions(filter({ orderId: 'ORD_7' }), null);
		expect(one.records).toMatchObject([{ orderId: 'ORD_7', affiliateId: 'part_joli' }]);
		expect(await platform().getConversion('ORD_7')).toMatchObject({ orderId: 'ORD_7' });
		expect(await platform().getConversion('none')).toBeNull();
		expect(await platform().listConversions(filter({ orderId: 'none' }), null)).toMatchObject({
			records: [],
		});
	}, 30_000);

	it('tell rewards with their order, and paid ones as paid', async () => {
		const { simulator, platform } = await partnerStack();
		await platform().createConversion(conversion());
		await platform().createConversion(conversion({ orderId: 'ORD_2' }));
		simulator.payOut('ORD_2');
		const rewards = await all((cursor) => platform().listCommissions(filter(), cursor));
		expect(rewards).toMatchObject([
			{ orderId: 'ORD_1', status: 'pending', payoutId: null },
			{ orderId: 'ORD_2', status: 'paid', payoutId: 'pay_1' },
		]);
		expect(rewards[0]?.amount && formatMoney(rewards[0].amount)).toBe('10.00 EUR');
		expect(await all((cursor) => platform().listProgrammes(cursor))).toMatchObject([
			{ id: 'main', name: 'Affiliates' },
		]);
	});
});

describe('a partner in PartnerStack', () => {
	it('is created once, in a group', async () => {
		const { simulator, platform } = await partnerStack();
		const kim = affiliate({ programmeId: 'main', code: 'kim' });
		const created = await platform().createAffiliate(kim);
		expect(created).toMatchObject({ outcome: 'confirmed' });
		expect(await platform().createAffiliate(kim)).toMatchObject({
			outcome: 'duplicate',
			externalId: created.externalId,
		});
		expect(simulator.partnerships()).toHaveLength(2);
		expect(await platform().createAffiliate(affiliate({ email: 'x@example.com' }))).toMatchObject({
			outcome: 'rejected',
			field: 'group_key',
		});
		expect(await platform().getAffiliate('kim')).toMatchObject({
			code: 'kim',
			status: 'approved',
			programmeIds: ['main'],
		});
		expect(await platform().getAffiliate('nobody')).toBeNull();
	});

	it('is listed, changed, decided about and linked to', async () => {
		const { simulator, platform } = await partnerStack();
		const wanted = { email: null, programmeId: 'main', status: 'approved' } as const;
		expect(await all((cursor) => platform().listAffiliates(wanted, cursor))).toHaveLength(1);
		const change = { affiliateId: 'joli', more: { tier_key: 'gold' } };
		expect(await platform().updateAffiliate(change)).toMatchObject({ outcome: 'confirmed' });
		expect(simulator.partnerships()[0]).toMatchObject({ tier_key: 'gold' });
		await platform().setAffiliateStatus('appl_1', 'declined');
		expect(simulator.applications().get('appl_1')).toBe('declined');
		const link = {
			programmeId: null,
			subId: null,
			bannerId: null,
			landingUrl: 'https://shop.example/',
		};
		expect(await platform().buildLink({ ...link, affiliate: 'joli' })).toBe(
			'https://partners.example/joli',
		);
	});
});

describe('PartnerStack itself', () => {
	it('is not asked for what it does not offer', async () => {
		const { platform } = await partnerStack();
		const refused = { code: 'not_supported', hint: expect.any(String) as string };
		await expect(platform().createClick()).rejects.toMatchObject(refused);
		await expect(platform().markPaid()).rejects.toMatchObject(refused);
		const decision = { commissionId: 'r', orderId: null, note: null };
		await expect(platform().decideCommission(decision, 'approved')).rejects.toMatchObject(refused);
		expect(await platform().decideCommission(decision, 'declined')).toMatchObject({
			outcome: 'rejected',
			field: 'orderId',
		});
	});

	it('is waited for, and a failing one is said to be failing', async () => {
		const { simulator, waits, platform } = await partnerStack();
		const busy = {
			status: 429,
			headers: { 'retry-after': '2' },
			body: { message: 'Slow', status: 429 },
		};
		simulator.setFaults([{ when: to('GET', '/api'), times: 1, then: { answer: busy } }]);
		expect(await platform().createConversion(conversion())).toMatchObject({ outcome: 'confirmed' });
		expect(waits).toEqual([2_000]);
		const down = { status: 503, body: { message: 'Down', status: 503 } };
		simulator.setFaults([{ when: to('GET', '/api'), then: { answer: down } }]);
		expect(await platform().createConversion(conversion({ orderId: 'ORD_9' }))).toMatchObject({
			outcome: 'failed',
			retryable: true,
			isUncertain: false,
		});
	});

	it('refuses no reference but its own', async () => {
		const { platform } = await partnerStack();
		await expect(platform().confirmConversion('x')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'reference',
		});
	});
});

describe('events of PartnerStack', () => {
	const HOOK = 'https://n8n.example.com/webhook/platform';

	it.each(['target_url', 'target'] as const)(
		'are registered once, whatever the account calls the address (%s)',
		async (webhookProperty) => {
			const { simulator, platform } = await partnerStack({ webhookProperty });
			const { events } = platform();
			await events.register(`${HOOK}?token=1`);
			await events.register(`${HOOK}?token=1`);
			expect(simulator.webhooks()).toMatchObject([{ [webhookProperty]: `${HOOK}?token=1` }]);
		},
	);

	it('are told to the new token only after the token was changed', async () => {
		const { simulator, platform } = await partnerStack();
		const { events } = platform();
		await events.register(`${HOOK}?token=1`);
		await events.register(`${HOOK}-of-somebody-else?token=9`);
		await events.register(`${HOOK}?token=2`);
		expect(simulator.webhooks().map((row) => row['target_url'])).toEqual([
			`${HOOK}-of-somebody-else?token=9`,
			`${HOOK}?token=2`,
		]);
		await events.unregister(HOOK);
		expect(simulator.webhooks()).toMatchObject([
			{ target_url: `${HOOK}-of-somebody-else?token=9` },
		]);
	});

	it('that cannot be registered are an error which says why', async () => {
		const { simulator, platform } = await partnerStack();
		simulator.setFaults([
			{
				when: to('POST', '/api/v2/webhooks'),
				then: { answer: { status: 403, body: { message: 'Forbidden', status: 403 } } },
			},
		]);
		await expect(platform().events.register(HOOK)).rejects.toMatchObject({
			code: 'vendor_refused',
		});
	});
});
