import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { EditorClient } from '../../host/editor-client.ts';
import type { ImportOptions, ImportResult } from '../cli/import-workflows';
import type { WorkflowFile } from '../cli/workflow-types';
import { DEMO } from './demo-settings.ts';
import { moreOverrides } from './more-vendors.ts';
import type { Vendors } from './vendors.ts';

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
function overridesOf({ shop, hubspot, others }: Vendors): ImportOptions['overrides'] {
	const host = new URL(shop.url).host;
	return [
		{ target: 'Create the programme.allowedHosts', value: host },
		{ target: 'Create the programme.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Create a tracked link.destination', value: `${shop.url}/products/tea` },
		{ target: 'Serve tracked links.fallbackUrl', value: `${shop.url}/` },
		{ target: 'Receive paid orders.shopDomain', value: DEMO.shop },
		{ target: 'Receive refunds and cancellations.shopDomain', value: DEMO.shop },
		{ target: 'Write contact and purchase.options.apiBaseUrl', value: hubspot.url },
		{ target: 'Read what people changed.options.apiBaseUrl', value: hubspot.url },
		{ target: 'Prepare the CRM.options.apiBaseUrl', value: hubspot.url },
		{ target: 'Write the contact.options.apiBaseUrl', value: hubspot.url },
		...moreOverrides(others),
	];
}

/** Which of the demo's webhook secrets and forms is whose. */
const CREDENTIALS: NonNullable<ImportOptions['credentials']> = [
	{ slot: 'Store Webhook Secret', credential: 'Demo Shopify webhooks' },
	{ slot: 'Stripe Webhook Secret', credential: 'Demo Stripe webhooks' },
	{ slot: 'Import Form', credential: 'Demo import form' },
	{ slot: 'Fraud Review Form', credential: 'Demo fraud review form' },
	{ slot: 'WooCommerce Webhook Secret', credential: 'Demo Shopify webhooks' },
	{ slot: 'Replay Form', credential: 'Demo fraud review form' },
];

/** Changes whenever another import would bring something else into n8n. */
export async function importHash(root: string, vendors: Vendors): Promise<string> {
	const workflows = await cliOf(root).readWorkflows(path.join(root, 'workflows'));
	const { port } = vendors.mailbox;
	const content = JSON.stringify([workflows, overridesOf(vendors), CREDENTIALS, port]);
	return createHash('sha256').update(content).digest('hex');
}

/** Imports and publishes the shipped workflows, with the simulators' addresses in place. */
export async function importAll(
	{ root, log }: { readonly root: string; readonly log: (line: string) => void },
	client: EditorClient,
	vendors: Vendors,
): Promise<ImportResult[]> {
	const cli = cliOf(root);
	const imported = await cli.importWorkflows({
		url: client.url,
		apiKey: await client.createApiKey(),
		workflows: await cli.readWorkflows(path.join(root, 'workflows')),
		credentials: CREDENTIALS,
		overrides: [
			...(overridesOf(vendors) ?? []),
			{
				target: 'Name the reviewer.assignments.assignments.2.value',
				value: `${client.url}/form/fraud-review`,
			},
		],
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
