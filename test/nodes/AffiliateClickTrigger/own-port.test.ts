import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INodeParameters, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { AffiliateClickTrigger } from '../../../nodes/AffiliateClickTrigger/AffiliateClickTrigger.node';
import { closeWorkspaceStores, workspaceStore } from '../../../nodes/shared/workspaceStore';
import { askPort, fillRegistry } from '../../support/edge';

const NODE = {
	id: 'node-1',
	name: 'Serve links',
	type: 'n8n-nodes-affiliate-loop.affiliateClickTrigger',
	typeVersion: 2,
	position: [0, 0] as [number, number],
	parameters: {},
};

let folder: string;
let port: number;
const open: ITriggerResponse[] = [];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'affiliate-own-port-'));
	process.env['N8N_USER_FOLDER'] = folder;
	port = await freePort();
	await fillRegistry(await store());
});

afterEach(async () => {
	for (const { closeFunction } of open.splice(0)) await closeFunction?.();
	await closeWorkspaceStores();
	rmSync(folder, { recursive: true, force: true });
	delete process.env['N8N_USER_FOLDER'];
});

async function store() {
	return await workspaceStore({
		getNode: () => NODE,
		getCredentials: async () => await Promise.reject(new Error('there is none')),
	});
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: free } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return free;
}

async function publish(parameters: INodeParameters, name = NODE.name): Promise<ITriggerResponse> {
	const all: INodeParameters = {
		path: 'go',
		fallbackUrl: 'https://www.example.com/welcome',
		ownPort: true,
		port,
		listenAddress: '127.0.0.1',
		...parameters,
	};
	const quiet = () => undefined;
	const context = {
		getNode: () => ({ ...NODE, name }),
		getMode: () => 'trigger',
		getNodeParameter: (parameter: string, fallback: unknown) => all[parameter] ?? fallback,
		logger: { info: quiet, warn: quiet, error: quiet },
	};
	const response = await new AffiliateClickTrigger().trigger.call(
		context as unknown as ITriggerFunctions,
	);
	open.push(response);
	return response;
}

async function clicks(count: number) {
	const until = Date.now() + 5_000;
	for (;;) {
		const found = await (await store()).clicks.list({ limit: 100 });
		if (found.length >= count || Date.now() > until) return found;
		await delay(20);
	}
}

describe('a published trigger with a port of its own', () => {
	it('serves its links there and keeps their clicks', async () => {
		await publish({});
		const { status, headers } = await askPort(port, '/anna-grinder');
		expect([status, headers.location]).toEqual([302, expect.stringContaining('aff_click=clk_')]);
		expect(await clicks(1)).toHaveLength(1);
	});

	it('closes the port when it is unpublished, and can be published again', async () => {
		const { closeFunction } = await publish({});
		await closeFunction?.();
		await expect(askPort(port, '/anna-grinder')).rejects.toThrow('ECONNREFUSED');
		await publish({});
		expect((await askPort(port, '/anna-grinder')).status).toBe(302);
	});

	it('shares it with others that have another host or path', async () => {
		const first = await publish({ hostNames: 'a.example, b.example' });
		await publish({ hostNames: 'c.example', ownPortPath: 'go' }, 'Other links');
		expect((await askPort(port, '/anna-grinder', { host: 'b.example' })).status).toBe(302);
		expect((await askPort(port, '/go/anna-grinder', { host: 'c.example' })).status).toBe(302);
		await first.closeFunction?.();
		expect((await askPort(port, '/anna-grinder', { host: 'b.example' })).status).toBe(404);
		expect((await askPort(port, '/go/anna-grinder', { host: 'c.example' })).status).toBe(302);
	});

	it.each([
		[{ port: 70_000 }, /'Port' is not in a form/],
		[{ hostNames: 'https://a.example' }, /'Host Names' is not in a form/],
		[{ ownPortPath: 'a/b' }, /'Path on Own Port' is not in a form/],
		[{ fallbackUrl: '' }, /'Fallback URL' is not a complete https address/],
		[{ listenAddress: '203.0.113.1' }, /Port \d+ of 203\.0\.113\.1 cannot be listened on/],
	])('says what is wrong with %j', async (parameters, message) => {
		await expect(publish(parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});

	it('says whose host and path it is, and leaves that one alone', async () => {
		await publish({});
		await expect(publish({}, 'Other links')).rejects.toMatchObject({
			message: "'Serve links' serves this host and path already",
		});
		await expect(publish({ listenAddress: '0.0.0.0' })).rejects.toMatchObject({
			message: `Port ${port} is served on 127.0.0.1 already`,
		});
		expect((await askPort(port, '/anna-grinder')).status).toBe(302);
	});

	it('opens none unless it is told to', async () => {
		expect(await publish({ ownPort: false })).toEqual({});
		await expect(askPort(port, '/anna-grinder')).rejects.toThrow('ECONNREFUSED');
	});
});
