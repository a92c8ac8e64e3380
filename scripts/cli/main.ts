#!/usr/bin/env node
import path from 'node:path';

import { HELP, parseCommand } from './arguments';
import type { CliContext } from './cli-context';
import { CliFailure } from './cli-failure';
import { runEdge } from './edge/run-edge';
import { importReport } from './import-report';
import { importWorkflows } from './import-workflows';
import { keyWarning } from './key-warning';
import { runMove } from './move/run-move';
import { ApiRefusal } from './public-api';
import { packageHome, readWorkflows } from './workflow-files';

async function perform(args: readonly string[], context: CliContext): Promise<number> {
	const command = parseCommand(args, context.env);
	if (command.kind === 'help') {
		context.out(HELP);
		return 0;
	}
	if (command.kind === 'edge') return await runEdge(command.config, context);
	if (command.kind === 'move') return await runMove(command, context);
	const home = await packageHome();
	if (command.kind === 'version') {
		context.out(`${home.name} ${home.version}`);
		return 0;
	}
	const folder = path.join(home.folder, 'workflows');
	const gallery = await readWorkflows(folder);
	const workflows = await readWorkflows(folder, command.only);
	const warning = keyWarning(command.url);
	if (warning !== undefined) context.error(warning);
	const probeCredentialType = home.credentialType;
	const results = await importWorkflows({ ...command, workflows, gallery, probeCredentialType });
	for (const line of importReport(results)) context.out(line);
	return results.some(({ refusal }) => refusal !== undefined) ? 1 : 0;
}

/**
 * Runs the command and resolves with its exit code: 0 done (workflows may wait for credentials), 1
 * failed or n8n refused to publish, 2 wrong command line.
 */
export async function run(args: readonly string[], context: CliContext): Promise<number> {
	try {
		return await perform(args, context);
	} catch (error) {
		if (error instanceof CliFailure) {
			context.error(error.message);
			return error.exitCode;
		}
		if (error instanceof ApiRefusal) {
			context.error(`n8n refused (HTTP ${error.status}): ${error.message}`);
			return 1;
		}
		throw error;
	}
}

if (require.main === module) {
	const { env, argv } = process;
	const context: CliContext = { env, out: console.log, error: console.error };
	void run(argv.slice(2), context).then((code) => {
		process.exitCode = code;
	});
}
