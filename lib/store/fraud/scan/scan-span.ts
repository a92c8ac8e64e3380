import type { Instant } from '../../../kernel';

/** What a scan reads of one programme. `from` is inclusive, `to` is not. */
export interface ScanSpan {
	readonly programmeId: string;
	readonly from: Instant;
	readonly to: Instant;
}
