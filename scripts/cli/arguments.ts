import { parseArgs } from 'node:util';

import { CliFailure } from './cli-failure';
import { parseCredentialChoice, type CredentialChoice } from './credential-links';
import { parseOverride, type ParameterOverride } from './parameter-overrides';

/** What the command line asks for. */
export type Command =
	| { readonly kind: 'help' }
	| { readonly kind: 'version' }
	| { readonly kind: 'edge'; readonly config: string }
	| { readonly kind: 'move'; readonly from: string; readonly config: string }
	| {
			readonly kind: 'import';
			readonly url: string;
			readonly apiKey: string;
			readonly only: readonly string[];
			readonly credentials: readonly CredentialChoice[];
			readonly overrides: readonly ParameterOverride[];
			readonly publish: boolean;
	  };

/** Shown by --help and after a wrong command line. */
export const HELP = `Usage: n8n-nodes-affiliate-loop import --url <address> --api-key <key> [options]
       n8n-nodes-affiliate-loop edge --config <file>
       n8n-nodes-affiliate-loop move --from <file.sqlite> --config <file>

import: brings the ready-made affiliate workflows into a running n8n, links their credentials and
publishes those that are complete. Run it again to update them: your credentials, the names you
gave them, their error workflow and what you filled in on their nodes stay; the wiring becomes that
of this version, without nodes you added. Delete a workflow in n8n to have it anew as shipped.

  --url <address>        n8n's address, e.g. http://localhost:5678 (or N8N_URL)
  --api-key <key>        an API key from Settings > n8n API (or N8N_API_KEY)
  --only <01,02>         only these workflows
  --credential <type=name>
                         which credential to use for a type, where n8n has several; repeatable.
                         affiliateStoreApi=name puts the store on every node that takes it
  --set <"Node name.parameter.path=value">
                         another value for a node's parameter; repeatable
  --no-publish           leave everything unpublished

edge: serves tracked links as a process of its own, beside n8n, on the same store; any number of
them. It ends in order on SIGTERM. See docs/edge.md for the file.

  --config <file>        which port, store and sites (or AFFILIATE_EDGE_CONFIG)

move: copies a workspace from its SQLite file into an empty one in PostgreSQL, and compares every
row. Stop n8n and the edge before. See docs/moving-to-postgresql.md.

  --from <file.sqlite>   the workspace's file
  --config <file>        a JSON file whose "store" names the PostgreSQL; that of the edge will do

  --help, --version
`;

const OPTIONS = {
	url: { type: 'string' },
	'api-key': { type: 'string' },
	only: { type: 'string', multiple: true },
	credential: { type: 'string', multiple: true },
	set: { type: 'string', multiple: true },
	'no-publish': { type: 'boolean' },
	config: { type: 'string' },
	from: { type: 'string' },
	help: { type: 'boolean', short: 'h' },
	version: { type: 'boolean', short: 'v' },
} as const;

function wrong(message: string, cause?: unknown): CliFailure {
	return new CliFailure(message, { exitCode: 2, cause });
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
	} catch (error) {
		throw wrong(
			`${(error as Error).message.split('. ')[0] ?? 'Wrong command line'}. See --help.`,
			error,
		);
	}
}

function required(value: string | undefined, option: string, variable: string): string {
	if (value) return value;
	throw wrong(`${option} is missing: pass it, or set ${variable}. See --help.`);
}

/**
 * Reads a command line (without node and script).
 *
 * @param env where the address and the key come from if the command line does not give them.
 * @throws CliFailure with exit code 2 if it is wrong.
 */
export function parseCommand(args: readonly string[], env: NodeJS.ProcessEnv): Command {
	const { values, positionals } = parse(args);
	if (values.version) return { kind: 'version' };
	if (values.help || args.length === 0) return { kind: 'help' };
	const [command, ...rest] = positionals;
	if (command === 'edge' && rest.length === 0) {
		const config = values.config ?? env['AFFILIATE_EDGE_CONFIG'];
		return { kind: 'edge', config: required(config, '--config', 'AFFILIATE_EDGE_CONFIG') };
	}
	if (command === 'move' && rest.length === 0) {
		if (!values.from) throw wrong('--from is missing: pass the SQLite file. See --help.');
		if (!values.config) throw wrong('--config is missing: pass the JSON file. See --help.');
		return { kind: 'move', from: values.from, config: values.config };
	}
	if (command !== 'import' && command !== 'edge' && command !== 'move')
		throw wrong(`Unknown command "${command ?? ''}". See --help.`);
	if (rest.length > 0) throw wrong(`Unexpected "${rest[0] ?? ''}". See --help.`);
	const only = (values.only ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
	return {
		kind: 'import',
		url: required(values.url ?? env['N8N_URL'], '--url', 'N8N_URL'),
		apiKey: required(values['api-key'] ?? env['N8N_API_KEY'], '--api-key', 'N8N_API_KEY'),
		only: only.filter((text) => text !== '').map((text) => text.padStart(2, '0')),
		credentials: (values.credential ?? []).map(parseCredentialChoice),
		overrides: (values.set ?? []).map(parseOverride),
		publish: values['no-publish'] !== true,
	};
}
