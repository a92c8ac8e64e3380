import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { StoreAddress } from '../../../support/stores';

export interface Child {
	readonly process: ChildProcess;
	/** Lines that the child has written so far. */
	readonly lines: string[];
	/** Resolves once the child has written that many lines; rejects when it ends before. */
	written(count: number): Promise<void>;
	/** Resolves with the exit code, null after a signal, when all lines have been read. */
	ended(): Promise<number | null>;
}

/** Starts `<name>.ts` of this folder as a process of its own, on a workspace. */
export function spawnChild(name: string, address: StoreAddress, ...more: string[]): Child {
	const loader = path.join(__dirname, 'require-typescript.cjs');
	const script = path.join(__dirname, `${name}.ts`);
	const child = spawn(
		process.execPath,
		['--require', loader, script, JSON.stringify(address), ...more],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	const lines: string[] = [];
	const listeners = new Set<() => void>();
	let exit: { code: number | null } | null = null;
	const tell = () => listeners.forEach((listener) => listener());
	createInterface({ input: child.stdout }).on('line', (line) => {
		lines.push(line);
		tell();
	});
	child.once('close', (code) => {
		exit = { code };
		tell();
	});
	const until = (isDone: () => boolean): Promise<void> =>
		new Promise((resolve, reject) => {
			const check = (): void => {
				if (!isDone() && exit === null) return;
				listeners.delete(check);
				if (isDone()) resolve();
				else reject(new Error(`The process ${name} ended too early`));
			};
			listeners.add(check);
			check();
		});
	return {
		process: child,
		lines,
		written: (count) => until(() => lines.length >= count),
		ended: async () => {
			await until(() => exit !== null);
			return exit?.code ?? null;
		},
	};
}
