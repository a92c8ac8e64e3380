import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyWarning } from '../../scripts/cli/key-warning';
import { run } from '../../scripts/cli/main';

const KEY = 'n8n-api-key-of-the-test';
const servers: Server[] = [];

async function listen(
	answer: (key: unknown) => { status: number; location?: string },
): Promise<string> {
	const server = createServer((request, response) => {
		const { status, location } = answer(request.headers['x-n8n-api-key']);
		response.writeHead(status, location === undefined ? {} : { location }).end('{}');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function importFrom(url: string) {
	const lines: string[] = [];
	const say = (line: string): void => void lines.push(line);
	const args = ['import', '--url', url, '--api-key', KEY];
	const code = await run(args, { env: {}, out: say, error: say });
	return { code, said: lines.join('\n') };
}

afterEach(async () => {
	for (const server of servers.splice(0)) {
		await new Promise((resolve) => server.close(resolve));
	}
});

describe('the API key on the way to n8n', () => {
	it('goes to no address that n8n is said to have moved to', async () => {
		const keys: unknown[] = [];
		const elsewhere = await listen((key) => {
			keys.push(key);
			return { status: 200 };
		});
		const url = await listen(() => ({ status: 302, location: `${elsewhere}/api/v1/workflows` }));
		const { code, said } = await importFrom(url);
		expect(keys).toEqual([]);
		expect(code).toBe(1);
		expect(said).toContain(`sends on to ${elsewhere}: pass that address with --url.`);
	});

	it.each([
		['http://n8n.example.com', true],
		['HTTP://localhost.evil.example', true],
		['http://n8n:5678', true],
		['https://n8n.example.com', false],
		['http://127.0.0.1:9', false],
		['http://localhost:9', false],
		['http://[::1]:9', false],
		['no address', false],
	])('in the clear is warned about: %s %s', (url, isWarned) => {
		expect(keyWarning(url) !== undefined).toBe(isWarned);
	});

	it('in the clear is warned about before the first request', async () => {
		const { said } = await importFrom('http://0.0.0.0:9');
		expect(said.split('\n')[0]).toContain('0.0.0.0:9 is not encrypted');
	});

	it('is in nothing that the command says', async () => {
		for (const status of [200, 400, 401, 403, 500]) {
			const { said } = await importFrom(await listen(() => ({ status })));
			expect(said).not.toContain(KEY);
		}
		expect((await importFrom(`not an address ${KEY}`)).said).toContain('is not an address');
		expect((await importFrom('http://127.0.0.1:9')).said).not.toContain(KEY);
	});

	it('and a password in the address are not repeated', async () => {
		const { said } = await importFrom('http://admin:hunter2@127.0.0.1:9');
		expect(said).not.toContain('hunter2');
	});
});
