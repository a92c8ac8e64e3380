import { createServer, type AddressInfo, type Socket } from 'node:net';
import { RefersionPlatform } from '../../lib/connectors/refersion';
import { axiosHttpPort } from '../support/axios-http-port';
import { countedWaits } from './crm-writes';
import { affiliate, all, conversion } from './platform-writes';
import { at, closeRefersion, refersion } from './refersion-harness';

afterEach(closeRefersion);

const ALL = { email: null, programmeId: null, status: null };

const LINK = {
	affiliate: 'k9x2',
	programmeId: null,
	landingUrl: 'https://shop.example/tea?size=2',
	subId: null,
	bannerId: null,
};

/** Another affiliate whose code is the number of Jo Li. */
const DIGITS = { number: 4_000_777, code: '4000123', email: 'digits@example.com', offer: 77 };

describe('a new affiliate of Refersion', () => {
	it('is created once, and known by the number although Refersion answers the code', async () => {
		const { simulator, platform } = await refersion();
		const kim = affiliate({ programmeId: '77', company: 'Ito Ltd', more: { phone: '123' } });
		const created = await platform().createAffiliate(kim);
		const [, row] = simulator.affiliates();
		expect(created).toMatchObject({ outcome: 'confirmed', externalId: String(row?.['number']) });
		expect(row).toMatchObject({ status: 'ACTIVE', offer_id: '77', company_name: 'Ito Ltd' });
		expect(await platform().createAffiliate(kim)).toMatchObject({
			outcome: 'duplicate',
			externalId: created.externalId,
		});
		expect(simulator.affiliates()).toHaveLength(2);
	});

	it('is not taken for somebody whose address holds its own', async () => {
		const { simulator, platform } = await refersion();
		simulator.addAffiliate({
			number: 9,
			code: 'q9',
			email: 'not-kim@example.com',
			offer: 77,
		});
		expect(await platform().createAffiliate(affiliate({ status: 'pending' }))).toMatchObject({
			outcome: 'confirmed',
		});
		expect(simulator.affiliates()[2]).toMatchObject({ status: 'PENDING' });
	});

	it('that was added in between is a duplicate', async () => {
		const { simulator, platform } = await refersion();
		const taken = {
			status: 422,
			body: { errors: ['The email you have entered is taken by another Affiliate.'] },
		};
		simulator.setFaults([{ when: at('/affiliate/new'), then: { answer: taken } }]);
		expect(await platform().createAffiliate(affiliate())).toMatchObject({
			outcome: 'duplicate',
			externalId: null,
		});
	});

	it.each([
		['too short', 'Aa1!aaaa', '8 characters'],
		['too long', `Aa1!${'bc'.repeat(35)}`, '74 characters'],
		['without a digit', 'Abcdefgh!', 'a digit'],
		['without a special character', 'Abcdefgh1', 'a special character'],
		['without a capital letter', 'abcdefgh1!', 'a capital letter'],
		['without a small letter', 'ABCDEFGH1!', 'a small letter'],
		['that repeats itself', 'Abcdddd1!x', 'three times'],
		['that is the address', 'Kim1@example.com', 'e-mail address'],
		['that is missing', null, '0 characters'],
	])('has no password %s', async (_name, password, words) => {
		const { simulator, platform } = await refersion();
		const outcome = await platform().createAffiliate(
			affiliate({ password, email: 'kim1@example.com' }),
		);
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			field: 'password',
			reason: expect.stringContaining(words) as string,
		});
		if (password !== null) expect(JSON.stringify(outcome)).not.toContain(password);
		expect(simulator.requests()).toEqual([]);
	});

	it('does not get the code that was wished, and the outcome says so', async () => {
		const { platform } = await refersion();
		expect(await platform().createAffiliate(affiliate({ code: 'kim' }))).toMatchObject({
			outcome: 'confirmed',
			field: 'code',
		});
	});

	it('with a field that Refersion does not know is rejected by the empty 204', async () => {
		const { simulator, platform } = await refersion();
		const outcome = await platform().createAffiliate(affiliate({ more: { shoe_size: '44' } }));
		expect(outcome).toMatchObject({
			outcome: 'rejected',
			reason: expect.stringContaining('(204)') as string,
			hint: expect.stringContaining('More Fields') as string,
			isUncertain: false,
		});
		expect(simulator.affiliates()).toHaveLength(1);
	});

	it('never goes out twice when the answer is lost, and is found by the next run', async () => {
		const { simulator, platform } = await refersion();
		simulator.setFaults([{ when: at('/affiliate/new'), times: 1, then: 'lose_answer' }]);
		expect(await platform().createAffiliate(affiliate())).toMatchObject({
			outcome: 'failed',
			isUncertain: true,
		});
		expect(await platform().createAffiliate(affiliate())).toMatchObject({ outcome: 'duplicate' });
		expect(simulator.affiliates()).toHaveLength(2);
	});

	it('tells no personal data when Refersion repeats it', async () => {
		const { simulator, platform } = await refersion();
		const body = { errors: ['kim@example.com Kim is not a allowed value for field email'] };
		simulator.setFaults([{ when: at('/affiliate/new'), then: { answer: { status: 422, body } } }]);
		const outcome = await platform().createAffiliate(affiliate());
		expect(outcome).toMatchObject({ outcome: 'rejected', field: 'email' });
		expect(outcome.reason).not.toMatch(/kim/i);
	});
});

