import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChainCheck, ChainHead } from '../../ports/audit-chain-store';
import type { StoreContext, StoreQueries } from '../engine';
import { isChainedKind, unlinkedEntries } from './chained-tables';
import type { EntryContent } from './entry-contents';
import { linkHash, NO_LINK } from './link-hash';
import { chainHead, contentsByKind } from './seal';

const LINKS_PER_PAGE = 1_000;

type Mismatch = NonNullable<ChainCheck['firstMismatch']>;

type Problem = Mismatch['problem'];

type LinkRow = Awaited<ReturnType<typeof linksBetween>>[number];

/** Up to where the chain was found right, and what is wrong behind it. */
interface Progress {
	readonly checked: number;
	readonly previous: string;
	readonly firstMismatch: Mismatch | null;
}

/**
 * Walks a programme's chain from its first link, in pages, and computes every hash again from the
 * stored entries; stops at the first that does not match (C34). That the chain has not been cut
 * off or made anew as a whole shows by comparing its head with one that was published.
 */
export async function verify(context: StoreContext, programmeId: string): Promise<ChainCheck> {
	const { engine } = context;
	const head = await engine.query((db) => chainHead(db, programmeId));
	let before: Progress;
	let progress: Progress = { checked: 0, previous: NO_LINK, firstMismatch: null };
	do {
		before = progress;
		const from = progress;
		progress = await engine.read((tx) => checkPage(tx, head, from));
		await nextTurn();
	} while (progress.firstMismatch === null && progress.checked > before.checked);
	const { checked, firstMismatch } = progress;
	return { ...head, checked, firstMismatch, unsealed: await countUnlinked(context, programmeId) };
}

async function checkPage(
	tx: StoreQueries,
	{ programmeId, position: last }: ChainHead,
	{ checked, previous }: Progress,
): Promise<Progress> {
	const links = await linksBetween(tx, programmeId, checked, last);
	const contents = await contentsByKind(
		tx,
		links.flatMap(({ kind, entry_id: entryId }) =>
			isChainedKind(kind) ? [{ kind, entryId }] : [],
		),
	);
	let progress: Progress = { checked, previous, firstMismatch: null };
	for (const row of links) {
		const { position, kind, entry_id: entryId } = row;
		const content = isChainedKind(kind) ? contents.get(kind)?.get(entryId) : undefined;
		const problem = problemOf(isNextLink(programmeId, row, progress), content, row.record_hash);
		if (problem !== null) {
			return { ...progress, firstMismatch: { position, kind, entryId, problem } };
		}
		progress = { checked: position, previous: row.hash, firstMismatch: null };
	}
	return progress;
}

function problemOf(
	isLinked: boolean,
	content: EntryContent | undefined,
	linkedHash: string,
): Problem | null {
	if (!isLinked) return 'link_broken';
	if (content === undefined) return 'entry_missing';
	return content.isIntact && content.hash === linkedHash ? null : 'content_changed';
}

async function linksBetween(tx: StoreQueries, programmeId: string, after: number, last: number) {
	return await tx
		.selectFrom('chain_entries')
		.select(['position', 'kind', 'entry_id', 'record_hash', 'hash'])
		.where('programme_id', '=', programmeId)
		.where('position', '>', after)
		.where('position', '<=', last)
		.orderBy('position')
		.limit(LINKS_PER_PAGE)
		.execute();
}

function isNextLink(programmeId: string, row: LinkRow, { checked, previous }: Progress): boolean {
	const link = {
		programmeId,
		position: row.position,
		kind: row.kind,
		entryId: row.entry_id,
		recordHash: row.record_hash,
	};
	return row.position === checked + 1 && linkHash(previous, link) === row.hash;
}

async function countUnlinked(context: StoreContext, programmeId: string): Promise<number> {
	let unlinked = 0;
	for await (const part of unlinkedEntries(context, programmeId)) unlinked += part.length;
	return unlinked;
}
