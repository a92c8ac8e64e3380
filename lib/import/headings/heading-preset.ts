import type { ImportField } from '../import-fields';
import type { ImportKind, ImportSource } from '../import-kinds';

/** The headings that one platform writes for one kind of row. */
export interface HeadingPreset {
	readonly source: ImportSource;
	readonly kind: ImportKind;
	/** Headings of a field, best first; compared without case, spaces and punctuation. */
	readonly fields: Readonly<Partial<Record<ImportField, readonly string[]>>>;
	/** Headings that are not imported but tell where the file comes from. */
	readonly typical: readonly string[];
	/** Whether quotes are escaped with backslashes. */
	readonly hasSlashes?: boolean;
}

/** How headings are compared: "!USERID", "user_id" and "User ID" are the same. */
export function headingKey(heading: string): string {
	return heading
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}
