import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AffiliateStore } from '../ports/store';
import { replaySpool } from '../tracking';
import type { KeepingEvents } from './click-keeper';
import { burstOf, rulesOfFolder } from './counting-rules';
import { FileSpool } from './file-spool';

/** Clicks of one transaction. */
const BATCH = 2_000;
const IDLE_MILLISECONDS = 100;
const RETRY_MILLISECONDS = 2_000;

/**
 * Brings journalled clicks into the store, in order and in large batches, as soon as they are there.
 * A store that does not take them is asked again; nothing leaves a file before the store has it.
 */
export class ClickCarrier {
	private readonly spools = new Map<string, FileSpool>();

	private timer: NodeJS.Timeout | null = null;

	private running: Promise<void>;

	private isClosed = false;

	constructor(
		private readonly clicks: AffiliateStore['clicks'],
		/** That of the `JournalKeeper`. */
		private readonly folder: string,
		private readonly events: KeepingEvents,
	) {
		this.running = this.turn();
	}

	/** Resolves when nothing is being written any more. What is left is carried by the next one. */
	async close(): Promise<void> {
		this.isClosed = true;
		if (this.timer !== null) clearTimeout(this.timer);
		await this.running;
	}

	/** Brings in what is there now and returns how much it was. Throws when the store takes nothing. */
	async carry(): Promise<number> {
		const names = await readdir(this.folder).catch(nothingYet);
		let carried = 0;
		for (const name of names) carried += await this.carryFolder(name);
		if (carried > 0) this.events.onCarried?.(carried);
		return carried;
	}

	private async carryFolder(name: string): Promise<number> {
		const counting = rulesOfFolder(name);
		if (counting === null) return 0;
		// What others write to is taken at once: they go on in another file.
		const spool = this.spools.get(name) ?? new FileSpool(join(this.folder, name), 0);
		this.spools.set(name, spool);
		const { storedCount } = await replaySpool(
			spool,
			async (clicks) =>
				await this.clicks.append(clicks, counting.repeatWindowSeconds, burstOf(counting)),
			BATCH,
		);
		return storedCount;
	}

	private async turn(): Promise<void> {
		let pause = IDLE_MILLISECONDS;
		try {
			await this.carry();
		} catch (error) {
			pause = RETRY_MILLISECONDS;
			this.events.onTrouble?.('Journalled clicks wait for the store', error);
		}
		if (this.isClosed) return;
		this.timer = setTimeout(() => {
			this.running = this.turn();
		}, pause);
		this.timer.unref();
	}
}

function nothingYet(error: unknown): string[] {
	if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
	throw error;
}
