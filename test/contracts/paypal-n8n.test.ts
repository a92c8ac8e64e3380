import type {
	ICredentialType,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { createPayPalPayout, PayPalClient, readPayPalPayout } from '../../lib/connectors/paypal';
import { httpPort } from '../../nodes/shared/httpPort';
import { runNode } from '../support/runNode';
import { aBatch, CREDENTIALS, manyPayouts, NOW, payPal } from './paypal-harness';

/** Holds id and secret and signs nothing: the connector asks for its token itself. */
class AppApi implements ICredentialType {
	name = 'appApi';

	displayName = 'App';

	properties = [];
}

class Sender implements INodeType {
	description = {
		displayName: 'Sender',
		name: 'sender',
		group: [],
		version: 1,
		description: 'Sends a batch and reads it',
		defaults: { name: 'Sender' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		credentials: [{ name: 'appApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string' as const, default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { clientId, clientSecret } = await this.getCredentials<typeof CREDENTIALS>('appApi');
		const client = new PayPalClient({
			http: httpPort(this, 'appApi'),
			sleeper: { sleep: () => Promise.resolve() },
			jitter: () => 0,
			clientId,
			clientSecret,
			baseUrl: this.getNodeParameter('url', 0) as string,
		});
		const sent = await createPayPalPayout(client, {
			batch: aBatch(),
			payouts: manyPayouts(2),
			now: NOW,
		});
		if (sent.outcome !== 'created') return [[{ json: { ...sent } }]];
		const read = await readPayPalPayout(client, sent.payoutBatchId);
		const count = read.outcome === 'read' ? read.items.length : 0;
		return [[{ json: { outcome: sent.outcome, count } }]];
	}
}

it('A batch reaches PayPal through the HTTP helper of n8n as well, its token asked for as a form', async () => {
	const { simulator } = await payPal();
	const run = await runNode(Sender, {
		parameters: { url: simulator.url },
		items: [{}],
		credentials: { appApi: CREDENTIALS },
		credentialTypes: [new AppApi()],
	});
	expect(JSON.stringify(run)).toContain('"outcome":"created","count":2');
	expect(simulator.requests().map(({ path, status }) => [path, status])).toEqual([
		['/v1/oauth2/token', 200],
		['/v1/payments/payouts', 201],
		[`/v1/payments/payouts/${simulator.batches()[0]?.payoutBatchId}`, 200],
	]);
});
