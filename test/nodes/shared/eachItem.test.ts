import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { eachItem } from '../../../nodes/shared/eachItem';
import { runNode } from '../../support/runNode';

/** Turns of the event loop that an item needs, or that it needs before it fails. */
interface Work {
	readonly name: string;
	readonly turns: number;
	readonly fails?: boolean;
}

const seen = { atWork: 0, mostAtWork: 0, done: [] as string[] };

async function workOn({ name, turns, fails = false }: Work): Promise<void> {
	seen.atWork += 1;
	seen.mostAtWork = Math.max(seen.mostAtWork, seen.atWork);
	for (let turn = 0; turn < turns; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
	seen.atWork -= 1;
	seen.done.push(name);
	if (fails) throw new Error(`${name} failed`);
}

function workerOf(atOnce?: number): new () => INodeType {
	return class Worker implements INodeType {
		description: INodeTypeDescription = {
			displayName: 'Worker',
			name: 'worker',
			group: ['transform'],
			version: 1,
			description: 'Works',
			defaults: { name: 'Worker' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
			properties: [],
		};

		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const work = async (itemIndex: number) => {
				const item = this.getInputData()[itemIndex]?.json as unknown as Work;
				await workOn(item);
				return [{ json: { name: item.name } }];
			};
			const options = atOnce === undefined ? {} : { atOnce };
			return await eachItem(this, 2, work, { unhandledOutput: 1, ...options });
		}
	};
}

const work = (name: string, turns: number, fails = false) => ({ name, turns, fails });

beforeEach(() => {
	Object.assign(seen, { atWork: 0, mostAtWork: 0, done: [] });
});

describe('the items of a node', () => {
	const items = [work('a', 9), work('b', 1), work('c', 5), work('d', 1), work('e', 3)];

	it('are worked on one after the other unless told', async () => {
		await runNode(workerOf(), { items });
		expect(seen).toMatchObject({ mostAtWork: 1, done: ['a', 'b', 'c', 'd', 'e'] });
	});

	it('are worked on so many at once, and leave in their order with their paired items', async () => {
		const run = await runNode(workerOf(3), { items });
		expect(seen.mostAtWork).toBe(3);
		expect(seen.done.slice(0, 3)).toEqual(['b', 'c', 'a']);
		expect(run.json()).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })));
		expect(run.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('end before a failed run does, which tells the first failure and begins no more', async () => {
		const failing = [work('a', 4, true), work('b', 1, true), work('c', 9), work('d', 1)];
		await expect(runNode(workerOf(3), { items: failing })).rejects.toMatchObject({
			message: 'a failed',
		});
		expect(seen).toMatchObject({ atWork: 0, done: ['b', 'a', 'c'] });
	});

	it('go on when the node is set to continue, the failed ones on their own output', async () => {
		const failing = [work('a', 4, true), work('b', 1), work('c', 1, true), work('d', 1)];
		const run = await runNode(workerOf(2), { items: failing, continueOnFail: true });
		expect(run.json()).toEqual([{ name: 'b' }, { name: 'd' }]);
		expect(run.json(1)).toMatchObject([
			{ name: 'a', error: 'a failed' },
			{ name: 'c', error: 'c failed' },
		]);
	});
});
