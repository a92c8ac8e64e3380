import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { workspaceStore } from './workspaceStore';

const MOST_ENTRIES = 1_000;

/** Programmes of the workspace, by name. */
export async function searchProgrammes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const store = await workspaceStore(this);
	const programmes = await store.registry.programmes(MOST_ENTRIES);
	return asResults(programmes, filter);
}

/** Affiliates of the workspace, by name. */
export async function searchAffiliates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const store = await workspaceStore(this);
	const affiliates = await store.registry.affiliates(MOST_ENTRIES);
	return asResults(affiliates, filter);
}

function asResults(
	records: ReadonlyArray<{ readonly name: string; readonly code: string }>,
	filter = '',
): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return {
		results: records
			.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(wanted))
			.map(({ name, code }) => ({ name: `${name} (${code})`, value: code }))
			.sort((a, b) => a.name.localeCompare(b.name)),
	};
}
