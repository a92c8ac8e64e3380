import { createHmac } from 'node:crypto';
import { AffiliateError } from '../../lib/kernel';
import type { Affiliate } from '../../lib/model/affiliate';
import type { Click } from '../../lib/model/click';
import type { Link } from '../../lib/model/link';
import type { Programme } from '../../lib/model/programme';
import type {
	ClickSpool,
	KeyedHash,
	LinkDirectory,
	RequestFacts,
	RequestHeaders,
	Scheduler,
	TrackingSettings,
} from '../../lib/tracking';
import { anAffiliate, aLink, aProgramme } from './builders/registry';

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

/** A request of a person with Firefox for the link "anna-grinder". */
export function aRequest(
	overrides: Partial<Omit<RequestFacts, 'query'>> & { query?: string } = {},
): RequestFacts {
	const { query = 'l=anna-grinder', headers = { 'user-agent': FIREFOX }, ...rest } = overrides;
	return {
		method: 'GET',
		pathCode: null,
		remoteAddress: '198.51.100.7',
		isHttps: true,
		...rest,
		headers,
		query: new URLSearchParams(query),
	};
}

export function aRequestWith(headers: RequestHeaders, query?: string): RequestFacts {
	return aRequest({
		headers: { 'user-agent': FIREFOX, ...headers },
		...(query === undefined ? {} : { query }),
	});
}

export function someSettings(overrides: Partial<TrackingSettings> = {}): TrackingSettings {
	return {
		fallbackUrl: new URL('https://www.example.com/welcome'),
		programmeCode: null,
		clickIdParameter: 'aff_click',
		addsUtm: true,
		cookie: { name: 'aff_click', domain: null, isHttpOnly: false },
		consent: { parameter: 'consent', isRequired: false, honoursDoNotTrack: false },
		trustedProxies: 0,
		countryHeader: null,
		...overrides,
	};
}

export const testHash: KeyedHash = (purpose, value) =>
	createHmac('sha256', 'a key for tests').update(`${purpose}\n${value}`).digest('hex');

export interface DirectoryRecords {
	readonly programmes?: readonly Programme[];
	readonly affiliates?: readonly Affiliate[];
	readonly links?: readonly Link[];
}

/** A directory over lists; without any it knows one programme, one affiliate and one link. */
export function aDirectory({
	programmes = [aProgramme()],
	affiliates = [anAffiliate()],
	links = [aLink()],
}: DirectoryRecords = {}): LinkDirectory {
	const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
	return {
		linkByCode: async (code) => links.find((link) => same(link.code, code)) ?? null,
		programme: async (id) => programmes.find(({ programmeId }) => programmeId === id) ?? null,
		programmeByCode: async (code) => programmes.find((entry) => same(entry.code, code)) ?? null,
		programmes: async (limit) => programmes.slice(0, limit),
		affiliate: async (id) => affiliates.find(({ affiliateId }) => affiliateId === id) ?? null,
		affiliateByCode: async (code) => affiliates.find((entry) => same(entry.code, code)) ?? null,
	};
}

/** Time that moves only when told; everything due runs in order. */
export class TestScheduler implements Scheduler {
	now = 0;

	private tasks: Array<{ at: number; task: () => void }> = [];

	soon(task: () => void): void {
		this.tasks.push({ at: this.now, task });
	}

	after(milliseconds: number, task: () => void): () => void {
		const entry = { at: this.now + milliseconds, task };
		this.tasks.push(entry);
		return () => {
			this.tasks = this.tasks.filter((other) => other !== entry);
		};
	}

	get waiting(): number {
		return this.tasks.length;
	}

	/** Lets promises settle and runs what is due, until nothing is. */
	async settle(): Promise<void> {
		for (let idle = 0; idle < 3;) {
			await new Promise((resolve) => setImmediate(resolve));
			const next = this.tasks.findIndex(({ at }) => at <= this.now);
			if (next === -1) {
				idle += 1;
				continue;
			}
			idle = 0;
			this.tasks.splice(next, 1)[0]?.task();
		}
	}

	async advance(milliseconds: number): Promise<void> {
		await this.settle();
		this.now += milliseconds;
		await this.settle();
	}
}

/** A store that keeps what it takes by click id and can be told to fail or to hang. */
export class MemoryClicks {
	readonly kept = new Map<string, Click>();

	readonly batches: number[] = [];

	behave: (clicks: readonly Click[]) => 'take' | 'fail' | 'hang' = () => 'take';

	private hanging: Array<() => void> = [];

	async append(clicks: readonly Click[]): Promise<void> {
		const behaviour = this.behave(clicks);
		if (behaviour === 'fail') {
			throw new AffiliateError('The store is busy', { code: 'store_busy' });
		}
		if (behaviour === 'hang') await new Promise<void>((resolve) => this.hanging.push(resolve));
		this.batches.push(clicks.length);
		for (const click of clicks) {
			if (!this.kept.has(click.clickId)) this.kept.set(click.clickId, click);
		}
	}

	releaseHanging(): void {
		const { hanging } = this;
		this.hanging = [];
		for (const release of hanging) release();
	}
}

/** A spool in memory with the contract of the one on disk. */
export class MemorySpool implements ClickSpool {
	segments: Click[][] = [];

	isBroken = false;

	get size(): number {
		return this.segments.flat().length;
	}

	async append(clicks: readonly Click[]): Promise<void> {
		if (this.isBroken) throw new AffiliateError('The disk is full', { code: 'disk_full' });
		this.segments.push([...clicks]);
	}

	async drain(
		replay: (clicks: readonly Click[]) => Promise<void>,
		batchSize: number,
	): Promise<number> {
		let count = 0;
		for (const segment of [...this.segments]) {
			for (let start = 0; start < segment.length; start += batchSize) {
				await replay(segment.slice(start, start + batchSize));
			}
			this.segments = this.segments.filter((other) => other !== segment);
			count += segment.length;
		}
		return count;
	}
}
