import type { IHookFunctions } from 'n8n-workflow';
import { AffiliatePostbackTrigger } from '../../../nodes/AffiliatePostbackTrigger/AffiliatePostbackTrigger.node';
import { pathWebhook } from '../../../nodes/shared/pathWebhook';
import { anAffiliate, aProgramme } from '../../support/builders';
import {
	aClaimBody,
	aClickBody,
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

const storedClicks = async () => await partner.store.clicks.list({ limit: 100 });
const storedClaims = async () => await partner.store.fraud.claims('shop.example.com', '1001');

describe('a claim of a conversion', () => {
	it('is kept for the comparison with the order, and starts one run', async () => {
		const answer = await partner.send(aClaimBody());
		const { claimId } = answer.json;
		expect([answer.status, claimId]).toEqual([201, expect.stringMatching(/^clm_[0-9a-f]{32}$/)]);
		expect(await storedClaims()).toEqual([
			{
				claimId,
				programmeId: aProgramme().programmeId,
				affiliateId: anAffiliate().affiliateId,
				storeKey: 'shop.example.com',
				orderId: '1001',
				source: 'partner-network',
				amount: { amountMinor: 8720n, currency: 'EUR' },
				status: 'paid',
				receivedAt: NOW,
			},
		]);
		expect(partner.items).toEqual([
			{
				postback: {
					type: 'conversion',
					programmeCode: 'spring',
					affiliateCode: 'anna',
					claimId,
					orderId: '1001',
					storeKey: 'shop.example.com',
					source: 'partner-network',
					amount: { amount: '87.20', currency: 'EUR' },
					status: 'paid',
					receivedAt: NOW,
				},
			},
		]);
	});

	it('said again is the same one; another status is another', async () => {
		const first = await partner.send(aClaimBody());
		const again = await partner.send(aClaimBody());
		const refunded = await partner.send(aClaimBody({ status: 'refunded' }));
		expect([first.status, again.status, refunded.status]).toEqual([201, 200, 201]);
		expect(again.json).toEqual(first.json);
		expect(await storedClaims()).toHaveLength(2);
		expect(partner.items).toHaveLength(2);
	});

	it('needs no more than the order, and then has its sender by another name', async () => {
		const { nonce } = aClaimBody();
		const bare = { type: 'conversion', programme: 'spring', nonce, orderId: '1001' };
		expect((await partner.send(bare)).status).toBe(201);
		expect(await storedClaims()).toEqual([
			expect.objectContaining({
				affiliateId: null,
				storeKey: null,
				amount: null,
				status: null,
				source: 'postback',
			}),
		]);
	});

	it('of a banned affiliate is kept too: it earns nothing and may be worth a comparison', async () => {
		expect((await partner.send(aClaimBody({ affiliate: 'ben', source: null }))).status).toBe(201);
		expect(await storedClaims()).toEqual([
			expect.objectContaining({ affiliateId: 'aff_ben', source: 'ben' }),
		]);
	});

	it('of an affiliate that is not there is refused', async () => {
		const answer = await partner.send(aClaimBody({ affiliate: 'nobody' }));
		expect([answer.status, answer.json['path']]).toEqual([400, 'postback.affiliate']);
		expect(await storedClaims()).toEqual([]);
	});
});

describe('a body', () => {
	it.each([
		['no JSON', 'type=click', 'postback'],
		['empty', '', 'postback'],
		['a list', '[]', 'postback.programme'],
		['null', 'null', 'postback.programme'],
		['without programme', '{"type":"click"}', 'postback.programme'],
	])('that is %s is refused before anything else', async (_name, text, path) => {
		const answer = await partner.send(text, { contentType: 'text/plain' });
		expect([answer.status, answer.json['path']]).toEqual([400, path]);
	});

	it.each<[string, object, string]>([
		['another type', { type: 'sale' }, 'postback.type'],
		['a short nonce', { nonce: '1234567' }, 'postback.nonce'],
		['a misspelt field', { subids: {} }, 'postback'],
		['link and affiliate', { affiliate: 'anna' }, 'postback.link'],
		['neither', { link: null }, 'postback.link'],
		['a wrong address', { visitor: { ip: '203.0.113.700' } }, 'postback.visitor.ip'],
		['a sixth sub-id', { subIds: { sub6: 'x' } }, 'postback.subIds'],
		['a wrong medium', { medium: 'web' }, 'postback.medium'],
		['no time', { occurredAt: 'yesterday' }, 'postback.occurredAt'],
		['the future', { occurredAt: '2026-11-20T09:05:01Z' }, 'postback.occurredAt'],
		['long ago', { occurredAt: '2026-10-21T08:59:59Z' }, 'postback.occurredAt'],
	])('with %s is refused by message and path', async (_name, overrides, path) => {
		const answer = await partner.send(aClickBody(overrides));
		expect(answer).toMatchObject({ status: 400, json: { path } });
		expect(String(answer.json['error'])).toContain(path);
		expect(await storedClicks()).toEqual([]);
	});

	it.each<[string, object, string]>([
		['an amount as a number', { amount: 87.2 }, 'postback.amount'],
		['an amount in no currency', { currency: null }, 'postback.currency'],
		['a currency of no amount', { amount: null }, 'postback.amount'],
		['an amount its currency cannot hold', { amount: '87.205' }, 'postback.amount'],
		['no order', { orderId: '' }, 'postback.orderId'],
		['an order that no database takes', { orderId: '1\u0000' }, 'postback.orderId'],
		['a status that no database takes', { status: 'paid\ud800' }, 'postback.status'],
		['a person as its sender', { source: 'bob@partner.example' }, 'postback.source'],
	])('of a claim with %s is refused by message and path', async (_name, overrides, path) => {
		const answer = await partner.send(aClaimBody(overrides));
		expect([answer.status, answer.json['path']]).toEqual([400, path]);
		expect(await storedClaims()).toEqual([]);
	});

	it('never comes back in the answer', async () => {
		const answer = await partner.send(aClickBody({ visitor: { ip: 'secret-value' } }));
		expect(answer.status).toBe(400);
		expect(answer.text).not.toContain('secret-value');
	});

	it('of more than 64 kB is refused, told or not', async () => {
		const big = aClickBody({ externalId: 'x'.repeat(65_536) });
		const answer = await partner.send(big);
		expect([answer.status, answer.headers['connection']]).toEqual([413, 'close']);
		const fits = JSON.stringify(aClickBody()).padEnd(65_536);
		const over = JSON.stringify(aClickBody()).padEnd(65_537);
		expect((await partner.send(fits)).status).toBe(201);
		expect((await partner.send(over)).status).toBe(413);
		expect((await partner.send(over, { isChunked: true })).status).toBe(413);
		expect(await storedClicks()).toHaveLength(1);
	});
});

describe('while the store is down', () => {
	const body = () => aClickBody({ externalId: 'ext-1' });
	const down = async () => await Promise.reject(new Error('database is gone: secret-value'));

	it('the sender is told to come again, and the very same call is taken later', async () => {
		const text = JSON.stringify(body());
		const signature = signatureOf(text, partner.secret, Math.floor(Date.parse(NOW) / 1_000));
		const outage = jest.spyOn(partner.store.fraud, 'useNonce').mockImplementation(down);
		const answer = await partner.post(text, signature);
		expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
		expect(answer.text + JSON.stringify(partner.log)).not.toContain('secret-value');
		expect([await storedClicks(), partner.items]).toEqual([[], []]);
		outage.mockRestore();
		expect((await partner.post(text, signature)).status).toBe(201);
	});

	it('a call whose nonce was used before the store failed is taken signed anew', async () => {
		const lost = body();
		const outage = jest.spyOn(partner.store.clicks, 'append').mockImplementation(down);
		expect((await partner.send(lost)).status).toBe(503);
		expect([await storedClicks(), partner.items]).toEqual([[], []]);
		outage.mockRestore();
		expect((await partner.send(lost)).status).toBe(401);
		expect((await partner.send(body())).status).toBe(201);
		expect(await storedClicks()).toHaveLength(1);
		expect(partner.items).toHaveLength(1);
	});

	it('a claim is not kept either, and taken signed anew', async () => {
		const outage = jest.spyOn(partner.store.fraud, 'recordClaim').mockImplementation(down);
		expect((await partner.send(aClaimBody())).status).toBe(503);
		outage.mockRestore();
		expect((await partner.send(aClaimBody())).status).toBe(201);
		expect(partner.items).toHaveLength(1);
	});
});

describe('a test call', () => {
	beforeEach(() => {
		partner.mode = 'manual';
	});

	it('is shown and not stored, and uses up no nonce', async () => {
		const click = aClickBody();
		expect((await partner.send(click)).status).toBe(201);
		expect((await partner.send(aClaimBody())).status).toBe(201);
		expect(partner.items).toEqual([
			expect.objectContaining({ isTest: true }),
			expect.objectContaining({ isTest: true }),
		]);
		expect([await storedClicks(), await storedClaims()]).toEqual([[], []]);
		partner.mode = 'webhook';
		expect((await partner.send(click)).status).toBe(201);
	});

	it('has to be signed like any other', async () => {
		expect((await partner.send(aClickBody(), { secret: 'guessed' })).status).toBe(401);
		expect(partner.items).toEqual([]);
	});
});

describe('publishing the workflow', () => {
	const publish = async (path: string): Promise<boolean> => {
		const context = {
			getNodeParameter: () => path,
			getNode: () => ({ name: 'Affiliate Postback Trigger', type: 'x', parameters: {} }),
		};
		const { checkExists } = new AffiliatePostbackTrigger().webhookMethods.default;
		return await checkExists.call(context as unknown as IHookFunctions);
	};

	it('refuses a path that n8n would read as something else', async () => {
		expect(await publish('partners/postback')).toBe(true);
		await expect(publish('postback/:any')).rejects.toThrow("'Path'");
	});

	it('works with versions of n8n that know paths only as expressions', () => {
		expect(pathWebhook({ name: 'default', httpMethod: 'POST' }, {})).toMatchObject({
			httpMethod: 'POST',
			path: '={{$parameter["path"]}}',
		});
	});
});
