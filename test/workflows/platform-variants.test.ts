import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode } from 'n8n-workflow';
import { AffiliatePlatform } from '../../nodes/AffiliatePlatform/AffiliatePlatform.node';
import { PLATFORM_SYSTEMS } from '../../nodes/AffiliatePlatform/platforms';
import { isSticky, shippedWorkflows, type ShippedWorkflow } from './shipped-workflows';

const folder = join(__dirname, '../../workflows/platforms');

const variants = readdirSync(folder).map((file): ShippedWorkflow => {
	const text = readFileSync(join(folder, file), 'utf8');
	return { file, ...(JSON.parse(text) as Omit<ShippedWorkflow, 'file'>) };
});

const [original] = shippedWorkflows().filter(({ file }) => file.startsWith('30-'));

const mirrorOf = ({ nodes }: Pick<ShippedWorkflow, 'nodes'>): INode => {
	const found = nodes.find(({ name }) => name === 'Mirror the conversion');
	if (found === undefined) throw new Error('There is no such node');
	return found;
};

it('there is a quick start for every platform', () => {
	const platforms = [...variants, original].map(
		(workflow) => workflow && mirrorOf(workflow).parameters['platform'],
	);
	expect(platforms.sort()).toEqual(PLATFORM_SYSTEMS.map(({ value }) => value).sort());
});

describe.each(variants)('$file', (variant) => {
	const mirror = mirrorOf(variant);
	const system = PLATFORM_SYSTEMS.find(({ value }) => value === mirror.parameters['platform']);

	it('differs from workflow 30 in the platform and how it is set up alone', () => {
		const common = ({ nodes, connections }: ShippedWorkflow) => ({
			connections,
			nodes: nodes.filter(
				(node) =>
					node.name !== 'Mirror the conversion' &&
					!(isSticky(node) && node.parameters['color'] === undefined),
			),
		});
		expect(original && common(variant)).toEqual(original && common(original));
	});

	it('uses the credential of its platform, and offers what it does', () => {
		expect(Object.keys(mirror.credentials ?? {})).toEqual([system?.credential]);
		expect(system?.capabilities['conversion.create'].support).not.toBe('none');
		expect(variant.name).toBe(`30 Mirror conversions into ${system?.name ?? ''}`);
	});

	it('has no parameter that n8n would complain of', () => {
		const { description } = new AffiliatePlatform();
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, mirror, description);
		expect(issues).toBeNull();
	});
});
