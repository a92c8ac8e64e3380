import { randomBytes } from 'node:crypto';
import {
	mkdir,
	open,
	readdir,
	readFile,
	rename,
	stat,
	unlink,
	type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { clickSchema, type Click } from '../model/click';
import type { ClickSpool } from '../tracking';

/** Segments are closed at this size, so that a long outage makes many files of moderate size. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
const OPEN_SUFFIX = '.ndjson';
const DRAINING_SUFFIX = '.draining';
/** Segments that may fail in one drain before it gives up. */
const MAX_FAILED_SEGMENTS = 3;
/** Times an append starts over because another process took its segment away. */
const MAX_APPEND_ATTEMPTS = 10;
/** A file of another process is left alone while it is written to, to save both the trouble. */
const IDLE_MILLISECONDS = 5_000;

interface Segment {
	readonly path: string;
	readonly file: FileHandle;
	bytes: number;
}

/**
 * Clicks in append-only files (one JSON object a line), synced to disk before `append` returns.
 *
 * Several processes may share the folder, and any of them may drain any segment, also one that is
 * still written to: draining begins with a rename, and a writer that finds its path gone after
 * its sync writes again to a new segment. Thus a click is in at least one file until it has been
 * replayed, wherever a process dies; a last line that was cut off was never acknowledged. Clicks
 * may be replayed twice, which unique click ids make harmless.
 */
export class FileSpool implements ClickSpool {
	private readonly token = randomBytes(6).toString('hex');

	private segmentCount = 0;

	private segment: Segment | null = null;

	private turn: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly folder: string,
		private readonly idleMilliseconds = IDLE_MILLISECONDS,
	) {}

	async append(clicks: readonly Click[]): Promise<void> {
		if (clicks.length === 0) return;
		const text = clicks.map((click) => `${JSON.stringify(click)}\n`).join('');
		await this.inTurn(async () => await this.write(Buffer.from(text)));
	}

	async drain(
		replay: (clicks: readonly Click[]) => Promise<void>,
		batchSize: number,
	): Promise<number> {
		const failures: unknown[] = [];
		let count = 0;
		for (const path of await this.inTurn(async () => await this.takeSegments())) {
			try {
				count += await replaySegment(path, replay, batchSize);
			} catch (error) {
				failures.push(error);
				if (failures.length >= MAX_FAILED_SEGMENTS) break;
			}
		}
		if (failures.length > 0) throw failures[0];
		return count;
	}

	/** Closes the open file; what is in it stays for the next drain. */
	async close(): Promise<void> {
		await this.inTurn(async () => await this.closeSegment());
	}

	/** Appends and the taking of segments follow each other within this process. */
	private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const result = this.turn.then(work);
		this.turn = result.catch(() => undefined);
		return await result;
	}

	private async write(lines: Buffer): Promise<void> {
		for (let attempt = 1; attempt <= MAX_APPEND_ATTEMPTS; attempt += 1) {
			const segment = (this.segment ??= await this.openSegment());
			await writeDurably(segment.file, lines).catch(async (error: unknown) => {
				await this.closeSegment().catch(() => undefined);
				throw error;
			});
			segment.bytes += lines.length;
			const isOurs = await exists(segment.path);
			if (!isOurs || segment.bytes >= SEGMENT_BYTES) await this.closeSegment();
			if (isOurs) return;
		}
		throw new Error('The spool folder is emptied faster than it can be written to');
	}

	private async openSegment(): Promise<Segment> {
		await mkdir(this.folder, { recursive: true, mode: 0o700 });
		this.segmentCount += 1;
		const name = `${this.token}-${this.segmentCount}${OPEN_SUFFIX}`;
		const path = join(this.folder, name);
		const file = await open(path, 'ax', 0o600);
		await syncFolder(this.folder);
		return { path, file, bytes: 0 };
	}

	private async closeSegment(): Promise<void> {
		const { segment } = this;
		this.segment = null;
		await segment?.file.close();
	}

	/** Renames every segment out of the way of writers; returns the paths to replay, oldest first. */
	private async takeSegments(): Promise<string[]> {
		await this.closeSegment();
		const names = (await readdir(this.folder).catch(nullWhenMissing)) ?? [];
		const segments: Array<{ path: string; changedAt: number }> = [];
		for (const name of names) {
			const changedAt = await changeTime(join(this.folder, name));
			if (changedAt === null || !this.isDue(name, changedAt)) continue;
			const path = await takeSegment(join(this.folder, name));
			if (path !== null) segments.push({ path, changedAt });
		}
		return segments.sort((a, b) => a.changedAt - b.changedAt).map(({ path }) => path);
	}

	private isDue(name: string, changedAt: number): boolean {
		if (!name.endsWith(OPEN_SUFFIX) || name.startsWith(`${this.token}-`)) return true;
		return Math.abs(Date.now() - changedAt) >= this.idleMilliseconds;
	}
}

async function writeDurably(file: FileHandle, lines: Buffer): Promise<void> {
	await file.appendFile(lines);
	await file.sync();
}

async function takeSegment(path: string): Promise<string | null> {
	if (path.endsWith(DRAINING_SUFFIX)) return path;
	if (!path.endsWith(OPEN_SUFFIX)) return null;
	const taken = path + DRAINING_SUFFIX;
	return await rename(path, taken)
		.then(() => taken)
		.catch(nullWhenMissing);
}

async function replaySegment(
	path: string,
	replay: (clicks: readonly Click[]) => Promise<void>,
	batchSize: number,
): Promise<number> {
	const text = await readFile(path, 'utf8').catch(nullWhenMissing);
	if (text === null) return 0;
	const { clicks, isDamaged } = readSegment(text);
	for (let start = 0; start < clicks.length; start += batchSize) {
		await replay(clicks.slice(start, start + batchSize));
	}
	await (isDamaged ? rename(path, `${path}.damaged`) : unlink(path)).catch(nullWhenMissing);
	return clicks.length;
}

/**
 * The clicks of a segment. A line without its line break was cut off by a crash and was never
 * acknowledged; a whole line that is no click means damage, and the file is then kept.
 */
function readSegment(text: string): { clicks: Click[]; isDamaged: boolean } {
	const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
	const clicks: Click[] = [];
	let isDamaged = false;
	for (const line of lines) {
		if (line === '') continue;
		const click = readLine(line);
		if (click === null) isDamaged = true;
		else clicks.push(click);
	}
	return { clicks, isDamaged };
}

function readLine(line: string): Click | null {
	try {
		return clickSchema.parse(JSON.parse(line));
	} catch {
		return null;
	}
}

async function exists(path: string): Promise<boolean> {
	return (await changeTime(path)) !== null;
}

async function changeTime(path: string): Promise<number | null> {
	return await stat(path)
		.then(({ mtimeMs }) => mtimeMs)
		.catch(nullWhenMissing);
}

/** Makes a new file's name durable. Folders cannot be synced on Windows, which is no loss there. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => null);
	if (handle === null) return;
	try {
		await handle.sync();
	} catch {
		return;
	} finally {
		await handle.close();
	}
}

/** Another process may have taken or removed a file at any moment. */
function nullWhenMissing(error: unknown): null {
	if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
	throw error;
}
