import { createRequire } from 'node:module';
import path from 'node:path';
import type { ParameterOverride } from '../../../scripts/cli/parameter-overrides';
import type { ImportOptions, ImportResult } from '../../../scripts/cli/import-workflows';
import type { WorkflowFile } from '../../../scripts/cli/workflow-types';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';

/** Imports some of the shipped workflows once more, as `import --only … --set …` does. */
export async function importAgain(
	root: string,
	world: DemoWorld,
	only: readonly string[],
	settings: Readonly<Record<string, unknown>>,
): Promise<ImportResult[]> {
	const require = createRequire(path.join(root, 'package.json'));
	const { importWorkflows } = require('./dist/scripts/cli/import-workflows.js') as {
		importWorkflows(options: ImportOptions): Promise<ImportResult[]>;
	};
	const { readWorkflows } = require('./dist/scripts/cli/workflow-files.js') as {
		readWorkflows(folder: string, only: readonly string[]): Promise<WorkflowFile[]>;
	};
	const overrides = Object.entries(settings).map(([target, value]): ParameterOverride => ({
		target,
		value,
	}));
	return await importWorkflows({
		url: world.n8n.url,
		apiKey: await world.client.createApiKey(),
		workflows: await readWorkflows(path.join(root, 'workflows'), only),
		overrides,
	});
}
