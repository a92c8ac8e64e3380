import { MagentoError, noSuchEntity } from './magento-error.ts';
import type { SimulatedRow } from './search.ts';
import type { MagentoStore } from './store.ts';

export function order(store: MagentoStore, id: string): SimulatedRow {
	const found = store.orders.find((candidate) => candidate['entity_id'] === Number(id));
	if (found !== undefined) return found;
	throw new MagentoError(
		404,
		"The entity that was requested doesn't exist. Verify the entity and try again.",
	);
}

/** Adds to the order's history and, as Magento before 2.4.7 does, takes the status even if there is none. */
export function addComment(store: MagentoStore, id: string, body: unknown, at: string): boolean {
	const entry = (body as { statusHistory?: SimulatedRow } | undefined)?.statusHistory;
	if (entry === undefined || typeof entry['comment'] !== 'string') {
		throw new MagentoError(400, '"%fieldName" is required. Enter and try again.', {
			fieldName: 'statusHistory',
		});
	}
	for (const name of ['is_customer_notified', 'is_visible_on_front', 'parent_id']) {
		if (entry[name] !== undefined) continue;
		throw new MagentoError(400, '"%fieldName" is required. Enter and try again.', {
			fieldName: name,
		});
	}
	const target = order(store, id);
	if (entry['parent_id'] !== target['entity_id']) throw noSuchEntity('parent_id', id);
	const histories = target['status_histories'] as SimulatedRow[] | undefined;
	const status = entry['status'] ?? null;
	const added = {
		...entry,
		status,
		entity_id: store.nextId(),
		entity_name: 'order',
		created_at: at,
	};
	target['status_histories'] = [...(histories ?? []), added];
	target['status'] = status;
	target['updated_at'] = at;
	return true;
}
