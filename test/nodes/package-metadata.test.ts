import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
	NodeHelpers,
	webhookDescriptionIsNativelyResolvable,
	type ICredentialType,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { isSticky, shippedWorkflows } from '../workflows/shipped-workflows';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
	scripts: Record<string, string>;
};
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const sourceOf = (path: string): string => path.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function load(path: string): { type: INodeType; description: INodeTypeDescription; file: string } {
	const file = join(root, sourceOf(path));
	const className = basename(file).split('.')[0] ?? '';
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the class is named by its file
	const module = require(file) as Record<string, new () => INodeType>;
	const type = new (module[className] as new () => INodeType)();
	return { type, description: type.description, file };
}

const nodes = manifest.n8n.nodes.map(load);
const shippedNodes = shippedWorkflows().flatMap(({ name, nodes: members }) =>
	members.filter((node) => !isSticky(node)).map((node) => ({ workflow: name, node })),
);

describe.each(nodes)('$description.displayName', ({ type, description, file }) => {
	it('is named after its file, and triggers after what they are', () => {
		const name = basename(file).split('.')[0] ?? '';
		expect(description.name).toBe(name.charAt(0).toLowerCase() + name.slice(1));
		const isTrigger = description.group.includes('trigger');
		expect(description.displayName.endsWith('Trigger')).toBe(isTrigger);
		expect(description.usableAsTool === true).toBe(!isTrigger);
	});

	it('has two different icons, a codex file and a description', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		const read = (icon: string) =>
			readFileSync(join(dirname(file), icon.replace('file:', '')), 'utf8');
		expect(read(light)).not.toBe(read(dark));
		const codex = JSON.parse(readFileSync(file.replace(/\.ts$/, '.json'), 'utf8')) as {
			node: string;
			categories: string[];
			resources: object;
		};
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.resources).toBeDefined();
		expect(description.description.length).toBeGreaterThan(20);
	});

	it('has a row in the README', () => {
		expect(readme).toMatch(new RegExp(`^\\| ${description.displayName} +\\|`, 'm'));
	});

	it('gives every operation an action and a description', () => {
		const operations = description.properties.filter(({ name }) => name === 'operation');
		for (const { options = [] } of operations) {
			for (const option of options) {
				expect(option).toMatchObject({
					action: expect.any(String),
					description: expect.any(String),
				});
			}
		}
	});

	it('defaults every parameter', () => {
		for (const property of description.properties) {
			expect([property.name, property.default !== undefined]).toEqual([property.name, true]);
		}
	});

	it('implements what its kind needs', () => {
		const isTrigger = description.group.includes('trigger');
		expect(Boolean(type.execute)).toBe(!isTrigger);
		if (description.webhooks !== undefined) expect(type.webhook).toBeDefined();
	});

	it('keeps expressions out of its webhook descriptions, which run for every request', () => {
		for (const webhook of description.webhooks ?? []) {
			expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
		}
	});
});

describe('the shipped workflows', () => {
	const own = shippedNodes.filter(({ node }) => node.type.startsWith(`${manifest.name}.`));

	it.each(own.map(({ workflow, node }) => [`${workflow} / ${node.name}`, node] as const))(
		'use a node and version that exist, with parameters it knows: %s',
		(_name, node) => {
			const found = nodes.find(
				({ description }) => `${manifest.name}.${description.name}` === node.type,
			);
			expect(found).toBeDefined();
			const description = found?.description as INodeTypeDescription;
			expect([description.version].flat()).toContain(node.typeVersion);
			const known = new Set(description.properties.map(({ name }) => name));
			for (const name of Object.keys(node.parameters)) expect(known).toContain(name);
			const issues = NodeHelpers.getNodeParametersIssues(
				description.properties,
				{
					...node,
					parameters:
						NodeHelpers.getNodeParameters(
							description.properties,
							node.parameters,
							true,
							false,
							node,
							description,
						) ?? {},
				},
				description,
			);
			expect(issues).toBeNull();
		},
	);

	it('between them use every node of the package', () => {
		const used = new Set(own.map(({ node }) => node.type));
		for (const { description } of nodes) {
			expect(used).toContain(`${manifest.name}.${description.name}`);
		}
	});
});

describe('package.json', () => {
	it('names files that exist', () => {
		for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			expect([path, existsSync(join(root, sourceOf(path)))]).toEqual([path, true]);
		}
	});

	it.each(['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'])(
		'has no %s script, which n8n refuses',
		(name) => {
			expect(manifest.scripts[name]).toBeUndefined();
		},
	);
});

describe('the test of a credential', () => {
	it('follows no redirect: what signs in stays where the credential belongs', () => {
		const tests = manifest.n8n.credentials.flatMap((path) => {
			const file = join(root, sourceOf(path));
			const className = basename(file).split('.')[0] ?? '';
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- the class is named by its file
			const module = require(file) as Record<string, new () => ICredentialType>;
			const { test } = new (module[className] as new () => ICredentialType)();
			return test === undefined ? [] : [test.request.disableFollowRedirect];
		});
		expect(tests.length).toBeGreaterThan(5);
		expect(new Set(tests)).toEqual(new Set([true]));
	});
});
