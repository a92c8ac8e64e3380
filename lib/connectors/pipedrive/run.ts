import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import type { FieldReader } from './object-fields';
import type { PipedriveSettings } from './settings';

/** What one run works with. */
export interface PipedriveRun {
	readonly client: PipedriveClient;
	readonly fields: FieldReader;
	readonly settings: PipedriveSettings;
	/** Records that the run has seen or made. */
	readonly directories: { readonly contact: Directory; readonly purchase: Directory };
}
