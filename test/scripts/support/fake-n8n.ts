import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

interface Stored extends Json {
	id: string;
	name: string;
	active: boolean;
	isArchived: boolean;
	versionId: string;
	activeVersionId: string | null;
	triggerCount: number;
	nodes: Json[];
}

/** A credential the simulated n8n holds. */
export interface FakeCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

const TOP = ['name', 'nodes', 'connections', 'settings', 'nodeGroups', 'staticData', 'pinData'];
const READ_ONLY = [
	'id',
	'active',
	'createdAt',
	'updatedAt',
	'versionId',
	'triggerCount',
	'meta',
	'tags',
];
const NODE =
	'id name webhookId disabled notesInFlow notes type typeVersion executeOnce alwaysOutputData retryOnFail maxTries waitBetweenTries continueOnFail onError position parameters credentials'.split(
		' ',
	);
const SETTINGS =
	'saveExecutionProgress saveManualExecutions saveDataErrorExecution saveDataSuccessExecution executionTimeout errorWorkflow timezone executionOrder binaryMode callerPolicy callerIds timeSavedMode timeSavedPerExecution redactionPolicy availableInMCP'.split(
		' ',
	);

class Refusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

function checkKeys(value: Json, allowed: readonly string[], where: string): void {
	const extra = Object.keys(value).find((key) => !allowed.includes(key));
	if (extra === undefined) return;
	if (where === 'body' && READ_ONLY.includes(extra)) {
		throw new Refusal(400, `request/body/${extra} is read-only`);
	}
	throw new Refusal(400, `request/${where} Unrecognized key(s) in object: '${extra}'`);
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text === '' ? {} : (JSON.parse(text) as Json);
}

/**
 * Behaves as the public API of n8n 2.40.7 does, as far as importing goes: refuses wrong keys and
 * unknown fields, takes any node when storing, checks node types and credentials when publishing,
 * answers a publication before its triggers are counted, and gives unchanged content no new version.
 */
export class FakeN8n {
	readonly apiKey = 'right-key';
	readonly workflows: Stored[] = [];
	readonly publications: string[] = [];
	credentials: FakeCredential[] = [];
	unknownNodeTypes: string[] = [];
	credentialTypes: string[] = [];
	mayListCredentials = true;
	pageSize = 2;
	url = '';
	private server: Server | undefined;
	private counter = 0;

	/** Listens on a free port of the loopback interface. */
	async start(): Promise<void> {
		this.server = createServer((request, response) => {
			void this.answer(request).then(({ status, body }) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
	}

	/** Stops listening. */
	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	/** The stored workflow of this name. */
	named(name: string): Stored {
		const found = this.workflows.find((workflow) => workflow.name === name);
		if (!found) throw new Error(`no workflow ${name}`);
		return found;
	}

	private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
		try {
			if (request.headers['x-n8n-api-key'] !== this.apiKey) throw new Refusal(401, 'Unauthorized');
			const url = new URL(request.url ?? '/', 'http://n8n');
			const route = url.pathname
				.replace(/^\/api\/v1/, '')
				.split('/')
				.slice(1);
			const body = await bodyOf(request);
			return { status: 200, body: this.route(request.method ?? 'GET', route, url, body) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { status: error.status, body: { message: error.message } };
		}
	}

	private route(method: string, route: readonly string[], url: URL, body: Json): unknown {
		const [resource, id, action] = route;
		if (resource === 'credentials' && id === 'schema') return this.schema(action ?? '');
		if (resource === 'credentials') return this.listCredentials(url);
		if (resource !== 'workflows') throw new Refusal(404, 'not found');
		if (method === 'POST' && action === 'publish') return this.publish(this.byId(id));
		if (method === 'POST') return this.create(body);
		if (method === 'PUT') return this.update(this.byId(id), body, url);
		if (id === undefined) return this.page(this.workflows, url);
		return this.counted(this.byId(id));
	}

	private schema(type: string): Json {
		if (!this.credentialTypes.includes(type)) throw new Refusal(404, 'Not Found');
		return { type: 'object', properties: {} };
	}

	private listCredentials(url: URL): unknown {
		if (!this.mayListCredentials) throw new Refusal(403, 'Forbidden');
		return this.page(this.credentials, url);
	}

	private page<T>(all: readonly T[], url: URL): { data: T[]; nextCursor: string | null } {
		const from = Number(url.searchParams.get('cursor') ?? 0);
		const next = from + this.pageSize;
		return { data: all.slice(from, next), nextCursor: next < all.length ? String(next) : null };
	}

	private byId(id: string | undefined): Stored {
		const found = this.workflows.find((workflow) => workflow.id === id);
		if (!found) throw new Refusal(404, 'Not Found');
		return found;
	}

	private check(body: Json, allowed: readonly string[]): void {
		checkKeys(body, allowed, 'body');
		for (const key of ['name', 'nodes', 'connections', 'settings']) {
			if (!(key in body))
				throw new Refusal(400, `request/body must have required property '${key}'`);
		}
		checkKeys(body['settings'] as Json, SETTINGS, 'body/settings');
		(body['nodes'] as Json[]).forEach((node, index) =>
			checkKeys(node, NODE, `body/nodes/${index}`),
		);
	}

	private create(body: Json): Stored {
		this.check(body, TOP);
		const stored = {
			...(structuredClone(body) as { name: string; nodes: Json[] }),
			id: `workflow${(this.counter += 1)}`,
			active: false,
			isArchived: false,
			versionId: `version${(this.counter += 1)}`,
			activeVersionId: null,
			triggerCount: 0,
		};
		this.workflows.push(stored);
		return structuredClone(stored);
	}

	private update(stored: Stored, body: Json, url: URL): Stored {
		this.check(body, [...TOP, 'description']);
		const content = ({ nodes, connections }: Json): string => JSON.stringify([nodes, connections]);
		if (content(stored) !== content(body)) stored.versionId = `version${(this.counter += 1)}`;
		Object.assign(stored, structuredClone(body));
		const republish = url.searchParams.get('publishIfActive') !== 'false';
		if (stored.active && republish) stored.activeVersionId = stored.versionId;
		return structuredClone(stored);
	}

	private publish(stored: Stored): Stored {
		const unknown = stored.nodes.find(({ type }) => this.unknownNodeTypes.includes(String(type)));
		if (unknown) throw new Refusal(400, `Unrecognized node type: ${String(unknown['type'])}`);
		const triggers = stored.nodes.filter(({ type }) => /trigger|webhook/i.test(String(type)));
		if (triggers.length === 0) {
			throw new Refusal(400, 'Workflow cannot be activated because it has no trigger node.');
		}
		this.publications.push(stored.name);
		stored.active = true;
		stored.activeVersionId = stored.versionId;
		stored.triggerCount = 0;
		return structuredClone(stored);
	}

	private counted(stored: Stored): Stored {
		const before = structuredClone(stored);
		if (stored.active) stored.triggerCount = 1;
		return before;
	}
}
