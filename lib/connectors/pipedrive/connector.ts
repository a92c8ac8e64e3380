import type { Instant } from '../../kernel';
import type {
	ChangePage,
	CrmConnector,
	CrmField,
	CrmObject,
	FieldDefinition,
	PrepareOutcome,
	PurchaseWrite,
	RecordWrite,
	RefundWrite,
	SyncOutcome,
} from '../crm';
import type { VendorConnection } from '../vendor';
import { changedContacts } from './changed-contacts';
import { PipedriveClient } from './client';
import { Directory } from './directory';
import { listFields } from './list-fields';
import { FieldReader } from './object-fields';
import { prepareFields } from './prepare-fields';
import type { PipedriveRun } from './run';
import { resolveSettings, type PipedriveSettings } from './settings';
import { syncContacts } from './sync-contacts';
import { syncPurchases } from './sync-purchases';
import { syncRefunds } from './sync-refunds';

/**
 * One Pipedrive account, for one run, over API v2: people are persons, orders are deals, both found
 * by custom fields of ours. The base URL is https://api.pipedrive.com, the company's own address, or
 * the `api_domain` of an OAuth token.
 */
export class PipedriveConnector implements CrmConnector {
	readonly system = 'pipedrive';

	private readonly run: PipedriveRun;

	/** Throws `invalid_input` for settings or an address that cannot be used. */
	constructor(connection: VendorConnection, given: Partial<PipedriveSettings> = {}) {
		const settings = resolveSettings(given);
		const client = new PipedriveClient(connection);
		this.run = {
			client,
			settings,
			fields: new FieldReader(client, settings.definitions),
			directories: { contact: new Directory('contact'), purchase: new Directory('purchase') },
		};
	}

	async listFields(object: CrmObject): Promise<readonly CrmField[]> {
		return await listFields(this.run.client, this.run.fields, object);
	}

	async prepare(definitions: readonly FieldDefinition[]): Promise<PrepareOutcome> {
		return await prepareFields(this.run, definitions);
	}

	async syncContacts(writes: readonly RecordWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncContacts(this.run, writes);
	}

	async syncPurchases(purchases: readonly PurchaseWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncPurchases(this.run, purchases);
	}

	async syncRefunds(refunds: readonly RefundWrite[]): Promise<readonly SyncOutcome[]> {
		return await syncRefunds(this.run, refunds);
	}

	async changedContacts(
		since: Instant,
		fields: readonly string[],
		cursor: string | null,
	): Promise<ChangePage> {
		return await changedContacts(this.run, since, fields, cursor);
	}
}
