import {
	deleteWebhooks,
	DISPUTE_TOPICS,
	ensureWebhooks,
	listWebhooks,
	ORDER_TOPICS,
} from '../../lib/connectors/shopify';
import { answering, asked, operation, shopify } from './shopify-harness';

const URI = 'https://n8n.example.com/webhook/orders';

const OTHER = 'https://other.example.com/hook';

describe('webhooks at Shopify', () => {
	it('are created once, and kept the next time', async () => {
		const { simulator, client } = await shopify();

		const first = await ensureWebhooks(client(), ORDER_TOPICS, URI);
		simulator.clearRequests();
		const again = await ensureWebhooks(client(), ORDER_TOPICS, URI);

		expect(first.created.map(({ topic }) => topic)).toEqual([...ORDER_TOPICS]);
		expect(first.created[0]).toMatchObject({ uri: URI, apiVersion: '2026-04', isWhole: true });
		expect(again).toMatchObject({ created: [], foreign: [], refused: [] });
		expect(again.kept).toHaveLength(ORDER_TOPICS.length);
		expect(asked(simulator)).toEqual(['ListWebhooks']);
		expect(simulator.webhooks()).toHaveLength(ORDER_TOPICS.length);
	});

	it('are created again after Shopify deleted them, and those only', async () => {
		const { simulator, client } = await shopify();
		await ensureWebhooks(client(), ORDER_TOPICS, URI);
		simulator.dropWebhooks('ORDERS_PAID');
		simulator.dropWebhooks('REFUNDS_CREATE');

		const { created, kept } = await ensureWebhooks(client(), ORDER_TOPICS, URI);

		expect(created.map(({ topic }) => topic)).toEqual(['ORDERS_PAID', 'REFUNDS_CREATE']);
		expect(kept).toHaveLength(3);
	});

	it('of others are told and left alone', async () => {
		const { simulator, client } = await shopify();
		simulator.addWebhook('ORDERS_PAID', OTHER);
		simulator.addWebhook('CUSTOMERS_UPDATE', OTHER);

		const { created, foreign } = await ensureWebhooks(client(), ['orders/paid'], URI);
		const deleted = await deleteWebhooks(client(), URI);

		expect(created.map(({ topic }) => topic)).toEqual(['ORDERS_PAID']);
		expect(foreign.map(({ topic, uri }) => [topic, uri])).toEqual([['ORDERS_PAID', OTHER]]);
		expect(deleted).toEqual(['ORDERS_PAID']);
		expect((await listWebhooks(client())).map(({ uri }) => uri)).toEqual([OTHER, OTHER]);
	});

	it('that a lost answer created are not created twice', async () => {
		const { simulator, client } = await shopify();
		simulator.setFaults([{ when: operation('CreateWebhook'), times: 1, then: 'lose_answer' }]);

		const { created, kept, refused } = await ensureWebhooks(client(), ['ORDERS_PAID'], URI);

		expect([created.length, kept.length, refused.length]).toEqual([0, 1, 0]);
		expect(simulator.webhooks()).toHaveLength(1);
	});

	it('of a topic that Shopify refuses do not keep the others back', async () => {
		const { client } = await shopify();

		const { created, refused } = await ensureWebhooks(
			client(),
			['ORDERS_PAID', 'ORDERS_DREAMT_OF', ...DISPUTE_TOPICS],
			URI,
		);

		expect(created).toHaveLength(3);
		expect(refused).toMatchObject([{ topic: 'ORDERS_DREAMT_OF', why: { outcome: 'rejected' } }]);
	});

	it('are listed to the end', async () => {
		const { simulator, client } = await shopify();
		for (let index = 0; index < 230; index += 1) {
			simulator.addWebhook('ORDERS_PAID', `https://other.example.com/${index}`);
		}
		expect(await listWebhooks(client())).toHaveLength(230);
	});

	it.each(['http://n8n.example.com/webhook', 'n8n.example.com', ''])(
		'need an address with https, not %j',
		async (uri) => {
			const { simulator, client } = await shopify();
			await expect(ensureWebhooks(client(), ORDER_TOPICS, uri)).rejects.toMatchObject({
				code: 'invalid_input',
			});
			expect(simulator.requests()).toEqual([]);
		},
	);

	it('that are gone already count as deleted', async () => {
		const { simulator, client } = await shopify();
		await ensureWebhooks(client(), ['ORDERS_PAID'], URI);
		simulator.setFaults([{ when: operation('DeleteWebhook'), times: 1, then: 'lose_answer' }]);

		expect(await deleteWebhooks(client(), URI)).toEqual(['ORDERS_PAID']);
		expect(simulator.webhooks()).toEqual([]);
	});

	it('are not half believed: a refused list throws', async () => {
		const { simulator, client } = await shopify();
		simulator.setFaults([{ when: operation('ListWebhooks'), then: answering(403) }]);
		await expect(ensureWebhooks(client(), ORDER_TOPICS, URI)).rejects.toMatchObject({
			code: 'vendor_refused',
		});
	});
});
