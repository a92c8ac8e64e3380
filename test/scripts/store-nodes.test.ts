import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { STORE_NODES, storeSlot } from '../../scripts/cli/store-nodes';

const ROOT = path.resolve(__dirname, '../..');

/** Every node of the package, from its source. */
function nodes(): INodeType[] {
	const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return manifest.n8n.nodes.map((file) => {
		const source = path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [Node] = Object.values(jest.requireActual<Record<string, new () => INodeType>>(source));
		if (Node === undefined) throw new Error(`${file} exports no node`);
		return new Node();
	});
}

describe('nodes that take the store', () => {
	it('are those that say so', () => {
		const taking = nodes()
			.filter(({ description }) =>
				description.credentials?.some(({ name }) => name === 'affiliateStoreApi'),
			)
			.map(({ description }) => description.name);
		expect([...STORE_NODES].sort()).toEqual(taking.sort());
	});

	it('get it only where it was chosen', () => {
		const type = 'n8n-nodes-affiliate-loop.affiliateLedger';
		const choices = [{ slot: 'affiliateStoreApi' }];
		expect(storeSlot({ type }, [])).toEqual({});
		expect(storeSlot({ type }, choices)).toEqual({ affiliateStoreApi: {} });
		expect(storeSlot({ type: 'n8n-nodes-base.set' }, choices)).toEqual({});
	});
});
