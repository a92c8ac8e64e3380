import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { WooCommerceRestApi } from '../../credentials/WooCommerceRestApi.credentials';
import { findCustomer, WooClient } from '../../lib/connectors/woocommerce';
import { httpPort } from '../../nodes/shared/httpPort';
import { runNode } from '../support/runNode';
import { KEY, woo } from './woocommerce-harness';

class Reader implements INodeType {
	description = {
		displayName: 'Reader',
		name: 'reader',
		group: [],
		version: 1,
		description: 'Finds a customer',
		defaults: { name: 'Reader' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		credentials: [{ name: 'wooCommerceRestApi', required: true }],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { url } = await this.getCredentials<{ url: string }>('wooCommerceRestApi');
		const client = new WooClient({
			http: httpPort(this, 'wooCommerceRestApi'),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			baseUrl: url,
		});
		const customer = await findCustomer(client, 'kim@example.com');
		return [[{ json: { found: customer?.id ?? null } }]];
	}
}

async function shopWithCustomer() {
	const { simulator } = await woo();
	simulator.shop.customers.push({ id: 12, email: 'kim@example.com', role: 'customer' });
	const run = async (consumerSecret: string) =>
		await runNode(Reader, {
			parameters: {},
			items: [{}],
			credentials: {
				wooCommerceRestApi: {
					url: simulator.url,
					consumerKey: KEY.consumerKey,
					consumerSecret,
				},
			},
			credentialTypes: [new WooCommerceRestApi()],
		});
	return { simulator, run };
}

describe('the WooCommerce credential', () => {
	const credential = new WooCommerceRestApi();

	it('is sent as Basic auth by the HTTP helper of n8n, and the shop takes it', async () => {
		const { simulator, run } = await shopWithCustomer();
		expect(JSON.stringify(await run(KEY.consumerSecret))).toContain('"found":"12"');
		expect(simulator.requests().map(({ status }) => status)).toEqual([200]);
	});

	it('with a wrong secret is refused, and the secret is not told', async () => {
		const { simulator, run } = await shopWithCustomer();
		const error: unknown = await run('cs_wrong').catch((reason: unknown) => reason);
		expect(error).toMatchObject({ message: expect.stringContaining('(401)') });
		expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('cs_wrong');
		// n8n tries a refused request a second time, whether or not the credential can be renewed.
		expect(new Set(simulator.requests().map(({ status }) => status))).toEqual(new Set([401]));
	});

	it('hides key and secret', () => {
		const hidden = credential.properties
			.filter(({ typeOptions }) => typeOptions?.password === true)
			.map(({ name }) => name);
		expect(hidden).toEqual(['consumerKey', 'consumerSecret']);
	});

	it.each([
		['https://shop.example.com/', 'https://shop.example.com'],
		['https://shop.example.com/store/wp-json/wc/v3/', 'https://shop.example.com/store'],
	])('is tested at the API below %s', (url, base) => {
		const expression = String(credential.test.request.baseURL).replace(/^=\{\{|\}\}$/g, '');
		const evaluate = new Function('$credentials', `return ${expression}`) as (values: {
			url: string;
		}) => string;
		expect(evaluate({ url })).toBe(base);
		expect(credential.test.request.url).toBe('/wp-json/wc/v3/orders');
	});
});