describe('an affiliate of Refersion', () => {
	it.each(['4000123', 'k9x2', '4000123.k9x2', 'jo@example.com', ' JO@example.com '])(
		'is found by %s, and has number and code',
		async (key) => {
			const { platform } = await refersion();
			expect(await platform().getAffiliate(key)).toMatchObject({
				id: '4000123',
				code: 'k9x2',
				email: 'jo@example.com',
				status: 'approved',
				programmeIds: ['77'],
				link: 'https://shop.refersion.com/c/k9x2',
			});
		},
	);

	it.each(['nobody', '12', '4000123.other', '12.k9x2', 'no@example.com', '04000123'])(
		'is not found by %s',
		async (key) => {
			const { platform } = await refersion();
			expect(await platform().getAffiliate(key)).toBeNull();
		},
	);

	it('whose code has digits alone is never mistaken for the one with that number', async () => {
		const { simulator, platform } = await refersion();
		simulator.addAffiliate({ ...DIGITS, code: '555' });
		expect(await platform().getAffiliate('555')).toMatchObject({ id: '4000777', code: '555' });
		simulator.addAffiliate({ number: 555, code: 'five', email: 'f@example.com', offer: 77 });
		await expect(platform().getAffiliate('555')).rejects.toMatchObject({
			code: 'invalid_input',
			path: 'affiliate',
			hint: expect.stringContaining('4000123.k9x2') as string,
		});
		expect(await platform().getAffiliate('555.five')).toMatchObject({ email: 'f@example.com' });
		expect(await platform().getAffiliate('4000777.555')).toMatchObject({ id: '4000777' });
		const order = conversion({ affiliate: '555' });
		await expect(platform().createConversion(order)).rejects.toMatchObject({ path: 'affiliate' });
		expect(simulator.orders()).toEqual([]);
	});

	it('with a link of another kind is found without a code, and no code is made up', async () => {
		const { simulator, platform } = await refersion();
		const link = 'https://shop.example/?rfsn=8.c8';
		simulator.addAffiliate({ number: 8, code: 'c8', email: 'c@example.com', offer: 77, link });
		expect(await platform().getAffiliate('8')).toMatchObject({ id: '8', code: null });
		await expect(platform().buildLink({ ...LINK, affiliate: '8' })).rejects.toMatchObject({
			path: 'affiliate',
			hint: expect.stringContaining('number and code') as string,
		});
		expect(await platform().buildLink({ ...LINK, affiliate: 'c8' })).toContain('rfsn=8.c8');
	});

	it('is listed with its number, a hundred at a time, and only who is wanted is read', async () => {
		const { simulator, platform } = await refersion();
		for (let number = 1; number <= 101; number += 1) {
			const status = number === 101 ? 'PENDING' : 'ACTIVE';
			const email = `a${number}@example.com`;
			simulator.addAffiliate({ number, code: `x${number}`, email, offer: 78, status });
		}
		simulator.addAffiliate(DIGITS);
		const everybody = await all((cursor) => platform().listAffiliates(ALL, cursor));
		expect(everybody).toHaveLength(103);
		expect(everybody.at(-1)).toMatchObject({ id: '4000777', code: '4000123' });
		simulator.clearRequests();
		const wanted = { ...ALL, status: 'pending', programmeId: '78' } as const;
		expect(await all((cursor) => platform().listAffiliates(wanted, cursor))).toMatchObject([
			{ id: '101', code: 'x101', status: 'pending' },
		]);
		expect(simulator.requests()).toHaveLength(3);
		const byEmail = { ...ALL, email: 'a10@example.com' };
		expect(await all((cursor) => platform().listAffiliates(byEmail, cursor))).toMatchObject([
			{ id: '10' },
		]);
		await expect(platform().listAffiliates(ALL, 'x')).rejects.toMatchObject({ path: 'cursor' });
	});

	it('is looked for by address on all pages of a search', async () => {
		const { simulator, platform } = await refersion();
		for (let number = 1; number <= 45; number += 1) {
			const email = `${number}-kim@example.com`;
			simulator.addAffiliate({ number, code: `x${number}`, email, offer: 78 });
		}
		simulator.addAffiliate({ number: 46, code: 'kim', email: 'kim@example.com', offer: 78 });
		expect(await platform().getAffiliate('kim@example.com')).toMatchObject({ id: '46' });
	});

	it('is changed by its number, and its code never', async () => {
		const { simulator, platform } = await refersion();
		const change = {
			affiliateId: 'k9x2',
			firstName: 'Joan',
			company: 'Li Ltd',
			more: { offer: '78' },
		};
		expect(await platform().updateAffiliate(change)).toMatchObject({
			outcome: 'confirmed',
			externalId: '4000123',
		});
		expect(simulator.affiliates()[0]).toMatchObject({ first_name: 'Joan', offer: 78 });
		const nothing = { affiliateId: 'k9x2', more: {} };
		expect(await platform().updateAffiliate(nothing)).toMatchObject({ outcome: 'rejected' });
		expect(await platform().updateAffiliate({ ...nothing, code: 'jo' })).toMatchObject({
			outcome: 'rejected',
			field: 'code',
		});
		expect(
			await platform().updateAffiliate({ ...nothing, affiliateId: 'nobody', email: 'x@y.test' }),
		).toMatchObject({ outcome: 'rejected', field: 'id' });
	});

	it('that a batch leaves as it was is rejected although Refersion says 200', async () => {
		const { simulator, platform } = await refersion();
		const body = { ids_changed: [], ids_not_changed: ['4000123'] };
		simulator.setFaults([
			{ when: at('/affiliate/edit'), then: { answer: { status: 200, body } } },
			{ when: at('/affiliate/status_change'), then: { answer: { status: 200, body } } },
		]);
		const change = { affiliateId: 'k9x2', firstName: 'Jo', more: {} };
		const left = { outcome: 'rejected', field: 'ids_not_changed', externalId: '4000123' };
		expect(await platform().updateAffiliate(change)).toMatchObject(left);
		expect(await platform().setAffiliateStatus('k9x2', 'declined')).toMatchObject(left);
	});

	it('is approved and declined once, even when an answer is lost', async () => {
		const { simulator, platform } = await refersion();
		simulator.setFaults([{ when: at('/affiliate/status_change'), times: 1, then: 'lose_answer' }]);
		expect(await platform().setAffiliateStatus('4000123', 'declined')).toMatchObject({
			outcome: 'confirmed',
		});
		expect(simulator.affiliates()).toMatchObject([{ status: 'DENIED' }]);
		expect(await platform().setAffiliateStatus('k9x2', 'declined')).toMatchObject({
			outcome: 'duplicate',
		});
		expect(await platform().setAffiliateStatus('k9x2', 'approved')).toMatchObject({
			outcome: 'confirmed',
		});
		expect(await platform().setAffiliateStatus('nobody', 'approved')).toMatchObject({
			outcome: 'rejected',
		});
	});

	it('has links with number and code, and the sub-ID beside them', async () => {
		const { simulator, platform } = await refersion();
		expect(await platform().buildLink({ ...LINK, subId: 'mail-1' })).toBe(
			'https://shop.example/tea?size=2&rfsn=4000123.k9x2&subid=mail-1',
		);
		simulator.clearRequests();
		expect(await platform().buildLink({ ...LINK, affiliate: '4000123.k9x2' })).toBe(
			'https://shop.example/tea?size=2&rfsn=4000123.k9x2',
		);
		expect(simulator.requests()).toEqual([]);
		const wrong = [
			[{ landingUrl: 'shop' }, 'landingUrl'],
			[{ subId: 'a b' }, 'subId'],
			[{ affiliate: 'nobody' }, 'affiliate'],
		] as const;
		for (const [change, path] of wrong) {
			await expect(platform().buildLink({ ...LINK, ...change })).rejects.toMatchObject({ path });
		}
	});
});

