import { spawn } from 'node:child_process';
import process from 'node:process';

/** What a script prints as JSON in a process of its own; `flags` are Node's. Throws when it fails. */
export function runInChild<Printed>(
	script: string,
	args: readonly string[],
	flags: readonly string[] = [],
): Promise<Printed> {
	const child = spawn(process.execPath, [...flags, script, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve(JSON.parse(output) as Printed);
			else reject(new Error(`${script} ${args.join(' ')} ended with code ${String(code)}`));
		});
	});
}
