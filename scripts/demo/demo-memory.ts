import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a start remembers for the next one, so that it changes nothing that is already there. */
export interface DemoMemory {
	/** Ports of the simulators: the imported workflows hold their addresses. */
	readonly ports?: {
		readonly hubspot: number;
		readonly shop: number;
		readonly mailbox?: number;
	};
	readonly morePorts?: Readonly<Record<string, number>>;
	/** Hash of the workflows and overrides that were imported last. */
	readonly importHash?: string;
	readonly workflowIds?: Readonly<Record<string, string>>;
}

function fileOf(userFolder: string): string {
	return path.join(userFolder, 'demo.json');
}

export function readMemory(userFolder: string): DemoMemory {
	try {
		return JSON.parse(readFileSync(fileOf(userFolder), 'utf8')) as DemoMemory;
	} catch {
		return {};
	}
}

export function remember(userFolder: string, facts: DemoMemory): void {
	mkdirSync(userFolder, { recursive: true });
	const memory = { ...readMemory(userFolder), ...facts };
	writeFileSync(fileOf(userFolder), `${JSON.stringify(memory, null, 2)}\n`);
}
