import { parseInstant, type Instant } from '../../kernel';

/** Magento writes UTC without a zone: "2026-11-22 18:05:00". Throws `invalid_instant`. */
export function magentoInstant(text: string): Instant {
	const iso = text.trim().replace(' ', 'T');
	return parseInstant(/(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`);
}
