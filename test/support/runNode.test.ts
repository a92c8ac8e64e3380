import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	NodeConnectionTypes,
	type ICredentialType,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { AffiliateError } from '../../lib/kernel';
import { eachItem } from '../../nodes/shared/eachItem';
import { httpPort } from '../../nodes/shared/httpPort';
import { runNode, testUserFolder } from './runNode';

/** Greets each item, asks a service when it has an address, and refuses villains. */
class Greeter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Greeter',
		name: 'greeter',
		group: ['transform'],
		version: [1, 1.1],
		description: 'Greets',
		defaults: { name: 'Greeter' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Greeted', 'Ignored'],
		credentials: [{ name: 'greeterApi', required: false }],
		properties: [
			{ displayName: 'Greeting', name: 'greeting', type: 'string', default: 'Hello' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await eachItem(this, 2, async (itemIndex) => {
			const { name } = this.getInputData()[itemIndex]?.json ?? {};
			if (name === undefined) return [{ output: 1, json: {} }];
			if (name === 'villain') {
				throw new AffiliateError('Villains are not greeted', { code: 'no', hint: 'Be kind.' });
			}
			const url = this.getNodeParameter('url', itemIndex) as string;
			const answer =
				url === '' ? null : await httpPort(this, 'greeterApi').request({ method: 'GET', url });
			const text = `${this.getNodeParameter('greeting', itemIndex)} ${String(name)}`;
			return [{ json: { text, answer: (answer?.body as object) ?? null } }];
		});
	}
}

class GreeterApi implements ICredentialType {
	name = 'greeterApi';

	displayName = 'Greeter API';

	properties = [
		{ displayName: 'Token', name: 'token', type: 'string' as const, default: 'default-token' },
	];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } },
	};
}

describe('running a node in n8n-core', () => {
	it('fills in the defaults of parameters and hands out every item', async () => {
		const run = await runNode(Greeter, { items: [{ name: 'Anna' }, {}, { name: 'Bob' }] });
		expect(run.json()).toEqual([
			{ text: 'Hello Anna', answer: null },
			{ text: 'Hello Bob', answer: null },
		]);
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(run.json(1)).toEqual([{}]);
	});

	it('resolves expressions against each item', async () => {
		const parameters = { greeting: '={{ $json.name.length > 3 ? "Dear" : "Hi" }}' };
		const run = await runNode(Greeter, { parameters, items: [{ name: 'Anna' }, { name: 'Bob' }] });
		expect(run.json<{ text: string }>().map(({ text }) => text)).toEqual(['Dear Anna', 'Hi Bob']);
	});

	it('rejects with message and description of the node when it stops', async () => {
		await expect(runNode(Greeter, { items: [{ name: 'villain' }] })).rejects.toMatchObject({
			message: 'Villains are not greeted',
			description: 'Be kind.',
		});
	});

	it('moves failing items to the error output when the node is set so', async () => {
		const run = await runNode(Greeter, {
			items: [{ name: 'villain' }, { name: 'Anna' }],
			onError: 'continueErrorOutput',
		});
		expect(run.outputs).toHaveLength(3);
		expect(run.json()).toEqual([{ text: 'Hello Anna', answer: null }]);
		expect(run.json(2)).toEqual([expect.objectContaining({ error: 'Villains are not greeted' })]);
	});

	it('keeps failing items on the regular output when the node is set so', async () => {
		const run = await runNode(Greeter, { items: [{ name: 'villain' }], continueOnFail: true });
		expect(run.json()).toEqual([expect.objectContaining({ error: 'Villains are not greeted' })]);
	});

	it('signs requests as the credential type says, with its defaults', async () => {
		const server = createServer((request, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ saw: request.headers.authorization }));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		try {
			const answers = await Promise.all(
				[{ token: 'secret' }, {}].map(async (credential) => {
					const run = await runNode(Greeter, {
						parameters: { url },
						items: [{ name: 'Anna' }],
						credentials: { greeterApi: credential },
						credentialTypes: [new GreeterApi()],
					});
					return run.json<{ answer: unknown }>()[0]?.answer;
				}),
			);
			expect(answers).toEqual([{ saw: 'Bearer secret' }, { saw: 'Bearer default-token' }]);
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
	});

	it('never touches the n8n folder of the person who runs the tests', () => {
		expect(process.env['N8N_USER_FOLDER']).toBe(testUserFolder());
		expect(testUserFolder()).not.toContain('.n8n');
	});
});
