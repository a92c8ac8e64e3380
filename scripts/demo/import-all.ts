import { createRequire } from 'node:module';
import path from 'node:path';
import type { EditorClient } from '../../host/editor-client.ts';
import type { DemoShop } from '../../test/simulators/demo-shop.ts';
import type { HubSpotSimulator } from '../../test/simulators/hubspot.ts';
import type { ImportOptions, ImportResult } from '../cli/import-workflows';
import type { WorkflowFile } from '../cli/workflow-types';
import { DEMO } from './demo-settings.ts';

interface Cli {
	importWorkflows(options: ImportOptions): Promise<ImportResult[]>;
	readWorkflows(folder: string): Promise<WorkflowFile[]>;
}

/** The import command of the built package, so that the demo imports as a user would. */
function cliOf(root: string): Cli {
	const require = createRequire(path.join(root, 'package.json'));
	const folder = path.join(root, 'dist/scripts/cli');
	return {
		...(require(path.join(folder, 'import-workflows.js')) as Pick<Cli, 'importWorkflows'>),
		...(require(path.join(folder, 'workflow-files.js')) as Pick<Cli, 'readWorkflows'>),
	};
}

/** What differs between the shipped workflows and the demo: addresses of the simulators. */
function overridesOf(shop: DemoShop, hubspot: HubSpotSimulator): ImportOptions['overrides'] {
	const host = new URL(shop.url).host;
	return [
		{ target: 'Create the programme.allowedHosts', value: host },
		{ target: 'Create the programme.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Create a tracked link.destination', value: `${shop.url}/products/tea` },
		{ target: 'Serve tracked links.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Receive paid orders.shopDomain', value: DEMO.shop },
		{ target: 'Receive refunds and cancellations.shopDomain', value: DEMO.shop },
		{ target: 'Write contact and purchase.options.apiBaseUrl', value: hubspot.url },
		{ target: 'Update the purchase.options.apiBaseUrl', value: hubspot.url },
	];
}

/** Imports and publishes the shipped workflows, with the simulators' addresses in place. */
export async function importAll(
	{ root, log }: { readonly root: string; readonly log: (line: string) => void },
	client: EditorClient,
	vendors: { readonly hubspot: HubSpotSimulator; readonly shop: DemoShop },
): Promise<ImportResult[]> {
	const cli = cliOf(root);
	const imported = await cli.importWorkflows({
		url: client.url,
		apiKey: await client.createApiKey(),
		workflows: await cli.readWorkflows(path.join(root, 'workflows')),
		overrides: overridesOf(vendors.shop, vendors.hubspot) ?? [],
	});
	for (const { name, action, published, refusal, runByHand } of imported) {
		const state = published
			? 'published'
			: runByHand
				? 'run by hand'
				: (refusal ?? 'not published');
		log(`  ${name}: ${action}, ${state}`);
	}
	return imported;
}
