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
import { SalesforceClient } from './client';
import { crmFields } from './list-fields';
import { FieldReader } from './object-fields';
import { prepareFields } from './prepare-fields';
import { resolveSettings, type SalesforceSettings } from './settings';
import { syncContacts, syncPurchases, type SalesforceRun } from './sync-purchases';
import { syncRefunds } from './sync-refunds';

/**
 * One Salesforce org, for one run: people are contacts, orders are opportunities, both found by
 * external id fields of ours. The base URL is the org's instance address.
 */
export class SalesforceConnector implements CrmConnector {
	readonly system = 'salesforce';

	private readonly run: SalesforceRun;

	/** Throws `invalid_input` for settings or an address that cannot be used. */
	constructor(connection: VendorConnection, given: Partial<SalesforceSettings> = {}) {
		const settings = resolveSettings(given);
		const client = new SalesforceClient(connection, settings);
		this.run = { client, settings, fields: new FieldReader(client) };
	}

	async listFields(object: CrmObject): Promise<readonly CrmField[]> {
		return crmFields(await this.run.fields.of(object));
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
