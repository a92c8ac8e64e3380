import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Click } from '../../../lib/model/click';
import { FileSpool } from '../../../lib/edge';
import { aClick } from '../../support/builders/registry';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'affiliate-spool-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

function clicks(count: number, prefix = 'clk'): Click[] {
	return Array.from({ length: count }, (_, index) => aClick({ clickId: `${prefix}_${index}` }));
}

async function drained(spool: FileSpool, batchSize = 500): Promise<Click[][]> {
	const batches: Click[][] = [];
	await spool.drain(async (batch) => {
		batches.push([...batch]);
	}, batchSize);
	return batches;
}

describe('a spool on disk', () => {
	test('gives back what it took, in order and in batches, once', async () => {
		const spool = new FileSpool(folder, 0);
		await spool.append(clicks(5));
		expect(await drained(spool, 2)).toEqual([
			clicks(5).slice(0, 2),
			clicks(5).slice(2, 4),
			clicks(5).slice(4),
		]);
		expect(await drained(spool)).toEqual([]);
		expect(await readdir(folder)).toEqual([]);
	});

	test('is empty while its folder does not exist', async () => {
		expect(await drained(new FileSpool(join(folder, 'not', 'there')))).toEqual([]);
	});

	test('keeps for the next process what this one has written', async () => {
		const first = new FileSpool(folder, 0);
		await first.append(clicks(3));
		await first.close();
		expect((await drained(new FileSpool(folder, 0))).flat()).toEqual(clicks(3));
	});

	test('keeps clicks whose replay fails, also after a restart', async () => {
		const spool = new FileSpool(folder, 0);
		await spool.append(clicks(2));
		const failing = spool.drain(async () => await Promise.reject(new Error('store down')), 10);
		await expect(failing).rejects.toThrow('store down');
		expect((await drained(new FileSpool(folder, 0))).flat()).toEqual(clicks(2));
	});

	test('takes clicks while it is drained and keeps them for the next drain', async () => {
		const spool = new FileSpool(folder, 0);
		await spool.append(clicks(2, 'old'));
		const seen: string[] = [];
		await spool.drain(async (batch) => {
			seen.push(...batch.map(({ clickId }) => clickId));
			await spool.append(clicks(1, 'new'));
		}, 10);
		expect(seen).toEqual(['old_0', 'old_1']);
		expect((await drained(spool)).flat()).toEqual(clicks(1, 'new'));
		await spool.close();
	});

	test('loses nothing when another process drains the file it writes to', async () => {
		const [writer, drainer] = [new FileSpool(folder, 0), new FileSpool(folder, 0)];
		const seen = new Set<string>();
		const replay = async (batch: readonly Click[]): Promise<void> => {
			for (const { clickId } of batch) seen.add(clickId);
		};
		const writing = (async () => {
			for (let index = 0; index < 60; index += 1) await writer.append(clicks(2, `w${index}`));
		})();
		const draining = (async () => {
			for (let index = 0; index < 40; index += 1) {
				await drainer.drain(replay, 10);
				await delay(3);
			}
		})();
		await Promise.all([writing, draining]);
		await writer.close();
		await drainer.drain(replay, 10);
		expect(seen.size).toBe(120);
	});

	test('leaves a file alone that another process has just written to', async () => {
		const writer = new FileSpool(folder, 60_000);
		await writer.append(clicks(1));
		expect(await drained(new FileSpool(folder, 60_000))).toEqual([]);
		expect((await drained(writer)).flat()).toEqual(clicks(1));
	});

	test('drops a last line that was cut off, which nobody was promised', async () => {
		const spool = new FileSpool(folder, 0);
		await spool.append(clicks(2));
		await spool.close();
		const [name = ''] = await readdir(folder);
		await appendFile(join(folder, name), '{"clickId":"clk_torn","progr');
		expect((await drained(new FileSpool(folder, 0))).flat()).toEqual(clicks(2));
		expect(await readdir(folder)).toEqual([]);
	});

	test('keeps a damaged file for people, after replaying what is whole', async () => {
		const lines = [JSON.stringify(aClick()), '{"not":"a click"}', 'garbage', ''].join('\n');
		await writeFile(join(folder, 'x-1.ndjson'), lines);
		expect((await drained(new FileSpool(folder, 0))).flat()).toEqual([aClick()]);
		expect(await readdir(folder)).toEqual(['x-1.ndjson.draining.damaged']);
		expect(await drained(new FileSpool(folder, 0))).toEqual([]);
	});

	test('replays the other files when one fails', async () => {
		for (const name of ['a', 'b']) {
			const spool = new FileSpool(folder, 0);
			await spool.append(clicks(1, name));
			await spool.close();
		}
		const seen: string[] = [];
		const draining = new FileSpool(folder, 0).drain(async (batch) => {
			if (batch[0]?.clickId === 'a_0') throw new Error('refused');
			seen.push(...batch.map(({ clickId }) => clickId));
		}, 10);
		await expect(draining).rejects.toThrow('refused');
		expect(seen).toEqual(['b_0']);
	});

	test('rejects when the disk does not take it', async () => {
		await writeFile(join(folder, 'file'), '');
		await expect(new FileSpool(join(folder, 'file')).append(clicks(1))).rejects.toThrow();
	});
});

test('a process killed at any moment loses no click it had acknowledged', async () => {
	const root = join(__dirname, '../../..');
	for (const killAfter of [1, 30, 100]) {
		const child = spawn(
			process.execPath,
			[
				'--require',
				join(root, 'test/support/load-typescript.cjs'),
				join(root, 'test/support/spool-writer.ts'),
				folder,
			],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
		);
		let printed = '';
		const exited = new Promise((resolve) => child.once('close', resolve));
		child.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
			if (printed.split('\n').length > killAfter) child.kill('SIGKILL');
		});
		await exited;
		const acknowledged = printed.split('\n').slice(0, -1);
		const kept = new Set((await drained(new FileSpool(folder, 0))).flat().map((c) => c.clickId));
		expect(acknowledged.length).toBeGreaterThan(0);
		expect(acknowledged.filter((clickId) => !kept.has(clickId))).toEqual([]);
	}
}, 60_000);
