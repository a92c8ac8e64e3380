import { once } from 'node:events';

import type { EdgeLog } from '../../../lib/edge';
import type { CliContext } from '../cli-context';
import { toldFailure } from '../store-config';
import { readEdgeConfig } from './edge-config';
import { startEdge } from './start-edge';

/**
 * Serves links until the process is told to end (SIGTERM, SIGINT), and resolves with its exit code.
 *
 * @throws CliFailure for what the person at the terminal can mend.
 */
export async function runEdge(file: string, { env, out, error }: CliContext): Promise<number> {
	const config = await readEdgeConfig(file, env);
	const log = lineLog(out, error);
	const edge = await startEdge(config, log).catch((cause: unknown) => {
		throw toldFailure(cause);
	});
	log.info('Serving tracked links', {
		port: edge.port,
		sites: config.sites.map(({ name }) => name),
	});
	const ended = new AbortController();
	await Promise.race(
		['SIGTERM', 'SIGINT'].map(async (signal) => {
			await once(process, signal, { signal: ended.signal }).catch(() => undefined);
		}),
	);
	ended.abort();
	log.info('Stopping');
	await edge.stop();
	log.info('Stopped; every answered click is durable');
	return 0;
}

/** One JSON object a line, as log collectors take it. */
function lineLog(out: (line: string) => void, error: (line: string) => void): EdgeLog {
	const line = (level: string, message: string, details: object = {}): string =>
		JSON.stringify({ at: new Date().toISOString(), level, message, ...details });
	return {
		info: (message, details) => out(line('info', message, details)),
		warn: (message, details) => error(line('warn', message, details)),
		error: (message, details) => error(line('error', message, details)),
	};
}
