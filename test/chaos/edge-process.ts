import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { FIREFOX } from '../support/tracking';

const ROOT = path.resolve(__dirname, '../..');
const BUILT = path.join(ROOT, 'dist/scripts/cli/main.js');

/** The edge as users run it, to be broken. */
export interface EdgeProcess {
	readonly port: number;
	readonly process: ChildProcess;
	readonly exit: Promise<number | null>;
}

export interface EdgeSetting {
	readonly folder: string;
	readonly store: object;
	readonly env?: NodeJS.ProcessEnv;
	/** Runs the command line in a shell that has been prepared, such as with a limit. */
	readonly shell?: string;
	readonly nodeOptions?: readonly string[];
}

export async function startEdgeProcess({
	folder,
	store,
	env = {},
	shell,
	nodeOptions = [],
}: EdgeSetting): Promise<EdgeProcess> {
	if (!existsSync(BUILT))
		throw new Error('The package is not built yet: run "npm run build" first.');
	const file = path.join(folder, 'edge.json');
	await writeFile(
		file,
		JSON.stringify({
			port: 0,
			address: '127.0.0.1',
			journalFolder: 'journal',
			store,
			sites: [
				{
					name: 'chaos',
					fallbackUrl: 'https://www.example.com/welcome',
					options: { trustedProxies: 1 },
				},
			],
		}),
	);
	const line = [process.execPath, ...nodeOptions, BUILT, 'edge', '--config', file];
	const [program = '', ...args] =
		shell === undefined ? line : ['sh', '-c', `${shell}; exec "$@"`, 'sh', ...line];
	const child = spawn(program, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const port = await new Promise<number>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			const found = /"port":(\d+)/.exec(chunk.toString())?.[1];
			if (found !== undefined) resolve(Number(found));
		});
		void exit.then(() => reject(new Error('The edge has ended at its start')));
	});
	return { port, process: child, exit };
}

/** Clicks without end until it is told to stop; a connection that breaks is opened again. */
export class Visitors {
	/** Ids of the clicks that were answered with a redirect to the page of the link. */
	readonly acknowledged: string[] = [];

	/** Answers that were none of the link's page. */
	misled = 0;

	private isOver = false;

	private readonly running: Promise<unknown>;

	private readonly agent = new Agent({ keepAlive: true });

	constructor(
		private readonly portNow: () => number,
		count: number,
	) {
		this.running = Promise.all(Array.from({ length: count }, async () => await this.visit()));
	}

	async stop(): Promise<void> {
		this.isOver = true;
		await this.running;
		this.agent.destroy();
	}

	private async visit(): Promise<void> {
		while (!this.isOver) {
			const location = await this.ask(this.acknowledged.length + this.misled);
			const id = /aff_click=(clk_\w+)/.exec(location ?? '')?.[1];
			if (id !== undefined) this.acknowledged.push(id);
			else if (location === null) await new Promise((resolve) => setTimeout(resolve, 20));
			else this.misled += 1;
		}
	}

	/** Null where there was no answer. */
	private async ask(visitor: number): Promise<string | null> {
		return await new Promise((resolve) => {
			const req = request(
				{
					agent: this.agent,
					host: '127.0.0.1',
					port: this.portNow(),
					path: '/anna-grinder',
					headers: {
						'user-agent': FIREFOX,
						'sec-fetch-dest': 'document',
						'x-forwarded-for': `198.18.${(visitor >> 8) & 255}.${visitor & 255}`,
					},
				},
				(res) => {
					res.resume();
					res.on('end', () => resolve(res.headers.location ?? ''));
					res.on('error', () => resolve(null));
				},
			);
			req.on('error', () => resolve(null));
			req.end();
		});
	}
}
