import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod/v4';

import { moveWorkspace, openStore, type StoreLocation } from '../../../lib/store';
import type { CliContext } from '../cli-context';
import { CliFailure } from '../cli-failure';
import {
	dataKey,
	parseConfig,
	postgresLocation,
	postgresSchema,
	readJsonFile,
	toldFailure,
} from '../store-config';

/** The file of an edge will do: what else is in it is left alone. */
const configSchema = z.object({ store: postgresSchema });

/**
 * Moves a workspace and says how far it is; resolves with the exit code.
 *
 * @throws CliFailure for what the person at the terminal can mend; then nothing was moved.
 */
export async function runMove(
	{ from, config }: { readonly from: string; readonly config: string },
	{ env, out }: CliContext,
): Promise<number> {
	const source = await sourceOf(from, env);
	const { store } = parseConfig(configSchema, await readJsonFile(config), config);
	const target = await postgresLocation(store, env);
	const started = performance.now();
	try {
		const moved = await moveWorkspace({
			from: source,
			to: target,
			onTable: ({ name, rows }) => {
				if (rows > 0) out(`  ${name.padEnd(32)}${rows.toLocaleString('en-US').padStart(12)} rows`);
			},
		});
		const rows = moved.reduce((sum, table) => sum + table.rows, 0);
		const seconds = (performance.now() - started) / 1_000;
		out(
			`${rows.toLocaleString('en-US')} rows of ${moved.length} tables are moved and compared (${seconds.toFixed(1)} s).`,
		);
		await checkBooks(target, out);
		out('Choose PostgreSQL in the Affiliate Store API credential, with the same data key.');
		out('The file is as it was; keep it until you have seen that all is well.');
		return 0;
	} catch (error) {
		throw toldFailure(error);
	}
}

async function sourceOf(
	from: string,
	env: NodeJS.ProcessEnv,
): Promise<Extract<StoreLocation, { kind: 'sqlite' }>> {
	const file = path.resolve(from);
	const isFile = await stat(file).then(
		(found) => found.isFile() && found.size > 0,
		() => false,
	);
	if (!isFile)
		throw new CliFailure(`${from} is not a workspace's file: give its path with --from.`);
	const hasKeyFile = await stat(`${file}.key`).then(
		() => true,
		() => false,
	);
	if (!hasKeyFile) {
		const key = await dataKey(env);
		return { kind: 'sqlite', file, ...(key === undefined ? {} : { key }) };
	}
	return { kind: 'sqlite', file };
}

/** Reads the books from where they are now. */
async function checkBooks(target: StoreLocation, out: (line: string) => void): Promise<void> {
	const store = await openStore(target);
	try {
		const net = await store.ledger.netPerCurrency();
		const wrong = net.filter(({ amountMinor }) => amountMinor !== 0n);
		if (wrong.length > 0) {
			throw new CliFailure(
				`The books do not net to zero in ${wrong.map(({ currency }) => currency).join(', ')}: go on with the file, and report it.`,
			);
		}
		out('The books net to zero in every currency.');
	} finally {
		await store.close();
	}
}