describe('Refersion itself', () => {
	it('is not asked for what it does not offer', async () => {
		const { simulator, platform } = await refersion();
		const refused = { code: 'not_supported', hint: expect.any(String) as string };
		await expect(platform().createClick()).rejects.toMatchObject(refused);
		await expect(platform().getConversion()).rejects.toMatchObject(refused);
		await expect(platform().listPayouts()).rejects.toMatchObject(refused);
		await expect(platform().markPaid()).rejects.toMatchObject(refused);
		expect(platform().events).toBeNull();
		expect(simulator.requests()).toEqual([]);
	});

	it('with another key is asked once and no more', async () => {
		const { simulator, platform } = await refersion();
		const run = platform({ secretKey: 'wrong' });
		expect(await run.createAffiliate(affiliate())).toMatchObject({
			outcome: 'failed',
			hint: expect.stringContaining('secret key') as string,
		});
		await expect(run.getAffiliate('k9x2')).rejects.toMatchObject({ code: 'vendor_unavailable' });
		expect(simulator.requests()).toHaveLength(1);
	});

	it('reads again after a fault, because its readings are POST as well', async () => {
		const { simulator, waits, platform } = await refersion();
		simulator.setFaults([{ when: at('/affiliate/get'), times: 2, then: 'drop' }]);
		expect(await platform().getAffiliate('k9x2')).toMatchObject({ id: '4000123' });
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('that says 429 for too many entries is not asked again', async () => {
		const { simulator, waits, platform } = await refersion();
		const ids = Array.from({ length: 51 }, (_, index) => index + 1);
		const call = {
			method: 'POST',
			path: '/affiliate/status_change',
			query: {},
			body: { ids, status: 'ACTIVE' },
		} as const;
		expect(await platform().request(call)).toMatchObject({
			status: 429,
			failure: expect.stringContaining('Max number of elements') as string,
		});
		expect(simulator.requests()).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	it('that says 429 with a time to wait is waited for, and without one left for later', async () => {
		const { simulator, waits, platform } = await refersion();
		const busy = { status: 429, body: { error: 'Slow down' } };
		simulator.setFaults([
			{
				when: at('/affiliate/get'),
				times: 1,
				then: { answer: { ...busy, headers: { 'retry-after': '3' } } },
			},
		]);
		expect(await platform().getAffiliate('k9x2')).not.toBeNull();
		expect(waits).toEqual([3_000]);
		simulator.setFaults([{ when: at('/affiliate/get'), then: { answer: busy } }]);
		await expect(platform().getAffiliate('k9x2')).rejects.toMatchObject({
			code: 'vendor_unavailable',
			details: { retryable: true },
		});
		expect(waits).toEqual([3_000]);
	});

	it('says when the plan does not include something, which it calls 422', async () => {
		const { platform } = await refersion({ hasPlan: false });
		expect(await platform().createAffiliate(affiliate())).toMatchObject({
			outcome: 'failed',
			retryable: false,
		});
		await expect(platform().getAffiliate('k9x2')).rejects.toMatchObject({
			code: 'vendor_refused',
			hint: expect.stringContaining('plan') as string,
		});
	});

	it('answers any call of its API, and tells an error within 200 or 204 as one', async () => {
		const { simulator, platform } = await refersion();
		const call = { method: 'POST', path: 'conversion/totals', query: {} } as const;
		expect(await platform().request({ ...call, body: { status: ['APPROVED'] } })).toEqual({
			status: 200,
			body: { conversions_count: 0 },
			failure: null,
		});
		expect(await platform().request({ ...call, body: null })).toMatchObject({ status: 404 });
		const search = { ...call, path: '/affiliate/get', body: { id: 1, more: 1 } };
		expect(await platform().request(search)).toMatchObject({
			status: 204,
			failure: expect.stringContaining('204') as string,
		});
		const inside = { status: 200, body: { error: ['Invalid field X'] } };
		simulator.setFaults([{ when: at('/totals'), then: { answer: inside } }]);
		expect(await platform().request({ ...call, body: { a: 1 } })).toMatchObject({
			failure: expect.stringContaining('Invalid field X') as string,
		});
	});

	it.each([0, 20])(
		'is never believed when it sends a reason behind a 204, which HTTP forbids (after %d ms)',
		async (milliseconds) => {
			const reason = '{"error":"Invalid field X"}';
			const server = createServer((socket: Socket) => {
				socket.on('error', () => undefined);
				socket.once('data', () => {
					const head = `HTTP/1.1 204 No Content\r\ncontent-length: ${reason.length}\r\n\r\n`;
					if (milliseconds === 0) socket.end(`${head}${reason}`);
					else socket.write(head, () => setTimeout(() => socket.end(reason), milliseconds));
				});
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			const { port } = server.address() as AddressInfo;
			const api = {
				http: axiosHttpPort(),
				sleeper: countedWaits().sleeper,
				jitter: () => 0,
				baseUrl: `http://127.0.0.1:${port}`,
			};
			const platform = new RefersionPlatform({ api, orders: api, graphql: null });
			const decision = { commissionId: '1', orderId: null, note: null };
			const outcome = await platform.decideCommission(decision, 'approved');
			expect(['rejected', 'failed']).toContain(outcome.outcome);
			await expect(platform.getAffiliate('k9x2')).rejects.toMatchObject({
				code: expect.stringMatching(/^vendor_/) as string,
			});
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
		},
	);
});
