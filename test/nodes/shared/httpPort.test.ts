import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	ICredentialType,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { httpPort } from '../../../nodes/shared/httpPort';
import { runNode } from '../../support/runNode';

/** Signs requests with a bearer token, as the credentials of the CRMs do. */
class TokenApi implements ICredentialType {
	name = 'tokenApi';

	displayName = 'Token';

	properties = [];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}

class Caller implements INodeType {
	description = {
		displayName: 'Caller',
		name: 'caller',
		group: [],
		version: 1,
		description: 'Sends one request',
		defaults: { name: 'Caller' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		credentials: [{ name: 'tokenApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string' as const, default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const url = this.getNodeParameter('url', 0) as string;
		const body = { email: 'buyer@example.com' };
		const answer = await httpPort(this, 'tokenApi').request({ method: 'POST', url, body });
		return [[{ json: { status: answer.status } }]];
	}
}

const servers: Server[] = [];

async function listen(
	answer: (request: IncomingMessage) => { status: number; location?: string },
): Promise<string> {
	const server = createServer((request, response) => {
		const { status, location } = answer(request);
		response.writeHead(status, location === undefined ? {} : { location }).end('{}');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
	for (const server of servers.splice(0)) {
		await new Promise((resolve) => server.close(resolve));
	}
});

describe('an answer that sends elsewhere', () => {
	it.each([301, 302, 307, 308])(
		'%i is not followed: the records stay where they were sent',
		async (status) => {
			const seen: string[] = [];
			const elsewhere = await listen(({ url }) => {
				seen.push(url ?? '');
				return { status: 200 };
			});
			const vendor = await listen(() => ({ status, location: `${elsewhere}/taken` }));
			const run = await runNode(Caller, {
				parameters: { url: vendor },
				items: [{}],
				credentials: { tokenApi: { token: 'secret' } },
				credentialTypes: [new TokenApi()],
			});
			expect(seen).toEqual([]);
			expect(JSON.stringify(run)).toContain(`"status":${status}`);
		},
	);
});
