import { z } from 'zod/v4';
import { lenientId, lenientText } from '../lenient-fields';

/** What a body of Adobe Commerce is about, before its record is read. */
export interface MagentoMessage {
	readonly about: 'order' | 'credit_memo' | 'other';
	/** The record itself, without the envelope. */
	readonly record: unknown;
	/** Whether it says that the record was just made. */
	readonly isNew: boolean;
}

const envelopeSchema = z.object({
	type: lenientText,
	eventName: lenientText,
	event: z.unknown(),
	data: z.unknown(),
	order: z.unknown(),
	creditmemo: z.unknown(),
});

const recordSchema = z.object({
	entity_id: lenientId,
	order_id: lenientId,
	creditmemo_status: z.unknown(),
	base_adjustment: z.unknown(),
	base_adjustment_positive: z.unknown(),
	base_adjustment_negative: z.unknown(),
	_isNew: z.unknown(),
});

/**
 * Finds the record in what may be posted: an event of Adobe I/O (`{ event: { type, data: { value } } }`,
 * or the same without the outer `event`), a webhook of Adobe Commerce (`{ eventName, data: { order } }`
 * or just the fields that the merchant chose), or a bare order or credit memo as REST gives it.
 *
 * What an event is about is in its name, such as `observer.sales_order_creditmemo_save_after`. Events from
 * before a record is saved are of no use: the order may still fail.
 */
export function magentoMessage(body: unknown): MagentoMessage {
	const outer = envelopeSchema.safeParse(body);
	const inner = outer.success ? envelopeSchema.safeParse(outer.data.event) : outer;
	const envelope = inner.success ? inner.data : outer.success ? outer.data : null;
	const name = (envelope?.type ?? envelope?.eventName ?? '').toLowerCase();
	const record = recordOf(envelope?.data) ?? recordOf(envelope) ?? recordOf(body) ?? body;
	const fields = recordSchema.safeParse(record);
	// What is no record at all is refused as an order that is not one.
	const about = fields.success ? aboutOf(name, fields.data) : 'order';
	const isNew = fields.success && (fields.data._isNew === true || /_place_/.test(name));
	return { about, record, isNew };
}

/** The record below a key that stands for it; null when there is none of them. */
function recordOf(value: unknown): unknown {
	if (value === null || typeof value !== 'object') return null;
	const fields = value as Readonly<Record<string, unknown>>;
	for (const key of ['value', 'order', 'creditmemo', 'data_object']) {
		const candidate = fields[key];
		if (candidate !== null && typeof candidate === 'object') return candidate;
	}
	return null;
}

function aboutOf(name: string, record: z.output<typeof recordSchema>): MagentoMessage['about'] {
	if (/_before$/.test(name)) return 'other';
	if (name.includes('creditmemo')) return 'credit_memo';
	if (/sales_order_(?:invoice|shipment|payment|item|address|status)/.test(name)) return 'other';
	if (record.order_id === null) return 'order';
	const isMemo = [
		record.creditmemo_status,
		record.base_adjustment,
		record.base_adjustment_positive,
		record.base_adjustment_negative,
	].some((field) => field !== undefined);
	return isMemo ? 'credit_memo' : 'other';
}
