import type { INode } from 'n8n-workflow';
import { isSticky, shippedWorkflows, type ShippedWorkflow } from './shipped-workflows';

const workflows = shippedWorkflows();
const NUMBERS = [
	'00',
	'01',
	'02',
	'03',
	'04',
	'05',
	'06',
	'10',
	'11',
	'12',
	'13',
	'14',
	'15',
	'16',
	'17',
	'18',
	'19',
	'20',
	'21',
	'22',
	'23',
	'24',
	'25',
	'26',
	'27',
	'28',
	'29',
	'30',
	'31',
	'32',
	'33',
	'34',
	'35',
	'36',
	'90',
];
/** A node as the editor draws it. */
const NODE_SIZE = 100;

interface Box {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

function boxOf(node: INode): Box {
	const { width = NODE_SIZE, height = NODE_SIZE } = node.parameters as Partial<
		Record<'width' | 'height', number>
	>;
	const [x, y] = node.position;
	return { name: node.name, x, y, width, height };
}

function overlap(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Box, inner: Box): boolean {
	return (
		outer.x <= inner.x &&
		outer.y <= inner.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height
	);
}

function words(text: unknown): number {
	return String(text)
		.split(/\s+/)
		.filter((word) => /\w/.test(word)).length;
}

function overviewOf({ nodes }: ShippedWorkflow): INode[] {
	return nodes.filter((node) => isSticky(node) && node.parameters['color'] === undefined);
}

it('ships the numbered workflows', () => {
	expect(workflows.map(({ name }) => name.slice(0, 2))).toEqual(NUMBERS);
	expect(workflows.map(({ file }) => file.slice(0, 2))).toEqual(NUMBERS);
});

describe.each(workflows)('$name', (workflow) => {
	const nodes = workflow.nodes.filter((node) => !isSticky(node));
	const stickies = workflow.nodes.filter(isSticky);

	it('says why in two to four sentences', () => {
		const sentences = workflow.description.split(/(?<=[.!?])\s+/);
		expect(sentences.length).toBeGreaterThanOrEqual(2);
		expect(sentences.length).toBeLessThanOrEqual(4);
	});

	it('is named in sentence case: number, verb, object', () => {
		expect(workflow.name).toMatch(/^\d\d [A-Z][a-z]+ [^A-Z]/);
	});

	it('names nodes for what they do, never for their type', () => {
		for (const { name } of nodes) {
			expect(name).toMatch(/^[A-Z][a-z]+ /);
			expect(name).not.toMatch(/\d$|Affiliate (Ledger|Commission|Attribution)|HTTP Request/);
		}
		expect(new Set(workflow.nodes.map(({ name }) => name)).size).toBe(workflow.nodes.length);
	});

	it('has one overview at the top left with how it works and how to set it up', () => {
		const [overview, ...more] = overviewOf(workflow);
		expect(more).toEqual([]);
		const content = String(overview?.parameters['content']);
		expect(content).toContain('### How it works');
		expect(content).toContain('### Setup');
		expect(words(content)).toBeGreaterThanOrEqual(80);
		expect(words(content)).toBeLessThanOrEqual(300);
		const left = Math.min(...workflow.nodes.map(({ position }) => position[0]));
		expect(overview?.position[0]).toBe(left);
	});

	it('explains sections in fewer than 50 words, without overlap', () => {
		const sections = stickies.filter(({ parameters }) => parameters['color'] === 7);
		for (const { parameters } of sections) expect(words(parameters['content'])).toBeLessThan(50);
		const boxes = stickies.map(boxOf);
		boxes.forEach((box, index) => {
			for (const other of boxes.slice(index + 1)) {
				expect([box.name, other.name, overlap(box, other)]).toEqual([box.name, other.name, false]);
			}
		});
	});

	it('keeps every node wholly inside one section, or outside all', () => {
		for (const node of nodes.map(boxOf)) {
			const touched = stickies.map(boxOf).filter((sticky) => overlap(sticky, node));
			expect([node.name, touched.length <= 1, touched.every((box) => contains(box, node))]).toEqual(
				[node.name, true, true],
			);
		}
	});

	it('does not lay nodes over each other', () => {
		const boxes = nodes.map(boxOf);
		boxes.forEach((box, index) => {
			for (const other of boxes.slice(index + 1)) {
				expect([box.name, other.name, overlap(box, other)]).toEqual([box.name, other.name, false]);
			}
		});
	});

	it('connects only nodes it has', () => {
		const names = new Set(nodes.map(({ name }) => name));
		for (const [from, outputs] of Object.entries(workflow.connections)) {
			expect(names).toContain(from);
			for (const target of Object.values(outputs).flat(2)) {
				expect(names).toContain(target?.node);
			}
		}
	});

	it('wires every error output', () => {
		for (const node of nodes.filter(({ onError }) => onError === 'continueErrorOutput')) {
			const outputs = workflow.connections[node.name]?.['main'] ?? [];
			expect([node.name, (outputs.at(-1) ?? []).length > 0]).toEqual([node.name, true]);
		}
	});

	it('leaves no node of an unattended flow without an error wire', () => {
		const isUnattended = nodes.some(({ type }) => /\.(storeOrder|schedule)Trigger$/.test(type));
		const fallible = nodes.filter(
			({ type }) => type.startsWith('n8n-nodes-affiliate-loop.') && !type.endsWith('Trigger'),
		);
		for (const { name, onError } of isUnattended ? fallible : []) {
			expect([name, onError]).toEqual([name, 'continueErrorOutput']);
		}
	});

	it('names credentials without an id, and holds no pinned data, secrets or Code nodes', () => {
		expect(workflow.pinData).toEqual({});
		for (const { type, credentials = {} } of nodes) {
			for (const { id } of Object.values(credentials)) expect(id).toBeNull();
			expect(type).not.toMatch(/\.(code|function)/);
		}
		expect(JSON.stringify(workflow)).not.toMatch(/\$env|Bearer |pat-|shpat_|instanceId/);
	});
});
