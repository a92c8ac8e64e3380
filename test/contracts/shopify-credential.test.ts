import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import axios from 'axios';
import { ShopifyClientCredentialsApi } from '../../credentials/ShopifyClientCredentialsApi.credentials';
import { readShopFacts } from '../../lib/connectors/shopify';
import { shopify, TOKEN } from './shopify-harness';

const APP = { clientId: 'client-1', clientSecret: 'secret-1' };

const FILLED = { shopSubdomain: 'Demo.myshopify.com', accessToken: '', ...APP };

/** n8n's helper, but for the host, which is that of the simulator. */
function helperFor(url: string, seen: IHttpRequestOptions[]): IHttpRequestHelper {
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		seen.push(options);
		const answer = await axios.request<unknown>({
			method: 'POST',
			url: options.url.replace('https://demo.myshopify.com', url),
			headers: options.headers as Record<string, string>,
			data: options.body,
			proxy: false,
		});
		return answer.data;
	};
	return { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
}

describe('the credential of a Dev Dashboard app', () => {
	it('exchanges client id and secret for a token that works', async () => {
		const { simulator, client } = await shopify({ app: APP, scopes: ['read_orders'] });
		const seen: IHttpRequestOptions[] = [];

		const { accessToken } = await new ShopifyClientCredentialsApi().preAuthentication.call(
			helperFor(simulator.url, seen),
			FILLED,
		);

		expect(seen[0]?.url).toBe('https://demo.myshopify.com/admin/oauth/access_token');
		expect(accessToken).toBe(TOKEN);
		expect((await readShopFacts(client(accessToken))).scopes).toEqual(['read_orders']);
	});

	it('keeps the token in a hidden field that expires, and sends it as a header', async () => {
		const credential = new ShopifyClientCredentialsApi();
		const field = credential.properties.find(({ name }) => name === 'accessToken');

		expect(field).toMatchObject({ type: 'hidden', typeOptions: { expirable: true } });
		// A function: n8n evaluates no expression when a trigger reads in the background.
		const request = { url: 'https://demo.myshopify.com', headers: { accept: 'application/json' } };
		expect(await credential.authenticate({ accessToken: TOKEN }, request)).toEqual({
			...request,
			headers: { accept: 'application/json', 'X-Shopify-Access-Token': TOKEN },
		});
	});

	it.each([
		['a wrong secret', { app: APP }, { ...FILLED, clientSecret: 'wrong' }],
		['a shop of somebody else', { app: { ...APP, isOwnShop: false } }, FILLED],
	])('gets no token with %s', async (_, options, filled) => {
		const { simulator } = await shopify(options);
		const asking = new ShopifyClientCredentialsApi().preAuthentication.call(
			helperFor(simulator.url, []),
			filled,
		);
		await expect(asking).rejects.toThrow();
	});

	it.each(['evil.com/', 'demo.evil.com', 'a b', ''])(
		"sends the secret nowhere for the subdomain '%s'",
		async (shopSubdomain) => {
			const seen: IHttpRequestOptions[] = [];
			const asking = new ShopifyClientCredentialsApi().preAuthentication.call(
				helperFor('http://127.0.0.1:1', seen),
				{ ...FILLED, shopSubdomain },
			);
			await expect(asking).rejects.toThrow('subdomain');
			expect(seen).toEqual([]);
		},
	);
});
