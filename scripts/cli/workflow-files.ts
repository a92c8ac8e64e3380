import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { CliFailure } from './cli-failure';
import { numberOf, type WorkflowFile } from './workflow-types';

/** The package this command belongs to. */
export interface PackageHome {
	readonly folder: string;
	readonly name: string;
	readonly version: string;
	/** A credential type that only this package brings, if it brings any. */
	readonly credentialType: string | undefined;
}

interface Manifest {
	readonly name?: string;
	readonly version?: string;
	readonly n8n?: { readonly credentials?: readonly string[] };
}

/** n8n's naming rule: `XyzApi.credentials.js` holds the type `xyzApi`. */
function credentialTypeOf(file: string | undefined): string | undefined {
	const name = file ? path.basename(file).replace(/\.credentials\.[jt]s$/, '') : '';
	return name === '' ? undefined : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/**
 * Finds the package's folder from the folder of this code, which lies deeper in an installed package
 * (`dist/scripts/cli`) than in the repository.
 *
 * @throws CliFailure if no package with an `n8n` section lies above.
 */
export async function packageHome(from: string = __dirname): Promise<PackageHome> {
	for (let folder = from; ; folder = path.dirname(folder)) {
		const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined);
		const manifest = text === undefined ? {} : (JSON.parse(text) as Manifest);
		if (manifest.name?.startsWith('n8n-nodes-')) {
			const credentialType = credentialTypeOf(manifest.n8n?.credentials?.[0]);
			return { folder, name: manifest.name, version: manifest.version ?? '0', credentialType };
		}
		if (folder === path.dirname(folder)) {
			throw new CliFailure(`The package's own files are missing above ${from}: install it again.`);
		}
	}
}

function isWorkflow(value: unknown): value is WorkflowFile {
	const file = value as Partial<WorkflowFile> | null;
	return typeof file?.name === 'string' && Array.isArray(file.nodes) && !!file.connections;
}

async function readWorkflow(file: string): Promise<WorkflowFile> {
	const value = JSON.parse(await readFile(file, 'utf8')) as unknown;
	if (isWorkflow(value)) return value;
	throw new CliFailure(`${path.basename(file)} is not an n8n workflow.`);
}

/**
 * Reads the package's workflows in the order of their files.
 *
 * @param only numbers ("01") of the wanted ones; all if empty.
 * @throws CliFailure if a number is not there.
 */
export async function readWorkflows(
	folder: string,
	only: readonly string[] = [],
): Promise<WorkflowFile[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const all = await Promise.all(
		names.map(async (name) => await readWorkflow(path.join(folder, name))),
	);
	const numbers = all.map(({ name }, index) => numberOf(names[index] ?? '') ?? numberOf(name));
	const lost = only.find((number) => !numbers.includes(number));
	if (lost !== undefined) {
		const there = numbers.filter((number) => number !== undefined).join(', ');
		throw new CliFailure(`There is no workflow ${lost}: there are ${there}.`, { exitCode: 2 });
	}
	return only.length === 0 ? all : all.filter((_, index) => only.includes(numbers[index] ?? ''));
}
