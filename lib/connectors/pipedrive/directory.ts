import type { CrmObject } from '../crm';
import type { VendorFailure } from '../vendor';
import { PAGE_SIZE, type PipedriveClient } from './client';
import { OBJECTS, type PipedriveField } from './object-fields';
import { keyOf, recordOf, type PipedriveRecord } from './record';
import { readAnswer, rowPageSchema, type PipedriveRow } from './schema';

/** Pages that are read ahead at most: 10,000 records. */
const MOST_PAGES = 20;

/** Keys for which one page is read ahead: a page takes 10 tokens, a search for each key 20. */
const KEYS_PER_PAGE = 10;

/**
 * Records that a run knows: those that were made or changed last, those it found, those it made.
 *
 * Pipedrive's search goes through an index that trails behind, so a record made seconds ago, perhaps
 * by another run, is not found; the list of records has it. (That the list does not trail is an
 * observation, not a promise of Pipedrive's.) It is also much cheaper: up to 500 records for the price
 * of half a search, so that a small account needs no search at all.
 */
export class Directory {
	private readonly byId = new Map<string, PipedriveRecord>();

	private readonly idsByName = new Map<string, Set<string>>();

	private readonly searched = new Set<string>();

	/** Keys of deals in the archive, which lists do not tell of. */
	private readonly archived = new Set<string>();

	/** Keys that the run is about to look for. */
	private expected = 1;

	private isRead = false;

	private hasAll = false;

	constructor(private readonly object: CrmObject) {}

	/** Tells how many keys are coming, as far as it is known. */
	expect(keys: number): void {
		this.expected = Math.max(this.expected, keys);
	}

	/**
	 * Reads ahead, once in a run. One page holds what changed last; several go by id, because a
	 * record that changes meanwhile would jump from page to page.
	 */
	async read(client: PipedriveClient, keyField: PipedriveField): Promise<VendorFailure | null> {
		if (this.isRead) return null;
		const pages = Math.min(MOST_PAGES, Math.ceil(this.expected / KEYS_PER_PAGE));
		const query = {
			sort_by: pages === 1 ? 'update_time' : 'id',
			sort_direction: 'desc',
			limit: String(PAGE_SIZE),
		};
		let cursor: string | null = null;
		for (let page = 1; page <= pages; page += 1) {
			const answer = await client.call({
				method: 'GET',
				path: OBJECTS[this.object].path,
				query: cursor === null ? query : { ...query, cursor },
			});
			if (!answer.ok) return answer.failure;
			const { data, additional_data: more } = readAnswer(rowPageSchema, answer.response.body);
			for (const row of data) this.keep(row, keyField);
			cursor = more?.next_cursor ?? null;
			if (cursor === null) break;
		}
		this.isRead = true;
		// The list of deals leaves the archive out, so that it proves nothing absent.
		this.hasAll = cursor === null && this.object === 'contact';
		return null;
	}

	/** Reads what was made last. */
	async readNewest(
		client: PipedriveClient,
		keyField: PipedriveField,
	): Promise<VendorFailure | null> {
		const answer = await client.call({
			method: 'GET',
			path: OBJECTS[this.object].path,
			query: { sort_by: 'id', sort_direction: 'desc', limit: '100' },
		});
		if (!answer.ok) return answer.failure;
		const { data } = readAnswer(rowPageSchema, answer.response.body);
		for (const row of data) this.keep(row, keyField);
		return null;
	}

	/** Takes a record in, or its new state. */
	keep(row: PipedriveRow, keyField: PipedriveField): PipedriveRecord {
		const record = recordOf(row, this.object, keyField);
		this.byId.set(record.id, record);
		for (const name of [record.key, ...record.emails]) {
			if (name === '') continue;
			const ids = this.idsByName.get(name) ?? new Set<string>();
			this.idsByName.set(name, ids.add(record.id));
		}
		return record;
	}

	get(id: string): PipedriveRecord | undefined {
		return this.byId.get(id);
	}

	/** Those with this key or e-mail address. */
	matches(key: string): PipedriveRecord[] {
		return [...(this.idsByName.get(key) ?? [])]
			.flatMap((id) => this.byId.get(id) ?? [])
			.filter((record) => record.key === key || record.emails.includes(key));
	}

	/** Whether a search would tell nothing more. One of ours is known, or all are, or it was done. */
	isSettled(key: string): boolean {
		if (this.hasAll || this.searched.has(key)) return true;
		return this.matches(key).some((record) => record.key === key);
	}

	settle(key: string): void {
		this.searched.add(key);
	}

	keepArchived(key: string): void {
		this.archived.add(keyOf(this.object, key));
	}

	isArchived(key: string): boolean {
		return this.archived.has(key);
	}
}
