import { metaOf, type SimulatedMeta, type SimulatedRecord, type WooShop } from './shop.ts';
import { invalidParameters } from './woo-error.ts';

/**
 * Meta as a record takes it: an entry with an id replaces that row, one without replaces all rows of
 * its key by one, and null deletes. An id that is not there counts as none. Gives whether a row changed.
 */
export function saveMeta(shop: WooShop, record: SimulatedRecord, input: unknown): boolean {
	if (input === undefined) return false;
	if (!Array.isArray(input)) {
		throw invalidParameters({ meta_data: 'meta_data is not of type array.' });
	}
	const before = JSON.stringify(metaOf(record));
	for (const [index, entry] of (input as unknown[]).entries()) {
		saveEntry(shop, record, entry as Partial<SimulatedMeta> | null, index);
	}
	return JSON.stringify(metaOf(record)) !== before;
}

function saveEntry(
	shop: WooShop,
	record: SimulatedRecord,
	entry: Partial<SimulatedMeta> | null,
	index: number,
): void {
	if (entry === null || typeof entry !== 'object' || typeof entry.key !== 'string') {
		throw invalidParameters({ meta_data: `meta_data[${index}][key] is not of type string.` });
	}
	const { key, value = null } = entry;
	const rows = metaOf(record);
	const row = rows.find(({ id }) => id === entry.id);
	if (row !== undefined && value !== null) {
		Object.assign(row, { key, value });
		return;
	}
	const left = rows.filter((other) => (row === undefined ? other.key !== key : other !== row));
	if (value !== null) left.push({ id: shop.nextId(), key, value });
	record['meta_data'] = left;
}
