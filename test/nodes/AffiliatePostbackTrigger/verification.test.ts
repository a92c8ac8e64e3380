import { aProgramme } from '../../support/builders';
import { DEFAULT_FRAUD_POLICY } from '../../../lib/fraud';
import {
	aClaimBody,
	aClickBody,
	aNonce,
	NOW,
	signatureOf,
	startPartner,
	type Partner,
} from './postback-partner';

let partner: Partner;

beforeEach(async () => {
	partner = await startPartner();
});

afterEach(async () => await partner.stop());

const REFUSED = { error: 'The call could not be verified' };

const storedClicks = async () => await partner.store.clicks.list({ limit: 100 });

describe('the signature of a postback', () => {
	it.each([
		['under another secret', { secret: 'guessed' }],
		['under an empty secret', { secret: '' }],
		['missing', { signature: null }],
		['without its form', { signature: 'sha256=00' }],
		['of zeros', { signature: `t=${Math.floor(Date.parse(NOW) / 1_000)},v1=${'0'.repeat(64)}` }],
	])('%s is refused, and nothing is kept', async (_name, options) => {
		const answer = await partner.send(aClickBody(), options);
		expect([answer.status, answer.json]).toEqual([401, REFUSED]);
		expect(await storedClicks()).toEqual([]);
		expect(partner.items).toEqual([]);
	});

	it('is of the very bytes: a space more is another body', async () => {
		const text = JSON.stringify(aClickBody());
		const signature = signatureOf(text, partner.secret, Math.floor(Date.parse(NOW) / 1_000));
		expect((await partner.post(`${text} `, signature)).status).toBe(401);
		expect((await partner.post(text, signature)).status).toBe(201);
	});

	it.each([300, -300])('may be %s seconds from our clock', async (clockSeconds) => {
		expect((await partner.send(aClickBody(), { clockSeconds })).status).toBe(201);
	});

	it.each([301, -301])('may not be %s seconds from our clock', async (clockSeconds) => {
		const answer = await partner.send(aClickBody(), { clockSeconds });
		expect([answer.status, answer.json]).toEqual([401, REFUSED]);
	});

	it('may be older where the policy of the programme says so, and F35 cannot be switched off', async () => {
		const { programmeId } = aProgramme();
		const rules = { F35: { mode: 'off' as const, parameters: { maximumAgeSeconds: 900 } } };
		await partner.store.fraud.savePolicy(programmeId, { ...DEFAULT_FRAUD_POLICY, rules }, NOW);
		expect((await partner.send(aClickBody(), { clockSeconds: -900 })).status).toBe(201);
		expect((await partner.send(aClickBody(), { clockSeconds: -901 })).status).toBe(401);
		expect((await partner.send(aClickBody(), { secret: 'guessed' })).status).toBe(401);
	});

	it('ends with the secret: after a rotation the former one is refused', async () => {
		const { programmeId } = aProgramme();
		const secret = await partner.store.registry.rotatePostbackSecret(programmeId, NOW);
		expect((await partner.send(aClickBody())).status).toBe(401);
		expect((await partner.send(aClickBody(), { secret })).status).toBe(201);
	});
});

describe('what a caller without the secret learns', () => {
	it('is the same, byte for byte, whatever was wrong', async () => {
		await partner.store.registry.saveProgramme(
			aProgramme({ programmeId: 'prg_quiet', code: 'quiet', name: 'Without a secret' }),
		);
		const answers = [
			await partner.send(aClickBody(), { secret: 'guessed' }),
			await partner.send(aClickBody({ programme: 'nobody' })),
			await partner.send(aClickBody({ programme: 'quiet' })),
			await partner.send(aClickBody({ programme: 'not a code' })),
			await partner.send(aClickBody({ link: 'unknown' }), { secret: 'guessed' }),
			await partner.send({ programme: 'spring' }, { secret: 'guessed' }),
			await partner.send(aClickBody(), { clockSeconds: 4_000 }),
		];
		const told = answers.map(({ status, text, headers: { date: _date, ...headers } }) =>
			JSON.stringify({ status, text, headers }),
		);
		expect(new Set(told).size).toBe(1);
		expect(answers[0]?.status).toBe(401);
	});

	it('stands in the log instead, without the secret or the body', async () => {
		await partner.send(aClickBody(), { secret: 'guessed' });
		await partner.send(aClickBody({ programme: 'nobody' }));
		expect(partner.log).toEqual([
			expect.objectContaining({ data: { reason: 'The signature does not fit' } }),
			expect.objectContaining({ data: { reason: 'There is no such programme' } }),
		]);
	});
});

describe('a nonce', () => {
	it('is used once: the same call again is refused, also after it succeeded', async () => {
		const text = JSON.stringify(aClickBody());
		const signature = signatureOf(text, partner.secret, Math.floor(Date.parse(NOW) / 1_000));
		expect((await partner.post(text, signature)).status).toBe(201);
		const again = await partner.post(text, signature);
		expect([again.status, again.json]).toEqual([401, REFUSED]);
		expect(await storedClicks()).toHaveLength(1);
		expect(partner.items).toHaveLength(1);
	});

	it('is used once whatever is said under it', async () => {
		const nonce = aNonce();
		expect((await partner.send(aClickBody({ nonce }))).status).toBe(201);
		expect((await partner.send(aClickBody({ nonce, link: null, affiliate: 'anna' }))).status).toBe(
			401,
		);
		expect((await partner.send(aClaimBody({ nonce }))).status).toBe(401);
		expect(await storedClicks()).toHaveLength(1);
	});

	it('belongs to one programme', async () => {
		const { registry } = partner.store;
		await registry.saveProgramme(
			aProgramme({ programmeId: 'prg_autumn', code: 'autumn', name: 'Autumn programme' }),
		);
		const secret = await registry.rotatePostbackSecret('prg_autumn', NOW);
		const nonce = aNonce();
		const autumn = aClickBody({ nonce, programme: 'autumn', link: null, affiliate: 'anna' });
		expect((await partner.send(aClickBody({ nonce }))).status).toBe(201);
		expect((await partner.send(autumn)).status).toBe(401);
		expect((await partner.send(autumn, { secret })).status).toBe(201);
	});

	it('is not used up by a call that has to be corrected', async () => {
		const nonce = aNonce();
		expect((await partner.send(aClickBody({ nonce, link: 'unknown' }))).status).toBe(400);
		expect((await partner.send(aClickBody({ nonce }))).status).toBe(201);
	});

	it('lets one of twenty equal calls at a time through', async () => {
		const text = JSON.stringify(aClickBody());
		const signature = signatureOf(text, partner.secret, Math.floor(Date.parse(NOW) / 1_000));
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await partner.post(text, signature)),
		);
		const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
		expect([count(201), count(401)]).toEqual([1, 19]);
		expect(await storedClicks()).toHaveLength(1);
		expect(partner.items).toHaveLength(1);
	});
});
